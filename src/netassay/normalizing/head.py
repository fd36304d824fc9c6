"""The head of a body: the state of a task, its times and its errors, alike in every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.compounds import ASIDE
from netassay.core.keys.wire import ELSEWHERE, ObjectReader, To
from netassay.core.places import Place
from netassay.core.values.readings import Reader, Reading
from netassay.core.values.times import EARLIEST, LATEST, TIME, usual_time
from netassay.records.result import Result

if TYPE_CHECKING:
    from netassay.normalizing.response import Response

__all__ = ["read_head"]


class _Status(Reader):
    """The state of a task, in capitals."""

    kind = "a status"

    def read_text(self, text: str) -> Reading:
        return Reading(text.strip().upper(), text)

    def read_other(self, value: Any) -> Reading:
        raise self.bad(value)


_STATUS: Final = _Status()
_READER: Final = ObjectReader(
    Result,
    {
        "status": To("status", _STATUS),
        "progressPercent": "progress",
        "startTime": To("started_at", TIME),
        "endTime": To("ended_at", TIME),
        "failReason": "fail_reason",
        "errorCode": "error_code",
        "message": "error_message",
        # What the platform adds to an error body is kept, in the extras.
        "code": ASIDE,
        "errorType": ASIDE,
        "httpStatusCode": ASIDE,
        "serviceName": ASIDE,
        "debugId": ASIDE,
        "location": ASIDE,
        "output": ELSEWHERE,
        "rawOutput": ELSEWHERE,
    },
)
_ALL_OF_IT: Final = 100
_USUAL_STATES: Final = ("COMPLETED", "RUNNING", "INITIATED", "FAILED")
#: The keys of a task that went well, as nearly all of those that are saved did.
_USUAL: Final = frozenset(
    {"status", "progressPercent", "startTime", "endTime", "failReason", "output", "rawOutput"}
)
_ROOT: Final = Place()


def read_head(response: Response, body: dict[str, Any]) -> None:
    """Read the head of a body, by the names of a result's fields."""
    head = _usual(body)
    if head is None:
        read = _READER.read(body, _ROOT, None, response.notes)
        head = {name: reading.value for name, reading in read.items()}
    started, ended = head.get("started_at"), head.get("ended_at")
    if started is not None and ended is not None:
        head["elapsed"] = (ended.ns - started.ns) / 10**9
        if ended.ns < started.ns:
            message = f"the test ended at {ended}, before it began at {started}"
            response.notes.add("time-order", "ended_at", message)
    response.head = head


def _usual(body: dict[str, Any]) -> dict[str, Any] | None:
    """Return the values of a head that needs no remark; None where it needs a closer look."""
    get = body.get
    if get("failReason") is not None or not body.keys() <= _USUAL:
        return None
    try:
        started, ended = usual_time(get("startTime")), usual_time(get("endTime"))
    except ValueError:
        return None
    status, progress = get("status"), get("progressPercent")
    if (
        started is None
        or ended is None
        or status not in _USUAL_STATES
        or type(progress) is not int
        or not 0 <= progress <= _ALL_OF_IT
        or not EARLIEST <= started.ns <= ended.ns <= LATEST
    ):
        return None
    return {
        "status": status,
        "progress": float(progress),
        "started_at": started,
        "ended_at": ended,
    }
