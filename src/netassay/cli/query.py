"""`query`: saved responses asked a question in SQL."""

from __future__ import annotations

import sys
from base64 import b64encode
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from cyclopts import Parameter

from netassay.analysis.query import Database
from netassay.cli.consoles import console_on, show
from netassay.cli.options import HintOptions, RedactionOptions, restore_dashes
from netassay.cli.outputs import line_writer
from netassay.cli.responses import Responses
from netassay.cli.streams import UsageError, is_terminal, print_message
from netassay.core.codec import encode
from netassay.export.tables.arrow import arrow
from netassay.records.result import Reject
from netassay.show.terminal.figures import digits
from netassay.show.terminal.tables import ViewColumn, fit_tables
from netassay.show.terminal.text import brief
from netassay.sinks.csv import write_csv
from netassay.sinks.text_values import with_text_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from netassay.analysis.query import Sourced

__all__ = ["query"]

#: The form of an answer.
Form = Literal["table", "csv", "json", "ndjson"]
Words = Annotated[
    str, Parameter(help="Files and folders of responses, and last the query.", required=True)
]
FormOption = Annotated[
    Form | None, Parameter(name="--format", help="On a terminal a table, else ndjson.")
]

#: Paths, and the query behind them.
_FEWEST_WORDS: Final = 2
#: Rows of a table that are shown; the rest is counted.
_MOST_ROWS: Final = 1000
#: Cells up to the length of an id are not folded.
_UNFOLDED: Final = 32


def query(
    *words: Words,
    form: FormOption = None,
    hints: HintOptions | None = None,
    redaction: RedactionOptions | None = None,
) -> int:
    """Ask saved responses a question in SQL.

    The tables are those of `load`: results, one for each test, one for each list in a
    test (ping_replies, iperf_intervals, traceroute_probes, ...), findings, extras, unread
    and rejects. The dialect is DuckDB's. The query sees these tables and nothing else: no
    file, no network.

    To see what there is; the slowest pings; all retransmits by server, for a spreadsheet:

        netassay query responses/ "SHOW TABLES"
        netassay query responses/ "SELECT column_name, comment FROM duckdb_columns()
            WHERE table_name = 'ping'"
        netassay query responses/ "SELECT destination, rtt_avg_ms FROM ping
            ORDER BY rtt_avg_ms DESC LIMIT 10"
        netassay query responses/ "SELECT server_address, sum(sent_retransmits) FROM iperf
            GROUP BY ALL" --format csv > retransmits.csv

    A query that can't be run is told in one line, and the exit code is 2; 1 is for rejected
    inputs, whose rows are in the table rejects.
    """
    if len(words) < _FEWEST_WORDS:
        raise UsageError('say what to read, and last the query: netassay query PATH "SELECT ..."')
    *paths, sql = words
    redactor = (redaction or RedactionOptions()).redactor
    responses = Responses(restore_dashes(paths), (hints or HintOptions()).hints, redactor=redactor)
    answer = Database(_outcomes(responses)).ask(sql)
    _print(with_text_values(answer.rename_columns(_unique(answer.column_names))), form)
    return int(bool(responses.tally.rejected))


def _print(answer: pa.Table, form: Form | None) -> None:
    """Write an answer to standard output; without a form, what suits a terminal or a pipe."""
    terminal = is_terminal(sys.stdout)
    form = form or ("table" if terminal else "ndjson")
    if form == "table":
        _show(answer)
    elif form == "csv":
        sys.stdout.flush()
        write_csv(_flat(answer), sys.stdout.buffer)
    else:
        _write_json(answer, whole=form == "json", escaped=terminal)


def _outcomes(responses: Responses) -> Iterator[Sourced]:
    for item, outcome in responses.outcomes(progress=True):
        result = outcome if isinstance(outcome, Reject) else outcome.result
        yield result, responses.source_name(item.source), responses.place_name(item.place) or None


def _unique(names: list[str]) -> list[str]:
    """Return the names of columns, repeated ones with a number behind."""
    taken: list[str] = []
    for name in names:
        number, unique = 2, name
        while unique in taken:
            unique, number = f"{name}_{number}", number + 1
        taken.append(unique)
    return taken


def _show(answer: pa.Table) -> None:
    shown = answer.slice(0, _MOST_ROWS)
    columns = [_column(name, shown.column(name)) for name in shown.column_names]
    console = console_on(sys.stdout)
    show(console, *fit_tables(columns, console.width, len(shown)))
    if len(answer) > _MOST_ROWS:
        print_message(f"{len(answer) - _MOST_ROWS} more rows; --format csv has them all")


def _column(name: str, values: pa.ChunkedArray) -> ViewColumn:
    types = arrow().types
    numbers = types.is_integer(values.type) or types.is_floating(values.type)
    cells = [_cell(_plain(value)) for value in values.to_pylist()]
    longest = max(map(len, cells), default=0)
    folds = not (numbers or types.is_decimal(values.type)) and longest > _UNFOLDED
    return ViewColumn(brief(name), "", cells, folds=folds)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return brief(str(value).lower() if isinstance(value, bool) else value)
    return digits(value) if isinstance(value, int | float) else brief(encode(value).decode())


def _write_json(answer: pa.Table, *, whole: bool, escaped: bool) -> None:
    columns = [map(_plain, answer.column(name).to_pylist()) for name in answer.column_names]
    rows = (dict(zip(answer.column_names, row, strict=True)) for row in zip(*columns, strict=True))
    if whole:
        line_writer(sys.stdout.buffer, escaped=escaped)(list(rows))
        return
    write = line_writer(sys.stdout.buffer, escaped=escaped)
    for row in rows:
        write(row)


def _flat(answer: pa.Table) -> pa.Table:
    """Return a table whose lists, structs and intervals, which CSV lacks, are JSON."""
    types = arrow().types
    for at, field in enumerate(answer.schema):
        if types.is_nested(field.type) or types.is_interval(field.type):
            texts = [_as_json(value) for value in answer.column(at).to_pylist()]
            answer = answer.set_column(at, field.name, arrow().array(texts, "string"))
    return answer


def _as_json(value: Any) -> str | None:
    return None if value is None else encode(_plain(value)).decode()


def _plain(value: Any) -> Any:
    """Return a value of the database as JSON types."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, arrow().MonthDayNano):
        return {name: getattr(value, name) for name in ("months", "days", "nanoseconds")}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return b64encode(value).decode() if isinstance(value, bytes) else str(value)
