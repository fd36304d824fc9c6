"""Draws ARP tables of gateways with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.arp_gateway import render
from netassay.testing.strategies.arp_tables import tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what a gateway prints of its table, rows broken or not."""
    table = draw(tables(protocol=st.just("Internet")))
    text = render(
        table,
        width=draw(st.integers(8, 44)),
        wrapped=draw(st.booleans()),
        spaced=draw(st.booleans()),
    )
    rule = "\n--------  "
    return Case("arp_table", "arp_gateway", table, text, text.index("\n", text.index(rule) + 1) + 1)
