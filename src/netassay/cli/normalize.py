"""`normalize`: saved responses to results."""

from __future__ import annotations

import sys

from netassay.cli.options import (
    Form,
    HintOptions,
    Output,
    Paths,
    RedactionOptions,
    restore_dash,
    restore_dashes,
)
from netassay.cli.outputs import STANDARD, result_writer
from netassay.cli.responses import Responses
from netassay.cli.streams import is_terminal

__all__ = ["normalize"]


def normalize(
    *paths: Paths,
    output: Output = None,
    form: Form = None,
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

    What is no response is named on standard error, and the exit code is 1.
    """
    names, output = restore_dashes(paths), restore_dash(output)
    redactor = (redaction or RedactionOptions()).redactor
    responses = Responses(names, (hints or HintOptions()).hints, redactor=redactor)
    progress = output not in (None, STANDARD) or not is_terminal(sys.stdout)
    with result_writer(output, form, names) as write:
        for source, examination in responses.examinations(progress=progress):
            write(examination.result, source)
    return responses.tally.exit_code
