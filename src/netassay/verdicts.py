"""The verdict and the summary of a result: the task's state first, then the test's own rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.verdicts import Verdict, joined, number, one_line

if TYPE_CHECKING:
    from netassay.core.spec import Test

__all__ = ["PENDING", "summary_of", "verdict_of"]

#: States of a task that is not finished: the API's own, and others that clients met.
PENDING: Final = frozenset({"INITIATED", "RUNNING", "IN_PROGRESS", "QUEUED", "PENDING"})


def verdict_of(values: dict[str, Any], test: Test | None, measurement: Any) -> Verdict:
    """Return the verdict of a result's `values`; those of its head, and its kind, are known.

    A task that ended with a reason and nothing measured did not run, whatever its state.
    """
    get = values.get
    if get("kind") == "error":
        return "not-run"
    if get("kind") == "accepted" or get("status") in PENDING:
        return "pending"
    judged: Verdict = "unknown"
    if test is not None and measurement is not None:
        judged = test.verdict(measurement)
    if judged == "unknown" and (get("status") == "FAILED" or get("fail_reason")):
        return "not-run"
    return judged


def summary_of(
    values: dict[str, Any], test: Test | None, measurement: Any, verdict: Verdict
) -> str:
    """Return a result in one line: what was measured, and what the API says went wrong."""
    get = values.get
    if get("kind") == "error":
        return one_line(": ".join(filter(None, (get("error_code"), get("error_message")))))
    told = test.summary(measurement) if test is not None and measurement is not None else ""
    if verdict == "passed":
        return told
    reason = one_line(get("fail_reason") or "")
    if verdict == "not-run" and reason:
        return reason
    state = ""
    if verdict == "pending" or not (told or reason):
        progress = get("progress")
        share = "" if progress is None or verdict != "pending" else f"{number(progress)} %"
        state = joined(((get("status") or "").lower().replace("_", " "), share))
    return joined((state, told, reason)) or "nothing measured"
