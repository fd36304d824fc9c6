"""The ping of CX switches: iputils.

Its first request is number 1. Round trips are printed with three digits, their summary to
the microsecond. What did not answer is told by the router that knows (``From ...``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.grammar import Dialect, Line
from netassay.core.readings import HOST, TEXT, Part, Printed
from netassay.core.record import numbers
from netassay.measurements.ping import Ping, Reply

if TYPE_CHECKING:
    from netassay.core.grammar import Scan
    from netassay.core.readings import Node

__all__ = ["DIALECT"]

# The hole reaches to the end of the line, which may be cut off before `(DUP!)`.
_TIME: Final = Printed(
    Part(r"([0-9.]+) ms", numbers(Reply, "time"), "a time in ms"), r"[0-9]++(?:\.[0-9]++)?+ ms"
)
#: ICMP's ways of saying that a destination can't be reached (iputils `ping/ping.c`).
_UNREACHABLE: Final = Printed(
    TEXT, r"(?:Dest(?:ination)?+ |Source Route Failed|Packet filtered|Precedence )[^\n]*"
)

_FROM: Final = "{size} bytes from [[{_:name} (]]{address}[[)]]: icmp_{_:seq}={sequence}"
_SAID_BY: Final = "From [[{_:name} (]]{address}[[)]] icmp_{_:seq}={sequence}"


def _finish(scan: Scan) -> None:
    """Close a text without round trips, and forget what did come after all.

    `no answer yet` is said while the reply may still be on its way.
    """
    node = scan.node
    rows = node.get("replies", [])
    nothing_to_sum_up = rows or ("received" in node and node["received"].value == 0)
    if "total_time" in node and nothing_to_sum_up and not any("time" in row for row in rows):
        scan.closed = not scan.cut_line
    if any("outcome" in row for row in rows):
        answered = {row["sequence"].value for row in rows if "outcome" not in row}
        node["replies"] = [row for row in rows if not _is_provisional(row, answered)]


def _is_provisional(row: Node, answered: set[int]) -> bool:
    outcome = row.get("outcome")
    return outcome is not None and outcome.value == "timeout" and row["sequence"].value in answered


DIALECT: Final = Dialect(
    "ping_iputils",
    tests=("ping",),
    record=Ping,
    families=("cx",),
    signature=(r"^PING [^\s(]+ ?\([^\s)]+\) (?:from [^\n]*: )?\d+(?:\(\d+\) bytes of| data bytes)"),
    kinds={
        "address": Printed(HOST, r"[0-9A-Fa-f.:]+(?:%[\w.-]+)?"),
        "destination": Printed(TEXT, r"[^\s(]++"),
        "name": Printed(TEXT, r"[^\s(]++"),
        "seq": Printed(TEXT, r"seq|req"),
        "ms": _TIME,
        "unreachable": _UNREACHABLE,
    },
    lines=(
        Line(
            "{size} bytes from {address}: icmp_seq={sequence} ttl={ttl} time={time:ms}",
            into="replies",
        ),
        Line(f"{_FROM}[[ ttl={{ttl}}]] time={{time:ms}}", into="replies"),
        Line(
            f"{_FROM}[[ ttl={{ttl}}]][[ time={{time:ms}}]] (DUP!)",
            into="replies",
            sets={"duplicate": True},
        ),
        Line(
            f"{_FROM}[[ ttl={{ttl}}]][[ time={{time:ms}}]] (truncated)",
            into="replies",
            sets={"note": "truncated"},
        ),
        Line(f"{_FROM} ttl={{ttl}}", into="replies"),
        Line("no answer yet for icmp_seq={sequence}", into="replies", sets={"outcome": "timeout"}),
        Line(f"{_SAID_BY} {{note:unreachable}}", into="replies", sets={"outcome": "unreachable"}),
        Line(f"{_SAID_BY} {{note:line}}", into="replies", sets={"outcome": "error"}),
        Line("PING {destination}~({resolved_address}) {payload}({packet}) bytes of data."),
        Line(
            "PING {destination}~({resolved_address}) from {_:line}:"
            " {payload}({packet}) bytes of data."
        ),
        Line("PING {destination}~({resolved_address})[[ from {_:line}:]] {payload} data bytes"),
        Line("PATTERN: {_}"),
        Line("--- {_} ping statistics ---"),
        Line(
            "{transmitted} packets transmitted, {received} received,[[ +{duplicates} duplicates,]]"
            "[[ +{_:count} corrupted,]][[ +{errors} errors,]] {loss}% packet loss"
            "[[, time {total_time}ms]]"
        ),
        Line(
            "rtt min/avg/max/mdev = {rtt_min}/{rtt_avg}/{rtt_max}/{rtt_mdev} ms"
            "[[, pipe {_:count}]][[, ipg/ewma {_} ms]]",
            closes=True,
        ),
        Line("pipe {_:count}"),
    ),
    finish=_finish,
)
