"""The ping of AOS-S switches: a line for each request, averages truncated."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from netassay.core.lines.grammar import Dialect, Line
from netassay.core.records.record import numbers
from netassay.core.values.readers import COUNT, HOST, Extract, Printed
from netassay.core.values.readings import LARGEST_COUNT, TEXT, Reading
from netassay.measurements.ping import TRUNCATED_MEAN
from netassay.records.ping import Ping, Reply

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node

__all__ = ["DIALECT", "at_most", "number_requests"]

_MOST: Final = Extract(r"[^<]*< ?([0-9]+) ?ms", numbers(Reply, "time"), "a limit in ms")


def at_most(words: Reading) -> Reading:
    """Return a time of which only the most that it can have been was printed (``<1 ms``).

    To comparisons it is anything between 0 and that.
    """
    most = _MOST.read(words.text)
    limit = most.exact or Decimal(1)
    return Reading(most.value, words.text, limit / 2, limit)


def number_requests(replies: list[Node]) -> None:
    """Give a number to the requests that have none: their place in the run, from 1."""
    number = 0
    for row in replies:
        number += 1
        if "sequence" not in row and number <= LARGEST_COUNT:
            row["sequence"] = COUNT[str(number)]
        elif "sequence" in row:
            number = row["sequence"].value


def _finish(scan: Scan) -> None:
    """Give a number to requests that have none, and close a text without round trips."""
    rows = scan.node.get("replies", [])
    number_requests(rows)
    for row in rows:
        if "note" in row and "outcome" not in row:
            row["time"] = at_most(row["note"])
    if "loss" in scan.node and not scan.cut_line:
        scan.close_without_replies()
    if scan.node.keys() == {"messages"} and not scan.cut_line:
        scan.closed = True


#: What a switch says of a request, and the outcome that this is.
_SAID: Final = {
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
    ),
    kinds={
        "address": Printed(HOST, r"[^\s,]++"),
        "rtt_avg": TRUNCATED_MEAN,
        "below": Printed(TEXT, r"(?:= )?< ?[0-9]{1,9}+ ms"),
        "options": Printed(TEXT, r"(?!repetitions )[^\n]*[^\s]"),
        "said": Printed(TEXT, r"(?:Unknown host|Invalid |Unable to |Ping failed|% )[^\n]*[^\s]"),
    },
    lines=(
        Line("{address} is alive, iteration {sequence}, time = {time} ms", into="replies"),
        Line("{address} is alive, time = {time} ms", into="replies"),
        Line("{address} is alive,[[ iteration {sequence},]] time {note:below}", into="replies"),
        Line("Request timed out.", into="replies", sets={"outcome": "timeout"}),
        *(
            Line(said, into="replies", sets={"outcome": outcome, "note": said})
            for said, outcome in _SAID.items()
        ),
        Line("ping[[6]] {destination}"),
        Line("ping[[6]] {destination} repetitions {requested}[[ {_:line}]]"),
        Line("ping[[6]] {destination} {_:options}"),
        Line("{transmitted} packets transmitted, {received} packets received, {loss}% packet loss"),
        Line("round-trip (ms) min/avg/max = {rtt_min}/{rtt_avg}/{rtt_max}", closes=True),
        Line("{messages*:said}"),
    ),
    finish=_finish,
)
