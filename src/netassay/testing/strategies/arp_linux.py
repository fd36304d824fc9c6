"""Draws the ARP tables of Linux with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.arp_table import ArpTable, Entry
from netassay.testing.case import Case
from netassay.testing.printers.arp_linux import render
from netassay.testing.strategies.arp_tables import IPV4, tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]

_FIELDS: Final[dict[str, Any]] = {
    "address": IPV4,
    "hardware_type": st.sampled_from(["ether", "infiniband", "ppp", "eui64"]),
    "flags": st.sampled_from(["C", "CM", "M"]),
    "mask": st.none() | st.just("255.255.255.0"),
}


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what ``arp`` prints, of neighbours that did not answer too."""
    table = draw(tables(**_FIELDS))
    entries = [one if draw(st.integers(0, 4)) else _silent(one) for one in table.entries]
    table = build(ArpTable, {"entries": entries})
    text = render(table, verbose=draw(st.booleans()))
    return Case("arp_table", "arp_linux", table, text, text.index("\n") + 1)


def _silent(entry: Any) -> Entry:
    """Return the entry of a neighbour that did not answer."""
    kept = {"address": entry.address, "interface": entry.interface}
    return build(Entry, kept | {"type": "(incomplete)"})
