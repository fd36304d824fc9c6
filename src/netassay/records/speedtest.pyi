# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Host
from netassay.core.values.field_types import Port
from netassay.core.values.units import Quantity
from netassay.core.values.units import Seconds
from netassay.records import Transfer
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Speedtest']

@attrs.frozen(kw_only=True)
class Speedtest(Record):
    """The result of a speed test, seen from the access point."""
    server_address: Host | None = None
    """iperf3 server that was asked"""
    server_port: Port | None = None
    """port of the server"""
    protocol: str | None = None
    """TCP or UDP"""
    duration: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """time the test took, one direction, in s"""
    @property
    def duration_s(self) -> float | None:
        """time the test took, one direction, in s"""
    upstream: Transfer | None = None
    """from the access point to the server"""
    downstream: Transfer | None = None
    """from the server to the access point"""
