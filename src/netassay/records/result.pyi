# Written by tests/typing/stubs.py; changes here are lost.

from matplotlib.axes import Axes
from netassay.core.finding import Finding
from netassay.core.records.record import Record
from netassay.core.values.field_types import SerialNumber
from netassay.core.values.field_types import TaskId
from netassay.core.values.times import Timestamp
from netassay.core.values.units import Percent
from netassay.core.values.units import Quantity
from netassay.core.values.units import Seconds
from netassay.core.verdicts import Verdict
from netassay.records import Measurement
from typing import Any
from typing import Generic
from typing import Literal
from typing_extensions import TypeVar
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Completeness', 'Finding', 'Kind', 'Reject', 'Result', 'Unread', 'Verdict', 'placed']

M = TypeVar("M", bound=Measurement, default=Measurement, covariant=True)

Kind = Literal['result', 'accepted', 'error']

Completeness = Literal['complete', 'partial', 'none']

@attrs.frozen(kw_only=True)
class Unread(Record):
    """A line of the device's text that no grammar read."""
    line: int = 0
    """number of the line in the text, from 1"""
    text: str = ''
    """the line as printed"""

@attrs.frozen(kw_only=True)
class Result(Record, Generic[M]):
    """One response, normalized: the same fields for every test.

    `measurement` is a record of the test's own class (`netassay.records`), or None
    where nothing was measured. Quantities are `pint.Quantity`; the same numbers are there
    plain under their exported names (``elapsed_s``). Two results are equal when all of
    their fields are.
    """
    id: str = ''
    """32 hex digits, the same for the same response on every machine"""
    test: str | None = None
    """which test it was"""
    family: str | None = None
    """which devices ran it: aps, cx, aos-s or gateways"""
    serial_number: SerialNumber | None = None
    """serial number of the device, from the URL"""
    task_id: TaskId | None = None
    """id of the asynchronous operation, from the URL"""
    kind: Kind = 'result'
    """result, accepted (a 202 answer) or error (an errorCode body)"""
    status: str | None = None
    """state of the task as the API says it, in capitals"""
    progress: Percent | None = attrs.field(default=None, converter=_magnitude)
    """how far the task had come, in %"""
    @property
    def progress_percent(self) -> float | None:
        """how far the task had come, in %"""
    started_at: Timestamp | None = None
    """start of the test, UTC, RFC 3339"""
    ended_at: Timestamp | None = None
    """end of the test, UTC, RFC 3339"""
    elapsed: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """ended_at - started_at, in s"""
    @property
    def elapsed_s(self) -> float | None:
        """ended_at - started_at, in s"""
    fail_reason: str | None = None
    """why the task failed, as the API says it"""
    verdict: Verdict = 'unknown'
    """whether what was tested works: passed (what was tested works), degraded (it works in part), failed (it was tested and does not work), not-run (nothing was measured), pending (the task is not finished), unknown (the measurement does not tell)"""
    summary: str = ''
    """the result in one line, with units"""
    error_code: str | None = None
    """the API's code of an error body"""
    error_message: str | None = None
    """the API's message of an error body"""
    completeness: Completeness = 'none'
    """whether the test's own fields are there"""
    measurement: M | None = None
    """what was measured"""
    findings: list[Finding] = attrs.field(factory=list)
    """what is wrong or worth knowing"""
    extras: dict[str, Any] = attrs.field(factory=dict)
    """values that no field took, by JSON pointer"""
    unread: list[Unread] = attrs.field(factory=list)
    """lines of the text that no grammar read"""
    def __hash__(self) -> int:
        """Return the hash of the id."""
    @property
    def place(self) -> str:
        """Where in a text a run begins, ``line 12``; empty for what is no run of a text."""
    def plot(self) -> list[Axes]:
        """Plot the series of this result with matplotlib; see `netassay.show.plots.plot`."""
    def _repr_html_(self) -> str:
        ...

def placed(result: Result, place: str) -> Result:
    """Return the same result, with its place in a text."""

@attrs.frozen
class Reject:
    """An input that is no response: its source, the reason and its bytes.

    `place` is its place in the source (``line 3``, ``example 2``), empty for a whole file.
    """
    source: str
    reason: str
    data: bytes
    place: str = ''
