"""Prints traceroutes as routers do, in the manner of Cisco's IOS."""

from __future__ import annotations

from typing import Any

from netassay.testing.printers.traceroute_hops import HopStyle, hop_text, router_text

__all__ = ["render"]


def render(path: Any) -> str:
    """Return what a router prints of a path; an annotation stands in place of a time."""
    style = HopStyle(_router, time=" {:.0f} msec", star=" * ", line="\n   ")
    where = f" ({path.resolved_address})" if path.resolved_address else ""
    head = [
        "Type escape sequence to abort.",
        f"Tracing the route to {path.destination}{where}",
        "VRF info: (vrf in name/id, vrf out name/id)",
    ]
    lines = [f"{hop.hop:3d}{hop_text(hop, style)}" for hop in path.hops]
    return "\n".join([*head, *lines]) + "\n"


def _router(probe: Any) -> str:
    marks = f" [{probe.asn}]" if probe.asn else ""
    marks += f" [{probe.extensions}]" if probe.extensions else ""
    return f" {router_text(probe, named=probe.name is not None)}{marks}"
