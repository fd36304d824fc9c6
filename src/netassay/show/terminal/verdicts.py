"""Verdicts in colour, and summaries, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from netassay.show.terminal.text import brief

if TYPE_CHECKING:
    from netassay.records.result import Result

__all__ = ["VERDICT_COLOURS", "summary_line"]

#: Colours of verdicts; the word is always shown too, for pipes and the colour-blind.
VERDICT_COLOURS: Final = {
    "passed": "green",
    "degraded": "yellow",
    "failed": "bold red",
    "not-run": "bold magenta",
    "pending": "blue",
    "unknown": "dim",
}


def summary_line(result: Result) -> Text:
    """Return a result's summary, which may hold text of the device."""
    return Text(brief(result.summary))
