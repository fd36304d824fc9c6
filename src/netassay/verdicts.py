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
    """Return the verdict of a result of which `values` has the kind and what its head says.

    A task that ended with a reason and nothing measured did not run, whatever its state.
    """
    kind = values.get("kind", "result")
    if kind != "result":
        return "not-run" if kind == "error" else "pending"
    status = values.get("status")
    if status in PENDING:
        return "pending"
    judged: Verdict = "unknown"
    if measurement is not None and test is not None:
        judged = test.verdict(measurement)
    if judged == "unknown" and (status == "FAILED" or values.get("fail_reason")):
        return "not-run"
    return judged


def summary_of(
    values: dict[str, Any], test: Test | None, measurement: Any, verdict: Verdict
) -> str:
    """Return a result in one line: what was measured, and what the API says went wrong."""
    get = values.get
    if get("kind") == "error":
        return one_line(": ".join(filter(None, (get("error_code"), get("error_message")))))
    told = test.summary(measurement) if measurement is not None and test is not None else ""
    if told and get("fail_reason") is None and verdict != "pending":
        return told
    reason = one_line(get("fail_reason") or "")
    if verdict == "not-run" and reason:
        return reason
    if verdict == "passed":
        return told
    state = ""
    if verdict == "pending" or not (told or reason):
        progress = get("progress")
        share = "" if progress is None or verdict != "pending" else f"{number(progress)} %"
        state = joined(((get("status") or "").lower().replace("_", " "), share))
    return joined((state, told, reason)) or "nothing measured"
