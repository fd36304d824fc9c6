"""Prints HTTP pings as gateways do."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from netassay.core.values.units import HTTP_RATES

__all__ = ["rate_text", "render"]


def render(http: Any) -> str:
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
    return (
        f"{response.number}> Reply: [{status}] bytes={response.size_bytes}"
        f" time={response.time_ms:.0f}ms Rate={rate_text(response.rate_bps)}"
    )


def rate_text(rate: float) -> str:
    """Return a rate in bit/s as a gateway writes it: ``57.52KB/sec``."""
    units = ("GB/sec", "MB/sec", "KB/sec")
    unit = next((one for one in units if rate >= HTTP_RATES[one]), "B/sec")
    return f"{Decimal(repr(rate)) / HTTP_RATES[unit]:.2f}{unit}"
