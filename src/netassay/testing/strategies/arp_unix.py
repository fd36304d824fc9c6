"""Draws the neighbours of Unix systems with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.arp_table import ArpTable, Entry
from netassay.testing.case import Case
from netassay.testing.printers.arp_unix import render
from netassay.testing.strategies.arp_tables import tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]

_NAMES: Final = st.none() | st.integers(0, 9).map("host{}.example.com".format)
#: What each tool says of a neighbour; of one that did not answer, what it says instead.
_FIELDS: Final[dict[str, dict[str, Any]]] = {
    "linux": {"hardware_type": st.just("ether"), "flags": st.sampled_from([None, "PERM"])},
    "bsd": {
        "hardware_type": st.just("ethernet"),
        "flags": st.sampled_from([None, "ifscope", "ifscope permanent", "published", "expired"]),
        "expires": st.none() | st.integers(1, 1200).map(float),
    },
    "ip": {
        "type": st.sampled_from(["REACHABLE", "STALE", "PERMANENT"]),
        "flags": st.sampled_from([None, "router", "router proxy", "extern_learn"]),
    },
}
_SILENT: Final = {"linux": "<incomplete>", "bsd": "(incomplete)", "ip": "FAILED"}


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what one of the tools prints of at least one neighbour."""
    tool = draw(st.sampled_from(sorted(_FIELDS)))
    named = {} if tool == "ip" else {"name": _NAMES}
    table = draw(tables(**_FIELDS[tool], **named).filter(lambda one: bool(one.entries)))
    entries = [one if draw(st.integers(0, 4)) else _silent(one, tool) for one in table.entries]
    table = build(ArpTable, {"entries": entries})
    text = render(table, tool=tool)
    return Case("arp_table", "arp_unix", table, text, text.index("\n") + 1)


def _silent(entry: Any, tool: str) -> Entry:
    """Return the entry of a neighbour that did not answer."""
    kept = {"address", "interface", "name"} | (
        {"hardware_type", "flags"} if tool == "bsd" else set()
    )
    values = {name: value for name, value in entry.__dict__.items() if name in kept}
    return build(Entry, values | {"type": _SILENT[tool]})
