"""What `check` and `explain` put on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netassay.cli.consoles import console_on, show
from netassay.cli.streams import is_terminal
from netassay.explain import explain
from netassay.view.results import ResultView, findings_view, headline, indented
from netassay.view.sources import SourcesView

if TYPE_CHECKING:
    from netassay.cli.reading import Reading

__all__ = ["checked", "explained"]


def checked(reading: Reading) -> None:
    """Show the findings of each response that has some."""
    console = console_on(sys.stdout, folds=False)
    for source, examination in reading.examinations(progress=not is_terminal(sys.stdout)):
        result = examination.result
        if result.findings:
            show(console, headline(result, source), indented(findings_view(result.findings)))


def explained(reading: Reading) -> None:
    """Show where each value of each response came from; without values, the response."""
    console = console_on(sys.stdout, folds=False)
    for source, examination in reading.examinations(progress=not is_terminal(sys.stdout)):
        rows = explain(examination)
        if rows:
            show(console, headline(examination.result, source), SourcesView(rows))
        else:
            show(console, ResultView(examination.result, source))
