"""A small drawing of a series: a bar for each figure, a cross-bar for each lost one."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from netassay.show.markup import Markup, tag

if TYPE_CHECKING:
    from netassay.show.series import Series

__all__ = ["drawing"]

_BAR: Final = 5
_HEIGHT: Final = 32
_MOST_BARS: Final = 120
_FIGURE: Final = "#3a7ca5"
_LOST: Final = "#c0392b"


def drawing(series: Series) -> Markup:
    """Return an SVG element, bars from zero to the largest figure."""
    places = [list(of) for _, of in groupby(series.points, lambda point: point.x)]
    size = -(-len(places) // _MOST_BARS)
    shares = [list(chain(*places[at : at + size])) for at in range(0, len(places), size)]
    top = max((point.y for point in series.points if point.y is not None), default=0) or 1
    bars = []
    for at, share in enumerate(shares):
        figures = [point.y for point in share if point.y is not None]
        if figures:
            bars.append(_bar(at, max(1.0, _HEIGHT * max(figures) / top), _FIGURE))
        if any(point.lost for point in share):
            bars.append(_bar(at, _HEIGHT if not figures else 3.0, _LOST))
    width = _BAR * len(shares)
    view = f"0 0 {width} {_HEIGHT}"
    return tag("svg", *bars, width=width, height=_HEIGHT, viewBox=view, role="img")


def _bar(at: int, height: float, colour: str) -> Markup:
    y = f"{_HEIGHT - height:.1f}"
    size = {"width": _BAR - 1, "height": f"{height:.1f}"}
    return tag("rect", x=at * _BAR, y=y, **size, fill=colour)
