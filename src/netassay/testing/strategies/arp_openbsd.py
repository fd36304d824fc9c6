"""Draws the ARP tables of OpenBSD with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.arp_table import ArpTable, Entry
from netassay.testing.case import Case
from netassay.testing.printers.arp_openbsd import render
from netassay.testing.strategies.arp_tables import IPV4, tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]

_FIELDS: Final[dict[str, Any]] = {
    "address": IPV4,
    "flags": st.none() | st.sampled_from(["l", "L", "lL"]),
}


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what ``arp -an`` prints: entries that end, that stay, and that are not complete."""
    table = draw(tables(**_FIELDS))
    table = build(ArpTable, {"entries": [_entry(draw, one) for one in table.entries]})
    text = render(table)
    return Case("arp_table", "arp_openbsd", table, text, text.index("\n") + 1)


def _entry(draw: DrawFn, entry: Any) -> Entry:
    values = dict(entry.__dict__)
    ends = draw(st.sampled_from(["permanent", "expired", "(incomplete)"]) | st.integers(1, 1200))
    if isinstance(ends, int):
        return build(Entry, values | {"expires": float(ends)})
    if ends == "(incomplete)":
        del values["mac"]
        values.setdefault("flags", "expired")
    return build(Entry, values | {"type": ends})
