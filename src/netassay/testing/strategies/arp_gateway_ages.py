"""Draws the tables of a gateway's own ``show arp`` with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.arp_gateway_ages import render
from netassay.testing.strategies.arp_tables import IPV4, tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what ``show arp`` prints of a table."""
    table = draw(
        tables(
            address=IPV4,
            protocol=st.just("Internet"),
            flags=st.sampled_from([None, "*", "S", "A"]),
            age=st.none() | st.integers(0, 600).map(lambda minutes: 60.0 * minutes),
        )
    )
    text = render(table)
    rule = "\n----------  "
    end = text.index("\n", text.index(rule) + 1) + 1
    return Case("arp_table", "arp_gateway_ages", table, text, end)
