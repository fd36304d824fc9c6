"""What follows from the rows of a report: their directions, and the totals of all streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.values.readings import constant
from netassay.core.values.rows import Rows, row_at, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netassay.core.values.readings import Node, Reading

__all__ = ["derive", "is_sum"]

_SENT: Final = constant("sent")
_RECEIVED: Final = constant("received")
_DIRECTIONS: Final = {"TX-C": _SENT, "TX-S": _SENT, "RX-C": _RECEIVED, "RX-S": _RECEIVED}
_FALSE: Final = constant(value=False)
_TRUE: Final = constant(value=True)

_FIGURES: Final = (
    "transferred",
    "bitrate",
    "retransmits",
    "jitter",
    "datagrams",
    "lost_datagrams",
    "loss",
)
_SENDER_FIGURES: Final = ("transferred", "bitrate", "datagrams")
_RECEIVER_FIGURES: Final = ("jitter", "datagrams", "lost_datagrams", "loss")


def derive(node: Node, *, server: bool) -> None:
    """Add the direction of each row, `reverse`, and the totals of all streams by direction."""
    if "protocol" in node and node["protocol"].value == "UDP":
        _count_datagrams(node)
    intervals, totals = node.get("intervals", ()), node.get("totals", ())
    bidirectional = bool(intervals) and values_of(intervals, "role")[0] is not None
    if bidirectional:
        _add_directions_of_roles(intervals)
    else:
        direction = (
            _direction_of_server(intervals, totals) if server else _direction_of_client(node)
        )
        if isinstance(intervals, Rows) and intervals.are_texts:
            intervals = node["intervals"] = intervals.with_column("direction", direction)
        else:
            for row in intervals:
                row["direction"] = direction
        if server and intervals:
            node.setdefault("reverse", _TRUE if direction is _SENT else _FALSE)
    if "reverse" not in node and ("local_port" in node or "protocol" in node):
        node["reverse"] = _FALSE
    if totals:
        # With several streams each interval ends with their sum. The closing rows do too,
        # unless the text was cut before.
        several = (
            bool(intervals)
            and values_of(intervals, "stream")[-1] is None
            and is_sum(row_at(intervals, -1))
        )
        node.update(_totals_by_direction(totals, several=several))


def is_sum(row: Node) -> bool:
    """Say whether a row is the sum of several streams; a row without `stream` is not."""
    return "stream" in row and row["stream"].value is None


def _count_datagrams(node: Node) -> None:
    """Rename the retransmits of UDP rows: a single count in these is of datagrams."""
    for name in ("intervals", "totals"):
        for row in node.get(name, ()):
            if "retransmits" in row:
                row["datagrams"] = row.pop("retransmits")


def _add_directions_of_roles(rows: Iterable[Node]) -> None:
    for row in rows:
        row["direction"] = _DIRECTIONS[row["role"].value] if "role" in row else _SENT


def _direction_of_client(node: Node) -> Reading:
    return _RECEIVED if "reverse" in node and node["reverse"].value else _SENT


def _direction_of_server(intervals: Sequence[Node], totals: Sequence[Node]) -> Reading:
    """Return the direction of a server's rows.

    Only senders print retransmits and windows, only receivers of datagrams jitter. Where no
    row has them (not every system counts retransmits), the closing rows decide: since 3.2 a
    server prints only its own.
    """
    for row in intervals:
        if "retransmits" in row or "cwnd" in row:
            return _SENT
        if "datagrams" in row:
            return _RECEIVED if "jitter" in row else _SENT
    ends = {row["direction"].value for row in totals}
    return _SENT if ends == {"sent"} else _RECEIVED


def _totals_by_direction(totals: Sequence[Node], *, several: bool) -> dict[str, Node]:
    """Return the figures of all streams together, by direction, from the closing rows.

    Rows with a role count if they are of the end that printed them. The one closing row of
    3.0 and 3.1 for UDP has volume and rate of the sender, jitter and loss of the receiver.
    """
    rows: dict[str | None, list[Node]] = {"sent": [], "received": [], None: []}
    for row in totals:
        direction = row["direction"].value
        if direction is None:
            del row["direction"]
        if (
            "role" not in row
            or direction is None
            or _DIRECTIONS[row["role"].value].value == direction
        ):
            rows[direction].append(row)
    summed = {}
    for direction, of_one_row in (("sent", _SENDER_FIGURES), ("received", _RECEIVER_FIGURES)):
        total = _of_all_streams(rows[direction], _FIGURES, several=several)
        if not total and rows[None]:
            total = _of_all_streams(rows[None], of_one_row, several=several)
        if total:
            summed[direction] = total
    return summed


def _of_all_streams(rows: Sequence[Node], names: Sequence[str], *, several: bool) -> Node:
    """Return the figures of all streams: of the ``[SUM]`` row, or of the only stream."""
    chosen = rows
    if len(rows) > 1 or several:
        chosen = [row for row in rows if is_sum(row)]
    if len(chosen) != 1:
        return {}
    return {name: chosen[0][name] for name in names if name in chosen[0]}
