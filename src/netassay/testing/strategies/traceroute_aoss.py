"""Draws traceroutes of AOS-S switches and gateways with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.traceroute_aoss import render
from netassay.testing.strategies.traceroute_paths import paths, whole_from, with_fields

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what a switch prints of a path."""
    path = with_fields(
        draw(paths(digits=0, annotations=())), min_hops=1, timeout=draw(st.integers(1, 9))
    )
    text = render(path, width=draw(st.integers(8, 40)))
    return Case("traceroute", "traceroute_aoss", path, text, whole_from(path, text, " ms"))
