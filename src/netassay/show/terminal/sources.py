"""Where each value of a result comes from, for a person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from netassay.show.terminal.figures import digits
from netassay.show.terminal.tables import value_text
from netassay.show.terminal.text import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from netassay.normalizing.explain import Explained

__all__ = ["SourcesView"]

_COLOURS: Final = {"agree": "green", "disagree": "bold red", "derived": "dim"}
_HEADS: Final = ("field", "value", "unit", "output", "verdict", "line", "text")
#: Columns of a terminal from which sources are a table.
_WIDE: Final = 130


class SourcesView:
    """Shows the rows of `netassay.normalizing.explain.explain`: as a table, or by line of text."""

    def __init__(self, rows: Sequence[Explained]) -> None:
        self.rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= _WIDE:
            yield _table(self.rows)
        else:
            yield from _stacked(self.rows)


def _value(row: Explained) -> str:
    """Return the value with all its digits, as it is exported."""
    if isinstance(row.value, bool):
        return str(row.value).lower()
    return digits(row.value) if isinstance(row.value, int | float) else value_text(row.value)


def _table(rows: Sequence[Explained]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for head in _HEADS:
        table.add_column(head, overflow="fold", justify="right" if head == "line" else "left")
    for row in rows:
        table.add_row(
            Text(brief(row.name)),
            Text(_value(row)),
            Text(row.unit),
            Text("" if row.stated is None else brief(row.stated)),
            Text(row.verdict, _COLOURS.get(row.verdict, "yellow")),
            Text("" if row.line is None else str(row.line)),
            Text("" if row.text is None else brief(row.text)),
        )
    return table


def _stacked(rows: Sequence[Explained]) -> RenderResult:
    """Show each line of the text once, and below it the fields that it holds."""
    yield Text('line of the text, then: field, value, "string in output", verdict', "dim")
    for (line, text), group in groupby(rows, lambda row: (row.line, row.text)):
        yield Text.assemble(
            (f"line {line}" if line else "no line of the text", "bold"), f"  {brief(text or '')}"
        )
        yield Padding(_grid(list(group)), (0, 0, 0, 4), expand=False)


def _grid(rows: list[Explained]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(4):
        grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(
            Text(brief(row.name)),
            Text(f"{_value(row)} {row.unit}".rstrip()),
            Text("" if row.stated is None else f'"{brief(row.stated)}"', "dim"),
            Text(row.verdict, _COLOURS.get(row.verdict, "yellow")),
        )
    return grid
