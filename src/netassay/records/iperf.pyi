# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Cookie
from netassay.core.values.field_types import Host
from netassay.core.values.field_types import Port
from netassay.core.values.times import Timestamp
from netassay.core.values.units import BitsPerSecond
from netassay.core.values.units import Bytes
from netassay.core.values.units import CpuPercent
from netassay.core.values.units import Milliseconds
from netassay.core.values.units import Percent
from netassay.core.values.units import Quantity
from netassay.core.values.units import Seconds
from netassay.core.values.units import Volume
from typing import Literal
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Cpu', 'Interval', 'Iperf', 'Transfer']

Direction = Literal['sent', 'received']

@attrs.frozen(kw_only=True)
class Transfer(Record):
    """The transfer in one direction, all streams together."""
    transferred: Volume | None = attrs.field(default=None, converter=_magnitude)
    """payload transferred, in bytes"""
    @property
    def transferred_bytes(self) -> float | None:
        """payload transferred, in bytes"""
    bitrate: BitsPerSecond | None = attrs.field(default=None, converter=_magnitude)
    """mean rate of the payload, in bit/s"""
    @property
    def bitrate_bps(self) -> float | None:
        """mean rate of the payload, in bit/s"""
    retransmits: int | None = None
    """TCP segments sent again"""
    jitter: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """UDP interarrival jitter (RFC 1889), in ms"""
    @property
    def jitter_ms(self) -> float | None:
        """UDP interarrival jitter (RFC 1889), in ms"""
    datagrams: int | None = None
    """UDP datagrams sent"""
    lost_datagrams: int | None = None
    """UDP datagrams that did not arrive"""
    loss: Percent | None = attrs.field(default=None, converter=_magnitude)
    """share of datagrams that did not arrive, in %"""
    @property
    def loss_percent(self) -> float | None:
        """share of datagrams that did not arrive, in %"""
    out_of_order: int | None = None
    """UDP datagrams that arrived out of order"""

@attrs.frozen(kw_only=True)
class Interval(Record):
    """One row of figures: one stream, or the sum of several, over one span of time.

    Closing rows of a sender may tell its smallest, mean and largest round trip.
    """
    stream: int | None = None
    """number of the stream; null for the sum of several"""
    role: str | None = None
    """role as printed with --bidir: TX-C, RX-C, TX-S, RX-S"""
    direction: Direction | None = ...
    """sent or received"""
    start: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """start of the span, from the start of the test, in s"""
    @property
    def start_s(self) -> float | None:
        """start of the span, from the start of the test, in s"""
    end: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """end of the span, from the start of the test, in s"""
    @property
    def end_s(self) -> float | None:
        """end of the span, from the start of the test, in s"""
    transferred: Volume | None = attrs.field(default=None, converter=_magnitude)
    """payload transferred, in bytes"""
    @property
    def transferred_bytes(self) -> float | None:
        """payload transferred, in bytes"""
    bitrate: BitsPerSecond | None = attrs.field(default=None, converter=_magnitude)
    """mean rate of the payload, in bit/s"""
    @property
    def bitrate_bps(self) -> float | None:
        """mean rate of the payload, in bit/s"""
    retransmits: int | None = None
    """TCP segments sent again"""
    cwnd: Volume | None = attrs.field(default=None, converter=_magnitude)
    """TCP congestion window at the end of the span, in bytes"""
    @property
    def cwnd_bytes(self) -> float | None:
        """TCP congestion window at the end of the span, in bytes"""
    jitter: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """UDP interarrival jitter (RFC 1889), in ms"""
    @property
    def jitter_ms(self) -> float | None:
        """UDP interarrival jitter (RFC 1889), in ms"""
    datagrams: int | None = None
    """UDP datagrams sent"""
    lost_datagrams: int | None = None
    """UDP datagrams that did not arrive"""
    loss: Percent | None = attrs.field(default=None, converter=_magnitude)
    """share of datagrams that did not arrive, in %"""
    @property
    def loss_percent(self) -> float | None:
        """share of datagrams that did not arrive, in %"""
    omitted: bool = False
    """whether the totals leave this span out"""
    out_of_order: int | None = None
    """UDP datagrams that arrived out of order"""
    rtt: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """TCP's smoothed round-trip time at the end, in ms"""
    @property
    def rtt_ms(self) -> float | None:
        """TCP's smoothed round-trip time at the end, in ms"""
    rtt_variance: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """its mean deviation (RFC 6298), in ms"""
    @property
    def rtt_variance_ms(self) -> float | None:
        """its mean deviation (RFC 6298), in ms"""
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
    path_mtu: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """path MTU that TCP knew at the end, in bytes"""
    @property
    def path_mtu_bytes(self) -> int | None:
        """path MTU that TCP knew at the end, in bytes"""

