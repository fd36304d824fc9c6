"""`explain`: where each value of a response comes from."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from netassay.cli.consoles import console_on, show
from netassay.cli.options import HintOptions
from netassay.cli.responses import Responses
from netassay.cli.streams import is_terminal
from netassay.normalizing import explain as explaining
from netassay.show.terminal.results import ResultView, headline, indent
from netassay.show.terminal.sources import SourcesView
from netassay.show.terminal.verdicts import summary_line

__all__ = ["explain"]


def explain(
    file: Annotated[str, Parameter(help="File of a response; - is standard input.")],
    /,
    *,
    hints: HintOptions | None = None,
) -> int:
    """Tell of each value where it came from.

    For each field: its value and unit, the string in output that it came from, the line of
    the device's text that it came from, and whether the two agree.

    To see the sources of all values; of one:

        netassay explain ping.json
        netassay explain ping.json | grep rtt_avg_ms
    """
    responses = Responses([file], (hints or HintOptions()).hints, trace=True)
    console = console_on(sys.stdout, folds=False)
    for source, examination in responses.examinations(progress=not is_terminal(sys.stdout)):
        rows, result = explaining.explain(examination), examination.result
        if rows:
            head = headline(result, source, judged=True)
            show(console, head, indent(summary_line(result)), SourcesView(rows))
        else:
            show(console, ResultView(result, source))
    return responses.tally.exit_code
