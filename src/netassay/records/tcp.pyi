# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Host
from netassay.core.values.units import Milliseconds
from netassay.core.values.units import Quantity
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Tcp']

@attrs.frozen(kw_only=True)
class Tcp(Record):
    """The result of a TCP connection test."""
    host: Host | None = None
    """host as it was asked for"""
    connect_time: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """time until the connection was open, in ms"""
    @property
    def connect_time_ms(self) -> float | None:
        """time until the connection was open, in ms"""
