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
    form = draw(st.sampled_from(["v4", "v6", "inetutils"]))
    if form == "v4":
        path = with_fields(path, min_hops=1, timeout=draw(st.integers(1, 9)))
    elif form == "v6":
        path = with_fields(
            path, source_address="2001:db8::2", timeout=draw(st.integers(1, 9)), packet=24
        )
    else:
        path = with_fields(path, probes_per_hop=None)
    text = render(path, named=named)
    return Case("traceroute", "traceroute_inetutils", path, text, whole_from(path, text, "ms"))
