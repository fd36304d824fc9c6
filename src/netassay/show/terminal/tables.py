"""Lists of records as tables that fit the terminal and never cut a number.

A table too wide for the terminal is broken into several, each with the column that tells
the rows apart; only columns of words are folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from netassay.core.records.record import fields_of
from netassay.show.terminal.figures import digits, in_words, scale_for
from netassay.show.terminal.text import brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.core.records.record import Field, Record

__all__ = ["Column", "columns", "fitted", "inline", "tables", "word"]

#: Between two columns stand a blank of padding and one for the box.
_GAP: Final = 2
_NARROWEST: Final = 12
#: A cell that holds records of its own may take this much of a line before it is folded.
_WIDEST: Final = 72


@attrs.define
class Column:
    """One column: its head (a name, a unit below), its cells, whether they may be folded."""

    name: str
    unit: str
    cells: list[str]
    folds: bool
    width: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        longest = max(map(cell_len, (*self.name.split("\n"), self.unit, *self.cells)))
        self.width = min(longest, _WIDEST) if self.folds else longest


def tables(rows: Sequence[Record], width: int) -> Iterator[Table]:
    """Return records of one class as a table, or as several where `width` is too little.

    Columns in which nothing stands but what a record starts with are left out.
    """
    yield from fitted(columns(rows), width, len(rows))


def fitted(every: list[Column], width: int, length: int) -> Iterator[Table]:
    """Return columns of so many cells as a table, or as several where `width` is too little."""
    for part in _fitting(every, width):
        yield _table(part, length)


def columns(rows: Sequence[Record]) -> list[Column]:
    """Return the columns of records of one class that say something, each in one scale."""
    fields = fields_of(type(rows[0]))
    said = [field for field in fields if _says_something(field, rows)]
    return [_column(field, rows) for field in said or fields[:1]]


def _says_something(field: Field, rows: Sequence[Record]) -> bool:
    idle: tuple[Any, ...] = (None, [], {}, field.default)
    return any(getattr(row, field.exported) not in idle for row in rows)


def _column(field: Field, rows: Sequence[Record]) -> Column:
    values = [getattr(row, field.exported) for row in rows]
    if field.unit and not field.many:
        scale = scale_for([value for value in values if value is not None], field.unit)
        cells = ["" if value is None else scale.figure(value) for value in values]
        name = _broken(field.name, max(map(len, cells)))
        return Column(name, scale.symbol, cells, folds=False)
    cells = [_cell(field, value) for value in values]
    folds = field.many or field.base not in (int, bool)
    return Column(_broken(field.name, max(map(cell_len, cells))), "", cells, folds=folds)


def _cell(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.record and field.many:
        return inline(value)
    return word(value, field)


def _broken(name: str, width: int) -> str:
    """Return a column's name, broken after its underscores where the cells are narrow."""
    return name if len(name) <= width else name.replace("_", "_\n")


def word(value: Any, field: Field | None = None) -> str:
    """Return a plain value, a list or a nested record as one piece of text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return in_words(value, field.unit if field else None)
    if isinstance(value, list):
        return ", ".join(word(item, field) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{brief(str(k))} {word(v)}" for k, v in value.items() if v is not None)
    return brief(value) if isinstance(value, str) else _named(value)


def _named(record: Record) -> str:
    """Return a nested record in one line, each value with its name."""
    said = [(field, getattr(record, field.exported)) for field in fields_of(type(record))]
    return ", ".join(
        f"{field.name} {word(value, field)}" for field, value in said if value not in (None, [], {})
    )


def inline(rows: Sequence[Record]) -> str:
    """Return a list of records in one line; a text is not said again where it stays the same."""
    said = []
    before: Record | None = None
    for row in rows:
        words = [
            _brief(field, getattr(row, field.exported))
            for field in fields_of(type(row))
            if getattr(row, field.exported) not in (None, [], field.default)
            and not _stays(field, row, before)
        ]
        before = row
        said.append(" ".join(words) or "-")
    return ", ".join(said)


def _stays(field: Field, row: Record, before: Record | None) -> bool:
    if before is None or field.base is not str or field.choices:
        return False
    return bool(getattr(before, field.exported) == getattr(row, field.exported))


def _brief(field: Field, value: Any) -> str:
    """Return a value with its unit, or with its name if without one it were a mere number."""
    if field.unit or field.base is str or field.record:
        return word(value, field)
    return f"{field.name} {digits(value) if type(value) is int else word(value)}"


def _fitting(every: list[Column], width: int) -> Iterator[list[Column]]:
    """Divide the columns so that each part fits the width.

    Further parts begin with the column that tells the rows apart.
    """
    key = next((one for one in every if len(set(one.cells)) == len(one.cells)), every[0])
    part: list[Column] = []
    for column in every:
        if len(part) > 1 and _least([*part, column]) > width:
            yield _folded(part, width)
            part = [key]
        part.append(column)
    yield _folded(part, width)


def _least(part: list[Column]) -> int:
    widths = [min(one.width, _NARROWEST) if one.folds else one.width for one in part]
    return sum(widths) + _GAP * (len(part) - 1)


def _folded(part: list[Column], width: int) -> list[Column]:
    """Narrow the columns of words, the widest first, until the part fits the width."""
    part = [attrs.evolve(column) for column in part]
    while sum(one.width for one in part) + _GAP * (len(part) - 1) > width:
        widest = max((one for one in part if one.folds), key=lambda one: one.width, default=None)
        if widest is None or widest.width <= _NARROWEST:
            break
        widest.width -= 1
    return part


def _table(part: list[Column], length: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for column in part:
        table.add_column(
            Text(f"{column.name}\n{column.unit}".rstrip()),
            width=column.width,
            justify="left" if column.folds else "right",
            overflow="fold",
        )
    for at in range(length):
        table.add_row(*(Text(column.cells[at]) for column in part))
    return table
