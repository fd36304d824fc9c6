"""Prints traceroutes as inetutils and CX switches do."""

from __future__ import annotations

from typing import Any

from netassay.testing.printers.traceroute_hops import HopStyle, hop_text, router_text

__all__ = ["render"]


def render(path: Any, *, named: bool = False) -> str:
    """Return what a CX switch prints of a path; inetutils where it has no smallest hop.

    One with a source is what the switch prints over IPv6.
    """
    if path.source_address:
        return _v6(path)
    style = HopStyle(
        lambda probe: (
            f" {router_text(probe, named=named and probe.name is not None, turned=True)} "
        ),
        time=" {:.3f}ms ",
        star=" * ",
        behind=lambda probe: f"{probe.annotation} " if probe.annotation else "",
    )
    head = f"traceroute to {path.destination} ({path.resolved_address}), "
    if path.min_hops is None:
        head += f"{path.max_hops} hops max"
    else:
        head += (
            f"{path.min_hops} hops min, {path.max_hops} hops max,"
            f" {path.timeout_s:g} sec. timeout, {path.probes_per_hop} probes"
        )
    lines = [f"{hop.hop:3d}  {hop_text(hop, style)}" for hop in path.hops]
    return "\n".join([head, *lines]) + "\n"


def _v6(path: Any) -> str:
    style = HopStyle(lambda probe: f" {router_text(probe, named=True)}")
    head = (
        f"traceroute to {path.destination} ({path.resolved_address}) from {path.source_address},"
        f" {path.max_hops} hops max, {path.timeout_s:g} sec. timeout, {path.probes_per_hop} probes,"
        f" {path.packet_bytes} byte packets"
    )
    lines = [f"{hop.hop:2d} {hop_text(hop, style)}" for hop in path.hops]
    return "\n".join([head, *lines]) + "\n"
