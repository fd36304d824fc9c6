"""What follows from the rows of a report: their directions, and the totals of all streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.values.readings import constant
from netassay.core.values.rows import Rows, any_has, row_at, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.values.readings import Node, Reading

__all__ = ["derive", "is_sum"]

_SENT: Final = constant("sent")
_RECEIVED: Final = constant("received")
_DIRECTIONS: Final = {"TX-C": _SENT, "TX-S": _SENT, "RX-C": _RECEIVED, "RX-S": _RECEIVED}
_UNKNOWN: Final = constant(None)
_UDP: Final = constant("UDP")
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
    "out_of_order",
)
_SENDER_FIGURES: Final = ("transferred", "bitrate", "datagrams")
_RECEIVER_FIGURES: Final = ("jitter", "datagrams", "lost_datagrams", "loss", "out_of_order")


def derive(node: Node, *, server: bool) -> None:
    """Add the direction of each row, `reverse`, and the totals of all streams by direction."""
    if "protocol" not in node and _have_jitter(node):
        node["protocol"] = _UDP
    if "protocol" in node and node["protocol"].value == "UDP":
        _count_datagrams(node)
    intervals, totals = node.get("intervals", ()), node.get("totals", ())
    direction = _add_directions(node, intervals, totals, server=server)
    known = server or direction in (_SENT, None) or "server_address" in node
    if "reverse" not in node and known and ("local_port" in node or "protocol" in node):
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


def _have_jitter(node: Node) -> bool:
    return any([any_has(node.get(name, ()), "jitter") for name in ("intervals", "totals")])


def _add_directions(
    node: Node, intervals: Sequence[Node], totals: Sequence[Node], *, server: bool
) -> Reading | None:
    """Add the direction of the intervals' rows; return that of all, None where they differ."""
    if intervals and values_of(intervals, "role")[0] is not None:
        for row in intervals:
            row["direction"] = _DIRECTIONS[row["role"].value] if "role" in row else _SENT
        return None
    direction = (
        _direction_of_server(intervals, totals)
        if server
        else _direction_of_client(node, intervals, totals)
    )
    if isinstance(intervals, Rows) and intervals.are_texts:
        node["intervals"] = intervals.with_column("direction", direction)
    else:
        for row in intervals:
            row["direction"] = direction
    if server and intervals:
        node.setdefault("reverse", _TRUE if direction is _SENT else _FALSE)
    return direction


def is_sum(row: Node) -> bool:
    """Say whether a row is the sum of several streams; a row without `stream` is not."""
    return "stream" in row and row["stream"].value is None


def _count_datagrams(node: Node) -> None:
    """Rename the retransmits of UDP rows: a single count in these is of datagrams."""
    for name in ("intervals", "totals"):
        for row in node.get(name, ()):
            if "retransmits" in row:
                row["datagrams"] = row.pop("retransmits")


def _direction_of_client(node: Node, intervals: Sequence[Node], totals: Sequence[Node]) -> Reading:
    """Return the direction of a client's rows, of None where nothing of the text tells it.

    Where the text has lost its head, its rows may, or the closing row of the sender: a client
    that is the sender counts its retransmits in each row.
    """
    if "reverse" in node:
        return _RECEIVED if node["reverse"].value else _SENT
    shown = _direction_of_rows(intervals)
    if shown is not None:
        return shown
    if "server_address" in node:
        return _SENT
    if any_has(totals, "retransmits"):
        return _RECEIVED
    return _SENT if "local_port" in node and not intervals else _UNKNOWN


def _direction_of_rows(rows: Sequence[Node]) -> Reading | None:
    """Return the direction that rows show.

    Only senders print retransmits and windows, only receivers of datagrams jitter.
    """
    names = ("retransmits", "cwnd", "datagrams", "jitter")
    columns = [values_of(rows, name) for name in names]
    for retransmits, cwnd, datagrams, jitter in zip(*columns, strict=True):
        if retransmits is not None or cwnd is not None:
            return _SENT
        if datagrams is not None:
            return _SENT if jitter is None else _RECEIVED
    return None


def _direction_of_server(intervals: Sequence[Node], totals: Sequence[Node]) -> Reading:
    """Return the direction of a server's rows.

    Where no row shows it (not every system counts retransmits), the closing rows decide: since
    3.2 a server prints only its own.
    """
    shown = _direction_of_rows(intervals)
    if shown is not None:
        return shown
    ends = {row["direction"].value for row in totals}
    return _SENT if ends == {"sent"} else _RECEIVED


def _totals_by_direction(totals: Sequence[Node], *, several: bool) -> dict[str, Node]:
    """Return the figures of all streams together, by direction, from the closing rows.

    Rows with a role count if they are of the end that printed them. The one closing row of
    3.0 and 3.1 for UDP has volume and rate of the sender, jitter and loss of the receiver; an
    end that does not know the former prints zeros in their place.
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
