"""ping: echo requests and their replies (RFC 792, RFC 4443; round trips as in RFC 2681)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from netassay.core import arithmetic
from netassay.core.kinds import Host, TimeToLive
from netassay.core.record import Record, many, record, some
from netassay.core.spec import Test
from netassay.core.units import Bytes, Milliseconds, Percent, Seconds
from netassay.core.wire import Each

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.readings import Node

__all__ = ["SPEC", "Ping", "Reply"]

Outcome = Literal["reply", "timeout", "unreachable", "error"]


@record
class Reply(Record):
    """What came back, or did not, for one echo request."""

    row_key: ClassVar = ("sequence",)

    sequence: int | None = some("ICMP sequence number, as the tool counts")
    address: Host | None = some("who answered")
    size: Bytes | None = some("size of the reply, ICMP header included")
    ttl: TimeToLive | None = some("time to live (hop limit) of the reply on arrival")
    time: Milliseconds | None = some("round-trip time")
    outcome: Outcome = some("reply, timeout, unreachable or error", "reply")
    duplicate: bool = some("whether the request had been answered before", default=False)
    note: str | None = some("what the tool said about it")


@record
class Ping(Record):
    """The result of a ping: totals, and the replies one by one where they were printed."""

    destination: str | None = some("host as it was asked for")
    resolved_address: Host | None = some("address that the host resolved to")
    transmitted: int | None = some("echo requests sent")
    received: int | None = some("echo requests answered")
    duplicates: int | None = some("further replies to requests already answered")
    errors: int | None = some("ICMP errors that came back")
    loss: Percent | None = some("share of requests without an answer")
    payload: Bytes | None = some("payload of a request, without headers")
    packet: Bytes | None = some("size of a request, with headers, as the tool counts")
    timeout: Seconds | None = some("how long a reply was waited for")
    total_time: Milliseconds | None = some("wall-clock time of the whole run")
    rtt_min: Milliseconds | None = some("smallest round-trip time")
    rtt_avg: Milliseconds | None = some("mean round-trip time")
    rtt_max: Milliseconds | None = some("largest round-trip time")
    rtt_mdev: Milliseconds | None = some("standard deviation of the round-trip times")
    lost_sequences: list[int] = many("sequence numbers that were never answered")
    replies: list[Reply] = many("replies in the order of their arrival")


#: Number of the first request: BusyBox and inetutils count from 0, iputils and AOS-S from 1.
_FIRST_SEQUENCE: Final = {"aps": 0, "cx": 1, "aos-s": 1}
_MANY: Final = 100_000

_REPLY_KEYS: Final = {
    "sentPacketAddress": "address",
    "sentPacketIcmpSequenceNumber": "sequence",
    "sentPacketTimeToLive": "ttl",
    "sentPacketTimeMilliseconds": "time",
    "sentPacketSizeBytes": "size",
}

_COUNTS: Final = {
    "transmittedPacketsCount": "transmitted",
    "receivedPacketsCount": "received",
    "packetLossPercent": "loss",
    "minimumRoundTripTimeMilliseconds": "rtt_min",
    "averageRoundTripTimeMilliseconds": "rtt_avg",
    "maximumRoundTripTimeMilliseconds": "rtt_max",
}

OUTPUTS: Final = {
    "aps": {
        **_COUNTS,
        "destination": "destination",
        "resolvedIp": "resolved_address",
        "replies": Each("replies", _REPLY_KEYS),
    },
}


def complete(node: Node) -> bool:
    """Say whether the totals are there; round trips only where something came back."""
    if not {"transmitted", "received", "loss"} <= node.keys():
        return False
    return node["received"].value == 0 or {"rtt_min", "rtt_avg", "rtt_max"} <= node.keys()


def derive(node: Node, family: str | None) -> None:
    """Add the sequence numbers that were never answered, where each reply has one."""
    transmitted, received = node.get("transmitted"), node.get("received")
    if transmitted is None or received is None or not 0 < transmitted.value <= _MANY:
        return
    replies = node.get("replies", () if received.value == 0 else None)
    if replies is None:
        return
    answered = set()
    for row in replies:
        if "sequence" not in row:
            return
        if "outcome" not in row or row["outcome"].value == "reply":
            answered.add(row["sequence"].value)
    first = _FIRST_SEQUENCE.get(family or "")
    if first is None and answered:
        first = 0 if 0 in answered else 1
    if first is not None:
        asked = range(first, first + transmitted.value)
        lost = [number for number in asked if number not in answered]
        if lost:
            node["lost_sequences"] = lost


def check(node: Node, notes: Notes) -> None:
    """Hold the totals against each other and against the replies."""
    arithmetic.ordered(node, ("rtt_min", "rtt_avg", "rtt_max"), notes)
    transmitted, received = node.get("transmitted"), node.get("received")
    if transmitted is None or received is None:
        return
    if received.value > transmitted.value:
        message = f"{received.text} received of {transmitted.text} transmitted"
        notes.add("arithmetic", "received", message)
    lost = max(0, transmitted.value - received.value)
    arithmetic.share(node, "", lost, transmitted.value, "loss", notes)
    times = [
        row["time"] for row in node.get("replies", ()) if "time" in row and "duplicate" not in row
    ]
    if len(times) == received.value:
        arithmetic.summary(node, "rtt_min", "rtt_avg", "rtt_max", times, notes)


SPEC: Final = Test(
    name="ping",
    endpoint="ping",
    record=Ping,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    derive=derive,
)
