"""traceroute: the routers on the route to a host, hop by hop, with their round-trip times.

An annotation (``!H``, ``!N``, ``!X``, ...) is what the tool prints behind a round trip that
ended in an ICMP error: host, network unreachable, administratively prohibited.
"""

from __future__ import annotations

from typing import Final

from netassay.core.spec import Test
from netassay.measurements.traceroute.checks import check, complete, derive
from netassay.measurements.traceroute.output import OUTPUTS
from netassay.measurements.traceroute.verdict import summary, verdict
from netassay.records.traceroute import Traceroute

__all__ = ["SPEC"]

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
