"""The records of a ping."""

from __future__ import annotations

from typing import ClassVar, Literal

from netassay.core.records.compared import Compared
from netassay.core.records.drawn import Drawn
from netassay.core.records.record import Record, many, record, some
from netassay.core.values.field_types import Host, HostName, TimeToLive
from netassay.core.values.times import Timestamp
from netassay.core.values.units import Bytes, Milliseconds, Percent, Seconds

__all__ = ["Ping", "Reply", "Totals"]

Outcome = Literal["reply", "timeout", "unreachable", "error"]


@record
class Reply(Record):
    """The outcome of one echo request."""

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
    name: HostName | None = some(
        "name of who answered, where it was printed beside the address", rare=True
    )
    identifier: int | None = some("ICMP identifier of the reply", rare=True)
    printed_at: Timestamp | None = some(
        "when the tool printed it (`ping -D`), UTC, RFC 3339", rare=True
    )
    details: str | None = some(
        "lines printed below it: a route, time stamps, the header of a packet, wrong data",
        rare=True,
    )


@record
class Totals(Record):
    """The totals of echo requests and their replies."""

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
    requested: int | None = some("echo requests asked for", rare=True)
    corrupted: int | None = some("replies with a wrong checksum", rare=True)
    late: int | None = some("replies that came after the time to wait for them", rare=True)
    source_address: Host | None = some("address that the requests were sent from", rare=True)
    interface: str | None = some("interface that the requests were sent from", rare=True)
    identifier: int | None = some("ICMP identifier of the requests", rare=True)
    pattern: str | None = some("what the payload was filled with, hexadecimal", rare=True)
    pipe: int | None = some("largest number of requests that were under way at once", rare=True)
    ipg: Milliseconds | None = some("mean time between two requests (inter-packet gap)", rare=True)
    ewma: Milliseconds | None = some("moving average of the round-trip times at the end", rare=True)
    messages: list[str] = many("what the tool said of the run: its errors and warnings", rare=True)
