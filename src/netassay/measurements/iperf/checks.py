"""Checks of an iperf run's values against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.core import arithmetic
from netassay.core.values.rows import Figures, Rows, row_at, steps_of, values_of

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
    columns = [values_of(rows, field) for field in ("start", "end", "transferred", "bitrate")]
    far = [
        at
        for at, (start, end, volume, bitrate) in enumerate(zip(*columns, strict=True))
        if None not in (start, end, volume, bitrate)
        and not arithmetic.close(volume, bitrate, end - start)
    ]
    if len(far) > 1 and not any([None in column for column in columns]):
        starts, ends, volumes, rates = columns
        steps = zip(steps_of(rows, "transferred"), steps_of(rows, "bitrate"), strict=True)
        # Half a unit of the last digits: the usual case needs no exact check.
        rooms = [
            of_volume * 4 + of_rate * (end - start) / 2
            for (of_volume, of_rate), start, end in zip(steps, starts, ends, strict=True)
        ]
        far = [
            at
            for at in far
            if abs(volumes[at] * 8 - rates[at] * (ends[at] - starts[at])) > rooms[at]
        ]
    for at in far:
        _check_rate(row_at(rows, at), f"{name}[{at}].bitrate", notes)
    for at, (start, end) in enumerate(zip(columns[0], columns[1], strict=True)):
        if start is not None and end is not None and end < start:
            row = row_at(rows, at)
            message = f"end {row['end'].text} is before start {row['start'].text}"
            notes.add("arithmetic", f"{name}[{at}].end", message)
    for at, lost in enumerate(values_of(rows, "lost_datagrams")):
        row = row_at(rows, at) if lost else {}
        arithmetic.within(row, f"{name}[{at}].", "lost_datagrams", "datagrams", notes)
        if "loss" in row and row["loss"].value is not None:
            sent = row["datagrams"].value
            arithmetic.share(row, f"{name}[{at}].", lost, sent, "loss", notes)


def _check_rate(row: Node, path: str, notes: Notes) -> None:
    """Compare a row's rate with its bytes and time."""
    start, end, volume, bitrate = row["start"], row["end"], row["transferred"], row["bitrate"]
    seconds = end.value - start.value
    if seconds > 0:
        arithmetic.rate(volume, bitrate, seconds, max(start.step, end.step), path, notes)


def _check_totals(intervals: Sequence[Node], totals: Sequence[Node], notes: Notes) -> None:
    """Compare the closing rows with the intervals of the same stream and direction.

    Nothing is compared where two closing rows have the same: in texts of several runs.
    """
    flows = _flows(totals)
    if len(set(flows)) < len(flows):
        return
    own_flows, streams = _flows(intervals), values_of(intervals, "stream")
    counted = [
        at
        for at, omitted in enumerate(values_of(intervals, "omitted"))
        if omitted is None and (streams[at] is not None or "stream" in row_at(intervals, at))
    ]
    parts: dict[Any, list[int]] = {}
    for at in counted:
        parts.setdefault(own_flows[at][0], []).append(at)
    roles = values_of(totals, "role")
    for at, flow in enumerate(flows):
        own = parts.get(flow[0], [])
        if own and own_flows[own[0]] == flow:
            if roles[at] is not None or own_flows[own[-1]] != flow:
                own = [place for place in own if own_flows[place] == flow]
            rows = intervals if len(own) == len(intervals) else _rows(intervals, own)
            total = row_at(totals, at)
            if _covers(rows, total):
                _check_sums(rows, total, at, notes)


def _rows(rows: Sequence[Node], places: Sequence[int]) -> Sequence[Node]:
    return rows.arranged(places) if isinstance(rows, Rows) else [rows[at] for at in places]


def _check_sums(parts: Sequence[Node], total: Node, at: int, notes: Notes) -> None:
    """Compare a closing row with its intervals, except in two cases.

    A receiver's total may include what arrived after its last interval (3.0 and 3.1 with
    ``-R``, servers of 3.21). An end flow peer is gone prints its last interval twice, and
    its total includes more than the intervals.
    """
    for name in ("transferred", "retransmits"):
        stated, figures = total.get(name), Figures(parts, name)
        if stated is None or len(figures.values) < len(parts):
            continue
        if arithmetic.adds_up(stated, figures):
            continue
        direction = total.get("direction")
        is_receiver = direction is not None and direction.value == "received"
        if is_receiver and stated.value > sum(figures.values):
            continue
        spans = zip(values_of(parts, "start")[1:], values_of(parts, "end"), strict=False)
        if all(None not in span and span[1] <= span[0] for span in spans):
            arithmetic.sums(stated, figures, f"totals[{at}].{name}", name, notes)


def _check_ends(node: Node, intervals: Sequence[Node], notes: Notes) -> None:
    """Compare the totals of `output` with its intervals, which are those of either end."""
    if any([None in values_of(intervals, name) for name in ("transferred", "start", "end")]):
        return
    start, end = row_at(intervals, 0)["start"], row_at(intervals, -1)["end"]
    seconds, step = end.value - start.value, max(start.step, end.step)
    volumes = Figures(intervals, "transferred")
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
    start, end = values_of(parts, "start")[0], values_of(parts, "end")[-1]
    if start is None or end is None or not ("start" in total and "end" in total):
        return False
    return _is_near(start, total["start"], parts, "start", 0) and _is_near(
        end, total["end"], parts, "end", -1
    )


def _is_near(value: float, other: Reading, rows: Sequence[Node], name: str, at: int) -> bool:
    """Say whether a time of a row is that of another, within a unit of its last digit."""
    apart = abs(value - other.value)
    return apart == 0 or bool(apart <= row_at(rows, at)[name].step)


def _flows(rows: Sequence[Node]) -> list[tuple[object, ...]]:
    """Return stream, role and direction of each row."""
    return list(
        zip(*[values_of(rows, name) for name in ("stream", "role", "direction")], strict=True)
    )
