"""ping: echo requests and their replies (RFC 792, RFC 4443; round trips as in RFC 2681)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from netassay.core import arithmetic
from netassay.core.compared import Compared
from netassay.core.drawn import Drawn
from netassay.core.kinds import Host, HostName, TimeToLive
from netassay.core.readings import Odd, Reader, Reading
from netassay.core.record import Record, many, numbers, record, some
from netassay.core.spec import Test
from netassay.core.units import Bytes, Milliseconds, Percent, Seconds
from netassay.core.wire import Each, To

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.readings import Node

__all__ = [
    "SPEC",
    "SUCCESS",
    "TRUNCATED_MEAN",
    "Ping",
    "Reply",
    "Totals",
    "check_totals",
    "has_totals",
]

Outcome = Literal["reply", "timeout", "unreachable", "error"]


@record
class Reply(Record):
    """What came back, or did not, for one echo request."""

    row_key: ClassVar = ("sequence",)
    drawn: ClassVar = Drawn("sequence", ("time",), missing="lost_sequences")

    sequence: int | None = some("ICMP sequence number, as the tool counts")
    address: Host | None = some("who answered")
    size: Bytes | None = some("size of the reply, ICMP header included")
    ttl: TimeToLive | None = some("time to live (hop limit) of the reply on arrival")
    time: Milliseconds | None = some("round-trip time")
    outcome: Outcome = some("reply, timeout, unreachable or error", "reply")
    duplicate: bool = some("whether the request had been answered before", default=False)
    note: str | None = some("what the tool said about it")


@record
class Totals(Record):
    """What echo requests and their replies add up to."""

    compared: ClassVar = Compared(less=("loss", "rtt_min", "rtt_avg", "rtt_max", "rtt_mdev"))

    destination: HostName | None = some("host as it was asked for")
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


@record
class Ping(Totals):
    """The result of a ping: totals, and the replies one by one where they were printed."""

    lost_sequences: list[int] = many("sequence numbers that were never answered")
    replies: list[Reply] = many("replies in the order of their arrival")


class _Success(Reader):
    """A gateway's success rate, read as the loss that it leaves.

    A success rate is truncated (2 of 3 is 66 percent), so that what was lost is at most
    what it leaves: the reading reaches from there downwards.
    """

    kind = "a success rate in percent"

    def __init__(self) -> None:
        super().__init__()
        self.numbers = numbers(Totals, "loss")
        self.pattern = self.numbers.pattern

    def read_text(self, text: str) -> Reading:
        """Read a success rate."""
        try:
            return _left_by(self.numbers.read_text(text))
        except Odd as odd:
            reading = _left_by(odd.reading) if odd.reading else None
            raise Odd(odd.code, odd.message, reading) from None


def _left_by(success: Reading) -> Reading:
    left = 100 - (success.exact or Decimal(0))
    return Reading(float(left), success.text, left - success.ulp, success.ulp, truncated=True)


#: A success rate for `loss`. Its readings are the only ones of `loss` that are truncated.
SUCCESS: Final = _Success()
#: AOS-S truncates averages: 8, 8, 8, 7 and 8 ms give 7.
TRUNCATED_MEAN: Final = numbers(Totals, "rtt_avg", truncates=True)

#: Number of the first request: BusyBox and inetutils count from 0, iputils and AOS-S from
#: 1; a gateway's replies are counted by the position of their marks.
_FIRST_SEQUENCE: Final = {"aps": 0, "cx": 1, "aos-s": 1, "gateways": 1}
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

_AP: Final = {
    **_COUNTS,
    "destination": "destination",
    "resolvedIp": "resolved_address",
    "replies": Each("replies", _REPLY_KEYS),
}

_CX: Final = {
    **_AP,
    "standardDeviationRoundTripTimeMilliseconds": "rtt_mdev",
    # The wall-clock time of the run (`time 4077ms`), not a sum of round trips.
    "totalRoundTripTimeMilliseconds": "total_time",
}

_AOS_S: Final = {
    **_COUNTS,
    "averageRoundTripTimeMilliseconds": To("rtt_avg", TRUNCATED_MEAN),
    "replies": Each(
        "replies",
        {
            "sentPacketAddress": "address",
            "sentPacketIcmpSequenceNumber": "sequence",
            "sentPacketTimeMilliseconds": "time",
        },
    ),
}

_GATEWAY: Final = {
    "destination": "destination",
    "packetSizeBytes": "packet",
    "timeoutSeconds": "timeout",
    "sentPacketsCount": "transmitted",
    "receivedPacketsCount": "received",
    "successRatePercent": To("loss", SUCCESS),
    "minimumLatencyMilliseconds": "rtt_min",
    "averageLatencyMilliseconds": "rtt_avg",
    "maximumLatencyMilliseconds": "rtt_max",
}

OUTPUTS: Final = {"aps": _AP, "cx": _CX, "aos-s": _AOS_S, "gateways": _GATEWAY}


def has_totals(node: Node) -> bool:
    """Say whether the totals are there; round trips only where something came back."""
    if not {"transmitted", "received", "loss"} <= node.keys():
        return False
    return node["received"].value == 0 or {"rtt_min", "rtt_avg", "rtt_max"} <= node.keys()


def derive(node: Node, family: str | None) -> None:
    """Add the sequence numbers that were never answered, where all that were are known."""
    transmitted, received = node.get("transmitted"), node.get("received")
    if transmitted is None or received is None or not 0 < transmitted.value <= _MANY:
        return
    answered = set()
    for row in node.get("replies", ()):
        if "duplicate" in row:
            continue
        if "sequence" not in row:
            return
        if "outcome" not in row or row["outcome"].value == "reply":
            answered.add(row["sequence"].value)
    if len(answered) != received.value:
        return
    first = _FIRST_SEQUENCE.get(family or "")
    if first is None and answered:
        first = 0 if 0 in answered else 1
    if first is not None:
        asked = range(first, first + transmitted.value)
        lost = [number for number in asked if number not in answered]
        if lost:
            node["lost_sequences"] = lost


def check_totals(node: Node, notes: Notes) -> None:
    """Hold the totals of a run against each other."""
    arithmetic.ordered(node, ("rtt_min", "rtt_avg", "rtt_max"), notes)
    transmitted, received = node.get("transmitted"), node.get("received")
    if transmitted is None or received is None:
        return
    if received.value > transmitted.value:
        message = f"{received.text} received of {transmitted.text} transmitted"
        notes.add("arithmetic", "received", message)
    loss = node.get("loss")
    if loss is not None and loss.truncated:
        _check_success(loss, received.value, transmitted.value, notes)
    else:
        lost = max(0, transmitted.value - received.value)
        arithmetic.share(node, "", lost, transmitted.value, "loss", notes)


def _check_success(loss: Reading, received: int, transmitted: int, notes: Notes) -> None:
    """Check a success rate against the counts it is made of, rounded or truncated."""
    if transmitted <= 0:
        return
    true, stated = 100 * min(received, transmitted) / transmitted, 100 - loss.value
    if not -loss.step / 2 <= true - stated <= loss.step:
        fraction = f"{received} of {transmitted}, which is {true:.4g} %"
        notes.add("arithmetic", "loss", f"a success rate of {loss.text} does not fit {fraction}")


def check(node: Node, notes: Notes) -> None:
    """Hold the totals against each other and against the replies."""
    check_totals(node, notes)
    received = node.get("received")
    replies = node.get("replies")
    if received is None or not replies:
        return
    # The tools sum up the times of duplicates too (iputils and BusyBox, seen in runs).
    timed = [row for row in replies if "time" in row]
    duplicates = sum(["duplicate" in row for row in timed])
    if timed and len(timed) - duplicates == received.value:
        times = [row["time"] for row in timed]
        mean = "" if _mean_of_truncated(node, times) else "rtt_avg"
        arithmetic.summary(node, "rtt_min", mean, "rtt_max", times, notes)


def _mean_of_truncated(node: Node, times: Sequence[Reading]) -> bool:
    """Say whether the mean is one of times that were cut off when they were printed.

    iputils up to 2016 prints 11.581 ms as 11.5 in a reply, and the totals in full.
    """
    mean = node.get("rtt_avg")
    if mean is None or times[0].step <= mean.step:
        return False
    more = mean.value - sum([time.value for time in times]) / len(times)
    return bool(-mean.step <= more <= max([time.step for time in times]) + mean.step)


SPEC: Final = Test(
    name="ping",
    endpoint="ping",
    record=Ping,
    outputs=OUTPUTS,
    complete=has_totals,
    check=check,
    derive=derive,
)
