"""The ping of access points: BusyBox or inetutils under a ``COMMAND=`` line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.grammar import Dialect, Line
from netassay.core.readings import HOST, Printed
from netassay.measurements.ping import Ping

if TYPE_CHECKING:
    from netassay.core.grammar import Scan

__all__ = ["DIALECT"]


def _finish(scan: Scan) -> None:
    """With nothing received there are no round trips to sum up, so the loss ends the text."""
    received = scan.node.get("received")
    if received is not None and received.value == 0:
        scan.closed = True


DIALECT: Final = Dialect(
    "ping_busybox",
    tests=("ping",),
    record=Ping,
    families=("aps",),
    signature=r"^PING \S+ \(\S+\): \d+ data bytes",
    kinds={"address": Printed(HOST, r"[0-9A-Fa-f.:]+(?:%\w+)?")},
    lines=(
        Line(
            "{size} bytes from {address}: icmp_seq={sequence} ttl={ttl} time={time} ms",
            into="replies",
        ),
        Line(
            "{size} bytes from {address}: seq={sequence} ttl={ttl} time={time} ms", into="replies"
        ),
        Line("COMMAND=ping {destination}"),
        Line("COMMAND=ping {_:line} {destination}"),
        Line("PING {_} ({resolved_address}): {payload} data bytes"),
        Line("--- {_} ping statistics ---"),
        Line(
            "{transmitted} packets transmitted, {received} packets received,"
            "[[ {duplicates} duplicates,]][[ +{errors} errors,]] {loss}% packet loss"
        ),
        Line("round-trip min/avg/max = {rtt_min}/{rtt_avg}/{rtt_max} ms", closes=True),
    ),
    finish=_finish,
)
