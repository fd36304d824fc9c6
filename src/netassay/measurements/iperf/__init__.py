"""iperf: throughput between a device and an iperf3 server, interval by interval.

The names are iperf3's own: retransmits, cwnd, jitter, omitted. Sizes are bytes (iperf3
prints them in units of 1024), bit rates bit/s (units of 1000; rates in bytes, 1024).
"""

from __future__ import annotations

from typing import Final

from netassay.core.spec import Test
from netassay.measurements.iperf.checks import check, complete
from netassay.measurements.iperf.output import OUTPUTS
from netassay.measurements.iperf.verdict import summary, verdict
from netassay.records.iperf import Iperf

__all__ = ["SPEC"]

SPEC: Final = Test(
    name="iperf",
    endpoint="iperf",
    record=Iperf,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    verdict=verdict,
    summary=summary,
)
