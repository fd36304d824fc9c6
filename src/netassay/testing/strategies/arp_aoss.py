"""Draws ARP tables of AOS-S switches with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.arp_aoss import render
from netassay.testing.strategies.arp_tables import tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what a switch prints of its table."""
    ports = st.builds("{}{}".format, st.sampled_from(["", "A", "Trk", "1/"]), st.integers(1, 48))
    table = draw(tables(interface=ports, type=st.sampled_from(["dynamic", "static"])))
    text = render(table, width=draw(st.integers(12, 44)))
    rule = text.index("\n  ---") + 1
    return Case("arp_table", "arp_aoss", table, text, text.index("\n", rule) + 1)
