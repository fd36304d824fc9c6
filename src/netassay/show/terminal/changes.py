"""Changes between two sets of results for a person: a line each, the verdict first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from netassay.show.terminal.figures import digits, scale_for
from netassay.show.terminal.text import brief

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.analysis.compare import Change, Key

__all__ = ["changes_views"]

_COLOURS: Final = {
    "worse": "bold red",
    "better": "green",
    "changed": "magenta",
    "new": "yellow",
    "gone": "cyan",
}


def changes_views(changes: Iterable[Change]) -> Iterator[Group]:
    """Give a view of each device, test and target, in order."""
    for key, lines in groupby(changes, lambda change: change.key):
        rows = list(lines)
        yield Group(_head(key, rows[0]), Padding(_grid(rows), (0, 0, 0, 2), expand=False))


def _head(key: Key, first: Change) -> Text:
    words = [key.family, key.serial_number, key.target]
    counts = f"{first.responses_before} before, {first.responses_after} after"
    head = Text(brief(key.test) or "unknown test", "bold")
    for word in filter(None, words):
        head.append(f"  {brief(word)}", "not bold")
    return head.append(f"  ({counts})", "dim not bold")


def _grid(rows: list[Change]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        verdict = Text(row.verdict, _COLOURS.get(row.verdict, "dim"))
        grid.add_row(verdict, *_cells(row))
    return grid


def _cells(row: Change) -> tuple[Text, Text]:
    if row.kind == "responses":
        return Text("responses"), Text(f"{digits(row.before or row.after or 0)}")
    if row.kind == "finding":
        counts = f"{digits(row.before or 0)} -> {digits(row.after or 0)} responses"
        return Text("finding"), Text.assemble(brief(row.name), "  ", (counts, "dim"))
    if row.kind in ("state", "row"):
        ends = ["none" if it is None else brief(it) for it in (row.before_text, row.after_text)]
        return Text(brief(row.name)), Text(" -> ".join(ends))
    suffix = f"_{row.unit.suffix}" if row.unit else ""
    return Text(row.name.removesuffix(suffix)), _figures(row)


def _figures(row: Change) -> Text:
    """Return both figures in one unit, and their difference in percent."""
    values = [value for value in (row.before, row.after) if value is not None]
    scale = scale_for(values, row.unit)
    ends = ["none" if value is None else scale.figure(value) for value in (row.before, row.after)]
    text = Text(f"{' -> '.join(ends)} {scale.symbol}".rstrip())
    if row.change_percent:
        text.append(f"  {row.change_percent:+.0f} %", "dim")
    return text
