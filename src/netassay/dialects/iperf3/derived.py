"""What a table of lines can't say of a report: which way its rows went, and what they sum up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.values.readings import constant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netassay.core.values.readings import Node

__all__ = ["derive", "is_sum"]

_SENT: Final = constant("sent")
_RECEIVED: Final = constant("received")
_WAYS: Final = {"TX-C": _SENT, "TX-S": _SENT, "RX-C": _RECEIVED, "RX-S": _RECEIVED}
_FALSE: Final = constant(value=False)
_TRUE: Final = constant(value=True)

_SUMMED: Final = (
    "transferred",
    "bitrate",
    "retransmits",
    "jitter",
    "datagrams",
    "lost_datagrams",
    "loss",
)
_SENT_OF_ONE: Final = ("transferred", "bitrate", "datagrams")
_RECEIVED_OF_ONE: Final = ("jitter", "datagrams", "lost_datagrams", "loss")


def derive(node: Node, *, server: bool) -> None:
    """Say which way each row of a report went, and sum up all streams for each way."""
    intervals, totals = node.get("intervals", ()), node.get("totals", ())
    if "protocol" in node and node["protocol"].value == "UDP":
        _count_datagrams(intervals)
        _count_datagrams(totals)
    bidirectional = bool(intervals) and "role" in intervals[0]
    if bidirectional:
        _go_by_roles(intervals)
    else:
        ours = _way_of_server(intervals, totals) if server else _way_of_client(node)
        for row in intervals:
            row["direction"] = ours
        if server and intervals:
            node.setdefault("reverse", _TRUE if ours is _SENT else _FALSE)
    if "reverse" not in node and ("local_port" in node or "protocol" in node):
        node["reverse"] = _FALSE
    if totals:
        # With several streams each interval ends with their sum; so do the closing rows, if
        # the text is not cut before it.
        several = bool(intervals) and is_sum(intervals[-1])
        node.update(_summed(totals, several=several))


def is_sum(row: Node) -> bool:
    """Say whether a row is the sum of several streams; what has no number that can be is none."""
    return "stream" in row and row["stream"].value is None


def _count_datagrams(rows: Iterable[Node]) -> None:
    """Call the count that stands alone in a row what it is with UDP."""
    for row in rows:
        if "retransmits" in row:
            row["datagrams"] = row.pop("retransmits")


def _go_by_roles(rows: Iterable[Node]) -> None:
    for row in rows:
        row["direction"] = _WAYS[row["role"].value] if "role" in row else _SENT


def _way_of_client(node: Node) -> object:
    return _RECEIVED if "reverse" in node and node["reverse"].value else _SENT


def _way_of_server(intervals: Sequence[Node], totals: Sequence[Node]) -> object:
    """Return which way a server's rows went: only a sender knows retransmits and windows.

    Of datagrams only the receiver knows the jitter. Where no row tells (not every system
    counts retransmits), the closing rows do: since 3.2 they are the server's own alone.
    """
    for row in intervals:
        if "retransmits" in row or "cwnd" in row:
            return _SENT
        if "datagrams" in row:
            return _RECEIVED if "jitter" in row else _SENT
    ends = {row["direction"].value for row in totals}
    return _SENT if ends == {"sent"} else _RECEIVED


def _summed(totals: Sequence[Node], *, several: bool) -> dict[str, Node]:
    """Return what closing rows say of all streams together, for each way that they tell of.

    Of rows that have roles, those of the end that printed them count. 3.0 and 3.1 print one
    closing row for UDP: volume and rate are what was sent, jitter and loss what the receiver
    saw.
    """
    rows: dict[str | None, list[Node]] = {"sent": [], "received": [], None: []}
    for row in totals:
        way = row["direction"].value
        if way is None:
            del row["direction"]
        if "role" not in row or way is None or _WAYS[row["role"].value].value == way:
            rows[way].append(row)
    ways = {}
    for way, both in (("sent", _SENT_OF_ONE), ("received", _RECEIVED_OF_ONE)):
        total = _of_all_streams(rows[way], _SUMMED, several=several)
        if not total and rows[None]:
            total = _of_all_streams(rows[None], both, several=several)
        if total:
            ways[way] = total
    return ways


def _of_all_streams(rows: Sequence[Node], names: Sequence[str], *, several: bool) -> Node:
    """Return the figures of all streams: of the ``[SUM]`` row, or of the only stream."""
    chosen = rows
    if len(rows) > 1 or several:
        chosen = [row for row in rows if is_sum(row)]
    if len(chosen) != 1:
        return {}
    return {name: chosen[0][name] for name in names if name in chosen[0]}
