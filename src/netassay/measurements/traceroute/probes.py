"""What `output` and the texts say of a probe alike: its round trip and its router."""

from __future__ import annotations

from typing import Any, Final

from netassay.core.records.record import numbers
from netassay.core.values.readers import ADDRESS, HOST
from netassay.core.values.readings import TEXT, Node, Odd, Reader, Reading
from netassay.records.traceroute import Probe

__all__ = ["REPLIED", "ROUND_TRIP", "SILENT", "STAR", "is_address", "router"]


class _RoundTrip(Reader):
    """A round-trip time, or the star that stands for none."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = numbers(Probe, "rtt")

    def read_text(self, text: str) -> Reading:
        """Read a time; of a star a time-out is made later."""
        return STAR if text.strip() == "*" else self.numbers.read_text(text)


STAR: Final = Reading("*", "*")
ROUND_TRIP: Final[Reader] = _RoundTrip()
REPLIED: Final = Reading("reply", "")
#: A probe that nobody answered.
SILENT: Final[Node] = {"outcome": Reading("timeout", "*")}


def is_address(text: Any) -> bool:
    """Say whether something is an IP address."""
    try:
        return type(text) is str and ADDRESS[text] is not None
    except Odd:
        return False


#: Routers remembered, and the longest name that is worth it.
_MEMORY: Final = 4096
_LONGEST: Final = 128
_routers: dict[tuple[str | None, str | None], Node] = {}


def router(address: str | None, name: str | None) -> Node:
    """Return address and name of a router, in whichever place each was given.

    Where a router's name is not known, its address is often given instead. Nodes are
    shared and never change.
    """
    node = _routers.get((address, name))
    if node is None:
        node = _router(address, name)
        if len(address or "") + len(name or "") <= _LONGEST:
            if len(_routers) >= _MEMORY:
                _routers.clear()
            _routers[address, name] = node
    return node


def _router(address: str | None, name: str | None) -> Node:
    if address != name and not is_address(address) and (not name or is_address(name)):
        address, name = name, address
    where = HOST[address] if address else None
    called = HOST[name] if name else None
    node: Node = {}
    if where is not None:
        node["address"] = where
    if called is not None and not (where is not None and called.value == where.value):
        node["name"] = TEXT[name]
    return node
