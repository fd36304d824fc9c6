"""What a traceroute is worth, and the line that says so."""

from __future__ import annotations

from typing import Any

from netassay.core.verdicts import Verdict, counted, joined, number, one_line

__all__ = ["summary", "verdict"]


def verdict(way: Any) -> Verdict:
    """Judge by whether the host itself answered; silent routers on the way are no fault."""
    if way.reached is not None:
        return "passed" if way.reached else "failed"
    return "not-run" if way.error and not way.hops else "unknown"


def summary(way: Any) -> str:
    """Return whether and in how many hops the host was reached, and its least round trip."""
    if way.error and not way.hops:
        return one_line(way.error)
    if not way.hops:
        return ""
    number_of_hops = way.hops[-1].hop or len(way.hops)
    hops = counted(number_of_hops, "hop")
    host = one_line(way.destination or way.resolved_address or "the host")
    if way.reached is None:
        return f"{hops} towards {host}"
    if not way.reached:
        return joined((f"{host} not reached in {hops}", one_line(way.error or "")))
    times = [probe.rtt_ms for probe in way.hops[-1].probes if probe.rtt_ms is not None]
    trip = f", {number(min(times))} ms" if times else ""
    return f"{host} reached in {hops}{trip}"
