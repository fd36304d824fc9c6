# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Host
from netassay.core.values.field_types import HostName
from netassay.core.values.field_types import TimeToLive
from netassay.core.values.units import Bytes
from netassay.core.values.units import Milliseconds
from netassay.core.values.units import Quantity
from netassay.core.values.units import Seconds
from typing import Literal
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['Hop', 'Probe', 'Traceroute']

Outcome = Literal['reply', 'timeout']

@attrs.frozen(kw_only=True)
class Probe(Record):
    """One probe and the router that answered it.

    Some tools print the fields behind `annotation` with an option: AS numbers (``-A``), ICMP
    extensions (``-e``; RFC 4884, RFC 4950), time to live (``-l``) and size (``-v``) of the
    answer, the number of its hops (``--back``) and the path MTU from here on (``--mtu``).
    """
    address: Host | None = None
    """address of the router that answered"""
    name: HostName | None = None
    """name of that router, where one was found"""
    rtt: Milliseconds | None = attrs.field(default=None, converter=_magnitude)
    """round-trip time, in ms"""
    @property
    def rtt_ms(self) -> float | None:
        """round-trip time, in ms"""
    outcome: Outcome = 'reply'
    """reply or timeout"""
    annotation: str | None = None
    """what the tool put behind the time: !H, !N, !X, ..."""
    asn: str | None = None
    """autonomous system of the address, as printed: AS64500; * is unknown"""
    extensions: str | None = None
    """ICMP extensions, as printed: MPLS:L=16,E=0,S=1,T=1"""
    size: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """size of the answer, in bytes"""
    @property
    def size_bytes(self) -> int | None:
        """size of the answer, in bytes"""
    to_address: Host | None = None
    """address that the answer was sent to"""
    ttl: TimeToLive | None = None
    """time to live that was left in the answer"""
    back_hops: int | None = None
    """hops that the answer took, where they differ from the probe's"""
    mtu: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """largest packet that goes through from here on, in bytes"""
    @property
    def mtu_bytes(self) -> int | None:
        """largest packet that goes through from here on, in bytes"""

@attrs.frozen(kw_only=True)
class Hop(Record):
    """The probes with one time to live."""
    hop: int | None = None
    """number of the hop: the time to live of its probes"""
    probes: list[Probe] = attrs.field(factory=list)
    """the probes in the order of their sending"""

@attrs.frozen(kw_only=True)
class Traceroute(Record):
    """The result of a traceroute: the route to a host."""
    destination: HostName | None = None
    """host as it was asked for"""
    resolved_address: Host | None = None
    """address that the host resolved to"""
    source_address: Host | None = None
    """address that the probes were sent from"""
    min_hops: int | None = None
    """first time to live"""
    max_hops: int | None = None
    """largest time to live"""
    probes_per_hop: int | None = None
    """probes per time to live"""
    packet: Bytes | None = attrs.field(default=None, converter=_magnitude)
    """size of a probe, as the tool counts, in bytes"""
    @property
    def packet_bytes(self) -> int | None:
        """size of a probe, as the tool counts, in bytes"""
    timeout: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """how long an answer was waited for, in s"""
    @property
    def timeout_s(self) -> float | None:
        """how long an answer was waited for, in s"""
    reached: bool | None = None
    """whether the host itself answered, in the last hop"""
    error: str | None = None
    """why the tool gave up, as it says it"""
    hops: list[Hop] = attrs.field(factory=list)
    """hops in order"""
