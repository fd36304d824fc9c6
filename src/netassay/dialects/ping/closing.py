"""The end of a printed ping of BSD's children: whether its text is whole, or an error of the tool."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.values.readings import Reading
from netassay.core.values.rows import any_has

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node

__all__ = ["finish", "join_details"]

#: The destination in an error of a tool or its resolver: there is no such host.
_UNRESOLVED: Final = re.compile(
    r"unknown host '?([^\s':]+)|cannot resolve ([^\s:]+):|bad address '?([^\s']+)"
    r"|host address failed because the ipv4/v6 address ([^\s]+) is invalid"
    r"|ping6?: ([^\s:]+): (?:Name|Temp|No address|Address family|Host|Unknown|nodename)"
)


def finish(scan: Scan, *, last_total: str = "loss") -> None:
    """Join the details of replies, drop time-outs that were answered later, close whole texts.

    A text without round trips is whole where there can be none: nothing came back, replies are
    too small to carry a time, or the tool never began. `last_total` is the last field of the
    line with the totals.
    """
    node = scan.node
    rows = node.get("replies", [])
    if scan.section == "below":
        join_details(rows)
    if any_has(rows, "outcome"):
        _drop_answered_timeouts(node)
    if not scan.closed and not scan.cut_line:
        scan.closed = _is_whole(node, last_total)


def join_details(rows: list[Node]) -> None:
    """Join the lines below each reply into one text."""
    for row in rows:
        if "details" in row:
            text = "\n".join([line.text for line in row["details"]])
            row["details"] = Reading(text, text)


def _drop_answered_timeouts(node: Node) -> None:
    """Drop the time-outs of requests whose reply came later."""
    rows = node["replies"]
    answered = {row["sequence"].value for row in rows if "outcome" not in row and "sequence" in row}
    node["replies"] = [row for row in rows if not _is_answered_timeout(row, answered)]


def _is_answered_timeout(row: Node, answered: set[int]) -> bool:
    timeout = "outcome" in row and row["outcome"].value == "timeout" and "sequence" in row
    return timeout and row["sequence"].value in answered


def _is_whole(node: Node, last_total: str) -> bool:
    """Say whether a text is whole though it has no round trips."""
    if "transmitted" not in node:
        return _never_began(node) or _gave_up(node) or _died(node)
    if node["transmitted"].value == 0:
        return True
    if last_total not in node or "received" not in node:
        return False
    if node["received"].value == 0:
        return True
    answers = [row for row in node.get("replies", ()) if "outcome" not in row]
    if any(["time" in row for row in answers]):
        return False
    # A truncated reply has no time either, and a note.
    untimed = any(["note" not in row for row in answers])
    return untimed or ("payload" in node and bool(node["payload"].value < _LEAST_TIMED_PAYLOAD))


def _gave_up(node: Node) -> bool:
    """Say whether the first request could not be sent: some tools end there."""
    rows = node.get("replies", ())
    note = rows[0].get("note") if len(rows) == 1 else None
    return note is not None and _NO_ROUTE.match(note.text) is not None


def _died(node: Node) -> bool:
    """Say whether nothing but an error of the tool stands below the header: BusyBox ends there."""
    messages = node.get("messages", ())
    return "replies" not in node and any(
        [_FATAL.match(message.text) and not _NO_ERROR.search(message.text) for message in messages]
    )


_FATAL: Final = re.compile(r"(?:[^\s:]*/)?ping6?: (?!send|recv)")
_NO_ROUTE: Final = re.compile(r"send\w*(?: packet)?: Network (?:is )?unreachable")

#: The least payload that carries the time when it was sent (``struct timeval`` of 64 bits).
_LEAST_TIMED_PAYLOAD: Final = 16


def _never_began(node: Node) -> bool:
    """Say whether a text is only an error; add the destination that the error names."""
    messages = node.get("messages", ())
    if not node.keys() <= {"messages", "destination"}:
        return False
    for message in messages:
        match = _UNRESOLVED.search(message.text)
        if match and match.lastindex:
            node["destination"] = Reading(match[match.lastindex], match[match.lastindex])
    return any([not _NO_ERROR.search(message.text) for message in messages])


#: Messages before a run: warnings, and details of ``-v``.
_NO_ERROR: Final = re.compile(r"[Ww]arning|WARNING|sock[46]\.fd|ai->ai_|/[0-9]+ packets")
