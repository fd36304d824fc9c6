"""The verdict and the summary of a result: the task's state first, then the test's own rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.verdicts import Verdict, joined, number, one_line
from netassay.measurements import TESTS

if TYPE_CHECKING:
    from netassay.core.spec import Test
    from netassay.records.result import Result

__all__ = ["PENDING", "judge"]

#: States of a task that is not finished: the API's own, and others that clients met.
PENDING: Final = frozenset({"INITIATED", "RUNNING", "IN_PROGRESS", "QUEUED", "PENDING"})


#: States of a task that ended without coming to its end.
_BROKEN_OFF: Final = frozenset({"FAILED", "CANCELLED", "CANCELED"})
#: A summary is one line of a table.
_LONGEST: Final = 300


def _verdict_of(values: dict[str, Any], test: Test | None, measurement: Any) -> Verdict:
    """Return the verdict of a result of which `values` has the kind and what its head says.

    A task that ended with a reason and nothing measured did not run, whatever its state. Of
    one that broke off, what it had measured until then tells no success.
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
    broken = status in _BROKEN_OFF
    if judged == "unknown" and (broken or values.get("fail_reason")):
        return "not-run"
    if judged == "passed" and broken and values.get("completeness") != "complete":
        return "unknown"
    return judged


def _summary_of(
    values: dict[str, Any], test: Test | None, measurement: Any, verdict: Verdict
) -> str:
    """Return a result in one line: what was measured, and what the API says went wrong."""
    get = values.get
    if get("kind") == "error":
        said = ": ".join(filter(None, (get("error_code"), get("error_message"))))
        return one_line(said, _LONGEST) or "refused"
    told = test.summary(measurement) if measurement is not None and test is not None else ""
    if told and verdict != "pending" and get("fail_reason") is None:
        return one_line(told, _LONGEST)
    reason = one_line(get("fail_reason") or "")
    if verdict == "not-run" and reason:
        return reason
    state = "" if verdict != "pending" and (told or reason) else _state(values, verdict)
    return one_line(joined((state, told, reason)), _LONGEST) or "nothing measured"


def judge(result: Result) -> tuple[Verdict, str]:
    """Return the verdict and the summary of a result, as its own values tell them."""
    values = result.__dict__
    test = TESTS.get(values.get("test") or "")
    measurement = values.get("measurement")
    verdict = _verdict_of(values, test, measurement)
    return verdict, _summary_of(values, test, measurement, verdict)


def _state(values: dict[str, Any], verdict: Verdict) -> str:
    """Return how far the task is: ``running, 40 %``."""
    progress = values.get("progress")
    share = "" if progress is None or verdict != "pending" else f"{number(progress)} %"
    return joined((one_line(values.get("status") or "").lower().replace("_", " "), share))
