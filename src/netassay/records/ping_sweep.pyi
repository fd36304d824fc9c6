# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.units import Bytes
from netassay.core.values.units import Quantity
from netassay.records.ping import Totals
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Pass', 'PingSweep', 'Request']

@attrs.frozen(kw_only=True)
class Request(Record):
    """The outcome of one echo request."""
    request: int | None = None
    """number of the request, counted through all passes"""
    size: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """size of the request, in bytes"""
    @property
    def size_bytes(self) -> int | None:
        """size of the request, in bytes"""
    timed_out: bool | None = None
    """whether no reply came in time"""

@attrs.frozen(kw_only=True)
class Pass(Record):
    """One pass through all sizes."""
    number: int | None = None
    """number of the pass, from 1"""
    replies: list[Request] = attrs.field(factory=list)
    """the requests of this pass, in order"""

@attrs.frozen(kw_only=True)
class PingSweep(Totals):
    """The result of a ping sweep: totals, and the requests one by one."""
    passes: list[Pass] = attrs.field(factory=list)
    """the passes, in order"""
