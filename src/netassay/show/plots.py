"""Plots of one result with matplotlib: its series, every axis with its unit."""

from __future__ import annotations

from itertools import groupby
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Any, Final

from netassay.errors import NothingToDraw
from netassay.optional import needed
from netassay.show.series import Series, series_of
from netassay.show.terminal.figures import Scale, scale_for
from netassay.show.terminal.results import headline

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netassay.records.result import Result

__all__ = ["plot"]

_WIDTH: Final = 8.0
_HEIGHT: Final = 2.6
_HEADROOM: Final = 1.08
_TITLE_WIDTH: Final = 90
_LONGEST_TITLE: Final = 360
#: Lines that a legend has room for.
_MOST_NAMES: Final = 8


def plot(result: Result) -> list[Axes]:
    """Draw the series of a result below each other; return their axes.

    Lost replies and probes are red crosses at the foot. The figure is `axes[0].figure`.
    Raises `NothingToDraw` for a result without series, `MissingExtra` without matplotlib.
    """
    panels = _panels(series_of(result.measurement))
    if not panels:
        raise NothingToDraw(f"a result of {result.test or 'no known test'} without figures to draw")
    pyplot: Any = needed("matplotlib.pyplot", "plot")
    size = (_WIDTH, _HEIGHT * len(panels) + 0.6)
    figure, grid = pyplot.subplots(len(panels), squeeze=False, figsize=size, layout="constrained")
    # matplotlib's own wrapping takes a dollar for a formula, in spite of parse_math=False.
    title = fill(shorten(headline(result).plain, _LONGEST_TITLE), _TITLE_WIDTH)
    figure.suptitle(title, parse_math=False, fontsize="medium")
    axes: list[Axes] = [row[0] for row in grid]
    for one, lines in zip(axes, panels, strict=True):
        _draw(one, lines)
    return axes


def _panels(series: list[Series]) -> list[list[Series]]:
    """Return the series grouped by axes: the same figure of the same rows."""

    def place(one: Series) -> tuple[str, str]:
        return one.rows, one.y.name

    order = list(dict.fromkeys(map(place, series)))
    together = sorted(series, key=lambda one: order.index(place(one)))
    return [list(of) for _, of in groupby(together, place)]


def _draw(axes: Axes, lines: list[Series]) -> None:
    first = lines[0]
    figures = [point.y for one in lines for point in one.points if point.y is not None]
    scale = scale_for(figures, first.y.unit)
    for one in lines:
        _line(axes, one, scale)
    lost = sorted({point.x for one in lines for point in one.points if point.lost})
    if lost:
        foot = axes.get_xaxis_transform()
        axes.plot(lost, [0.02] * len(lost), "x", color="tab:red", label="lost", transform=foot)
    axes.set_xlabel(first.x.label)
    words = first.y.name.replace("_", " ")
    axes.set_ylabel(f"{words} ({scale.symbol})" if scale.symbol else words)
    axes.set_ylim(0, _HEADROOM * max(figures, default=0) / scale.factor or 1)
    axes.grid(visible=True, alpha=0.3)
    if first.x.unit is None:
        axes.locator_params(axis="x", integer=True)
    if lost or 1 < len(lines) <= _MOST_NAMES:
        for text in axes.legend().get_texts():
            text.set_parse_math(False)


def _line(axes: Axes, one: Series, scale: Scale) -> None:
    figures = [(point.x, point.y / scale.factor) for point in one.points if point.y is not None]
    several = len({x for x, _ in figures}) < len(figures)
    style = "o" if several else "o-"
    xs, ys = [x for x, _ in figures], [y for _, y in figures]
    (dots,) = axes.plot(xs, ys, style, markersize=4, label=one.line or one.y.name)
    if several:
        least: dict[float, float] = {}
        for x, y in figures:
            least[x] = min(y, least.get(x, y))
        axes.plot(
            list(least), list(least.values()), color=dots.get_color(), alpha=0.5, label="least"
        )
