"""Checks of values against each other, at the precision they were printed with.

A check adds an ``arithmetic`` finding where no true values could have been printed like this,
and does nothing where a field is absent.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node, Reading

__all__ = ["adds_up", "close", "ordered", "rate", "share", "summary", "sums"]

#: Tolerance for rounding in floating point, far below any printed digit.
_EPSILON: Final = 1e-9
#: Relative difference that needs no exact check: three printed digits allow more.
_CLOSE: Final = 0.0005


def ordered(node: Node, names: Sequence[str], notes: Notes) -> None:
    """Check that the values are in ascending order: min <= avg <= max."""
    values = [node[name].value for name in names if name in node]
    if values == sorted(values):
        return
    there = [(name, node[name]) for name in names if name in node]
    for (low_name, low), (high_name, high) in pairwise(there):
        if low.value > high.value and low.low > high.high:
            message = f"{low_name} {low.text} is over {high_name} {high.text}"
            notes.add("arithmetic", high_name, message)


def share(node: Node, path: str, part: float, whole: float, name: str, notes: Notes) -> None:
    """Check a printed percentage, rounded or truncated, against its two counts."""
    percent = node.get(name)
    if percent is None or whole <= 0:
        return
    true = 100 * part / whole
    if not -percent.step / 2 - _EPSILON <= true - percent.value <= percent.step + _EPSILON:
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
    """Check min, avg and max, rounded or truncated, against the values they are of."""
    if not parts:
        return
    values = [part.value for part in parts]
    step = max([part.step for part in parts])
    least, most = min(values), max(values)
    epsilon = _EPSILON * (1 + most)
    for name, true in ((lowest, least), (highest, most)):
        stated = node.get(name)
        if stated is None or stated.value == true:
            continue
        if abs(true - stated.value) > max(step, stated.step) + epsilon:
            message = f"{name} {stated.text} is not among its {len(parts)} values: {true:.6g} is"
            notes.add("arithmetic", name, message)
    if mean in node:
        stated, true = node[mean], sum(values) / len(values)
        room = step / 2 + epsilon
        if not -stated.step / 2 - room <= true - stated.value <= stated.step + room:
            message = (
                f"{mean} {stated.text} is not the average of its {len(parts)} values, {true:.6g}"
            )
            notes.add("arithmetic", mean, message)


def adds_up(total: Reading, parts: Sequence[Reading]) -> bool:
    """Say whether a total is the sum of its parts."""
    true = sum([part.value for part in parts])
    room = (total.step + sum([part.step for part in parts])) / 2 + _EPSILON * (1 + abs(true))
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
    """Say whether bytes and bit rate fit so well that their last digits do not matter."""
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
    """Check a bit rate against bytes and time; `step` is one unit of the time's last digit.

    The tolerance of time and rate is a whole unit of their last digits: some tools truncate.
    """
    if close(volume, bitrate, seconds):
        return
    bits = volume.value * 8
    most = (bitrate.value + bitrate.step) * (seconds + step)
    least = max(0.0, bitrate.value - bitrate.step / 2) * max(0.0, seconds - step)
    room = volume.step * 4 + _EPSILON * (1 + bits)
    if not least - room <= bits <= most + room:
        notes.add(
            "arithmetic",
            path,
            f"{bitrate.text} does not fit {volume.text} in {seconds:g} s",
        )
