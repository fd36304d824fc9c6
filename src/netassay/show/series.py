"""Series: the figures of a measurement, row by row, ready to be drawn.

The row classes declare them (`netassay.core.records.drawn`). The terminal and `Result.plot`
draw these; a report has charts of its own (`netassay.report.charts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.records.record import field_named, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.records.drawn import Drawn
    from netassay.core.records.record import Field, Record
    from netassay.core.values.units import Unit

__all__ = ["Axis", "Point", "Series", "series_of"]

#: Points that make a line.
_FEWEST: Final = 2


@attrs.frozen
class Axis:
    """The field of a number: its name, unit and meaning."""

    name: str
    unit: Unit | None
    doc: str

    @property
    def label(self) -> str:
        """The label of the axis, with the unit: ``bitrate (bit/s)``."""
        words = self.name.replace("_", " ")
        return f"{words} ({self.unit.symbol})" if self.unit else words


@attrs.frozen
class Point:
    """One figure: plain numbers in the canonical units of both axes.

    `y` is None where there is no figure; `lost`: no answer came back. `path` is the row's
    in the measurement (``replies[3]``), empty for a point without a row.
    """

    x: float
    y: float | None
    lost: bool = False
    path: str = ""


@attrs.frozen
class Series:
    """One line of figures.

    `rows` is the list of its records, `line` its name among the lines of that list
    (``stream 4, sent``; empty for a single line), `major` whether its figure is the most
    important one of these rows.
    """

    rows: str
    line: str
    x: Axis
    y: Axis
    major: bool
    points: tuple[Point, ...]


def series_of(measurement: Record | None) -> list[Series]:
    """Return the series of a measurement, in the order of its fields; none of most tests."""
    if measurement is None:
        return []
    series: list[Series] = []
    for field in fields_of(type(measurement)):
        drawn = field.record.drawn if field.record else None
        if field.many and drawn is not None:
            series += _row_series(measurement, field, drawn)
    return series


def _row_series(measurement: Record, field: Field, drawn: Drawn) -> Iterator[Series]:
    missing = getattr(measurement, drawn.missing) if drawn.missing else []
    lines: dict[tuple[Any, ...], list[tuple[int, Record]]] = {}
    for at, row in enumerate(getattr(measurement, field.name)):
        lines.setdefault(tuple(getattr(row, name) for name in drawn.by), []).append((at, row))
    for key, rows in lines.items():
        name = _line(drawn.by, key) if len(lines) > 1 else ""
        for y in drawn.ys:
            points = _points(rows, field.name, drawn.x, y)
            drawn_xs = {point.x for point in points}
            points += [Point(x, None, lost=True) for x in missing if x not in drawn_xs]
            if _is_drawable(points):
                points.sort(key=lambda point: point.x)
                axes = _axis(field, drawn.x), _axis(field, y)
                yield Series(field.name, name, *axes, y == drawn.ys[0], tuple(points))


def _is_drawable(points: list[Point]) -> bool:
    xs = {point.x for point in points}
    return len(xs) >= _FEWEST and any(point.lost or point.y is not None for point in points)


def _line(names: tuple[str, ...], key: tuple[Any, ...]) -> str:
    """Return the name of a line: numbers with their fields' names, words alone."""
    parts = [(name, value) for name, value in zip(names, key, strict=True) if value is not None]
    words = [value if isinstance(value, str) else f"{name} {value}" for name, value in parts]
    return ", ".join(words) or "sum"


def _points(rows: list[tuple[int, Record]], name: str, x: str, y: str) -> list[Point]:
    outer, _, inner = y.rpartition(".")
    points = []
    for at, row in rows:
        position = _number(row, x)
        path = f"{name}[{at}]"
        position = at + 1 if position is None else position
        if not outer:
            points.append(_point(position, row, inner, path))
        else:
            points += [
                _point(position, one, inner, f"{path}.{outer}[{nth}]")
                for nth, one in enumerate(getattr(row, outer))
            ]
    return points


def _point(x: float, row: Record, y: str, path: str) -> Point:
    lost = getattr(row, "outcome", "reply") != "reply"
    return Point(x, _number(row, y), lost, path)


def _number(row: Record, name: str) -> float | None:
    value: float | None = getattr(row, field_named(type(row), name).exported)
    return value


def _axis(field: Field, path: str) -> Axis:
    """Return the axis of a field of the rows that `field` holds, or of the rows in these."""
    for name in path.split("."):
        if field.record is None:
            break
        field = field_named(field.record, name)
    return Axis(field.name, field.unit, field.doc)
