"""The ping of gateways, in the style of routers: one mark for each request.

A gateway's legend has ``!``, ``.`` and ``D``. The other marks and lines (the source, the
pattern, a reply on a line of its own) are those of Cisco IOS, whose style it is (``ping`` and
``ping ipv6``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import COUNT, Printed
from netassay.core.values.readings import TEXT, Node, Reading
from netassay.measurements.ping.output import SUCCESS
from netassay.records.ping import Ping

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan

__all__ = ["DATE", "DIALECT"]


def _mark(mark: str, **values: Any) -> Node:
    return {name: Reading(value, mark) for name, value in values.items()}


_MARKS: Final = {
    "!": _mark("!", outcome="reply"),
    ".": _mark(".", outcome="timeout"),
    "D": _mark("D", outcome="reply", duplicate=True),
    "U": _mark("U", outcome="unreachable", note="destination unreachable"),
    "H": _mark("H", outcome="unreachable", note="host unreachable"),
    "N": _mark("N", outcome="unreachable", note="network unreachable"),
    "P": _mark("P", outcome="unreachable", note="port unreachable"),
    "A": _mark("A", outcome="unreachable", note="administratively prohibited"),
    "C": _mark("C", outcome="reply", note="congestion experienced"),
    "Q": _mark("Q", outcome="error", note="source quench: destination too busy"),
    "M": _mark("M", outcome="error", note="could not fragment"),
    "B": _mark("B", outcome="error", note="packet too big"),
    "R": _mark("R", outcome="error", note="parameter problem"),
    "T": _mark("T", outcome="error", note="time to live exceeded"),
    "&": _mark("&", outcome="error", note="time to live exceeded"),
    "I": _mark("I", outcome="error", note="interrupted by the user"),
    "?": _mark("?", outcome="error", note="unknown kind of packet"),
}


def _finish(scan: Scan) -> None:
    """Make a reply of each mark, and close a text without round trips."""
    node = scan.node
    if "transmitted" in node:
        scan.close_without_replies()
    if node.keys() == {"messages"}:
        scan.closed = not scan.cut_line
    if "replies" in node:
        lines = {id(row): _replies(row) for row in node["replies"]}
        _number(node, [reply for replies in lines.values() for reply in replies])
        scan.origins = [
            (number, text, reply, tuple(reply or fields))
            for number, text, row, fields in scan.origins
            for reply in lines.get(id(row), [row])
        ]


def _replies(row: Node) -> list[Node]:
    """Return the replies of a line: one for each mark, or the row itself."""
    if "sequence" in row:
        return [row]
    return [dict(_MARKS[mark]) for mark in row["note"].text]


def _number(node: Node, replies: list[Node]) -> None:
    """Add sequence numbers: the position of each request's mark.

    Marks of duplicates do not count: which request they belong to is not known.
    """
    number = duplicates = 0
    for reply in replies:
        if "duplicate" in reply:
            duplicates += 1
        elif "sequence" not in reply:
            number += 1
            reply["sequence"] = COUNT[str(number)]
    node["replies"] = replies
    if duplicates:
        node["duplicates"] = COUNT[str(duplicates)]


#: The line with the time that routers print in front of a command's output.
DATE: Final = (
    r"(?:[A-Z][a-z]{2} ){2} ?\d{1,2} \d\d:\d\d:\d\d(?:\.\d++)?+(?: [A-Z][A-Za-z]*+)?+(?: \d{4})?+"
    r"|Load for five secs: [^\n]*+|Time source is [^\n]*+"
)
#: What the dialogue of IOS asks for (`ping` without arguments).
_QUESTION: Final = (
    r"(?:Protocol|Repeat count|Datagram size|Timeout in seconds|Extended commands"
    r"|Ingress ping|Source address(?: or interface)?|DSCP Value|Type of service"
    r"|Set DF bit in IP header\?|Validate reply data\?|Data pattern"
    r"|Loose, Strict, Record, Timestamp, Verbose|Number of hops|Sweep (?:range of sizes|min size|max size|interval))"
    r"(?:[ \t]*+\[[^\]\n]*+\])?+:"
)

DIALECT: Final = Dialect(
    "ping_gateway",
    tests=("ping",),
    record=Ping,
    families=("gateways",),
    opening=r'\s*+(?:Translating "[^\n]*+\n\s*+)?+% Unrecognized host',
    signature=r"^Sending \d+, [^\s,]+-byte ICMP\w* Echos to |^Success rate is \d",
    runs=Runs(
        once=r"Success rate is (?=\d)",
        opens=r"Sending \d+, [^\s,]+-byte ICMP\w* Echos to ",
        leads=r"Type escape sequence to abort\.|! - Success  ?\. - Failure",
    ),
    kinds={
        "destination": Printed(TEXT, r"[^\s,]++"),
        "marks": Printed(TEXT, r"[!.DUQM&?CIABHNPRT]++"),
        "success": Printed(SUCCESS, SUCCESS.pattern),
        "sizes": Printed(TEXT, r"\[[0-9]+\.\.[0-9]+\]"),
        "interface": Printed(TEXT, r"[^\s,]++"),
        # IOS-XR, and others where a terminal is set so.
        "date": Printed(TEXT, DATE),
        # IP options, of the request and of a reply.
        "option": Printed(
            TEXT,
            r"(?:Packet has IP options: |Total option bytes|Record route:|Timestamp: |(?:Loose|Strict) source route:"
            r"|End of list|\([0-9.]{7,15}+\))[^\n]*+",
        ),
        "question": Printed(TEXT, _QUESTION),
        "message": Printed(
            TEXT,
            r"(?:% ?|Translating |Packet sent with the |Reply data will |Unknown host"
            r"|Unrecognized )[^\n]*[^\s]",
        ),
    },
    lines=(
        Line("{note:marks}", into="replies"),
        Line("Reply to request {sequence} ({time} ms)[[ {_:sizes}]]", into="replies"),
        Line("Reply to request {sequence} from {address:destination}, {time} ms", into="replies"),
        Line(
            "Reply to request {sequence} received from {address:destination}, {time} ms",
            into="replies",
        ),
        Line(
            "Reply to request {sequence} ({time} ms). Received packet has options", into="replies"
        ),
        Line("{messages*:option}"),
        Line("{_:count} multicast replies and {errors} errors."),
        Line(
            "Request {sequence} timed out[[ {_:sizes}]]",
            into="replies",
            sets={"outcome": "timeout"},
        ),
        Line("! - Success . - Failure D - Duplicate Response"),
        Line("Press 'q' to abort."),
        Line("Type escape sequence to abort."),
        Line("{_:date}"),
        Line("Output Interface: {interface}"),
        Line("Target IP[[v6]] address: {destination}"),
        Line("{_:question}[[{_:line}]]"),
        Line("Packet sent with a source address of {source_address}"),
        Line("Packet has data pattern {pattern}"),
        Line(
            "Sending {requested}, {packet}-byte ICMP[[v6]] Echos to {destination},"
            " timeout is {timeout} second[[s]]:"
        ),
        # IOS-XR without the comma.
        Line(
            "Sending {requested}, {packet}-byte ICMP[[v6]] Echos to {destination}"
            " timeout is {timeout} second[[s]]:"
        ),
        Line(
            "Sending {requested}, {_:sizes}-byte ICMP[[v6]] Echos to {destination},"
            " timeout is {timeout} second[[s]]:"
        ),
        Line(
            "Success rate is {loss:success} percent ({received}/{transmitted}),"
            " round-trip min/avg/max = {rtt_min}/{rtt_avg}/{rtt_max} ms",
            closes=True,
        ),
        Line("Success rate is {loss:success} percent ({received}/{transmitted})"),
        Line("{messages*:message}"),
    ),
    finish=_finish,
)
