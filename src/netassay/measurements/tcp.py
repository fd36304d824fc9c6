"""tcp: the time that an access point took to open a TCP connection (RFC 9293)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.spec import Test
from netassay.core.verdicts import Verdict, number, one_line
from netassay.records.tcp import Tcp

if TYPE_CHECKING:
    from netassay.core.values.readings import Node

__all__ = ["SPEC"]


OUTPUTS: Final = {"aps": {"host": "host", "connectionTimeInMilliseconds": "connect_time"}}


def complete(node: Node) -> bool:
    """Say whether host and time are there."""
    return {"host", "connect_time"} <= node.keys()


def verdict(test: Tcp) -> Verdict:
    """Judge by the time: without one there was no connection."""
    if test.connect_time_ms is not None:
        return "passed"
    return "unknown" if test.host is None else "failed"


def summary(test: Tcp) -> str:
    """Return the time that the connection took to open."""
    host = one_line(test.host or "the host")
    if test.connect_time_ms is None:
        return f"not connected to {host}"
    return f"connected to {host} in {number(test.connect_time_ms)} ms"


SPEC: Final = Test(
    name="tcp",
    endpoint="tcp",
    record=Tcp,
    outputs=OUTPUTS,
    complete=complete,
    verdict=verdict,
    summary=summary,
)
