"""Texts that the printers of pings share: times, sources, totals of round trips."""

from __future__ import annotations

from typing import Any

__all__ = ["details_text", "rtt_text", "source_text", "three_digits"]

#: Below this many ms a time has so many decimals (iputils ``gather_statistics``).
_DECIMALS = ((1.0, 3), (10.0, 2), (100.0, 1))


def three_digits(time: float) -> str:
    """Return a time as iputils prints it in a reply: 0.447, 1.94, 12.2, 912."""
    decimals = next((count for limit, count in _DECIMALS if time < limit), 0)
    return f"{time:.{decimals}f}"


def source_text(reply: Any) -> str:
    """Return the source of a reply: its address, its name and address, or its name alone."""
    if reply.address is None:
        return str(reply.name)
    return f"{reply.name} ({reply.address})" if reply.name else str(reply.address)


def rtt_text(ping: Any, decimals: int) -> str:
    """Return smallest, mean and largest round trip, and the deviation where there is one."""
    values = (ping.rtt_min_ms, ping.rtt_avg_ms, ping.rtt_max_ms, ping.rtt_mdev_ms)
    return "/".join(f"{value:.{decimals}f}" for value in values if value is not None)


def details_text(reply: Any) -> str:
    """Return the details of a reply: lines below it, or behind it the same route as before."""
    if reply.details is None:
        return ""
    if reply.details.startswith("("):
        return f"\t{reply.details}"
    first, *others = reply.details.split("\n")
    return "\n".join(["", first, *(f"\t{line}" for line in others)])
