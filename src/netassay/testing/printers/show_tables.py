"""Tables as devices print them for show commands, by the name of the template that reads them.

The rows have the columns of the template (ntc-templates), as texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    #: Rows of a table, by column.
    TableRows = Sequence[dict[str, str]]

__all__ = ["PRINTERS", "render_table"]


def render_table(parsed_by: str, rows: TableRows) -> str:
    """Return the rows as the text that the template of that name reads."""
    return "\n".join(PRINTERS[parsed_by](rows))


def _cx_mac_addresses(rows: TableRows) -> list[str]:
    return [
        "MAC age-time            : 300 seconds",
        f"Number of MAC addresses : {len(rows)}",
        "",
        f"{'MAC Address':<20} {'VLAN':<8} {'Type':<25} Port",
        "-" * 62,
        *(
            f"{row['mac_address']:<20} {row['vlan_id']:<8} {row['type']:<25} {row['port']}"
            for row in rows
        ),
    ]


def _cx_vlans(rows: TableRows) -> list[str]:
    names = ("vlan_id", "vlan_name", "status", "reason", "type")
    widths = (5, 33, 7, 23, 11)
    heads = ("VLAN", "Name", "Status", "Reason", "Type")

    def line(cells: Sequence[str], last: str) -> str:
        return (
            " ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)) + last
        )

    return [
        "-" * 114,
        line(heads, "Interfaces"),
        "-" * 114,
        *(
            line([row[name] for name in names], row["interfaces"].replace(", ", ",")).rstrip()
            for row in rows
        ),
    ]


def _aoss_mac_addresses(rows: TableRows) -> list[str]:
    return [
        " Status and Counters - Port Address Table",
        "",
        "  MAC Address   Port     VLAN",
        "  ------------- -------- ----",
        *(f"  {row['mac_address']} {row['port']:<8} {row['vlan_id']}" for row in rows),
    ]


def _hostname(rows: TableRows) -> list[str]:
    return [f"Hostname is {row['hostname']}" for row in rows]


PRINTERS: Final[dict[str, Callable[[TableRows], list[str]]]] = {
    "aruba_aoscx_show_mac-address-table": _cx_mac_addresses,
    "aruba_aoscx_show_vlan": _cx_vlans,
    "aruba_os_show_hostname": _hostname,
    "hp_procurve_show_mac-address": _aoss_mac_addresses,
}
