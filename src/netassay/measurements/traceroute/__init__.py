"""traceroute: the routers on the way to a host, hop by hop, and how long each took to answer.

An annotation (``!H``, ``!N``, ``!X``, ...) is what the tool prints behind a round trip that
ended in an ICMP error: host, network unreachable, administratively prohibited.
"""

from __future__ import annotations

from typing import Final

from netassay.core.spec import Test
from netassay.measurements.traceroute.probes import REPLIED, ROUND_TRIP, SILENT, router
from netassay.measurements.traceroute.stated import OUTPUTS
from netassay.measurements.traceroute.verdict import summary, verdict
from netassay.measurements.traceroute.way import (
    OpenHops,
    arrived,
    check,
    complete,
    derive,
    ended,
)
from netassay.records.traceroute import Hop, Probe, Traceroute

__all__ = [
    "REPLIED",
    "ROUND_TRIP",
    "SILENT",
    "SPEC",
    "Hop",
    "OpenHops",
    "Probe",
    "Traceroute",
    "arrived",
    "ended",
    "router",
]

SPEC: Final = Test(
    name="traceroute",
    endpoint="traceroute",
    record=Traceroute,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    derive=derive,
    verdict=verdict,
    summary=summary,
)
