"""iperf: throughput between a device and an iperf3 server, interval by interval.

The names are iperf3's own: retransmits, cwnd, jitter, omitted. Sizes are bytes (iperf3
prints them in units of 1024), bit rates bit/s (units of 1000; rates in bytes, 1024).
"""

from __future__ import annotations

from typing import Final

from netassay.core.keys.wire import Each, To
from netassay.core.records.record import numbers
from netassay.core.spec import Test
from netassay.core.values.readers import COUNT, Extract
from netassay.core.values.units import IPERF_BITRATES, IPERF_SIZES
from netassay.measurements.iperf.checks import check, complete
from netassay.measurements.iperf.verdict import flows, loses, summary, transfer_summary, verdict
from netassay.records.iperf import Cpu, Interval, Iperf, Transfer

__all__ = [
    "BITRATE",
    "SIZE",
    "SPEC",
    "Cpu",
    "Interval",
    "Iperf",
    "Transfer",
    "flows",
    "loses",
    "transfer_summary",
]

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
                "id": To("stream", Extract(r"\[ *(\d+)\]", COUNT, "a stream number")),
                "intervalInSeconds": (
                    To("start", Extract(r" *([\d.]+) *-[ \d.]+", _SECONDS, "a span of seconds")),
                    To("end", Extract(r"[ \d.]+- *([\d.]+) *", _SECONDS, "a span of seconds")),
                ),
                "transferSizeInBytes": To("transferred", SIZE, says_unit=True),
                "bandwidthInbps": To("bitrate", BITRATE, says_unit=True),
            },
        ),
    },
}


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
