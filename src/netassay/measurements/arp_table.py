"""arp_table: the hardware addresses that a device knows, by IP address (RFC 826, RFC 4861)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.wire import Each
from netassay.core.spec import Test
from netassay.core.values.rows import Rows
from netassay.core.verdicts import Verdict, counted, joined
from netassay.records.arp_table import ArpTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["SPEC"]


def _entries(keys: Mapping[str, str]) -> dict[str, Any]:
    return {"entries": Each("entries", keys)}


OUTPUTS: Final = {
    "aps": _entries(
        {
            "ipAddress": "address",
            "hardwareType": "hardware_type",
            "flags": "flags",
            "macAddress": "mac",
            "mask": "mask",
            "device": "interface",
        }
    ),
    "aos-s": _entries(
        {"ipAddress": "address", "macAddress": "mac", "entryType": "type", "port": "interface"}
    ),
    "gateways": _entries(
        {
            "protocol": "protocol",
            "address": "address",
            "macAddress": "mac",
            "interfaceAndPort": "interface",
        }
    ),
}


def complete(node: Node) -> bool:
    """Say whether each entry has its address, interface and hardware address.

    An empty table is complete. A neighbour that did not answer has no hardware address.
    """
    entries = node.get("entries")
    if isinstance(entries, Rows) and not any(
        [None in entries.values(name) for name in ("address", "interface", "mac")]
    ):
        return True
    return entries is not None and all(
        {"address", "interface"} <= entry.keys() and ("mac" in entry or _is_unanswered(entry))
        for entry in entries
    )


_UNANSWERED: Final = frozenset({"incomplete", "failed", "none"})


def _is_unanswered(entry: Node) -> bool:
    return "type" in entry and entry["type"].value.strip("<>()").lower() in _UNANSWERED


def check(node: Node, notes: Notes) -> None:
    """Report and remove printed addresses that are none and that `output` did not correct."""
    entries = node.get("entries", ())
    if isinstance(entries, Rows) and None not in entries.values("address"):
        return
    for at, entry in enumerate(entries):
        address = entry.get("address")
        if address is not None and address.value is None:
            message = f"{address.text!r} is not an address"
            notes.add("bad-value", f"entries[{at}].address", message, printed=address.text)
            del entry["address"]


def verdict(table: ArpTable) -> Verdict:
    """Judge by the entries: a table with any passes, an empty one does not tell."""
    return "passed" if table.entries else "unknown"


def summary(table: ArpTable) -> str:
    """Return the number of neighbours, and how many of them did not answer."""
    silent = sum([entry.mac is None for entry in table.entries])
    entries = counted(len(table.entries), "entry", "entries")
    return joined((entries, f"{silent} without a hardware address" if silent else None))


SPEC: Final = Test(
    name="arp_table",
    endpoint="getArpTable",
    record=ArpTable,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    verdict=verdict,
    summary=summary,
)
