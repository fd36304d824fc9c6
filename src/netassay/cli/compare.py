"""`compare`: what changed between two sets of responses."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import attrs
from cyclopts import Parameter

from netassay.analysis.compare import ComparisonSide, changes
from netassay.cli.consoles import console_on, show
from netassay.cli.options import Form, HintOptions
from netassay.cli.outputs import line_writer
from netassay.cli.responses import Responses
from netassay.cli.streams import UsageError, is_terminal, print_message
from netassay.show.terminal.changes import changes_views

if TYPE_CHECKING:
    from netassay.analysis.compare import Change

__all__ = ["compare"]

Threshold = Annotated[
    float, Parameter(help="By how many percent a figure must have changed to count.")
]
Everything = Annotated[
    bool, Parameter(name="--all", negative="", help="Show what is the same, too.")
]


def compare(
    before: Annotated[str, Parameter(help="A file or folder of responses: how it was.")],
    after: Annotated[str, Parameter(help="A file or folder of responses: how it is.")],
    /,
    *,
    form: Form = None,
    threshold: Threshold = 10.0,
    everything: Everything = False,
    hints: HintOptions | None = None,
) -> int:
    """Tell what changed between two sets of responses.

    Per device, test and target, figure by figure: worse, better, new or gone. Compared are
    medians (round trips, latencies, rates, retransmits), means of shares (loss, success),
    shares of what failed and of what did not run, the pairs of a cable, the rows that show
    commands print, and which findings there are. A change counts where it is over the threshold, and over 1 ms, 1 percentage
    point, or 5 of a count. A fault in a cable that is another, or elsewhere, has changed.

    To see what is different since last week; to stop a script at anything worse:

        netassay compare monday/ today/
        netassay compare monday/ today/ --format ndjson | jq 'select(.verdict == "worse")'

    The exit code tells of rejected inputs only.
    """
    options = (hints or HintOptions()).hints
    one, other = (Responses([path], options) for path in [before, after])
    if not threshold >= 0:
        raise UsageError("--threshold is a number of percent, from 0")
    lines = list(changes(_side(one), _side(other), threshold))
    terminal = is_terminal(sys.stdout)
    if form == "view" or (form is None and terminal):
        _show([line for line in lines if everything or line.verdict != "same"])
    else:
        write = line_writer(sys.stdout.buffer, escaped=terminal)
        for line in lines:
            write(_exported(line))
    print_message(_counts(lines))
    return int(bool(one.tally.rejected or other.tally.rejected))


def _show(lines: list[Change]) -> None:
    console = console_on(sys.stdout, folds=False)
    for view in changes_views(lines):
        show(console, view)


def _side(responses: Responses) -> ComparisonSide:
    summary = ComparisonSide()
    for _, examination in responses.examinations():
        summary.add(examination.result)
    return summary


def _exported(line: Change) -> dict[str, Any]:
    """Return a change as plain data, an empty part of its key as null."""
    key = {name: value or None for name, value in attrs.asdict(line.key).items()}
    rest = {field.name: getattr(line, field.name) for field in attrs.fields(type(line))[1:]}
    return key | rest | {"unit": line.unit.symbol if line.unit else None}


def _counts(lines: list[Change]) -> str:
    counts = Counter[str](line.verdict for line in lines)
    names = ("worse", "better", "changed", "new", "gone", "same")
    # Few comparisons have anything that has changed and is neither better nor worse.
    words = [f"{counts[name]} {name}" for name in names if name != "changed" or counts[name]]
    return f"{len({line.key for line in lines})} compared: {', '.join(words)}"
