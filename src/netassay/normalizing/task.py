"""The head of a body: the state of a task, its times and its errors, alike in every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.compounds import ASIDE
from netassay.core.keys.wire import ELSEWHERE, ObjectReader, To
from netassay.core.places import Place
from netassay.core.values.readings import Odd, Reader, Reading
from netassay.core.values.times import TIME, Timestamp, usual_time
from netassay.records.result import Result

if TYPE_CHECKING:
    from netassay.core.findings import Notes

__all__ = ["head_of"]


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
_PROGRESS: Final = _READER.bindings["progressPercent"][0].reader
#: The keys of a task that went well, as nearly all of those that are saved did.
_USUAL: Final = frozenset(
    {"status", "progressPercent", "startTime", "endTime", "failReason", "output", "rawOutput"}
)
_ROOT: Final = Place()


def head_of(body: dict[str, Any], notes: Notes) -> dict[str, Any]:
    """Return what the head of a body says, by the names of a result's fields."""
    values = _usual(body)
    if values is None:
        head = _READER.read(body, _ROOT, None, notes)
        values = {name: reading.value for name, reading in head.items()}
    started, ended = values.get("started_at"), values.get("ended_at")
    if started is not None and ended is not None:
        _add_elapsed(values, started, ended, notes)
    return values


def _usual(body: dict[str, Any]) -> dict[str, Any] | None:
    """Return the values of a head that needs no remark; None where it needs a closer look."""
    get = body.get
    if get("failReason") is not None or not body.keys() <= _USUAL:
        return None
    try:
        started, ended = usual_time(get("startTime")), usual_time(get("endTime"))
        status, progress = _STATUS[get("status")], _PROGRESS[get("progressPercent")]
    except (TypeError, ValueError, Odd):
        return None
    if started is None or ended is None or status is None or progress is None:
        return None
    return {
        "status": status.value,
        "progress": progress.value,
        "started_at": started,
        "ended_at": ended,
    }


def _add_elapsed(
    values: dict[str, Any], started: Timestamp, ended: Timestamp, notes: Notes
) -> None:
    values["elapsed"] = (ended.ns - started.ns) / 10**9
    if ended.ns < started.ns:
        message = f"the test ended at {ended}, before it began at {started}"
        notes.add("time-order", "ended_at", message)
