"""Draws traceroutes of Unix systems with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.traceroute_unix import render
from netassay.testing.strategies.traceroute_paths import (
    ADDRESSES,
    NOTHING,
    paths,
    whole_from,
    with_fields,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["cases"]

_SYSTEMS: Final = st.sampled_from([None, "AS64500", "AS64500/AS64501", "*"])
_LABELS: Final = st.sampled_from(
    [None, "MPLS:L=16,E=0,S=1,T=1", "MPLS:L=3,E=0,S=0,T=1/L=4,E=0,S=1,T=1"]
)
#: What each tool says of a router, and behind a time, when it is asked to.
_OF_ROUTER: Final[dict[str, SearchStrategy[dict[str, Any]]]] = {
    "linux": st.fixed_dictionaries(
        {"asn": _SYSTEMS, "extensions": _LABELS, "back_hops": st.none() | st.integers(1, 30)}
    ),
    "busybox": st.fixed_dictionaries({"size": st.integers(36, 100), "to_address": ADDRESSES}),
    "bsd": st.fixed_dictionaries({"asn": _SYSTEMS}),
}
_OF_PROBE: Final[dict[str, SearchStrategy[dict[str, Any]]]] = {
    "linux": st.fixed_dictionaries({"mtu": st.none() | st.integers(68, 9000)}),
    "busybox": NOTHING,
    "bsd": st.fixed_dictionaries({"ttl": st.none() | st.integers(1, 255)}),
}


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what one of the tools prints of a path, plainly or with all it can say."""
    tool, named, more = (
        draw(st.sampled_from(sorted(_OF_ROUTER))),
        draw(st.booleans()),
        draw(st.booleans()),
    )
    path = draw(
        paths(
            named=named,
            of_router=_OF_ROUTER[tool] if more else NOTHING,
            of_probe=_OF_PROBE[tool] if more else NOTHING,
        )
    )
    source = draw(st.none() | ADDRESSES) if tool == "bsd" else None
    path = with_fields(path, packet=draw(st.integers(28, 65000)), source_address=source)
    if draw(st.integers(0, 3)):
        path = with_fields(path, probes_per_hop=None)
    command = draw(st.sampled_from([None, f"traceroute {path.destination}"]))
    text = render(path, tool=tool, named=named, command=command)
    return Case("traceroute", "traceroute_unix", path, text, whole_from(path, text, " ms"))
