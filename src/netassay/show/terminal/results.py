"""One result for a person: what it is, what was measured, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from netassay.core.codec import encode
from netassay.core.records.record import fields_by_name, fields_of
from netassay.show.series import series_of
from netassay.show.terminal.figures import exactly
from netassay.show.terminal.findings import findings_view
from netassay.show.terminal.sparks import sparks
from netassay.show.terminal.tables import tables, word
from netassay.show.terminal.text import brief, lines_of
from netassay.show.terminal.verdicts import VERDICT_COLOURS, summary_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from netassay.core.records.record import Field, Record
    from netassay.records.result import Result

__all__ = ["ResultView", "headline", "indented"]

#: Rows of a list, lines of a text and extra values that are shown; the rest is counted.
_MOST_ROWS: Final = 50
_MOST_LINES: Final = 1000
_MOST_REMAINS: Final = 5
_LONGEST_EXTRA: Final = 200
_INDENT: Final = 2

#: What went as it should has no colour of its own: green says that what was tested works.
_COLOURS: Final = {"error": "bold red", "FAILED": "bold red", "partial": "yellow", "none": "red"}
_HEAD: Final = ("test", "family", "serial_number", "kind", "status", "completeness")
_TIMES: Final = ("started_at", "elapsed", "progress")
_REASONS: Final = ("fail_reason", "error_code", "error_message")


class ResultView:
    """Shows a result; `source` says where it was read from."""

    def __init__(self, result: Result, source: str = "") -> None:
        self.result = result
        self.source = source

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield headline(self.result, self.source, judged=True)
        width = max(1, options.max_width - _INDENT)
        if self.result.summary:
            yield indented(summary_line(self.result))
        for part in self._parts(width, plain=options.ascii_only):
            yield indented(part)

    def _parts(self, width: int, *, plain: bool) -> Iterator[RenderableType]:
        result = self.result
        yield from _scalars(result, _reasons_beside(result))
        if result.measurement is not None:
            yield from _measured(result.measurement, width, plain=plain)
        if result.findings:
            yield Group(_title("findings", len(result.findings)), findings_view(result.findings))
        yield from _remains(result)


def indented(part: RenderableType) -> Padding:
    """Return what is shown below a head line."""
    return Padding(part, (0, 0, 0, _INDENT), expand=False)


def _reasons_beside(result: Result) -> list[Field]:
    """Return the fields of reasons that the summary does not give word for word."""
    said = {name: getattr(result, name) or "" for name in _REASONS}
    return [
        field for field in fields_of(type(result)) if said.get(field.name, "") not in result.summary
    ]


def headline(result: Result, source: str = "", *, judged: bool = False) -> Text:
    """Return what a result is, in a line: the test, the device, how it ended, when, how long.

    Where it is `judged`, its verdict stands behind the test.
    """
    by_name = fields_by_name(type(result))
    line = Text()
    if source:
        line.append(f"{brief(source)}  ", "dim")
    line.append(result.test or "unknown test", "bold")
    if judged:
        line.append(f"  {result.verdict}", VERDICT_COLOURS.get(result.verdict, ""))
    for name in _HEAD[1:]:
        value = getattr(result, by_name[name].exported)
        if value is not None and (name, value) != ("kind", "result"):
            said = "nothing measured" if value == "none" else word(value)
            line.append(f"  {said}", _COLOURS.get(value, ""))
    for name in _TIMES:
        value = getattr(result, by_name[name].exported)
        if value is not None and (name, value) != ("progress", 100):
            line.append(f"  {name.removesuffix('_at')} ", "dim")
            line.append(word(value, by_name[name]))
    return line


def _measured(measurement: Record, width: int, *, plain: bool) -> Iterator[RenderableType]:
    """Show the plain values first, then texts of several lines, then each list, drawn and told."""
    series = series_of(measurement)
    fields = fields_of(type(measurement))
    lists = [field for field in fields if field.record and field.many]
    yield from _scalars(measurement, [field for field in fields if field not in lists])
    for field in lists:
        rows = getattr(measurement, field.exported)
        if rows:
            lines = sparks([one for one in series if one.rows == field.name], width, plain=plain)
            title = _title(field.name, len(rows))
            shown = _listed(rows[:_MOST_ROWS], width)
            yield Group(title, *lines, *shown)
            yield from _more(len(rows) - _MOST_ROWS, "rows")


def _listed(rows: Sequence[Record], width: int) -> Iterator[RenderableType]:
    """Show records as a table; one by one where they hold texts of several lines."""
    fields = fields_of(type(rows[0]))
    values = (getattr(row, field.exported) for row in rows for field in fields)
    if not any(isinstance(value, str) and "\n" in value.strip() for value in values):
        yield from tables(rows, width)
        return
    for row in rows:
        yield from map(indented, _scalars(row, fields))


def _scalars(record: Record, fields: Sequence[Field]) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    blocks: list[RenderableType] = []
    for field in fields:
        value = getattr(record, field.exported)
        if value in (None, [], {}):
            continue
        if isinstance(value, str) and "\n" in value.strip():
            blocks.append(_block(field.name, value))
        else:
            grid.add_row(Text(field.name, "dim"), _scalar(value, field))
    if grid.row_count:
        yield grid
    yield from blocks


def _scalar(value: Any, field: Field) -> Text:
    if isinstance(value, list) and len(value) > _MOST_ROWS:
        return Text(f"{word(value[:_MOST_ROWS], field)}, ... and {len(value) - _MOST_ROWS} more")
    shown = Text(word(value, field))
    if field.unit and not field.many:
        exact = exactly(value, field.unit)
        if exact:
            shown.append(f"  ({exact})", "dim")
    return shown


def _block(name: str, value: str) -> RenderableType:
    """Show a text of several lines as it is laid out."""
    lines = lines_of(value.strip("\r\n"))
    shown = Group(*map(Text, lines[:_MOST_LINES]))
    more = _more(len(lines) - _MOST_LINES, "lines")
    return Group(Text(name, "dim"), indented(shown), *more)


def _title(name: str, length: int) -> Text:
    return Text.assemble("", (name, "bold"), (f" ({length})", "dim"))


def _more(count: int, what: str) -> Iterator[Text]:
    if count > 0:
        yield Text(f"... and {count} more {what}; --format ndjson has them all", "dim")


def _remains(result: Result) -> Iterator[RenderableType]:
    """Show the first of what no field took and of what no grammar read."""
    if result.extras:
        yield _title("extras", len(result.extras))
        for pointer, value in list(result.extras.items())[:_MOST_REMAINS]:
            text = brief(encode(value).decode())
            cut = f"{text[:_LONGEST_EXTRA]}..." if len(text) > _LONGEST_EXTRA else text
            yield indented(Text(f"{brief(pointer)} = {cut}"))
        yield from _more(len(result.extras) - _MOST_REMAINS, "values")
    if result.unread:
        yield _title("unread", len(result.unread))
        for row in result.unread[:_MOST_REMAINS]:
            yield indented(Text(f"line {row.line}: {brief(row.text)}"))
        yield from _more(len(result.unread) - _MOST_REMAINS, "lines")
