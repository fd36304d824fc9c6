"""What `check` and `explain` put on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Literal

from netassay.analysis.group import Grouping
from netassay.cli.consoles import console_on, show
from netassay.cli.streams import is_terminal
from netassay.cli.writing import lines_to
from netassay.core.records.record import plain
from netassay.core.verdicts import BROKEN
from netassay.normalizing.explain import explain
from netassay.show.terminal.findings import broken_view, findings_view, group_view
from netassay.show.terminal.results import ResultView, headline, indented
from netassay.show.terminal.sources import SourcesView
from netassay.show.terminal.verdicts import summary_line

if TYPE_CHECKING:
    from netassay.cli.reading import Reading

__all__ = ["CheckFormat", "checked", "explained"]

CheckFormat = Literal["groups", "responses", "ndjson"]
#: What a line of JSON says of the response that it is about.
_RESPONSE: Final = ("id", "test", "family", "serial_number")


def checked(reading: Reading, form: CheckFormat | None) -> None:
    """Show the findings of all responses, in the form that suits who reads them.

    Where the reading's tally is judged, what does not work is shown with them.
    """
    forms = {"groups": _grouped, "responses": _by_response, "ndjson": _as_lines}
    seen = is_terminal(sys.stdout)
    forms[form or ("groups" if seen else "responses")](reading)


def _by_response(reading: Reading) -> None:
    """Show each response that has findings, or does not work, as it is read, with all of them."""
    console = console_on(sys.stdout, folds=False)
    judged = reading.tally.judged
    for source, examination in reading.examinations(progress=not is_terminal(sys.stdout)):
        result = examination.result
        if result.findings or (judged and result.verdict in BROKEN):
            said = [indented(summary_line(result))] if judged and result.summary else []
            found = [indented(findings_view(result.findings))] if result.findings else []
            show(console, headline(result, source, judged=judged), *said, *found)


def _grouped(reading: Reading) -> None:
    """Show each code once, with its count and its first places."""
    grouping = Grouping()
    for source, examination in reading.examinations():
        grouping.add(examination.result, source)
    console = console_on(sys.stdout, folds=False)
    for broken in grouping.broken() if reading.tally.judged else ():
        show(console, broken_view(broken))
    for group in grouping.groups():
        show(console, group_view(group))


def _as_lines(reading: Reading) -> None:
    """Write each finding as a line of JSON, with the response that it is of.

    What does not work has a line of its own before, with ``verdict`` and ``summary``.
    """
    write = lines_to(sys.stdout.buffer, seen=is_terminal(sys.stdout))
    for source, examination in reading.examinations(progress=not is_terminal(sys.stdout)):
        result = examination.result
        response = {"source": source, **{name: getattr(result, name) for name in _RESPONSE}}
        if reading.tally.judged and result.verdict in BROKEN:
            write(response | {"verdict": result.verdict, "summary": result.summary})
        for finding in result.findings:
            write(response | plain(finding))


def explained(reading: Reading) -> None:
    """Show where each value of each response came from; without values, the response."""
    console = console_on(sys.stdout, folds=False)
    for source, examination in reading.examinations(progress=not is_terminal(sys.stdout)):
        rows, result = explain(examination), examination.result
        if rows:
            head = headline(result, source, judged=True)
            show(console, head, indented(summary_line(result)), SourcesView(rows))
        else:
            show(console, ResultView(result, source))