@attrs.frozen(kw_only=True)
class Cpu(Record):
    """CPU use of both sides, in percent of one processor."""
    local_total: CpuPercent | None = attrs.field(default=None, converter=_magnitude)
    """this side, in all, in %"""
    @property
    def local_total_percent(self) -> float | None:
        """this side, in all, in %"""
    local_user: CpuPercent | None = attrs.field(default=None, converter=_magnitude)
    """this side, in user mode, in %"""
    @property
    def local_user_percent(self) -> float | None:
        """this side, in user mode, in %"""
    local_system: CpuPercent | None = attrs.field(default=None, converter=_magnitude)
    """this side, in the kernel, in %"""
    @property
    def local_system_percent(self) -> float | None:
        """this side, in the kernel, in %"""
    remote_total: CpuPercent | None = attrs.field(default=None, converter=_magnitude)
    """the other side, in all, in %"""
    @property
    def remote_total_percent(self) -> float | None:
        """the other side, in all, in %"""
    remote_user: CpuPercent | None = attrs.field(default=None, converter=_magnitude)
    """the other side, in user mode, in %"""
    @property
    def remote_user_percent(self) -> float | None:
        """the other side, in user mode, in %"""
    remote_system: CpuPercent | None = attrs.field(default=None, converter=_magnitude)
    """the other side, in the kernel, in %"""
    @property
    def remote_system_percent(self) -> float | None:
        """the other side, in the kernel, in %"""

@attrs.frozen(kw_only=True)
class Iperf(Record):
    """The result of an iperf3 run, as its client or its server reports it.

    `sent` and `received` are of all streams together: the totals of the sender and those of the
    receiver. With streams in both directions (``--bidir``) both are counts of the reporting end.
    The text of a server may have several runs: `intervals` and `totals` have the rows of all,
    `sent` and `received` are there if only one run has them. `local_address` is that of the
    reporting end. `server_intervals` and `server_totals` are the rows of a server's report
    inside a client's (``--get-server-output``).
    """
    version: str | None = None
    """version of iperf3"""
    protocol: str | None = None
    """TCP or UDP"""
    server_address: Host | None = None
    """server that was asked"""
    server_port: Port | None = None
    """port of the server"""
    local_address: Host | None = None
    """address of the first stream, this side"""
    local_port: Port | None = None
    """port of the first stream, this side"""
    streams: int | None = None
    """streams in parallel"""
    block: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """size of one block written or read, in bytes"""
    @property
    def block_bytes(self) -> int | None:
        """size of one block written or read, in bytes"""
    omit: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """time left out at the start, in s"""
    @property
    def omit_s(self) -> float | None:
        """time left out at the start, in s"""
    duration: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """time the test was to take, in s"""
    @property
    def duration_s(self) -> float | None:
        """time the test was to take, in s"""
    mss: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """TCP maximum segment size, in bytes"""
    @property
    def mss_bytes(self) -> int | None:
        """TCP maximum segment size, in bytes"""
    reverse: bool | None = None
    """whether the server sent and the client received"""
    cookie: Cookie | None = None
    """name of the test, shared by both sides"""
    system: str | None = None
    """system of the client, as uname says it"""
    error: str | None = None
    """why the test ended early, as iperf3 says it"""
    sent: Transfer | None = None
    """what the sender counted"""
    received: Transfer | None = None
    """what the receiver counted"""
    intervals: list[Interval] = attrs.field(factory=list)
    """figures span by span"""
    totals: list[Interval] = attrs.field(factory=list)
    """closing figures, one per line"""
    cpu: Cpu | None = None
    """CPU use of both sides"""
    server_intervals: list[Interval] = attrs.field(factory=list)
    """the server's figures, where the client prints them"""
    server_totals: list[Interval] = attrs.field(factory=list)
    """the server's closing figures, likewise"""
    timestamp: Timestamp | None = None
    """when the test began, as iperf3 says it, UTC, RFC 3339"""
    requested: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """payload to send, where no time was set (-n), in bytes"""
    @property
    def requested_bytes(self) -> int | None:
        """payload to send, where no time was set (-n), in bytes"""
    requested_blocks: int | None = None
    """blocks to send, where no time was set (-k)"""
    tos: int | None = None
    """IP type of service of the packets"""
    sender_congestion: str | None = None
    """the sender's TCP congestion algorithm"""
    receiver_congestion: str | None = None
    """the receiver's TCP congestion algorithm"""
    reordered: int | None = None
    """lines that told of a UDP datagram out of order, one by one"""
