"""The verdict and the summary of a traceroute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netassay.core.verdicts import Verdict, counted, joined, number, one_line

if TYPE_CHECKING:
    from netassay.records.traceroute import Traceroute

__all__ = ["summary", "verdict"]


def verdict(trace: Traceroute) -> Verdict:
    """Judge by whether the destination answered; routers that stay silent are no fault."""
    if trace.reached is not None:
        return "passed" if trace.reached else "failed"
    return "not-run" if trace.error and not trace.hops else "unknown"


def summary(trace: Traceroute) -> str:
    """Return whether and in how many hops the host was reached, and its least round trip."""
    if trace.error and not trace.hops:
        return one_line(trace.error)
    if not trace.hops:
        return ""
    number_of_hops = trace.hops[-1].hop or len(trace.hops)
    hops = counted(number_of_hops, "hop")
    host = one_line(trace.destination or trace.resolved_address or "the host")
    if trace.reached is None:
        return f"{hops} towards {host}"
    if not trace.reached:
        return joined((f"{host} not reached in {hops}", one_line(trace.error or "")))
    times = [probe.rtt_ms for probe in trace.hops[-1].probes if probe.rtt_ms is not None]
    trip = f", {number(min(times))} ms" if times else ""
    return f"{host} reached in {hops}{trip}"
