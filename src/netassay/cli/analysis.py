"""The commands that look at many responses at once."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from cyclopts import Parameter

from netassay.cli.app import app
from netassay.cli.options import Form, Known, Output, Paths, Sharing, named
from netassay.cli.reading import Reading
from netassay.cli.streams import WrongUse

__all__ = ["compare", "query", "report"]

#: Paths, and a query behind them.
_FEWEST_WORDS: Final = 2


@app.command(usage="Usage: netassay compare BEFORE AFTER [OPTIONS]")
def compare(
    before: Annotated[str, Parameter(help="A file or folder of responses: how it was.")],
    after: Annotated[str, Parameter(help="A file or folder of responses: how it is.")],
    /,
    *,
    form: Form = None,
    threshold: Annotated[
        float, Parameter(help="By how many percent a figure must have changed to count.")
    ] = 10.0,
    everything: Annotated[
        bool, Parameter(name="--all", negative="", help="Show what is the same, too.")
    ] = False,
    known: Known | None = None,
) -> int:
    """Tell what changed between two sets of responses.

    Per device, test and target, figure by figure: worse, better, new or gone. Compared are
    medians (round trips, latencies, rates, retransmits), means of shares (loss, success),
    shares of what failed and of what did not run, the pairs of a cable, and which findings
    there are. A change counts where it is over the threshold, and over 1 ms, 1 percentage
    point, or 5 of a count. A fault in a cable that is another, or elsewhere, has changed.

    To see what is different since last week; to stop a script at anything worse:

        netassay compare monday/ today/
        netassay compare monday/ today/ --format ndjson | jq 'select(.verdict == "worse")'

    The exit code tells of rejected inputs only.
    """
    from netassay.cli.compared import compared  # noqa: PLC0415

    hints = (known or Known()).hints
    readings = [Reading([name], hints) for name in named([before, after])]
    compared(readings[0], readings[1], form, threshold, everything=everything)
    return int(any(reading.tally.rejected for reading in readings))


@app.command(usage='Usage: netassay query PATH... "SELECT ..." [OPTIONS]')
def query(
    *words: Annotated[
        str,
        Parameter(help="Files and folders of responses, and last the query.", required=True),
    ],
    form: Annotated[
        Literal["table", "csv", "json", "ndjson"] | None,
        Parameter(name="--format", help="On a terminal a table, else ndjson."),
    ] = None,
    known: Known | None = None,
    sharing: Sharing | None = None,
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
        raise WrongUse('say what to read, and last the query: netassay query PATH "SELECT ..."')
    *paths, sql = words
    from netassay.cli.queried import queried  # noqa: PLC0415 - extras

    redactor = (sharing or Sharing()).redactor
    reading = Reading(named(paths), (known or Known()).hints, redactor=redactor)
    queried(reading, sql, form)
    return int(bool(reading.tally.rejected))


@app.command(usage="Usage: netassay report PATH... -o FILE.html [OPTIONS]")
def report(
    *paths: Paths,
    output: Output = None,
    known: Known | None = None,
    sharing: Sharing | None = None,
) -> int:
    """Make one page of saved responses that opens anywhere, with charts, offline.

    What was run, what failed, what was found and where; of each test its charts and tables,
    of each value where it came from, of each response what the device printed.

    The page holds all it needs and loads nothing, so that it can be sent by mail; with
    `--redact` it says nothing of who and where:

        netassay report responses/ -o report.html
        netassay report capture.har --redact -o report.html

    It needs the packages of an extra: pip install 'netassay[report]'
    """
    from netassay.cli.reported import reported  # noqa: PLC0415 - extras

    hints, redactor = (known or Known()).hints, (sharing or Sharing()).redactor
    reading = Reading(named(paths), hints, trace=True, redactor=redactor)
    reported(reading, named([output])[0] if output is not None else None)
    return reading.tally.exit_code
