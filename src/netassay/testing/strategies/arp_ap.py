"""Draws ARP tables of access points with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.arp_ap import render
from netassay.testing.strategies.arp_tables import tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what an access point prints of its table, rows broken or not."""
    numbers = st.integers(0, 255).map(hex)
    table = draw(tables(hardware_type=numbers, flags=numbers, mask=st.just("*")))
    text = render(table, width=draw(st.integers(8, 44)), wrapped=draw(st.booleans()))
    return Case("arp_table", "arp_ap", table, text, text.index("Device\n") + len("Device\n"))
