"""Readers of a probe that `output` and the texts share: its round trip and its router."""

from __future__ import annotations

from typing import Any, Final

from netassay.core.records.record import numbers
from netassay.core.values.addresses import ADDRESS, HOST, is_address
from netassay.core.values.readings import TEXT, Node, Reader, Reading
from netassay.records.traceroute import Probe

__all__ = ["REPLIED", "ROUND_TRIP", "SILENT", "STAR", "TIME", "router"]


#: A round-trip time.
TIME: Final[Reader] = numbers(Probe, "rtt")


class _RoundTrip(Reader):
    """A round-trip time, or the star of a probe without an answer."""

    def __getitem__(self, value: Any) -> Reading | None:
        if type(value) is not str:
            return super().__getitem__(value)
        return STAR if value.strip() == "*" else TIME[value]

    def read_text(self, text: str) -> Reading:
        """Read a time; a star reads as `STAR`."""
        return STAR if text.strip() == "*" else TIME.read_text(text)


STAR: Final = Reading("*", "*")
ROUND_TRIP: Final[Reader] = _RoundTrip()
#: The outcome of a probe with an answer.
REPLIED: Final = Reading("reply", "")
#: A probe without an answer.
SILENT: Final[Node] = {"outcome": Reading("timeout", "*")}


def router(address: str | None, name: str | None) -> Node:
    """Return the node of a router: address and name, even where they were given the other way.

    Where a router has no name, devices often give its address as the name too.
    """
    if not (address and name):
        return _of_one_text(address or name)
    if address != name and not is_address(address) and is_address(name):
        address, name = name, address
    where, called = HOST[address], HOST[name]
    node: Node = {}
    if where is not None:
        node["address"] = where
    if called is not None and not (where is not None and called.value == where.value):
        node["name"] = TEXT[name]
    return node


def _of_one_text(text: str | None) -> Node:
    """Return the node of a router of which there is an address or a name."""
    if not text or text == "null":
        return {}
    return {"address": ADDRESS[text]} if is_address(text) else {"name": TEXT[text]}
