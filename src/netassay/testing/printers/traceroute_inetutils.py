"""Prints traceroutes as inetutils and CX switches do."""

from __future__ import annotations

from typing import Any

from netassay.testing.printers.traceroute_hops import HopStyle, hop_text, router_text

__all__ = ["render"]


def render(way: Any, *, named: bool = False) -> str:
    """Return what a CX switch prints of a way; inetutils where it has no smallest hop.

    One with a source is what the switch prints over IPv6.
    """
    if way.source_address:
        return _v6(way)
    style = HopStyle(
        lambda probe: (
            f" {router_text(probe, named=named and probe.name is not None, turned=True)} "
        ),
        time=" {:.3f}ms ",
        star=" * ",
        behind=lambda probe: f"{probe.annotation} " if probe.annotation else "",
    )
    head = f"traceroute to {way.destination} ({way.resolved_address}), "
    if way.min_hops is None:
        head += f"{way.max_hops} hops max"
    else:
        head += (
            f"{way.min_hops} hops min, {way.max_hops} hops max,"
            f" {way.timeout_s:g} sec. timeout, {way.probes_per_hop} probes"
        )
    lines = [f"{hop.hop:3d}  {hop_text(hop, style)}" for hop in way.hops]
    return "\n".join([head, *lines]) + "\n"


def _v6(way: Any) -> str:
    style = HopStyle(lambda probe: f" {router_text(probe, named=True)}")
    head = (
        f"traceroute to {way.destination} ({way.resolved_address}) from {way.source_address},"
        f" {way.max_hops} hops max, {way.timeout_s:g} sec. timeout, {way.probes_per_hop} probes,"
        f" {way.packet_bytes} byte packets"
    )
    lines = [f"{hop.hop:2d} {hop_text(hop, style)}" for hop in way.hops]
    return "\n".join([head, *lines]) + "\n"
