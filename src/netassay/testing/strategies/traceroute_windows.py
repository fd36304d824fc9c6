"""Draws traceroutes of Windows with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.traceroute import Probe
from netassay.testing.case import Case
from netassay.testing.printers.traceroute_windows import render
from netassay.testing.strategies.traceroute_paths import paths, with_fields

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]

_REPORTS: Final = tuple(f"Destination {what} unreachable." for what in ("host", "net", "protocol"))


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what Windows prints of a path: three probes, and one router for each hop."""
    path = draw(paths(digits=0, named=True, count=3, annotations=_REPORTS))
    numeric = draw(st.booleans())
    path = with_fields(
        path,
        hops=[with_fields(hop, probes=_of_one_router(hop.probes)) for hop in path.hops],
        probes_per_hop=None,
        destination=path.resolved_address if numeric else path.destination,
        resolved_address=None if numeric else path.resolved_address,
    )
    text = render(path)
    return Case("traceroute", "traceroute_windows", path, text, len(text.rstrip()))


def _of_one_router(probes: list[Any]) -> list[Probe]:
    """Return the probes with the first router for all, times below 1 ms as Windows has them."""
    answered = [one for one in probes if one.outcome == "reply"]
    who = {name: answered[0].__dict__.get(name) for name in ("address", "name")} if answered else {}
    if answered and answered[0].annotation:
        return [build(Probe, who | {"annotation": answered[0].annotation})]
    return [
        one
        if one.outcome == "timeout"
        else build(
            Probe,
            who | ({"rtt": one.rtt_ms} if one.rtt_ms else {"rtt": 1.0, "annotation": "<1 ms"}),
        )
        for one in probes
    ]
