"""One result for a person: test and device, measurement, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from netassay.core.codec import encode
from netassay.core.records.any_test import holds_any_test
from netassay.core.records.record import fields_by_name, fields_of
from netassay.show.series import series_of
from netassay.show.terminal.figures import unrounded
from netassay.show.terminal.findings import findings_view
from netassay.show.terminal.sparks import sparks
from netassay.show.terminal.tables import fit_tables, tables, text_columns, value_text
from netassay.show.terminal.text import brief, lines_of
from netassay.show.terminal.verdicts import VERDICT_COLOURS, summary_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from netassay.core.records.record import Field, Record
    from netassay.records.result import Result

__all__ = ["ResultView", "headline", "indent"]

#: Rows of a list, lines of a text and extra values that are shown; the rest is counted.
_MOST_ROWS: Final = 50
_MOST_LINES: Final = 1000
_MOST_EXTRAS: Final = 5
_LONGEST_EXTRA: Final = 200
_INDENT: Final = 2

#: Normal states have no colour: green is for verdicts of what works.
_COLOURS: Final = {"error": "bold red", "FAILED": "bold red", "partial": "yellow", "none": "red"}
_HEAD: Final = ("test", "family", "serial_number", "kind", "status", "completeness")
_TIMES: Final = ("started_at", "elapsed", "progress")
_REASONS: Final = ("fail_reason", "error_code", "error_message")


class ResultView:
    """Shows a result; `source` is the name of its source."""

    def __init__(self, result: Result, source: str = "") -> None:
        self.result = result
        self.source = source

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield headline(self.result, self.source, judged=True)
        width = max(1, options.max_width - _INDENT)
        if self.result.summary:
            yield indent(summary_line(self.result))
        for part in self._sections(width, plain=options.ascii_only):
            yield indent(part)

    def _sections(self, width: int, *, plain: bool) -> Iterator[RenderableType]:
        result = self.result
        yield from _scalars(result, _reasons_not_in_summary(result), width)
        if result.measurement is not None:
            yield from _measurement(result.measurement, width, plain=plain)
        if result.findings:
            yield Group(_title("findings", len(result.findings)), findings_view(result.findings))
        yield from _extras_and_unread(result)


def indent(part: RenderableType) -> Padding:
    """Return a part indented, as below a headline."""
    return Padding(part, (0, 0, 0, _INDENT), expand=False)


def _reasons_not_in_summary(result: Result) -> list[Field]:
    """Return the fields, without the reasons that the summary holds word for word."""
    words = {name: getattr(result, name) or "" for name in _REASONS}
    return [
        field
        for field in fields_of(type(result))
        if words.get(field.name, "") not in result.summary
    ]


def headline(result: Result, source: str = "", *, judged: bool = False) -> Text:
    """Return a result in one line: test, device, status, start, duration.

    `judged`: its verdict stands behind the test.
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
            words = "nothing measured" if value == "none" else value_text(value)
            line.append(f"  {words}", _COLOURS.get(value, ""))
    for name in _TIMES:
        value = getattr(result, by_name[name].exported)
        if value is not None and (name, value) != ("progress", 100):
            line.append(f"  {name.removesuffix('_at')} ", "dim")
            line.append(value_text(value, by_name[name]))
    return line


def _measurement(measurement: Record, width: int, *, plain: bool) -> Iterator[RenderableType]:
    """Show the plain values, then texts of several lines, then each list with its sparklines."""
    series = series_of(measurement)
    fields = fields_of(type(measurement))
    lists = [field for field in fields if field.record and field.many]
    yield from _scalars(measurement, [field for field in fields if field not in lists], width)
    for field in lists:
        rows = getattr(measurement, field.exported)
        if rows:
            lines = sparks([one for one in series if one.rows == field.name], width, plain=plain)
            title = _title(field.name, len(rows))
            text = _rows(rows[:_MOST_ROWS], width)
            yield Group(title, *lines, *text)
            yield from _more(len(rows) - _MOST_ROWS, "rows")


