"""`report`: one page of saved responses."""

from __future__ import annotations

import sys

from netassay.cli.files import open_output, refuse_input
from netassay.cli.options import HintOptions, Output, Paths, RedactionOptions
from netassay.cli.outputs import STANDARD
from netassay.cli.responses import Responses
from netassay.cli.streams import UsageError, is_terminal
from netassay.records.result import Reject
from netassay.report import PageData, page, require
from netassay.sources import SavedResponse

__all__ = ["report"]


def report(
    *paths: Paths,
    output: Output = None,
    hints: HintOptions | None = None,
    redaction: RedactionOptions | None = None,
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
    redactor = (redaction or RedactionOptions()).redactor
    responses = Responses(paths, (hints or HintOptions()).hints, trace=True, redactor=redactor)
    require()
    if output is None and is_terminal(sys.stdout):
        raise UsageError("a page is nothing for a terminal; name a file: -o report.html")
    if output is None or output == STANDARD:
        sys.stdout.buffer.write(_page(responses))
    else:
        _write(responses, output)
    return responses.tally.exit_code


def _write(responses: Responses, output: str) -> None:
    refuse_input(output, responses.paths)
    with open_output(output) as file:
        file.write(_page(responses))


def _page(responses: Responses) -> bytes:
    data = PageData(responses.redactor)
    for item, outcome in responses.outcomes():
        if isinstance(outcome, Reject):
            data.reject(outcome)
        elif isinstance(item, SavedResponse):
            data.add(item, outcome)
    return page(data).encode()
