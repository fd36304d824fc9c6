"""`normalize`: saved responses to results."""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

from cyclopts import Parameter

from netassay.cli.options import Count, Form, HintOptions, Output, Paths, RedactionOptions
from netassay.cli.outputs import STANDARD, result_writer
from netassay.cli.progress import ProgressBar
from netassay.cli.responses import Responses
from netassay.cli.streams import UsageError, is_terminal, print_message
from netassay.records.result import Reject
from netassay.sources import saved

if TYPE_CHECKING:
    from netassay.cli.outputs import ResultWriter
    from netassay.redaction import Redactor

__all__ = ["normalize"]

_Jobs: TypeAlias = Annotated[
    Count, Parameter(help="Processes that work side by side on JSON; views are made by one.")
]


def normalize(
    *paths: Paths,
    output: Output = None,
    form: Form = None,
    jobs: _Jobs = 1,
    hints: HintOptions | None = None,
    redaction: RedactionOptions | None = None,
) -> int:
    """Turn saved responses into results, one by one as they are read.

    A result has the same fields for every test, says its units in its names, and tells in
    its findings what is wrong with the response.

    To look at one; to have all as lines of JSON; to pick a figure of what was just fetched:

        netassay normalize ping.json
        netassay normalize responses/ -o results.ndjson
        curl "$URL" | netassay normalize - --url "$URL" | jq .measurement

    To have what can be shown to others, without serial numbers, addresses and names:

        netassay normalize responses/ --redact -o results.ndjson

    To use all processors for many:

        netassay normalize responses.ndjson -o results.ndjson --jobs 4

    What is no response is named on standard error, and the exit code is 1.
    """
    redactor = _redactor(redaction or RedactionOptions(), jobs)
    responses = Responses(paths, (hints or HintOptions()).hints, redactor=redactor)
    progress = output not in (None, STANDARD) or not is_terminal(sys.stdout)
    with result_writer(output, form, paths) as results:
        if jobs > 1 and results.write_lines is not None:
            return _by_processes(responses, jobs, results, progress=progress)
        for item, outcome in responses.outcomes(progress=progress):
            if not isinstance(outcome, Reject):
                results.write(outcome.result, partial(responses.name_of, item))
    return responses.tally.exit_code


def _redactor(redaction: RedactionOptions, jobs: int) -> Redactor | None:
    """Return what redacts; raise `UsageError` where it would take several processes."""
    redactor = redaction.redactor
    if redactor is not None and jobs > 1:
        raise UsageError("--redact is the work of one process, without --jobs")
    return redactor


def _by_processes(responses: Responses, jobs: int, results: ResultWriter, *, progress: bool) -> int:
    """Write what several processes make of the responses; return the exit code."""
    from netassay.cli.lines import all_lines  # noqa: PLC0415 - where it is asked for

    tally, write_lines = responses.tally, results.write_lines
    assert write_lines is not None  # noqa: S101 - for the type checker
    items = saved(*responses.paths, nothing=print_message)
    with (
        ProgressBar(wanted=progress) as bar,
        closing(all_lines(items, responses.hints, jobs, escaped=results.escaped)) as chunks,
    ):
        for lines in chunks:
            for piece in lines.pieces:
                if isinstance(piece, str):
                    print_message(piece)
                elif piece:
                    write_lines(piece)
            tally.join(lines.tally)
            bar.reach(tally.responses + tally.rejected, tally.rejected)
    return tally.exit_code
