"""Checks of values against each other, at the precision they were printed with.

Each check takes a node and the names of fields, does nothing where one of them is absent,
and notes an ``arithmetic`` finding where no true values could have been printed like this.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node, Reading

__all__ = ["adds_up", "close", "ordered", "rate", "share", "summary", "sums"]

#: Room for the rounding of our own floating point, far below any printed digit.
_HAIR: Final = 1e-9
#: Three printed digits leave more room than this, so that this close always agrees.
_CLOSE: Final = 0.0005


def ordered(node: Node, names: Sequence[str], notes: Notes) -> None:
    """Check that the values do not fall: min <= avg <= max."""
    values = [node[name].value for name in names if name in node]
    if values == sorted(values):
        return
    there = [(name, node[name]) for name in names if name in node]
    for (low_name, low), (high_name, high) in pairwise(there):
        if low.value > high.value and low.low > high.high:
            message = f"{low_name} {low.text} is over {high_name} {high.text}"
            notes.add("arithmetic", high_name, message)


def share(node: Node, path: str, part: float, whole: float, name: str, notes: Notes) -> None:
    """Check a printed percentage against the counts it is made of, rounded or truncated."""
    percent = node.get(name)
    if percent is None or whole <= 0:
        return
    true = 100 * part / whole
    if not -percent.step / 2 - _HAIR <= true - percent.value <= percent.step + _HAIR:
        notes.add(
            "arithmetic",
            path + name,
            f"{name} {percent.text} does not fit {part:g} of {whole:g}, which is {true:.4g} %",
        )


def summary(
    node: Node,
    lowest: str,
    mean: str,
    highest: str,
    parts: Sequence[Reading],
    notes: Notes,
) -> None:
    """Check min, avg and max against the values they sum up, rounded or truncated."""
    if not parts:
        return
    values = [part.value for part in parts]
    step = max([part.step for part in parts])
    least, most = min(values), max(values)
    hair = _HAIR * (1 + most)
    for name, true in ((lowest, least), (highest, most)):
        stated = node.get(name)
        if stated is None or stated.value == true:
            continue
        if abs(true - stated.value) > max(step, stated.step) + hair:
            message = f"{name} {stated.text} is not among its {len(parts)} values: {true:.6g} is"
            notes.add("arithmetic", name, message)
    if mean in node:
        stated, true = node[mean], sum(values) / len(values)
        room = step / 2 + hair
        if not -stated.step / 2 - room <= true - stated.value <= stated.step + room:
            message = (
                f"{mean} {stated.text} is not the average of its {len(parts)} values, {true:.6g}"
            )
            notes.add("arithmetic", mean, message)


def adds_up(total: Reading, parts: Sequence[Reading]) -> bool:
    """Say whether a total is the sum of its parts."""
    true = sum([part.value for part in parts])
    room = (total.step + sum([part.step for part in parts])) / 2 + _HAIR * (1 + abs(true))
    return bool(abs(true - total.value) <= room)


def sums(total: Reading, parts: Sequence[Reading], path: str, what: str, notes: Notes) -> None:
    """Check a total against the sum of its parts."""
    if not adds_up(total, parts):
        true = sum([part.value for part in parts])
        notes.add(
            "arithmetic",
            path,
            f"{what} {total.text} is not the sum of its {len(parts)} parts, {true:.6g}",
        )


def close(volume: Reading, bitrate: Reading, seconds: float) -> bool:
    """Say whether bytes and bit rate fit each other beyond any doubt of their last digits."""
    bits: float = volume.value * 8
    apart: float = abs(bits - bitrate.value * seconds)
    return apart <= _CLOSE * bits


def rate(
    volume: Reading,
    bitrate: Reading,
    seconds: float,
    step: float,
    path: str,
    notes: Notes,
) -> None:
    """Check a bit rate against bytes and time; `step` is the last printed digit of the time.

    Time and rate are given a whole unit of their last digit, because some tools truncate.
    """
    if close(volume, bitrate, seconds):
        return
    bits = volume.value * 8
    most = (bitrate.value + bitrate.step) * (seconds + step)
    least = max(0.0, bitrate.value - bitrate.step / 2) * max(0.0, seconds - step)
    room = volume.step * 4 + _HAIR * (1 + bits)
    if not least - room <= bits <= most + room:
        notes.add(
            "arithmetic",
            path,
            f"{bitrate.text} does not fit {volume.text} in {seconds:g} s",
        )
