"""Prints ARP tables as a gateway's own ``show arp`` does."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["render"]

_TITLES: Final = (" Protocol", "IP Address", "Hardware Address", "Interface", "Age (min)")
_RULE: Final = ("----------", "----------", "----------------", "---------", "---------")
_WIDTHS: Final = (12, 14, 19, 11, 0)


def render(table: Any) -> str:
    """Return what ``show arp`` prints of a table."""
    head = [
        "",
        "Codes: * - Local Addresses, S - Static, A - Auth",
        "",
        f"Total ARP entries: {len(table.entries)}",
        "",
        "IPV4 ARP Table",
        "--------------",
    ]
    rows = [_TITLES, _RULE, *map(_cells, table.entries)]
    return "\n".join([*head, *map(_row, rows)]) + "\n"


def _cells(one: Any) -> tuple[str, ...]:
    age = "" if one.age_s is None else f"{one.age_s / 60:.0f}"
    code = f" {one.flags or ' '} {one.protocol}"
    return code, one.address, one.mac or one.type, one.interface, age


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
