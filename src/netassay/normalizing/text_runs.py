"""Runs of tools in a text, whatever tests they are of, and the results of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from netassay.core.other_texts import named_text
from netassay.normalizing.hints import NO_HINT, Hint
from netassay.normalizing.identify import unsupported_in
from netassay.normalizing.pipeline import examine_text
from netassay.normalizing.response import location
from netassay.normalizing.runs.found import TextRun, runs_in, whole_run
from netassay.records.result import placed

if TYPE_CHECKING:
    from netassay.normalizing.response import Examination

__all__ = ["TextRun", "examine_run", "refusal_of_all", "runs_in", "whole_run"]


def examine_run(
    run: TextRun, hint: Hint = NO_HINT, *, file: str = "", trace: bool = False
) -> Examination:
    """Return the examination of one run; its result's place is the line at which it begins.

    `file` is where its text was found. Raises `NotAResponse` for a text that no dialect of its
    test reads.
    """
    where = partial(location, file, "" if run.first == 1 else f"line {run.first}")
    done = examine_text(run.test, run.text, hint, where=where, trace=trace)
    placed(done.result, f"line {run.line}")
    return done


def refusal_of_all(text: str) -> str:
    """Return why there is no run in a text: what it is instead, if that shows."""
    other = unsupported_in(text) or named_text(text)
    reason = "no run of a tool that any dialect reads"
    return f"{reason}: this is {other}" if other else reason
