"""The keys of `output` for a ping, family by family, and the readers of its other figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from netassay.core.keys.wire import Each, To
from netassay.core.records.record import numbers
from netassay.core.values.readings import Reader, Reading, ValueProblem, figure
from netassay.records.ping import Totals

__all__ = ["OUTPUTS", "SUCCESS", "TRUNCATED_MEAN"]


class _Success(Reader):
    """A gateway's success rate, read as the loss.

    Success rates are truncated (2 of 3 is 66 percent), so the true loss lies up to one percent
    below the loss that is read.
    """

    kind = "a success rate in percent"

    def __init__(self) -> None:
        self.numbers = numbers(Totals, "loss")
        self.pattern = self.numbers.pattern

    def read_text(self, text: str) -> Reading:
        """Read a success rate."""
        try:
            return _as_loss(self.numbers.read_text(text))
        except ValueProblem as problem:
            reading = _as_loss(problem.reading) if problem.reading else None
            raise ValueProblem(problem.code, problem.message, reading) from None


def _as_loss(success: Reading) -> Reading:
    loss = 100 - (success.exact or Decimal(0))
    exact = loss - success.ulp
    return figure(success.text, exact, success.ulp, value=float(loss), truncated=True)


#: The reader of `loss` from a success rate: of the readings of `loss` only its are truncated.
SUCCESS: Final = _Success()
#: AOS-S truncates averages: 8, 8, 8, 7 and 8 ms give 7.
TRUNCATED_MEAN: Final = numbers(Totals, "rtt_avg", truncates=True)

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
