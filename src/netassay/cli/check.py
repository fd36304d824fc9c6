"""`check`: the findings of saved responses, and on request their verdicts."""

from __future__ import annotations

import sys
from typing import Annotated, Final, Literal

from cyclopts import Parameter

from netassay.analysis.groups import Grouping
from netassay.cli.consoles import console_on, show
from netassay.cli.options import HintOptions, Paths
from netassay.cli.outputs import line_writer
from netassay.cli.responses import Responses
from netassay.cli.streams import is_terminal, print_message
from netassay.core.records.stored import plain
from netassay.core.verdicts import BROKEN
from netassay.show.terminal.findings import broken_view, findings_view, group_view
from netassay.show.terminal.results import headline, indent
from netassay.show.terminal.verdicts import summary_line

__all__ = ["check"]

#: What a line of JSON holds of the response beside a finding.
_RESPONSE: Final = ("id", "test", "family", "serial_number")


def check(
    *paths: Paths,
    form: Annotated[
        Literal["groups", "responses", "ndjson"] | None,
        Parameter(name="--format", help="On a terminal groups, else responses."),
    ] = None,
    verdict: Annotated[
        bool,
        Parameter(negative="", help="Tell what does not work, too, and exit 1 where it does not."),
    ] = False,
    hints: HintOptions | None = None,
) -> int:
    """Tell what is wrong with saved responses, and nothing else.

    On a terminal, or with `--format groups`: each code once, what weighs most first, with
    its count and the first places. In a pipe, or with `--format responses`: all findings,
    response by response. With `--format ndjson`: each as a line of JSON. A finding says how
    much it weighs, what it is, in which field, and what output and the device's text say.
    Standard error closes with the count.

    With `--verdict` also what was tested counts: each response whose verdict is failed or
    not-run is told with its summary, as JSON in a line of its own before its findings.

    To see what is wrong at all; to let a script stop at bad data, or at a network that does
    not work; to see one kind:

        netassay check responses/
        netassay check responses/ > findings.txt || exit 1
        netassay check responses/ --verdict || exit 1
        netassay check responses/ | grep disagree
    """
    responses = Responses(paths, (hints or HintOptions()).hints)
    responses.tally.judged = verdict
    formats = {"groups": _show_groups, "responses": _show_responses, "ndjson": _write_lines}
    formats[form or ("groups" if is_terminal(sys.stdout) else "responses")](responses)
    print_message(str(responses.tally))
    return responses.tally.exit_code


def _show_responses(responses: Responses) -> None:
    """Show each response that has findings or, judged, does not work, as it is read."""
    console = console_on(sys.stdout, folds=False)
    judged = responses.tally.judged
    for source, examination in responses.examinations(progress=not is_terminal(sys.stdout)):
        result = examination.result
        if result.findings or (judged and result.verdict in BROKEN):
            summary = [indent(summary_line(result))] if judged and result.summary else []
            found = [indent(findings_view(result.findings))] if result.findings else []
            show(console, headline(result, source, judged=judged), *summary, *found)


def _show_groups(responses: Responses) -> None:
    """Show each code of findings once, with its count and its first places."""
    grouping = Grouping()
    for source, examination in responses.examinations():
        grouping.add(examination.result, source)
    console = console_on(sys.stdout, folds=False)
    for broken in grouping.broken() if responses.tally.judged else ():
        show(console, broken_view(broken))
    for group in grouping.groups():
        show(console, group_view(group))


def _write_lines(responses: Responses) -> None:
    """Write each finding as a line of JSON, with its response.

    A judged response that does not work has a line of its own before, with ``verdict`` and
    ``summary``.
    """
    write = line_writer(sys.stdout.buffer, escaped=is_terminal(sys.stdout))
    for source, examination in responses.examinations(progress=not is_terminal(sys.stdout)):
        result = examination.result
        response = {"source": source, **{name: getattr(result, name) for name in _RESPONSE}}
        if responses.tally.judged and result.verdict in BROKEN:
            write(response | {"verdict": result.verdict, "summary": result.summary})
        for finding in result.findings:
            write(response | plain(finding))
