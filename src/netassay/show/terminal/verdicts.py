"""Verdicts and summaries for a person: a word in its colour, and a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from netassay.show.terminal.text import brief

if TYPE_CHECKING:
    from netassay.records.result import Result

__all__ = ["VERDICT_COLOURS", "summary_line"]

#: The word itself stands beside its colour: a pipe, and many an eye, has no colours.
VERDICT_COLOURS: Final = {
    "passed": "green",
    "degraded": "yellow",
    "failed": "bold red",
    "not-run": "bold magenta",
    "pending": "blue",
    "unknown": "dim",
}


def summary_line(result: Result) -> Text:
    """Return a result's summary, which may hold words of the device's."""
    return Text(brief(result.summary))
