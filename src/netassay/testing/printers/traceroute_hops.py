"""Texts that the printers of traceroutes share: a hop with its routers and their times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.records.traceroute import Hop

__all__ = ["HopStyle", "hop_text", "router_text"]

#: What belongs to a router, and is not said again while it is the same.
_OF_ROUTER: Final = (
    "address",
    "name",
    "asn",
    "extensions",
    "back_hops",
    "size_bytes",
    "to_address",
)


def _note(probe: Any) -> str:
    return f" {probe.annotation}" if probe.annotation else ""


@attrs.frozen
class HopStyle:
    """How a tool sets a hop.

    `router` and `star` are set as they are, with the blanks before them; `time` has a place
    for the number. `behind` is what the tool prints behind a time. A tool that gives every
    further router a line of its own begins it with `line`.
    """

    router: Callable[[Any], str]
    time: str = "  {:.3f} ms"
    star: str = " *"
    line: str | None = None
    behind: Callable[[Any], str] = _note


def hop_text(hop: Hop, style: HopStyle) -> str:
    """Return the probes of a hop as one tool sets them, without the hop's number."""
    text, before = "", None
    probes: list[Any] = hop.probes
    for probe in probes:
        if probe.outcome == "timeout":
            text += style.star + style.behind(probe)
            continue
        who = tuple(getattr(probe, name) for name in _OF_ROUTER)
        if who != before:
            text += style.line if style.line is not None and before is not None else ""
            text += style.router(probe)
        before = who
        if probe.rtt_ms is not None:
            text += style.time.format(probe.rtt_ms)
        text += style.behind(probe)
    return text


def router_text(probe: Any, *, named: bool, turned: bool = False) -> str:
    """Return a router by its address, or with its name in front (`turned`: behind)."""
    if not named:
        return str(probe.address)
    first, second = probe.name or probe.address, probe.address
    return f"{second} ({first})" if turned else f"{first} ({second})"
