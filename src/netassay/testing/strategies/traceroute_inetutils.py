"""Draws traceroutes of CX switches and of inetutils with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.traceroute_inetutils import render
from netassay.testing.strategies.traceroute_paths import paths, whole_from, with_fields

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what a switch or inetutils prints of a path."""
    named = draw(st.booleans())
    path = draw(paths(named=named))
    if draw(st.booleans()):
        path = with_fields(path, min_hops=1, timeout=draw(st.integers(1, 9)))
    else:
        path = with_fields(path, probes_per_hop=None)
    text = render(path, named=named)
    return Case("traceroute", "traceroute_inetutils", path, text, whole_from(path, text, "ms"))
