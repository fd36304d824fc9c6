"""`Result`, which has the same fields for every test, and `Reject` for input that is no response."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

import attrs

from netassay.core.finding import Finding
from netassay.core.records.record import Record, many, mapping, record, some
from netassay.core.values.field_types import SerialNumber, TaskId
from netassay.core.values.times import Timestamp
from netassay.core.values.units import Percent, Seconds
from netassay.core.verdicts import VERDICTS, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

__all__ = ["Completeness", "Finding", "Kind", "Reject", "Result", "Unread", "Verdict", "placed"]

#: The record of the test; in the stubs its default is `records.Measurement`.
M = TypeVar("M", bound=Record)

Kind = Literal["result", "accepted", "error"]
Completeness = Literal["complete", "partial", "none"]

_JUDGED: Final = ", ".join(f"{verdict} ({meaning})" for verdict, meaning in VERDICTS.items())


#: Where a result keeps its place: it is no field, because the same response has it nowhere else.
_PLACE: Final = "_place"


@record
class Unread(Record):
    """A line of the device's text that no grammar read."""

    line: int = some("number of the line in the text, from 1", 0)
    text: str = some("the line as printed", "")


@record
class Result(Record, Generic[M]):
    """One response, normalized: the same fields for every test.

    `measurement` is a record of the test's own class (`netassay.records`), or None
    where nothing was measured. Quantities are `pint.Quantity`; the same numbers are there
    plain under their exported names (``elapsed_s``). Two results are equal when all of
    their fields are.
    """

    id: str = some("32 hex digits, the same for the same response on every machine", "")
    test: str | None = some("which test it was")
    family: str | None = some("which devices ran it: aps, cx, aos-s or gateways")
    serial_number: SerialNumber | None = some("serial number of the device, from the URL")
    task_id: TaskId | None = some("id of the asynchronous operation, from the URL")
    kind: Kind = some("result, accepted (a 202 answer) or error (an errorCode body)", "result")
    status: str | None = some("state of the task as the API says it, in capitals")
    progress: Percent | None = some("how far the task had come")
    started_at: Timestamp | None = some("start of the test, UTC, RFC 3339")
    ended_at: Timestamp | None = some("end of the test, UTC, RFC 3339")
    elapsed: Seconds | None = some("ended_at - started_at")
    fail_reason: str | None = some("why the task failed, as the API says it")
    verdict: Verdict = some(f"whether what was tested works: {_JUDGED}", "unknown")
    summary: str = some("the result in one line, with units", "")
    error_code: str | None = some("the API's code of an error body")
    error_message: str | None = some("the API's message of an error body")
    completeness: Completeness = some("whether the test's own fields are there", "none")
    measurement: M | None = some("what was measured")
    findings: list[Finding] = many("what is wrong or worth knowing")
    extras: dict[str, Any] = mapping("values that no field took, by JSON pointer")
    unread: list[Unread] = many("lines of the text that no grammar read")

    def __hash__(self) -> int:
        """Return the hash of the id."""
        return hash(self.id)

    @property
    def place(self) -> str:
        """Where in a text a run begins, ``line 12``; empty for what is no run of a text."""
        place: str = self.__dict__.get(_PLACE, "")
        return place

    # Imported when used: these modules are in a higher layer.

    def plot(self) -> list[Axes]:
        """Plot the series of this result with matplotlib; see `netassay.show.plots.plot`."""
        from netassay.show.plots import plot  # noqa: PLC0415

        return plot(self)

    def _repr_html_(self) -> str:
        from netassay.show.notebook import result_html  # noqa: PLC0415

        return result_html(self)


def placed(result: Result, place: str) -> Result:
    """Return the same result, with its place in a text."""
    if place:
        result.__dict__[_PLACE] = place
    return result


class _Judged:
    """`verdict` and `summary`, made at their first use: many users need the figures alone."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, result: Result | None, owner: type | None = None) -> Any:
        if result is None:
            return self
        stored = result.__dict__
        verdict, summary = _judging()(result)
        stored.setdefault("verdict", verdict)
        stored.setdefault("summary", summary)
        return stored[self.name]


@cache
def _judging() -> Callable[[Result[Any]], tuple[Verdict, str]]:
    """Return `judge`, imported at its first use: it knows the tests, in a higher layer."""
    from netassay.normalizing.verdicts import judge  # noqa: PLC0415

    return judge


Result.verdict = _Judged("verdict")  # type: ignore[assignment]
Result.summary = _Judged("summary")  # type: ignore[assignment]


@attrs.frozen
class Reject:
    """An input that is no response: its source, the reason and its bytes.

    `place` is its place in the source (``line 3``, ``example 2``), empty for a whole file.
    """

    source: str
    reason: str
    data: bytes
    place: str = ""
