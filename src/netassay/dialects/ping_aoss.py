"""The ping of AOS-S switches: a line for each request, averages truncated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.grammar import Dialect, Line
from netassay.core.readings import COUNT, HOST, Printed
from netassay.measurements.ping import TRUNCATED_MEAN, Ping

if TYPE_CHECKING:
    from netassay.core.grammar import Scan

__all__ = ["DIALECT"]


def _finish(scan: Scan) -> None:
    """Give a number to requests that have none, and close a text without round trips."""
    scan.close_without_replies()
    number = 0
    for row in scan.node.get("replies", ()):
        number += 1
        number = row.setdefault("sequence", COUNT[str(number)]).value


DIALECT: Final = Dialect(
    "ping_aoss",
    tests=("ping",),
    record=Ping,
    families=("aos-s",),
    signature=r"^\S+ is alive, |^ping6? \S+ repetitions \d|^round-trip \(ms\) min/avg/max = ",
    kinds={
        "address": Printed(HOST, r"[^\s,]++"),
        "rtt_avg": TRUNCATED_MEAN,
    },
    lines=(
        Line("{address} is alive, iteration {sequence}, time = {time} ms", into="replies"),
        Line("{address} is alive, time = {time} ms", into="replies"),
        Line("Request timed out.", into="replies", sets={"outcome": "timeout"}),
        Line(
            "Target did not respond.",
            into="replies",
            sets={"outcome": "timeout", "note": "Target did not respond."},
        ),
        Line(
            "The destination address is unreachable.",
            into="replies",
            sets={
                "outcome": "unreachable",
                "note": "The destination address is unreachable.",
            },
        ),
        Line("ping[[6]] {destination}"),
        Line("ping[[6]] {destination} {_:line}"),
        Line("{transmitted} packets transmitted, {received} packets received, {loss}% packet loss"),
        Line("round-trip (ms) min/avg/max = {rtt_min}/{rtt_avg}/{rtt_max}", closes=True),
    ),
    finish=_finish,
)
