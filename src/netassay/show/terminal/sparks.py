"""Sparklines: a series as a line of blocks as high as its figures, lost ones as crosses."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from rich.text import Text

from netassay.show.terminal.figures import scale_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.show.series import Point, Series

__all__ = ["range_text", "spark", "sparks"]

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_PLAIN_BLOCKS: Final = "_.:-=+*#"
_LOST: Final = "\N{MULTIPLICATION SIGN}"
_PLAIN_LOST: Final = "x"
_NO_FIGURE: Final = "·"
_PLAIN_NO_FIGURE: Final = " "
#: Lines that remain readable below each other.
_MOST_LINES: Final = 4
_WIDEST: Final = 60
#: The least share of the largest figure from which blocks start at the least, not at zero.
_CLOSE: Final = 0.5


def sparks(series: Sequence[Series], width: int, *, plain: bool = False) -> list[Text]:
    """Return a line for each major series, with the range of its figures; `plain` is ASCII."""
    major = [one for one in series if one.major]
    lines = []
    for one in major[:_MOST_LINES]:
        range_ = range_text(one)
        room = width - len(range_) - len(one.line) - 2
        if room > 0:
            line = spark(one.points, min(room, _WIDEST), plain=plain)
            lines.append(
                Text("  ").join([Text(one.line), line, Text(range_, "dim")][not one.line :])
            )
    return lines


def range_text(series: Series) -> str:
    """Return the range of the figures and the count of lost ones: ``200.2 to 209.8 ms, 1 lost``."""
    figures = [point.y for point in series.points if point.y is not None]
    lost = sum(point.lost for point in series.points)
    words = []
    if figures:
        scale = scale_for(figures, series.y.unit)
        ends = dict.fromkeys(map(scale.figure, (min(figures), max(figures))))
        words.append(f"{' to '.join(ends)} {scale.symbol}".rstrip())
    return ", ".join([*words, *([f"{lost} lost"] if lost else [])])


def spark(points: Sequence[Point], width: int, *, plain: bool = False) -> Text:
    """Return one character per place on the x axis, or per several places to fit the width."""
    places = [list(of) for _, of in groupby(points, lambda point: point.x)]
    size = -(-len(places) // width)
    shares = [list(chain(*places[at : at + size])) for at in range(0, len(places), size)]
    figures = [point.y for point in points if point.y is not None]
    low, high = (min(figures), max(figures)) if figures else (0.0, 0.0)
    low = low if low > high * _CLOSE else 0.0
    line = Text()
    for share in shares:
        mark, style = _mark(share, low, high, plain=plain)
        line.append(mark, style)
    return line


def _mark(share: Sequence[Point], low: float, high: float, *, plain: bool) -> tuple[str, str]:
    figures = [point.y for point in share if point.y is not None]
    lost = any(point.lost for point in share)
    if not figures:
        if lost:
            return _PLAIN_LOST if plain else _LOST, "bold red"
        return _PLAIN_NO_FIGURE if plain else _NO_FIGURE, "dim"
    blocks = _PLAIN_BLOCKS if plain else _BLOCKS
    height = (max(figures) - low) / (high - low) if high > low else 0.5
    return blocks[min(len(blocks) - 1, int(height * len(blocks)))], "yellow" if lost else "cyan"
