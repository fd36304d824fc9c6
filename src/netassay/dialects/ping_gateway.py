"""The ping of gateways, in the style of routers: one mark for each request.

The legend knows ``!``, ``.`` and ``D``; the others are those of the family of routers
whose style it is (``U`` unreachable, ``Q`` source quench, ``M`` could not fragment,
``&`` time to live exceeded, ``?`` an unknown kind of packet).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.grammar import Dialect, Line
from netassay.core.readings import COUNT, TEXT, Node, Printed, Reading
from netassay.measurements.ping import SUCCESS, Ping

if TYPE_CHECKING:
    from netassay.core.grammar import Scan

__all__ = ["DIALECT"]


def _mark(mark: str, **values: Any) -> Node:
    return {name: Reading(value, mark) for name, value in values.items()}


_MARKS: Final = {
    "!": _mark("!", outcome="reply"),
    ".": _mark(".", outcome="timeout"),
    "D": _mark("D", outcome="reply", duplicate=True),
    "U": _mark("U", outcome="unreachable", note="destination unreachable"),
    "Q": _mark("Q", outcome="error", note="source quench: destination too busy"),
    "M": _mark("M", outcome="error", note="could not fragment"),
    "&": _mark("&", outcome="error", note="time to live exceeded"),
    "?": _mark("?", outcome="error", note="unknown kind of packet"),
}


def _finish(scan: Scan) -> None:
    """Make a reply of each mark, and close a text without round trips."""
    node = scan.node
    scan.close_without_replies()
    if "replies" in node:
        lines = {id(row): _replies(row["note"].text) for row in node["replies"]}
        _number(node, [reply for replies in lines.values() for reply in replies])
        scan.origins = [
            (number, text, reply, tuple(reply or fields))
            for number, text, row, fields in scan.origins
            for reply in lines.get(id(row), [row])
        ]


def _replies(marks: str) -> list[Node]:
    return [dict(_MARKS[mark]) for mark in marks]


def _number(node: Node, replies: list[Node]) -> None:
    """Give each request the position of its mark as its number.

    A duplicate is a mark more, for a request that can't be told.
    """
    number = 0
    for reply in replies:
        if "duplicate" not in reply:
            number += 1
            reply["sequence"] = COUNT[str(number)]
    node["replies"] = replies
    if number < len(replies):
        node["duplicates"] = COUNT[str(len(replies) - number)]


DIALECT: Final = Dialect(
    "ping_gateway",
    tests=("ping",),
    record=Ping,
    families=("gateways",),
    signature=r"^Sending \d+, \d+-byte ICMP Echos to |^Success rate is \d",
    kinds={
        "destination": Printed(TEXT, r"[^\s,]++"),
        "marks": Printed(TEXT, r"[!.DUQM&?]++"),
        "success": Printed(SUCCESS, SUCCESS.pattern),
    },
    lines=(
        Line("{note:marks}", into="replies"),
        Line("! - Success . - Failure D - Duplicate Response"),
        Line("Press 'q' to abort."),
        # How many are to be sent; how many were, the summary says.
        Line(
            "Sending {_:count}, {packet}-byte ICMP Echos to {destination},"
            " timeout is {timeout} second[[s]]:"
        ),
        Line(
            "Success rate is {loss:success} percent ({received}/{transmitted}),"
            " round-trip min/avg/max = {rtt_min}/{rtt_avg}/{rtt_max} ms",
            closes=True,
        ),
        Line("Success rate is {loss:success} percent ({received}/{transmitted})"),
    ),
    finish=_finish,
)
