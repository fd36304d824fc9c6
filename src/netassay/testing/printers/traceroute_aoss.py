"""Prints traceroutes as AOS-S switches and gateways do."""

from __future__ import annotations

from typing import Any

from netassay.testing.printers.traceroute_hops import HopStyle, hop_text

__all__ = ["render"]


def render(path: Any, *, width: int = 16) -> str:
    """Return what an AOS-S switch prints of a path, its column of addresses `width` wide.

    A second router stands right behind the time of the first. Over IPv6 the header has no comma.
    """
    v6 = ":" in path.resolved_address
    style = HopStyle(lambda probe: f"{probe.address:{width}}", time=" {:8.0f} ms", star=" * ")
    head = [
        "",
        f"traceroute{'6' if v6 else ''} {path.destination}",
        f"traceroute to {path.resolved_address}{'' if v6 else ' ,'}",
        (
            f"              {path.min_hops} hop min, {path.max_hops} hops max,"
            f" {path.timeout_s:g} sec. timeout, {path.probes_per_hop} probes"
        ),
    ]
    lines = [f"{hop.hop:2d} {hop_text(hop, style)}" for hop in path.hops]
    return "\n".join([*head, *lines]) + "\n\n"
