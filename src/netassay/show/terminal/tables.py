"""Lists of records as tables that fit the terminal and never cut a number.

A table too wide for the terminal is split into several, each with the column that tells the
rows apart; only columns of text are folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from netassay.core.records.record import fields_of
from netassay.show.terminal.figures import digits, scale_for, with_unit
from netassay.show.terminal.text import brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.core.records.record import Field, Record

__all__ = [
    "ViewColumn",
    "columns",
    "fit_tables",
    "inline_text",
    "tables",
    "text_columns",
    "value_text",
]

#: Blanks between two columns: one of padding, one of the box.
_GAP: Final = 2
_NARROWEST: Final = 12
#: The width from which a cell that may be folded is folded.
_WIDEST: Final = 72


@attrs.define
class ViewColumn:
    """One column: its name and unit, its cells, and whether they may be folded."""

    name: str
    unit: str
    cells: list[str]
    folds: bool
    width: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        longest = max(map(cell_len, (*self.name.split("\n"), self.unit, *self.cells)))
        self.width = min(longest, _WIDEST) if self.folds else longest


def tables(rows: Sequence[Record], width: int) -> Iterator[Table]:
    """Give records of one class as a table, or as several to fit the width.

    Columns that hold only nulls and defaults are left out.
    """
    yield from fit_tables(columns(rows), width, len(rows))


def fit_tables(all_columns: list[ViewColumn], width: int, length: int) -> Iterator[Table]:
    """Give columns of `length` cells as a table, or as several to fit the width."""
    for group in _split(all_columns, width):
        yield _table(group, length)


def text_columns(rows: Sequence[dict[str, str]]) -> list[ViewColumn]:
    """Return the columns of rows of texts that hold more than empty texts."""
    names = dict.fromkeys(name for row in rows for name, text in row.items() if text)
    cells = {name: [brief(row.get(name, "")) for row in rows] for name in names}
    return [
        ViewColumn(_break_name(brief(name), max(map(cell_len, texts))), "", texts, folds=True)
        for name, texts in cells.items()
    ]


def columns(rows: Sequence[Record]) -> list[ViewColumn]:
    """Return the columns of records that hold more than nulls and defaults, each in one scale."""
    fields = fields_of(type(rows[0]))
    filled = [field for field in fields if _is_filled(field, rows)]
    return [_column(field, rows) for field in filled or fields[:1]]


def _is_filled(field: Field, rows: Sequence[Record]) -> bool:
    empty: tuple[Any, ...] = (None, [], {}, field.default)
    return any(getattr(row, field.exported) not in empty for row in rows)


def _column(field: Field, rows: Sequence[Record]) -> ViewColumn:
    values = [getattr(row, field.exported) for row in rows]
    if field.unit and not field.many:
        scale = scale_for([value for value in values if value is not None], field.unit)
        cells = ["" if value is None else scale.figure(value) for value in values]
        name = _break_name(field.name, max(map(len, cells)))
        return ViewColumn(name, scale.symbol, cells, folds=False)
    cells = [_cell(field, value) for value in values]
    folds = field.many or field.base not in (int, bool)
    return ViewColumn(_break_name(field.name, max(map(cell_len, cells))), "", cells, folds=folds)


def _cell(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.record and field.many:
        return inline_text(value)
    return value_text(value, field)


def _break_name(name: str, width: int) -> str:
    """Return a column's name, broken after its underscores if it is wider than the cells."""
    return name if len(name) <= width else name.replace("_", "_\n")


def value_text(value: Any, field: Field | None = None) -> str:
    """Return a plain value, a list or a nested record as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return with_unit(value, field.unit if field else None)
    if isinstance(value, list):
        return ", ".join(value_text(item, field) for item in value)
    if isinstance(value, dict):
        return ", ".join(
            f"{brief(str(k))} {value_text(v)}" for k, v in value.items() if v is not None
        )
    return brief(value) if isinstance(value, str) else _record_text(value)


def _record_text(record: Record) -> str:
    """Return a nested record in one line, each value with its name."""
    filled = [(field, getattr(record, field.exported)) for field in fields_of(type(record))]
    return ", ".join(
        f"{field.name} {value_text(value, field)}"
        for field, value in filled
        if value not in (None, [], {})
    )


def inline_text(rows: Sequence[Record]) -> str:
    """Return a list of records in one line; a text equal to the one before is left out."""
    filled = []
    before: Record | None = None
    for row in rows:
        words = [
            _inline_value(field, getattr(row, field.exported))
            for field in fields_of(type(row))
            if getattr(row, field.exported) not in (None, [], field.default)
            and not _is_repeated(field, row, before)
        ]
        before = row
        filled.append(" ".join(words) or "-")
    return ", ".join(filled)


def _is_repeated(field: Field, row: Record, before: Record | None) -> bool:
    if before is None or field.base is not str or field.choices:
        return False
    return bool(getattr(before, field.exported) == getattr(row, field.exported))


def _inline_value(field: Field, value: Any) -> str:
    """Return a value with its unit, or a number without a unit with its name."""
    if field.unit or field.base is str or field.record:
        return value_text(value, field)
    return f"{field.name} {digits(value) if type(value) is int else value_text(value)}"


def _split(all_columns: list[ViewColumn], width: int) -> Iterator[list[ViewColumn]]:
    """Split the columns into groups that fit the width.

    Further groups begin with the column that tells the rows apart.
    """
    key = next(
        (one for one in all_columns if len(set(one.cells)) == len(one.cells)), all_columns[0]
    )
    group: list[ViewColumn] = []
    for column in all_columns:
        if len(group) > 1 and _least_width([*group, column]) > width:
            yield _narrow(group, width)
            group = [key]
        group.append(column)
    yield _narrow(group, width)


def _least_width(group: list[ViewColumn]) -> int:
    widths = [min(one.width, _NARROWEST) if one.folds else one.width for one in group]
    return sum(widths) + _GAP * (len(group) - 1)


def _narrow(group: list[ViewColumn], width: int) -> list[ViewColumn]:
    """Narrow the columns that fold, the widest first, until the group fits the width."""
    group = [attrs.evolve(column) for column in group]
    while sum(one.width for one in group) + _GAP * (len(group) - 1) > width:
        widest = max((one for one in group if one.folds), key=lambda one: one.width, default=None)
        if widest is None or widest.width <= _NARROWEST:
            break
        widest.width -= 1
    return group


def _table(group: list[ViewColumn], length: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for column in group:
        table.add_column(
            Text(f"{column.name}\n{column.unit}".rstrip()),
            width=column.width,
            justify="left" if column.folds else "right",
            overflow="fold",
        )
    for at in range(length):
        table.add_row(*(Text(column.cells[at]) for column in group))
    return table
