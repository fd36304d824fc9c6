"""iperf: throughput between a device and an iperf3 server, interval by interval.

The names are iperf3's own: retransmits, cwnd, jitter, omitted. Sizes are bytes (iperf3
prints them in units of 1024), bit rates bit/s (units of 1000; rates in bytes, 1024).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from netassay.core import arithmetic
from netassay.core.compared import Compared
from netassay.core.drawn import Drawn
from netassay.core.kinds import Cookie, Host, Port
from netassay.core.readers import COUNT, Part
from netassay.core.record import Record, many, numbers, record, some
from netassay.core.spec import Test
from netassay.core.units import (
    IPERF_BITRATES,
    IPERF_SIZES,
    BitsPerSecond,
    Bytes,
    CpuPercent,
    Milliseconds,
    Percent,
    Seconds,
    Volume,
)
from netassay.core.wire import Each, To

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.readings import Node, Reading

__all__ = ["BITRATE", "SIZE", "SPEC", "Cpu", "Interval", "Iperf", "Transfer"]

Direction = Literal["sent", "received"]


@record
class Transfer(Record):
    """What went one way, all streams together."""

    compared: ClassVar = Compared(less=("retransmits", "jitter", "loss"), more=("bitrate",))

    transferred: Volume | None = some("payload transferred")
    bitrate: BitsPerSecond | None = some("mean rate of the payload")
    retransmits: int | None = some("TCP segments sent again")
    jitter: Milliseconds | None = some("UDP interarrival jitter (RFC 1889)")
    datagrams: int | None = some("UDP datagrams sent")
    lost_datagrams: int | None = some("UDP datagrams that did not arrive")
    loss: Percent | None = some("share of datagrams that did not arrive")


@record
class Interval(Record):
    """One row of figures: one stream, or the sum of several, over one span of time."""

    row_key: ClassVar = ("stream", "role", "direction", "start", "end")
    drawn: ClassVar = Drawn(
        "end",
        ("bitrate", "retransmits", "cwnd", "jitter", "loss"),
        by=("stream", "role", "direction"),
    )
    #: What a row of several streams has none of.
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
    """The result of an iperf3 run as its client reports it, or its server.

    `sent` and `received` are of all streams together, as both ends counted them after the run;
    where streams go both ways (``--bidir``), `sent` is what the reporting end sent, by its own
    count, and `received` what it received. A server's text of several runs has the rows of all
    of them in `intervals` and `totals`, and `sent` and `received` where just one run has them.
    In a server's own text `local_address` is the server's. The server's report inside a
    client's (``--get-server-output``) is kept apart, in `server_intervals` and `server_totals`.
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


SIZE: Final = numbers(Transfer, "transferred", IPERF_SIZES)
BITRATE: Final = numbers(Transfer, "bitrate", IPERF_BITRATES)
_SECONDS: Final = numbers(Interval, "start")

OUTPUTS: Final = {
    "gateways": {
        "iperfServerAddress": "server_address",
        "senderBandwidth": To("sent.bitrate", BITRATE),
        "receiverBandwidth": To("received.bitrate", BITRATE),
        "totalTransferredBytesFromSender": To("sent.transferred", SIZE, says_unit=True),
        "totalTransferredBytesFromReceiver": To("received.transferred", SIZE, says_unit=True),
        "metrics": Each(
            "intervals",
            {
                "id": To("stream", Part(r"\[ *(\d+)\]", COUNT, "a stream number")),
                "intervalInSeconds": (
                    To("start", Part(r" *([\d.]+) *-[ \d.]+", _SECONDS, "a span of seconds")),
                    To("end", Part(r"[ \d.]+- *([\d.]+) *", _SECONDS, "a span of seconds")),
                ),
                "transferSizeInBytes": To("transferred", SIZE, says_unit=True),
                "bandwidthInbps": To("bitrate", BITRATE, says_unit=True),
            },
        ),
    },
}


def complete(node: Node) -> bool:
    """Say whether the totals of both ends and the intervals are there."""
    received = node.get("received", {}).keys()
    return (
        {"transferred", "bitrate"} <= node.get("sent", {}).keys()
        and ({"transferred", "bitrate"} <= received or "loss" in received)
        and bool(node.get("intervals"))
    )


def check(node: Node, notes: Notes) -> None:
    """Hold each row's rate against its bytes, and the totals against the intervals."""
    intervals, totals = node.get("intervals", ()), node.get("totals", ())
    _check_rows("intervals", intervals, notes)
    _check_rows("totals", totals, notes)
    if totals:
        _check_totals(intervals, totals, notes)
    elif intervals:
        _check_ends(node, intervals, notes)