def _rows(rows: Sequence[Record], width: int) -> Iterator[RenderableType]:
    """Show records as a table; one by one where they hold texts of several lines, or tables."""
    fields = fields_of(type(rows[0]))
    values = [(field, getattr(row, field.exported)) for row in rows for field in fields]
    if not any(_is_block(field, value) for field, value in values):
        yield from tables(rows, width)
        return
    for row in rows:
        yield from map(indent, _scalars(row, fields, width - _INDENT))


def _is_block(field: Field, value: Any) -> bool:
    """Say whether a value is a text of several lines, a table or another test's measurement."""
    if isinstance(value, str):
        return "\n" in value.strip()
    return bool(value) and field.many and (field.base is dict or holds_any_test(field))


def _blocks(field: Field, value: Any, width: int) -> Iterator[RenderableType]:
    if isinstance(value, str):
        yield _block(field.name, value)
    elif field.record is None:
        shown = fit_tables(text_columns(value[:_MOST_ROWS]), width, len(value[:_MOST_ROWS]))
        yield Group(_title(field.name, len(value)), *shown)
        yield from _more(len(value) - _MOST_ROWS, "rows")
    else:
        for run in value[:_MOST_ROWS]:
            yield Text.assemble((field.name, "bold"), f"  {brief(run.test or '')}, line {run.line}")
            if run.measurement is not None:
                parts = _measurement(run.measurement, width - _INDENT, plain=True)
                yield from map(indent, parts)


def _scalars(record: Record, fields: Sequence[Field], width: int) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    blocks: list[RenderableType] = []
    for field in fields:
        value = getattr(record, field.exported)
        if value in (None, [], {}):
            continue
        if _is_block(field, value):
            blocks += _blocks(field, value, width)
        else:
            grid.add_row(Text(field.name, "dim"), _scalar(value, field))
    if grid.row_count:
        yield grid
    yield from blocks


def _scalar(value: Any, field: Field) -> Text:
    if isinstance(value, list) and len(value) > _MOST_ROWS:
        return Text(
            f"{value_text(value[:_MOST_ROWS], field)}, ... and {len(value) - _MOST_ROWS} more"
        )
    text = Text(value_text(value, field))
    if field.unit and not field.many:
        exact = unrounded(value, field.unit)
        if exact:
            text.append(f"  ({exact})", "dim")
    return text


def _block(name: str, value: str) -> RenderableType:
    """Show a text of several lines as it is laid out."""
    lines = lines_of(value.strip("\r\n"))
    text = Group(*map(Text, lines[:_MOST_LINES]))
    more = _more(len(lines) - _MOST_LINES, "lines")
    return Group(Text(name, "dim"), indent(text), *more)


def _title(name: str, length: int) -> Text:
    return Text.assemble("", (name, "bold"), (f" ({length})", "dim"))


def _more(count: int, what: str) -> Iterator[Text]:
    if count > 0:
        yield Text(f"... and {count} more {what}; --format ndjson has them all", "dim")


def _extras_and_unread(result: Result) -> Iterator[RenderableType]:
    """Show the first extras and the first unread lines."""
    if result.extras:
        yield _title("extras", len(result.extras))
        for pointer, value in list(result.extras.items())[:_MOST_EXTRAS]:
            text = brief(encode(value).decode())
            cut = f"{text[:_LONGEST_EXTRA]}..." if len(text) > _LONGEST_EXTRA else text
            yield indent(Text(f"{brief(pointer)} = {cut}"))
        yield from _more(len(result.extras) - _MOST_EXTRAS, "values")
    if result.unread:
        yield _title("unread", len(result.unread))
        for row in result.unread[:_MOST_EXTRAS]:
            yield indent(Text(f"line {row.line}: {brief(row.text)}"))
        yield from _more(len(result.unread) - _MOST_EXTRAS, "lines")
