"""The ping of access points: BusyBox or inetutils under a ``COMMAND=`` line."""

from __future__ import annotations

from typing import Final

from netassay.core.grammar import Dialect, Line, Scan
from netassay.core.readings import HOST, Printed
from netassay.measurements.ping import Ping

__all__ = ["DIALECT"]


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
    finish=Scan.close_without_replies,
)
