"""The records of a traceroute: the route, its hops and their probes."""

from __future__ import annotations

from typing import ClassVar, Literal

from netassay.core.records.compared import Compared
from netassay.core.records.drawn import Drawn
from netassay.core.records.record import Record, many, record, some
from netassay.core.values.field_types import Host, HostName, TimeToLive
from netassay.core.values.units import Bytes, Milliseconds, Seconds

__all__ = ["Hop", "Probe", "Traceroute"]

Outcome = Literal["reply", "timeout"]


@record
class Probe(Record):
    """One probe and the router that answered it.

    Some tools print the fields behind `annotation` with an option: AS numbers (``-A``), ICMP
    extensions (``-e``; RFC 4884, RFC 4950), time to live (``-l``) and size (``-v``) of the
    answer, the number of its hops (``--back``) and the path MTU from here on (``--mtu``).
    """

    row_key: ClassVar = ("address", "rtt")

    address: Host | None = some("address of the router that answered")
    name: HostName | None = some("name of that router, where one was found")
    rtt: Milliseconds | None = some("round-trip time")
    outcome: Outcome = some("reply or timeout", "reply")
    annotation: str | None = some("what the tool put behind the time: !H, !N, !X, ...")
    asn: str | None = some(
        "autonomous system of the address, as printed: AS64500; * is unknown", rare=True
    )
    extensions: str | None = some("ICMP extensions, as printed: MPLS:L=16,E=0,S=1,T=1", rare=True)
    size: Bytes | None = some("size of the answer", rare=True)
    to_address: Host | None = some("address that the answer was sent to", rare=True)
    ttl: TimeToLive | None = some("time to live that was left in the answer", rare=True)
    back_hops: int | None = some(
        "hops that the answer took, where they differ from the probe's", rare=True
    )
    mtu: Bytes | None = some("largest packet that goes through from here on", rare=True)


@record
class Hop(Record):
    """The probes with one time to live."""

    row_key: ClassVar = ("hop",)
    drawn: ClassVar = Drawn("hop", ("probes.rtt",))

    hop: int | None = some("number of the hop: the time to live of its probes")
    probes: list[Probe] = many("the probes in the order of their sending")


@record
class Traceroute(Record):
    """The result of a traceroute: the route to a host."""

    compared: ClassVar = Compared(more=("reached",))

    destination: HostName | None = some("host as it was asked for")
    resolved_address: Host | None = some("address that the host resolved to")
    source_address: Host | None = some("address that the probes were sent from", rare=True)
    min_hops: int | None = some("first time to live")
    max_hops: int | None = some("largest time to live")
    probes_per_hop: int | None = some("probes per time to live")
    packet: Bytes | None = some("size of a probe, as the tool counts")
    timeout: Seconds | None = some("how long an answer was waited for")
    reached: bool | None = some("whether the host itself answered, in the last hop")
    error: str | None = some("why the tool gave up, as it says it", rare=True)
    hops: list[Hop] = many("hops in order")
