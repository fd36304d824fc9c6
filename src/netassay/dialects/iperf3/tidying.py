"""What a table of lines can't say of rows: which are closing ones, whose datagrams were late."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.readers import COUNT
from netassay.core.values.rows import any_has

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node

__all__ = ["count_reordered", "tidy", "without_glued_lines"]

#: Begins the line on each datagram that came out of order: of 3.0 and 3.1, later with ``-d`` only.
_REORDERED: Final = "OUT OF ORDER - "
#: Such a line of 3.2 to 3.17, which has no end: the next one stands right behind it.
_GLUED: Final = re.compile(
    r"OUT OF ORDER - incoming packet sequence [0-9]++ but expected sequence [0-9]++"
    r" on stream [0-9]++(?=[^\n])"
)

_LISTS: Final = ("intervals", "totals")


def without_glued_lines(text: str) -> str:
    """Return a text without the lines on single datagrams that stand in front of others."""
    return _GLUED.sub("", text) if _REORDERED in text else text


def count_reordered(text: str, scan: Scan) -> None:
    """Add the number of lines of a text that tell of a datagram out of order."""
    times = text.count(_REORDERED)
    if times and not scan.empty:
        scan.node["reordered"] = COUNT[str(times)]


def tidy(scan: Scan, *, server: bool) -> None:
    """Give counts of datagrams out of order to their rows, and find closing rows without a word.

    These are rows of 3.0 and 3.1 over UDP that stand behind the intervals without a line
    between, or alone at the end of a client's report.
    """
    node = scan.node
    if any([any_has(node.get(name, ()), "out_of_order") for name in _LISTS]):
        _join_out_of_order(scan)
    rows = node.get("intervals")
    if not rows or "totals" in node:
        return
    at = _first_closing(rows)
    done = scan.closed and not server
    if at is None and done and "error" not in node and _span_the_whole(rows):
        at = 0
    if at is not None:
        node["intervals"], node["totals"] = rows[:at], rows[at:]
        if not at:
            del node["intervals"]


def _flow(row: Node) -> tuple[Any, ...]:
    return tuple(row[name].value if name in row else None for name in ("stream", "role"))


def _span_the_whole(rows: list[Node]) -> bool:
    """Say whether there is one row for each stream, which begins when the test does."""
    begin = all("start" in row and row["start"].value == 0 for row in rows)
    return begin and len({_flow(row) for row in rows}) == len(rows)


def _first_closing(rows: list[Node]) -> int | None:
    """Return the position of the first row that spans all of several rows of its stream before."""
    begins: dict[tuple[Any, ...], float] = {}
    ends: dict[tuple[Any, ...], list[float]] = {}
    for at, row in enumerate(rows):
        if "omitted" in row or "start" not in row or "end" not in row:
            continue
        flow, start, end = _flow(row), row["start"].value, row["end"].value
        past = ends.setdefault(flow, [])
        if len(past) > 1 and past[-1] > past[0] and start == begins[flow] and end >= past[-1]:
            return at
        begins.setdefault(flow, start)
        past.append(end)
    return None


def _join_out_of_order(scan: Scan) -> None:
    """Give each count that stands on a line of its own to the row that it is about."""
    node = scan.node
    owners: dict[int, Node] = {}
    alone: dict[str, list[Node]] = {}
    for name in _LISTS:
        rows = node.get(name, [])
        alone[name] = [row for row in rows if "out_of_order" in row and "transferred" not in row]
        if alone[name]:
            node[name] = [row for row in rows if row not in alone[name]]
    for name, counts in alone.items():
        for count in counts:
            owner = next(
                filter(None, (_owner(count, node.get(one, ())) for one in _LISTS[::-1])), None
            )
            if owner is None:
                node[name].append(count)
            else:
                owner.setdefault("out_of_order", count["out_of_order"])
                owners[id(count)] = owner
    for name in _LISTS:
        if name in node and not node[name]:
            del node[name]
    scan.origins = [
        (number, text, owners.get(id(row), row), fields)
        for number, text, row, fields in scan.origins
    ]


def _owner(count: Node, rows: Sequence[Node]) -> Node | None:
    """Return the last row of the count's stream, of the receiver if there is one.

    A sum of one stream is told of as that of several.
    """
    stream, role = _flow(count)
    rows = [row for row in rows if "stream" in row and _flow(row)[1] == role]
    streams = {row["stream"].value for row in rows}
    if stream is None and None not in streams and len(streams) == 1:
        (stream,) = streams
    own = [row for row in rows if row["stream"].value == stream]
    received = [row for row in own if row["direction"].value == "received"]
    found = received or own
    return found[-1] if found else None
