"""The keys of `output` for an iperf run, and the readers of its sizes and rates."""

from __future__ import annotations

from typing import Final

from netassay.core.keys.wire import Each, To
from netassay.core.records.record import numbers
from netassay.core.values.readers import COUNT, Extract
from netassay.core.values.units import IPERF_BITRATES, IPERF_SIZES
from netassay.records.iperf import Interval, Transfer

__all__ = ["BITRATE", "OUTPUTS", "SIZE"]

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
