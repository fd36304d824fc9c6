# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Host
from netassay.core.values.field_types import HostName
from netassay.core.values.field_types import TimeToLive
from netassay.core.values.times import Timestamp
from netassay.core.values.units import Bytes
from netassay.core.values.units import Milliseconds
from netassay.core.values.units import Percent
from netassay.core.values.units import Quantity
from netassay.core.values.units import Seconds
from typing import Literal
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Ping', 'Reply', 'Totals']

Outcome = Literal['reply', 'timeout', 'unreachable', 'error']

@attrs.frozen(kw_only=True)
class Reply(Record):
    """The outcome of one echo request."""
    sequence: int | None = None
    """ICMP sequence number, as the tool counts"""
    address: Host | None = None
    """who answered"""
    size: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """size of the reply, ICMP header included, in bytes"""
    @property
    def size_bytes(self) -> int | None:
        """size of the reply, ICMP header included, in bytes"""
    ttl: TimeToLive | None = None
    """time to live (hop limit) of the reply on arrival"""
    time: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """round-trip time, in ms"""
    @property
    def time_ms(self) -> float | None:
        """round-trip time, in ms"""
    outcome: Outcome = 'reply'
    """reply, timeout, unreachable or error"""
    duplicate: bool = False
    """whether the request had been answered before"""
    note: str | None = None
    """what the tool said about it"""
    name: HostName | None = None
    """name of who answered, where it was printed beside the address"""
    identifier: int | None = None
    """ICMP identifier of the reply"""
    printed_at: Timestamp | None = None
    """when the tool printed it (`ping -D`), UTC, RFC 3339"""
    details: str | None = None
    """lines printed below it: a route, time stamps, the header of a packet, wrong data"""

@attrs.frozen(kw_only=True)
class Totals(Record):
    """The totals of echo requests and their replies."""
    destination: HostName | None = None
    """host as it was asked for"""
    resolved_address: Host | None = None
    """address that the host resolved to"""
    transmitted: int | None = None
    """echo requests sent"""
    received: int | None = None
    """echo requests answered"""
    duplicates: int | None = None
    """further replies to requests already answered"""
    errors: int | None = None
    """ICMP errors that came back"""
    loss: Percent | None = attrs.field(default=None, converter=_magnitude)
    """share of requests without an answer, in %"""
    @property
    def loss_percent(self) -> float | None:
        """share of requests without an answer, in %"""
    payload: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """payload of a request, without headers, in bytes"""
    @property
    def payload_bytes(self) -> int | None:
        """payload of a request, without headers, in bytes"""
    packet: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """size of a request, with headers, as the tool counts, in bytes"""
    @property
    def packet_bytes(self) -> int | None:
        """size of a request, with headers, as the tool counts, in bytes"""
    timeout: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """how long a reply was waited for, in s"""
    @property
    def timeout_s(self) -> float | None:
        """how long a reply was waited for, in s"""
    total_time: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """wall-clock time of the whole run, in ms"""
    @property
    def total_time_ms(self) -> float | None:
        """wall-clock time of the whole run, in ms"""
    rtt_min: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """smallest round-trip time, in ms"""
    @property
    def rtt_min_ms(self) -> float | None:
        """smallest round-trip time, in ms"""
    rtt_avg: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """mean round-trip time, in ms"""
    @property
    def rtt_avg_ms(self) -> float | None:
        """mean round-trip time, in ms"""
    rtt_max: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """largest round-trip time, in ms"""
    @property
    def rtt_max_ms(self) -> float | None:
        """largest round-trip time, in ms"""
    rtt_mdev: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """standard deviation of the round-trip times, in ms"""
    @property
    def rtt_mdev_ms(self) -> float | None:
        """standard deviation of the round-trip times, in ms"""

@attrs.frozen(kw_only=True)
class Ping(Totals):
    """The result of a ping: totals, and the replies one by one where they were printed."""
    lost_sequences: list[int] = attrs.field(factory=list)
    """sequence numbers that were never answered"""
    replies: list[Reply] = attrs.field(factory=list)
    """replies in the order of their arrival"""
    requested: int | None = None
    """echo requests asked for"""
    corrupted: int | None = None
    """replies with a wrong checksum"""
    late: int | None = None
    """replies that came after the time to wait for them"""
    source_address: Host | None = None
    """address that the requests were sent from"""
    interface: str | None = None
    """interface that the requests were sent from"""
    identifier: int | None = None
    """ICMP identifier of the requests"""
    pattern: str | None = None
    """what the payload was filled with, hexadecimal"""
    pipe: int | None = None
    """largest number of requests that were under way at once"""
    ipg: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """mean time between two requests (inter-packet gap), in ms"""
    @property
    def ipg_ms(self) -> float | None:
        """mean time between two requests (inter-packet gap), in ms"""
    ewma: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """moving average of the round-trip times at the end, in ms"""
    @property
    def ewma_ms(self) -> float | None:
        """moving average of the round-trip times at the end, in ms"""
    messages: list[str] = attrs.field(factory=list)
    """what the tool said of the run: its errors and warnings"""
