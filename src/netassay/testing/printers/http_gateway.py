"""Prints HTTP pings as gateways do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from netassay.core.units import HTTP_RATES

__all__ = ["printed"]


def printed(http: Any) -> str:
    """Return what a gateway prints of an HTTP ping.

    A rate is in the largest unit that leaves a digit before the point. A request without a
    reply has the words of its error.
    """
    lines = ["", f"Pinging '{http.url}'", "", "Press 'q' to abort.\r", *map(_line, http.responses)]
    rate = (
        f"Success Rate is {http.success_percent:.0f} percent ({http.received}/{http.transmitted})"
    )
    lines += [
        "",
        f"Ping Statistics for {http.url}",
        f"Packets: Sent : {http.transmitted} Received : {http.received} {rate}",
    ]
    if http.received:
        times = f"{http.latency_max_ms:.0f}/{http.latency_avg_ms:.0f}/{http.latency_min_ms:.0f}"
        lines.append(f"Approximate round trip time : max/avg/min = {times} ms")
    return "\n".join(lines) + "\n"


def _line(response: Any) -> str:
    if response.error:
        return f"{response.number}> {response.error}"
    status = "/".join(filter(None, [str(response.status_code), response.status_text]))
    unit = next(
        (one for one in ("GB/sec", "MB/sec", "KB/sec") if response.rate_bps >= HTTP_RATES[one]),
        "B/sec",
    )
    rate = Decimal(str(response.rate_bps)) / HTTP_RATES[unit]
    return (
        f"{response.number}> Reply: [{status}] bytes={response.size_bytes}"
        f" time={response.time_ms:.0f}ms Rate={rate:.2f}{unit}"
    )