def _check_rows(name: str, rows: Sequence[Node], notes: Notes) -> None:
    """Hold each row's rate against its bytes and time, and its loss against its counts.

    A row without any time says nothing of a rate: where 3.0 ends the omitted time within an
    interval, that interval's row starts when it ends.
    """
    for at, row in enumerate(rows):
        try:
            start, end = row["start"], row["end"]
            volume, bitrate = row["transferred"], row["bitrate"]
        except KeyError:
            continue
        seconds = end.value - start.value
        apart = volume.value * 8 - bitrate.value * seconds
        # Half a digit of each: what is as near as that needs no closer look.
        room = volume.step * 4 + bitrate.step * seconds / 2
        if not -room <= apart <= room and seconds > 0:
            path = f"{name}[{at}].bitrate"
            arithmetic.rate(volume, bitrate, seconds, max(start.step, end.step), path, notes)
        if "loss" in row and row["loss"].value is not None and row["lost_datagrams"].exact:
            lost, sent = row["lost_datagrams"].value, row["datagrams"].value
            arithmetic.share(row, f"{name}[{at}].", lost, sent, "loss", notes)


def _check_totals(intervals: Sequence[Node], totals: Sequence[Node], notes: Notes) -> None:
    """Hold the closing rows against the intervals of the same stream and way.

    A text of several runs has rows of the same name for each; they can't be told apart here.
    """
    ways = [_whose(total) for total in totals]
    if len(set(ways)) < len(ways):
        return
    parts: dict[Any, list[Node]] = {}
    for row in intervals:
        if "omitted" not in row and "stream" in row:
            parts.setdefault(row["stream"].value, []).append(row)
    for at, total in enumerate(totals):
        whose = ways[at]
        own: Sequence[Node] = parts.get(whose[0], ())
        if own and _whose(own[0]) == whose:
            if "role" in total or _whose(own[-1]) != whose:
                own = [row for row in own if _whose(row) == whose]
            if _covers(own, total):
                _check_sums(own, total, at, notes)


def _check_sums(parts: Sequence[Node], total: Node, at: int, notes: Notes) -> None:
    """Hold a closing row against its intervals, but for two habits of iperf3 itself.

    A receiver counts on after its last interval what was still under way, so that its total
    may be more (3.0 and 3.1 with ``-R``, servers of 3.21). An end whose peer is gone prints its
    last interval twice, and its total has what no interval tells.
    """
    for name in ("transferred", "retransmits"):
        try:
            stated, readings = total[name], [part[name] for part in parts]
        except KeyError:
            continue
        if arithmetic.adds_up(stated, readings):
            continue
        way = total.get("direction")
        counted_on = way is not None and way.value == "received"
        if counted_on and stated.value > sum(reading.value for reading in readings):
            continue
        if all(_is_before(one, other) for one, other in pairwise(parts)):
            arithmetic.sums(stated, readings, f"totals[{at}].{name}", name, notes)


def _is_before(one: Node, other: Node) -> bool:
    """Say whether a row's span ends where another's begins, or before."""
    if "end" not in one or "start" not in other:
        return False
    return bool(one["end"].value <= other["start"].value)


def _check_ends(node: Node, intervals: Sequence[Node], notes: Notes) -> None:
    """Hold the totals of `output` against its intervals, which are those of one of the ends."""
    if not all(["transferred" in row and "start" in row and "end" in row for row in intervals]):
        return
    start, end = intervals[0]["start"], intervals[-1]["end"]
    seconds, step = end.value - start.value, max(start.step, end.step)
    volumes = [row["transferred"] for row in intervals]
    totals: dict[str, Reading] = {}
    for way in ("sent", "received"):
        ours = node.get(way, {})
        if {"transferred", "bitrate"} <= ours.keys():
            totals[way] = ours["transferred"]
            path = f"{way}.bitrate"
            arithmetic.rate(ours["transferred"], ours["bitrate"], seconds, step, path, notes)
    if totals and not any(arithmetic.adds_up(total, volumes) for total in totals.values()):
        way, total = next(iter(totals.items()))
        arithmetic.sums(total, volumes, f"{way}.transferred", "transferred", notes)


def _covers(parts: Sequence[Node], total: Node) -> bool:
    """Say whether rows span the time of a closing line, from its start to its end."""
    first, last = parts[0], parts[-1]
    if not ("start" in first and "end" in last and "start" in total and "end" in total):
        return False
    start, end = first["start"], last["end"]
    return bool(
        abs(start.value - total["start"].value) <= start.step
        and abs(end.value - total["end"].value) <= end.step
    )


def _whose(row: Node) -> tuple[object, ...]:
    """Return which stream and way a row is about."""
    stream, role, direction = row.get("stream"), row.get("role"), row.get("direction")
    return stream and stream.value, role and role.value, direction and direction.value


SPEC: Final = Test(
    name="iperf",
    endpoint="iperf",
    record=Iperf,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
)
