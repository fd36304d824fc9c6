"""Checks of an iperf run's values against each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from netassay.core import arithmetic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node, Reading

__all__ = ["check", "complete"]


def complete(node: Node) -> bool:
    """Say whether the totals of both ends and the intervals are there."""
    received = node.get("received", {}).keys()
    return (
        {"transferred", "bitrate"} <= node.get("sent", {}).keys()
        and ({"transferred", "bitrate"} <= received or "loss" in received)
        and bool(node.get("intervals"))
    )


def check(node: Node, notes: Notes) -> None:
    """Compare each row's rate with its bytes, and the totals with the intervals."""
    intervals, totals = node.get("intervals", ()), node.get("totals", ())
    _check_rows("intervals", intervals, notes)
    _check_rows("totals", totals, notes)
    if totals:
        _check_totals(intervals, totals, notes)
    elif intervals:
        _check_ends(node, intervals, notes)


def _check_rows(name: str, rows: Sequence[Node], notes: Notes) -> None:
    """Compare each row's rate with its bytes and time, and its loss with its counts.

    Rows that start when they end are left out: iperf3 3.0 prints one for an interval in which
    the omitted time ended.
    """
    for at, row in enumerate(rows):
        try:
            start, end = row["start"], row["end"]
            volume, bitrate = row["transferred"], row["bitrate"]
        except KeyError:
            continue
        seconds = end.value - start.value
        apart = volume.value * 8 - bitrate.value * seconds
        # Half a unit of the last digits: the usual case needs no exact check.
        room = volume.step * 4 + bitrate.step * seconds / 2
        if not -room <= apart <= room and seconds > 0:
            path = f"{name}[{at}].bitrate"
            arithmetic.rate(volume, bitrate, seconds, max(start.step, end.step), path, notes)
        if "loss" in row and row["loss"].value is not None and row["lost_datagrams"].exact:
            lost, sent = row["lost_datagrams"].value, row["datagrams"].value
            arithmetic.share(row, f"{name}[{at}].", lost, sent, "loss", notes)


def _check_totals(intervals: Sequence[Node], totals: Sequence[Node], notes: Notes) -> None:
    """Compare the closing rows with the intervals of the same stream and direction.

    Nothing is compared where two closing rows have the same: in texts of several runs.
    """
    flows = [_flow(total) for total in totals]
    if len(set(flows)) < len(flows):
        return
    parts: dict[Any, list[Node]] = {}
    for row in intervals:
        if "omitted" not in row and "stream" in row:
            parts.setdefault(row["stream"].value, []).append(row)
    for at, total in enumerate(totals):
        flow = flows[at]
        own: Sequence[Node] = parts.get(flow[0], ())
        if own and _flow(own[0]) == flow:
            if "role" in total or _flow(own[-1]) != flow:
                own = [row for row in own if _flow(row) == flow]
            if _covers(own, total):
                _check_sums(own, total, at, notes)


def _check_sums(parts: Sequence[Node], total: Node, at: int, notes: Notes) -> None:
    """Compare a closing row with its intervals, except in two cases.

    A receiver's total may include what arrived after its last interval (3.0 and 3.1 with
    ``-R``, servers of 3.21). An end flow peer is gone prints its last interval twice, and
    its total includes more than the intervals.
    """
    for name in ("transferred", "retransmits"):
        try:
            stated, readings = total[name], [part[name] for part in parts]
        except KeyError:
            continue
        if arithmetic.adds_up(stated, readings):
            continue
        direction = total.get("direction")
        is_receiver = direction is not None and direction.value == "received"
        if is_receiver and stated.value > sum(reading.value for reading in readings):
            continue
        if all(_is_before(one, other) for one, other in pairwise(parts)):
            arithmetic.sums(stated, readings, f"totals[{at}].{name}", name, notes)


def _is_before(one: Node, other: Node) -> bool:
    """Say whether the span of one row ends before another's begins, or there."""
    if "end" not in one or "start" not in other:
        return False
    return bool(one["end"].value <= other["start"].value)


def _check_ends(node: Node, intervals: Sequence[Node], notes: Notes) -> None:
    """Compare the totals of `output` with its intervals, which are those of either end."""
    if not all(["transferred" in row and "start" in row and "end" in row for row in intervals]):
        return
    start, end = intervals[0]["start"], intervals[-1]["end"]
    seconds, step = end.value - start.value, max(start.step, end.step)
    volumes = [row["transferred"] for row in intervals]
    totals: dict[str, Reading] = {}
    for direction in ("sent", "received"):
        transfer = node.get(direction, {})
        if {"transferred", "bitrate"} <= transfer.keys():
            totals[direction] = transfer["transferred"]
            path = f"{direction}.bitrate"
            arithmetic.rate(
                transfer["transferred"], transfer["bitrate"], seconds, step, path, notes
            )
    if totals and not any(arithmetic.adds_up(total, volumes) for total in totals.values()):
        direction, total = next(iter(totals.items()))
        arithmetic.sums(total, volumes, f"{direction}.transferred", "transferred", notes)


def _covers(parts: Sequence[Node], total: Node) -> bool:
    """Say whether the rows cover the span of a closing row, from its start to its end."""
    first, last = parts[0], parts[-1]
    if not ("start" in first and "end" in last and "start" in total and "end" in total):
        return False
    start, end = first["start"], last["end"]
    return bool(
        abs(start.value - total["start"].value) <= start.step
        and abs(end.value - total["end"].value) <= end.step
    )


def _flow(row: Node) -> tuple[object, ...]:
    """Return stream, role and direction of a row."""
    stream, role, direction = row.get("stream"), row.get("role"), row.get("direction")
    return stream and stream.value, role and role.value, direction and direction.value
