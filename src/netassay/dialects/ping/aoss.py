"""The ping of AOS-S switches: a line for each request; averages are truncated."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.records.record import numbers
from netassay.core.values.readers import COUNT, HOST, Extract, Printed
from netassay.core.values.readings import LARGEST_COUNT, TEXT, Reading, figure
from netassay.measurements.ping.output import TRUNCATED_MEAN
from netassay.records.ping import Ping, Reply

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node

__all__ = ["DIALECT", "number_requests", "upper_bound"]

_BELOW: Final = Extract(r"[^<]*< ?([0-9]+) ?ms", numbers(Reply, "time"), "a limit in ms")


def upper_bound(words: Reading) -> Reading:
    """Return the time of ``<1 ms``: its value is 1 ms, its range reaches from 0 to that."""
    bound = _BELOW.read(words.text)
    limit = bound.exact or Decimal(1)
    return figure(words.text, limit / 2, limit, value=bound.value)


def number_requests(replies: list[Node]) -> None:
    """Add sequence numbers where none are printed: the position of the request, from 1."""
    number = 0
    for row in replies:
        number += 1
        if "sequence" not in row and number <= LARGEST_COUNT:
            row["sequence"] = COUNT[str(number)]
        elif "sequence" in row:
            number = row["sequence"].value


def _finish(scan: Scan) -> None:
    """Add sequence numbers, read times like ``<1 ms``, close texts without round trips."""
    rows = scan.node.get("replies", [])
    single = len(rows) == 1 and not scan.cut_line and _is_single(scan.node, rows[0])
    number_requests(rows)
    for row in rows:
        if "note" in row and "outcome" not in row:
            row["time"] = upper_bound(row["note"])
    if "loss" in scan.node and not scan.cut_line:
        scan.close_without_replies()
    if "messages" in scan.node and scan.node.keys() <= {"messages", "destination"}:
        scan.closed = scan.closed or not scan.cut_line
    if single:
        _count_single(scan.node, rows[0])
        scan.closed = True


def _is_single(node: Node, row: Node) -> bool:
    """Say whether a text is of one request, which is the default: its line is all that is printed."""
    if "sequence" in row or not {"requested", "transmitted", "options"}.isdisjoint(node):
        return False
    return "address" in row or "destination" in node


def _count_single(node: Node, row: Node) -> None:
    """Add the totals of one request, which its line implies."""
    answered = "outcome" not in row
    node["transmitted"], node["received"] = COUNT["1"], COUNT[str(int(answered))]
    node["loss"] = numbers(Ping, "loss")["0" if answered else "100"]
    if answered and "time" in row:
        for name in ("rtt_min", "rtt_avg", "rtt_max"):
            node[name] = row["time"]


#: A switch's messages about one request, and their outcomes.
_OUTCOMES: Final = {
    "Target did not respond.": "timeout",
    "The destination address is unreachable.": "unreachable",
    "Destination host unreachable.": "unreachable",
    "Destination network unreachable.": "unreachable",
    "TTL expired in transit.": "error",
}

DIALECT: Final = Dialect(
    "ping_aoss",
    tests=("ping",),
    record=Ping,
    families=("aos-s",),
    signature=(
        r"^\S+ is alive, |^ping6? \S+ repetitions \d|^round-trip \(ms\) min/avg/max = "
        r"|^(?:Target did not respond|The destination address is unreachable)\.$"
        r"|^ping6? \S+[ \t\r]*\n(?:Request timed out|Destination (?:host|network) unreachable|TTL expired"
        r"|Unknown host)"
        r"|^Request timed out\.[ \t\r]*\n(?:Request timed out\.[ \t\r]*\n)*+\d+ packets transmitted, "
    ),
    runs=Runs(
        opens=r"ping6? \S+ repetitions \d",
        leads=r"ping6? [\w.:-]+[ \t]*+(?=\n)",
        alone=r"\S++ is alive, time ",
    ),
    kinds={
        "address": Printed(HOST, r"[^\s,]++"),
        "rtt_avg": TRUNCATED_MEAN,
        "below": Printed(TEXT, r"(?:= )?< ?[0-9]{1,9}+ ms"),
        "options": Printed(TEXT, r"(?!repetitions )[^\n]*[^\s]"),
        "message": Printed(TEXT, r"(?:Unknown host|Invalid |Unable to |Ping failed|% )[^\n]*[^\s]"),
    },
    lines=(
        Line("{address} is alive, iteration {sequence}, time = {time} ms", into="replies"),
        Line("{address} is alive, time = {time} ms", into="replies"),
        Line("{address} is alive,[[ iteration {sequence},]] time {note:below}", into="replies"),
        Line("Request timed out.", into="replies", sets={"outcome": "timeout"}),
        *(
            Line(message, into="replies", sets={"outcome": outcome, "note": message})
            for message, outcome in _OUTCOMES.items()
        ),
        Line("ping[[6]] {destination}"),
        Line("ping[[6]] {destination} repetitions {requested}[[ {_:line}]]"),
        Line("ping[[6]] {destination} {_:options}"),
        Line("{transmitted} packets transmitted, {received} packets received, {loss}% packet loss"),
        Line("round-trip (ms) min/avg/max = {rtt_min}/{rtt_avg}/{rtt_max}", closes=True),
        Line("{messages*:message}"),
    ),
    finish=_finish,
)
