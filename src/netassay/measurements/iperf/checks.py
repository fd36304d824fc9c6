"""What the values of an iperf run must be to each other."""

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
    """Hold each row's rate against its bytes, and the totals against the intervals."""
    intervals, totals = node.get("intervals", ()), node.get("totals", ())
    _check_rows("intervals", intervals, notes)
    _check_rows("totals", totals, notes)
    if totals:
        _check_totals(intervals, totals, notes)
    elif intervals:
        _check_ends(node, intervals, notes)


def _check_rows(name: str, rows: Sequence[Node], notes: Notes) -> None:
    """Hold each row's rate against its bytes and time, and its loss against its counts.

    A row without any time says nothing of a rate: where 3.0 ends the omitted time within an
    interval, that interval's row starts when it ends.
    """
    for at, row in enumerate(rows):
        try:
            start, end = row["start"], row["end"]
            volume, bitrate = row["transferred"], row["bitrate"]
        except KeyError:
            continue
        seconds = end.value - start.value
        apart = volume.value * 8 - bitrate.value * seconds
        # Half a digit of each: what is as near as that needs no closer look.
        room = volume.step * 4 + bitrate.step * seconds / 2
        if not -room <= apart <= room and seconds > 0:
            path = f"{name}[{at}].bitrate"
            arithmetic.rate(volume, bitrate, seconds, max(start.step, end.step), path, notes)
        if "loss" in row and row["loss"].value is not None and row["lost_datagrams"].exact:
            lost, sent = row["lost_datagrams"].value, row["datagrams"].value
            arithmetic.share(row, f"{name}[{at}].", lost, sent, "loss", notes)


def _check_totals(intervals: Sequence[Node], totals: Sequence[Node], notes: Notes) -> None:
    """Hold the closing rows against the intervals of the same stream and way.

    A text of several runs has rows of the same name for each; they can't be told apart here.
    """
    ways = [_whose(total) for total in totals]
    if len(set(ways)) < len(ways):
        return
    parts: dict[Any, list[Node]] = {}
    for row in intervals:
        if "omitted" not in row and "stream" in row:
            parts.setdefault(row["stream"].value, []).append(row)
    for at, total in enumerate(totals):
        whose = ways[at]
        own: Sequence[Node] = parts.get(whose[0], ())
        if own and _whose(own[0]) == whose:
            if "role" in total or _whose(own[-1]) != whose:
                own = [row for row in own if _whose(row) == whose]
            if _covers(own, total):
                _check_sums(own, total, at, notes)


def _check_sums(parts: Sequence[Node], total: Node, at: int, notes: Notes) -> None:
    """Hold a closing row against its intervals, but for two habits of iperf3 itself.

    A receiver counts on after its last interval what was still under way, so that its total
    may be more (3.0 and 3.1 with ``-R``, servers of 3.21). An end whose peer is gone prints its
    last interval twice, and its total has what no interval tells.
    """
    for name in ("transferred", "retransmits"):
        try:
            stated, readings = total[name], [part[name] for part in parts]
        except KeyError:
            continue
        if arithmetic.adds_up(stated, readings):
            continue
        way = total.get("direction")
        counted_on = way is not None and way.value == "received"
        if counted_on and stated.value > sum(reading.value for reading in readings):
            continue
        if all(_is_before(one, other) for one, other in pairwise(parts)):
            arithmetic.sums(stated, readings, f"totals[{at}].{name}", name, notes)


def _is_before(one: Node, other: Node) -> bool:
    """Say whether a row's span ends where another's begins, or before."""
    if "end" not in one or "start" not in other:
        return False
    return bool(one["end"].value <= other["start"].value)


def _check_ends(node: Node, intervals: Sequence[Node], notes: Notes) -> None:
    """Hold the totals of `output` against its intervals, which are those of one of the ends."""
    if not all(["transferred" in row and "start" in row and "end" in row for row in intervals]):
        return
    start, end = intervals[0]["start"], intervals[-1]["end"]
    seconds, step = end.value - start.value, max(start.step, end.step)
    volumes = [row["transferred"] for row in intervals]
    totals: dict[str, Reading] = {}
    for way in ("sent", "received"):
        ours = node.get(way, {})
        if {"transferred", "bitrate"} <= ours.keys():
            totals[way] = ours["transferred"]
            path = f"{way}.bitrate"
            arithmetic.rate(ours["transferred"], ours["bitrate"], seconds, step, path, notes)
    if totals and not any(arithmetic.adds_up(total, volumes) for total in totals.values()):
        way, total = next(iter(totals.items()))
        arithmetic.sums(total, volumes, f"{way}.transferred", "transferred", notes)


def _covers(parts: Sequence[Node], total: Node) -> bool:
    """Say whether rows span the time of a closing line, from its start to its end."""
    first, last = parts[0], parts[-1]
    if not ("start" in first and "end" in last and "start" in total and "end" in total):
        return False
    start, end = first["start"], last["end"]
    return bool(
        abs(start.value - total["start"].value) <= start.step
        and abs(end.value - total["end"].value) <= end.step
    )


def _whose(row: Node) -> tuple[object, ...]:
    """Return which stream and way a row is about."""
    stream, role, direction = row.get("stream"), row.get("role"), row.get("direction")
    return stream and stream.value, role and role.value, direction and direction.value
