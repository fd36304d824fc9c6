"""The records of an iperf run."""

from __future__ import annotations

from typing import ClassVar, Literal

from netassay.core.records.compared import Compared
from netassay.core.records.drawn import Drawn
from netassay.core.records.record import Record, many, record, some
from netassay.core.values.field_types import Cookie, Host, Port
from netassay.core.values.times import Timestamp
from netassay.core.values.units import (
    BitsPerSecond,
    Bytes,
    CpuPercent,
    Milliseconds,
    Percent,
    Seconds,
    Volume,
)

__all__ = ["Cpu", "Interval", "Iperf", "Transfer"]

Direction = Literal["sent", "received"]


@record
class Transfer(Record):
    """The transfer in one direction, all streams together."""

    compared: ClassVar = Compared(less=("retransmits", "jitter", "loss"), more=("bitrate",))

    transferred: Volume | None = some("payload transferred")
    bitrate: BitsPerSecond | None = some("mean rate of the payload")
    retransmits: int | None = some("TCP segments sent again")
    jitter: Milliseconds | None = some("UDP interarrival jitter (RFC 1889)")
    datagrams: int | None = some("UDP datagrams sent")
    lost_datagrams: int | None = some("UDP datagrams that did not arrive")
    loss: Percent | None = some("share of datagrams that did not arrive")
    out_of_order: int | None = some("UDP datagrams that arrived out of order", rare=True)


@record
class Interval(Record):
    """One row of figures: one stream, or the sum of several, over one span of time.

    Closing rows of a sender may tell its smallest, mean and largest round trip.
    """

    row_key: ClassVar = ("stream", "role", "direction", "start", "end")
    drawn: ClassVar = Drawn(
        "end",
        ("bitrate", "retransmits", "cwnd", "jitter", "loss"),
        by=("stream", "role", "direction"),
    )
    #: The field that is absent in the row of several streams.
    summed: ClassVar = "stream"

    stream: int | None = some("number of the stream; null for the sum of several")
    role: str | None = some("role as printed with --bidir: TX-C, RX-C, TX-S, RX-S")
    direction: Direction | None = some("sent or received")
    start: Seconds | None = some("start of the span, from the start of the test")
    end: Seconds | None = some("end of the span, from the start of the test")
    transferred: Volume | None = some("payload transferred")
    bitrate: BitsPerSecond | None = some("mean rate of the payload")
    retransmits: int | None = some("TCP segments sent again")
    cwnd: Volume | None = some("TCP congestion window at the end of the span")
    jitter: Milliseconds | None = some("UDP interarrival jitter (RFC 1889)")
    datagrams: int | None = some("UDP datagrams sent")
    lost_datagrams: int | None = some("UDP datagrams that did not arrive")
    loss: Percent | None = some("share of datagrams that did not arrive")
    omitted: bool = some("whether the totals leave this span out", default=False)
    out_of_order: int | None = some("UDP datagrams that arrived out of order", rare=True)
    rtt: Milliseconds | None = some("TCP's smoothed round-trip time at the end", rare=True)
    rtt_variance: Milliseconds | None = some("its mean deviation (RFC 6298)", rare=True)
    rtt_min: Milliseconds | None = some("smallest round-trip time", rare=True)
    rtt_avg: Milliseconds | None = some("mean round-trip time", rare=True)
    rtt_max: Milliseconds | None = some("largest round-trip time", rare=True)
    path_mtu: Bytes | None = some("path MTU that TCP knew at the end", rare=True)


@record
class Cpu(Record):
    """CPU use of both sides, in percent of one processor."""

    local_total: CpuPercent | None = some("this side, in all")
    local_user: CpuPercent | None = some("this side, in user mode")
    local_system: CpuPercent | None = some("this side, in the kernel")
    remote_total: CpuPercent | None = some("the other side, in all")
    remote_user: CpuPercent | None = some("the other side, in user mode")
    remote_system: CpuPercent | None = some("the other side, in the kernel")


@record
class Iperf(Record):
    """The result of an iperf3 run, as its client or its server reports it.

    `sent` and `received` are of all streams together: the totals of the sender and those of the
    receiver. With streams in both directions (``--bidir``) both are counts of the reporting end.
    The text of a server may have several runs: `intervals` and `totals` have the rows of all,
    `sent` and `received` are there if only one run has them. `local_address` is that of the
    reporting end. `server_intervals` and `server_totals` are the rows of a server's report
    inside a client's (``--get-server-output``).
    """

    version: str | None = some("version of iperf3")
    protocol: str | None = some("TCP or UDP")
    server_address: Host | None = some("server that was asked")
    server_port: Port | None = some("port of the server")
    local_address: Host | None = some("address of the first stream, this side")
    local_port: Port | None = some("port of the first stream, this side")
    streams: int | None = some("streams in parallel")
    block: Bytes | None = some("size of one block written or read")
    omit: Seconds | None = some("time left out at the start")
    duration: Seconds | None = some("time the test was to take")
    mss: Bytes | None = some("TCP maximum segment size")
    reverse: bool | None = some("whether the server sent and the client received")
    cookie: Cookie | None = some("name of the test, shared by both sides")
    system: str | None = some("system of the client, as uname says it")
    error: str | None = some("why the test ended early, as iperf3 says it")
    sent: Transfer | None = some("what the sender counted")
    received: Transfer | None = some("what the receiver counted")
    intervals: list[Interval] = many("figures span by span")
    totals: list[Interval] = many("closing figures, one per line")
    cpu: Cpu | None = some("CPU use of both sides")
    server_intervals: list[Interval] = many(
        "the server's figures, where the client prints them", rare=True
    )
    server_totals: list[Interval] = many("the server's closing figures, likewise", rare=True)
    timestamp: Timestamp | None = some(
        "when the test began, as iperf3 says it, UTC, RFC 3339", rare=True
    )
    requested: Bytes | None = some("payload to send, where no time was set (-n)", rare=True)
    requested_blocks: int | None = some("blocks to send, where no time was set (-k)", rare=True)
    tos: int | None = some("IP type of service of the packets", rare=True)
    sender_congestion: str | None = some("the sender's TCP congestion algorithm", rare=True)
    receiver_congestion: str | None = some("the receiver's TCP congestion algorithm", rare=True)
    reordered: int | None = some(
        "lines that told of a UDP datagram out of order, one by one", rare=True
    )
