"""`query`: saved responses asked a question in SQL."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from cyclopts import Parameter

from netassay.analysis.query import Database
from netassay.cli.answers import AnswerColumn, columns_of, encoded, text_of
from netassay.cli.consoles import console_on, show
from netassay.cli.options import HintOptions, RedactionOptions
from netassay.cli.responses import Responses
from netassay.cli.streams import UsageError, is_terminal, print_message
from netassay.export.tables.arrow import arrow
from netassay.records.result import Reject
from netassay.show.terminal.figures import digits
from netassay.show.terminal.tables import ViewColumn, fit_tables
from netassay.show.terminal.text import brief, json_visible
from netassay.sinks.csv import write_csv

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
    responses = Responses(paths, (hints or HintOptions()).hints, redactor=redactor)
    answer = Database(_outcomes(responses)).ask(sql)
    _print(columns_of(answer), form)
    return int(bool(responses.tally.rejected))


def _print(columns: list[AnswerColumn], form: Form | None) -> None:
    """Write an answer to standard output; without a form, what suits a terminal or a pipe."""
    terminal = is_terminal(sys.stdout)
    form = form or ("table" if terminal else "ndjson")
    if form == "table":
        _show(columns)
    elif form == "csv":
        sys.stdout.flush()
        _write_csv(columns)
    else:
        _write_json(columns, whole=form == "json", escaped=terminal)


def _outcomes(responses: Responses) -> Iterator[Sourced]:
    for item, outcome in responses.outcomes(progress=True):
        result = outcome if isinstance(outcome, Reject) else outcome.result
        yield result, responses.source_name(item.source), responses.place_name(item.place) or None


def _show(columns: list[AnswerColumn]) -> None:
    console, count = console_on(sys.stdout), len(columns[0].values)
    shown = min(count, _MOST_ROWS)
    show(console, *fit_tables([_view(one, shown) for one in columns], console.width, shown))
    if count > shown:
        print_message(f"{count - shown} more rows; --format csv has them all")


def _view(column: AnswerColumn, shown: int) -> ViewColumn:
    cells = [_cell(value) for value in column.values[:shown]]
    folds = column.numbers is None and max(map(len, cells), default=0) > _UNFOLDED
    return ViewColumn(brief(column.name), "", cells, folds=folds)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return digits(value)
    return brief(text_of(value) or "")


def _write_json(columns: list[AnswerColumn], *, whole: bool, escaped: bool) -> None:
    names = [column.name for column in columns]
    values = zip(*(column.values for column in columns), strict=True)
    rows = [dict(zip(names, row, strict=True)) for row in values]
    for document in [rows] if whole else rows:
        line = encoded(document).decode()
        line = json_visible(line) if escaped else line
        sys.stdout.buffer.write(f"{line}\n".encode())
    sys.stdout.buffer.flush()


def _write_csv(columns: list[AnswerColumn]) -> None:
    """Write CSV as a load writes it, where texts stand in quotes and nothing is nothing."""
    arrays = [_csv_column(column) for column in columns]
    write_csv(arrow().table(arrays, [column.name for column in columns]), sys.stdout.buffer)


def _csv_column(column: AnswerColumn) -> pa.Array | pa.ChunkedArray:
    if column.numbers is not None:
        return column.numbers
    return arrow().array([text_of(value) for value in column.values], "string")
