"""HTML of a result, and of a list of them, for notebooks; everything is escaped.

It is tables and a small drawing of each series, without scripts, style sheets or links.
Notebooks call an object's ``_repr_html_``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, SupportsIndex, overload

from netassay.core.codec import encode
from netassay.core.records.any_test import holds_any_test
from netassay.core.records.record import Record, fields_of
from netassay.records.result import Reject, Result
from netassay.show.markup import Markup, tag
from netassay.show.series import series_of
from netassay.show.svg import drawing
from netassay.show.terminal.figures import unrounded
from netassay.show.terminal.results import headline
from netassay.show.terminal.sparks import range_text
from netassay.show.terminal.tables import columns, text_columns, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.core.records.record import Field
    from netassay.show.terminal.tables import ViewColumn

__all__ = ["Results", "result_html", "results_html"]

_MOST_ROWS: Final = 200
_LONGEST_VALUE: Final = 20_000
_RIGHT: Final = "text-align: right"
_LEFT: Final = "text-align: left; white-space: pre-wrap"
_COLOURS: Final = {"error": "color: #c0392b; font-weight: bold", "warning": "color: #b9770e"}
#: Readable on white and on the dark background of some notebooks.
_VERDICTS: Final = {
    "passed": "color: #2e8b57",
    "degraded": "color: #b9770e",
    "failed": "color: #c0392b; font-weight: bold",
    "not-run": "color: #a83279; font-weight: bold",
    "pending": "color: #3a6fb0",
    "unknown": "opacity: 0.6",
}
_HEADS: Final = ("test", "family", "serial_number", "status", "completeness", "started_at")


class Results(list[Result | Reject]):
    """A list of results, and of rejects, that a notebook shows as a table."""

    @overload
    def __getitem__(self, index: SupportsIndex) -> Result | Reject: ...
    @overload
    def __getitem__(self, index: slice) -> Results: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Result | Reject | Results:
        """Return an item, or for a slice a list of the same kind."""
        if isinstance(index, slice):
            return Results(super().__getitem__(index))
        return super().__getitem__(index)

    def _repr_html_(self) -> str:
        return results_html(self)


def results_html(items: Sequence[Result | Reject]) -> str:
    """Return a table with a row per result: test, verdict, device, summary, findings."""
    heads = [*(name.replace("_", " ") for name in _HEADS), "elapsed", "summary", "findings"]
    heads.insert(1, "verdict")
    rows = [_overview(item) for item in items[:_MOST_ROWS]]
    table = _table(heads, rows)
    return tag("div", table, *_more(len(items) - _MOST_ROWS, "rows"))


def _overview(item: Result | Reject) -> list[Markup]:
    if isinstance(item, Reject):
        where = " ".join(filter(None, (item.source, item.place)))
        text = f"{where}: {item.reason}"
        return [tag("td", "rejected", style=_COLOURS["error"]), tag("td", text, colspan=9)]
    cells = [tag("td", value_text(getattr(item, name)), style=_LEFT) for name in _HEADS]
    cells.insert(1, tag("td", item.verdict, style=_VERDICTS.get(item.verdict, "")))
    elapsed = "" if item.elapsed_s is None else f"{item.elapsed_s:g} s"
    counts = Counter(finding.severity for finding in item.findings)
    texts = [_count(counts, name) for name in ("error", "warning", "info") if counts[name]]
    return [
        *cells,
        tag("td", elapsed, style=_RIGHT),
        tag("td", value_text(item.summary), style=_LEFT),
        tag("td", *texts),
    ]


def _count(counts: Counter[Any], name: str) -> Markup:
    return tag(
        "span", f"{counts[name]} {name}{'s'[: counts[name] > 1]} ", style=_COLOURS.get(name, "")
    )


def result_html(result: Result) -> str:
    """Return one result: its values, series, lists, findings, extras and unread lines."""
    verdict = tag("span", result.verdict, style=_VERDICTS.get(result.verdict, ""))
    parts = [
        tag("p", tag("b", headline(result).plain)),
        tag("p", verdict, f" {value_text(result.summary)}"),
    ]
    reasons = ("fail_reason", "error_code", "error_message")
    parts += _values(result, [field for field in fields_of(Result) if field.name in reasons])
    if result.measurement is not None:
        parts += _measurement(result.measurement)
    if result.findings:
        parts.append(_findings(result))
    if result.extras:
        rows = [_texts(key, encode(value).decode()) for key, value in result.extras.items()]
        parts.append(
            _details(f"extras ({len(rows)})", _table(["where", "value"], rows[:_MOST_ROWS]))
        )
    if result.unread:
        rows = [_texts(str(row.line), row.text) for row in result.unread]
        parts.append(_details(f"unread ({len(rows)})", _table(["line", "text"], rows[:_MOST_ROWS])))
    return tag("div", *parts)


def _measurement(measurement: Record) -> Iterator[Markup]:
    fields = fields_of(type(measurement))
    lists = [field for field in fields if field.record and field.many]
    yield from _values(measurement, [field for field in fields if field not in lists])
    series = [one for one in series_of(measurement) if one.major]
    for field in lists:
        rows = getattr(measurement, field.name)
        if rows:
            for one in series:
                if one.rows == field.name:
                    words = f"{one.y.name} {one.line}".strip() + f": {range_text(one)} "
                    yield tag("div", tag("span", words), drawing(one))
            yield _details(f"{field.name} ({len(rows)})", _rows(rows[:_MOST_ROWS]))
            for row in rows[:_MOST_ROWS]:
                yield from _within(row)


def _within(row: Record) -> Iterator[Markup]:
    """Give the tables in a row, and the measurements of other tests in it."""
    first, *fields = fields_of(type(row))
    title = _shorten(value_text(getattr(row, first.exported), first))
    for field in fields:
        value = getattr(row, field.exported)
        if not value or not field.many:
            continue
        if field.base is dict:
            table = _columns(text_columns(value[:_MOST_ROWS]), len(value[:_MOST_ROWS]))
            yield _details(f"{title}: {field.name} ({len(value)})", table)
        elif holds_any_test(field):
            for run in value[:_MOST_ROWS]:
                parts = _measurement(run.measurement) if run.measurement is not None else ()
                yield _details(f"{title}: {run.test}, line {run.line}", tag("div", *parts))


def _values(record: Record, fields: Sequence[Field]) -> list[Markup]:
    """Return a table of single values; the exact figure and the meaning are tooltips."""
    rows = []
    for field in fields:
        value = getattr(record, field.exported)
        if value not in (None, [], {}):
            shown = _shorten(value) if isinstance(value, str) else value_text(value, field)
            exact = unrounded(value, field.unit) if field.unit and not field.many else ""
            texts = "; ".join(filter(None, (exact, field.doc)))
            cells = [tag("th", field.name, style=_LEFT), tag("td", shown, style=_LEFT, title=texts)]
            rows.append(cells)
    return [_table([], rows)] if rows else []


def _rows(rows: Sequence[Record]) -> Markup:
    return _columns(columns(rows), len(rows))


def _columns(shown_columns: Sequence[ViewColumn], length: int) -> Markup:
    heads = [f"{one.name} {one.unit}".replace("\n", "").strip() for one in shown_columns]
    cells = [
        [tag("td", one.cells[at], style=_LEFT if one.folds else _RIGHT) for one in shown_columns]
        for at in range(length)
    ]
    return _table(heads, cells)


def _findings(result: Result) -> Markup:
    heads = ["severity", "code", "path", "message", "output", "text"]
    rows = [
        [
            tag("td", one.severity, style=_COLOURS.get(one.severity, "")),
            *_texts(one.code, one.path, one.message, one.stated or "", one.printed or ""),
        ]
        for one in result.findings[:_MOST_ROWS]
    ]
    return _details(f"findings ({len(result.findings)})", _table(heads, rows))


def _texts(*texts: str) -> list[Markup]:
    return [tag("td", _shorten(text), style=_LEFT) for text in texts]


def _shorten(text: str) -> str:
    if len(text) <= _LONGEST_VALUE:
        return text
    return f"{text[:_LONGEST_VALUE]}... ({len(text)} characters)"


def _table(heads: Sequence[str], rows: Sequence[Sequence[Markup]]) -> Markup:
    head = [tag("thead", tag("tr", *(tag("th", name) for name in heads)))] if heads else []
    return tag("table", *head, tag("tbody", *(tag("tr", *row) for row in rows)))


def _details(title: str, inner: Markup) -> Markup:
    return tag("details", tag("summary", title), inner)


def _more(count: int, what: str) -> list[Markup]:
    return [tag("p", f"... and {count} more {what}")] if count > 0 else []
