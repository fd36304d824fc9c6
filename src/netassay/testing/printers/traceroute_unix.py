"""Prints traceroutes as Unix systems do: Linux's own, BusyBox and the BSDs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.testing.printers.traceroute_hops import HopStyle, hop_text, router_text

if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["TOOLS", "render"]


def _linux(named: bool) -> HopStyle:  # noqa: FBT001 - the one choice there is
    def router(probe: Any) -> str:
        marks = f" [{probe.asn}]" if probe.asn else ""
        marks += f" <{probe.extensions}>" if probe.extensions else ""
        marks += f" '-{probe.back_hops}'" if probe.back_hops is not None else ""
        return f" {router_text(probe, named=named)}{marks}"

    def suffix(probe: Any) -> str:
        note = f" {probe.annotation}" if probe.annotation else ""
        return note + (f" F={probe.mtu_bytes}" if probe.mtu_bytes is not None else "")

    return HopStyle(router, behind=suffix)


def _busybox(named: bool) -> HopStyle:  # noqa: FBT001
    def router(probe: Any) -> str:
        size = f" {probe.size_bytes} bytes to {probe.to_address}" if probe.to_address else ""
        return f"  {router_text(probe, named=named)}{size}"

    return HopStyle(router, star="  *")


def _bsd(named: bool) -> HopStyle:  # noqa: FBT001
    def router(probe: Any) -> str:
        system = f"[{probe.asn}] " if probe.asn else ""
        return f"  {system}{router_text(probe, named=named)}"

    def suffix(probe: Any) -> str:
        left = f" ({probe.ttl})" if probe.ttl is not None else ""
        return left + (f" {probe.annotation}" if probe.annotation else "")

    return HopStyle(router, line="\n  ", behind=suffix)


#: How each of them sets its hops, given whether it looks up names.
TOOLS: Final[dict[str, Callable[[bool], HopStyle]]] = {
    "linux": _linux,
    "busybox": _busybox,
    "bsd": _bsd,
}


def render(
    path: Any, *, tool: str = "linux", named: bool = True, command: str | None = None
) -> str:
    """Return what a tool prints of a path; `tool` is one of `TOOLS`.

    A path that has a number of probes per hop is FortiOS'. `named`: names are looked up, as is usual. `command` is the line that access points
    print above.
    """
    style = TOOLS[tool](named)
    source = f" from {path.source_address}" if path.source_address else ""
    lines = [f"COMMAND={command}"] if command else []
    probes = f" {path.probes_per_hop} probe packets per hop," if path.probes_per_hop else ""
    where = path.resolved_address or path.destination
    lines.append(
        f"traceroute to {path.destination} ({where}){source}, {path.max_hops} hops max,"
        f"{probes} {path.packet_bytes} byte packets"
    )
    lines += [f"{hop.hop:2d} {hop_text(hop, style)}" for hop in path.hops]
    if path.error:
        lines.append(f"traceroute: {path.error}")
    return "\n".join(lines) + "\n"
