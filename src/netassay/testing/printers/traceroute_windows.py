"""Prints traceroutes as the ``tracert`` of Windows does."""

from __future__ import annotations

from typing import Any

__all__ = ["render"]


def render(path: Any) -> str:
    """Return what Windows prints of a path, in English.

    A hop has one router, that of its last answer. A probe without a time says why in its
    annotation: ``<1 ms``, or what the router reports.
    """
    where = f"Tracing route to {path.destination}"
    if path.resolved_address is not None:
        head = [f"{where} [{path.resolved_address}]", f"over a maximum of {path.max_hops} hops:"]
    else:
        head = [f"{where} over a maximum of {path.max_hops} hops"]
    lines = [f"{hop.hop:3d}  {_hop(hop.probes)}" for hop in path.hops]
    return "\r\n".join(["", *head, "", *lines, "", "Trace complete.", ""])


def _hop(probes: list[Any]) -> str:
    if probes[0].rtt_ms is None and (probes[0].annotation or "<")[0] != "<":
        return f"{_router(probes)}  reports: {probes[0].annotation}"
    return f"{''.join(map(_column, probes))}{_router(probes) or 'Request timed out.'}"


def _column(probe: Any) -> str:
    if probe.outcome == "timeout":
        return "   *     "
    return f"{probe.annotation or f'{probe.rtt_ms:.0f} ms':>7}  "


def _router(probes: list[Any]) -> str:
    for probe in probes:
        if probe.outcome == "reply":
            return f"{probe.name} [{probe.address}]" if probe.name else str(probe.address)
    return ""
