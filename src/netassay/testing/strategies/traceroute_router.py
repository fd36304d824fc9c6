"""Draws traceroutes of routers with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.traceroute_router import render
from netassay.testing.strategies.traceroute_paths import paths, whole_from, with_fields

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]

#: The largest number of hops, which such a router does not print.
_MOST: Final = 30
_OF_ROUTER: Final = st.fixed_dictionaries(
    {
        "asn": st.sampled_from([None, "AS 64500"]),
        "extensions": st.sampled_from([None, "MPLS: Label 16 Exp 0", "MPLS: Labels 16/17 Exp 0"]),
    }
)


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what a router prints of a path."""
    path = draw(
        paths(
            digits=0,
            named=True,
            count=draw(st.integers(1, 3)),
            of_router=_OF_ROUTER,
            annotations=("!H", "!N", "!A"),
            most=_MOST,
        )
    )
    path = with_fields(
        path,
        hops=[with_fields(hop, probes=[_timeless(one) for one in hop.probes]) for hop in path.hops],
        max_hops=None,
        probes_per_hop=None,
    )
    text = render(path)
    return Case("traceroute", "traceroute_router", path, text, whole_from(path, text, "msec"))


def _timeless(probe: Any) -> Any:
    """Return a probe whose annotation stands in the place of its time."""
    return with_fields(probe, rtt=None) if probe.annotation else probe
