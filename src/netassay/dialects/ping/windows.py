"""The ping of Windows, in English: a line for each request, without numbers.

`time` is 1 ms for a round trip that is printed as ``time<1ms``; the note has the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import ADDRESS, HOST, Printed
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.dialects.ping.aoss import number_requests, upper_bound
from netassay.dialects.ping.closing import join_details
from netassay.measurements.ping.sequences import errors_received
from netassay.records.ping import Ping

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node

__all__ = ["DIALECT"]


def _finish(scan: Scan) -> None:
    node = scan.node
    rows = node.get("replies", [])
    number_requests(rows)
    if scan.section == "below":
        join_details(rows)
    for row in rows:
        if "note" in row and "outcome" not in row:
            row["time"] = upper_bound(row["note"])
    if "destination" not in node:
        _name_destination(node)
    if "destination" in node and "resolved_address" not in node:
        _resolve(node)
    scan.close_without_replies()
    errors = errors_received(node)
    if errors and errors == node["received"].value and not scan.cut_line:
        # Only errors were received: there are no round trips to sum up.
        scan.closed = True
    answered = any(["outcome" not in row for row in rows])
    if not scan.cut_line and (_never_began(node) or ("loss" in node and rows and not answered)):
        scan.closed = True


def _resolve(node: Node) -> None:
    """Add the destination as its own address, where it is an address."""
    try:
        node["resolved_address"] = ADDRESS[node["destination"].text]
    except ValueProblem:
        return


#: The destination, in the message that there is none.
_UNRESOLVED: Final = re.compile(
    r"(?:could not find host|Unknown host|Bad IP address) (\S+?)\.?(?:\s|$)"
)


def _name_destination(node: Node) -> None:
    """Add the destination where only a message names it."""
    for message in node.get("messages", ()):
        match = _UNRESOLVED.search(message.text)
        if match:
            node["destination"] = TEXT[match[1]]


def _never_began(node: Node) -> bool:
    return "messages" in node and node.keys() <= {"messages", "destination"}


_UNREACHABLE: Final = r"(?:Destination [^\n]*|Dest [^\n]*)unreachable\."
_FAILED: Final = (
    r"(?:TTL expired |Packet needs |Source route |Source quench |Parameter problem"
    r"|General failure|Hardware error|Negotiating |Invalid |Bad |No resources|PING: |Unable to "
    r"|Time to live |Reassembly |Error |IP )[^\n]*[^\s]|transmit failed[^\n]*+"
)

DIALECT: Final = Dialect(
    "ping_windows",
    tests=("ping",),
    record=Ping,
    families=(),
    signature=(
        r"^Pinging (?!')\S+ (?:\[|from |with )|^Reply from \S+:(?: bytes=| time| [A-Z])"
        r"|^[ \t]*+Packets: Sent = |^Ping request could not |^PING: |^Ping statistics for \S+:[ \t\r]*$"
    ),
    runs=Runs(
        once=r"Packets: Sent = ",
        restarts=r"Ping statistics for |Reply from ",
        opens=r"Pinging (?!')\S+ (?:\[|from |with )|Ping request could not find host ",
    ),
    kinds={
        "address": Printed(HOST, r"[^\s,]+"),
        "destination": Printed(TEXT, r"[^\s\[\]]++"),
        "resolved_address": Printed(HOST, r"[^\s\]]++"),
        "host": Printed(TEXT, r"[^\s:]+(?::[^\s:]*)*"),
        "below": Printed(TEXT, r"time ?< ?[0-9]{1,9}+ ?ms"),
        "equals": Printed(TEXT, "[= ]"),
        "unreachable": Printed(TEXT, _UNREACHABLE),
        "failed": Printed(TEXT, _FAILED),
        "message": Printed(
            TEXT, r"(?:Ping request could not|Unknown host|Unable to|Bad option)[^\n]*[^\s]"
        ),
        "name": Printed(TEXT, r"[^\s:]+?"),
        "stamp": Printed(
            TEXT, r"(?:Route|Timestamp): [^\n]*[^\s]|[0-9.]{7,15}+(?: (?:->|: [0-9]++)[^\n]*+)?+"
        ),
    },
    lines=(
        Line("Reply from {address}: bytes={size} time={time}ms TTL={ttl}", into="replies"),
        Line("Reply from {address}: bytes={size} {note:below} TTL={ttl}", into="replies"),
        # An answer of another size than the request.
        Line(
            "Reply from {address}: bytes={size} (sent {_:count}) time={time}ms TTL={ttl}",
            into="replies",
        ),
        Line(
            "Reply from {address}: bytes={size} (sent {_:count}) {note:below} TTL={ttl}",
            into="replies",
        ),
        Line("Reply from {address}:[[ bytes={size}]] time={time}ms", into="replies"),
        Line("Reply from {address}:[[ bytes={size}]] {note:below}", into="replies"),
        Line(
            "Reply from {address}: {note:unreachable}",
            into="replies",
            sets={"outcome": "unreachable"},
        ),
        Line("Reply from {address}: {note:failed}", into="replies", sets={"outcome": "error"}),
        Line("Request timed out.", into="replies", sets={"outcome": "timeout"}),
        Line("{note:unreachable}", into="replies", sets={"outcome": "unreachable"}),
        Line("{note:failed}", into="replies", sets={"outcome": "error"}),
        Line("{details*:stamp}", onto="replies", opens="below"),
        Line(
            "Pinging {destination} [{resolved_address}][[ from {source_address}]]"
            " with {payload} bytes of[[ data:]]"
        ),
        Line("Pinging {destination}[[ from {source_address}]] with {payload} bytes of[[ data:]]"),
        # The terminal was too narrow for the header.
        Line("data:"),
        Line("Ping statistics for {destination:host}:"),
        Line(
            "Packets: Sent = {transmitted}, Received = {received}, Lost = {_:count} ({loss}% loss)[[,]]"
        ),
        Line("Approximate round trip times in milli-seconds:"),
        Line("Minimum = {rtt_min}ms, Maximum = {rtt_max}ms, Average = {rtt_avg}ms", closes=True),
        Line("{messages*:message}"),
        Line("Control-C"),
        Line("Control-Break"),
        Line("^C"),
    ),
    finish=_finish,
)
