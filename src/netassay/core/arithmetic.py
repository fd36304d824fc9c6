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
    from netassay.core.readings import Reading
    from netassay.core.wire import Node

__all__ = ["average", "close", "extremes", "ordered", "rate", "share", "sums"]

#: Room for the rounding of our own floating point, far below any printed digit.
_HAIR: Final = 1e-9
#: Three printed digits leave more room than this, so that this close always agrees.
_CLOSE: Final = 0.0005


def ordered(node: Node, path: str, names: Sequence[str], notes: Notes) -> None:
    """Check that the values do not fall: min <= avg <= max."""
    there = [(name, node[name]) for name in names if name in node]
    for (low_name, low), (high_name, high) in pairwise(there):
        if low.value > high.value and low.low > high.high:
            notes.add(
                "arithmetic",
                path + high_name,
                f"{low_name} {low.text} is over {high_name} {high.text}",
            )


def share(node: Node, path: str, part: float, whole: float, name: str, notes: Notes) -> None:  # noqa: PLR0913
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


def average(node: Node, path: str, name: str, parts: Sequence[Reading], notes: Notes) -> None:
    """Check an average against the values it is of, rounded or truncated."""
    mean = node.get(name)
    if mean is None or not parts:
        return
    true = sum(part.value for part in parts) / len(parts)
    room = max(part.step for part in parts) / 2 + _HAIR * (1 + abs(true))
    if not -mean.step / 2 - room <= true - mean.value <= mean.step + room:
        notes.add(
            "arithmetic",
            path + name,
            f"{name} {mean.text} is not the average of its {len(parts)} values, {true:.6g}",
        )


def extremes(
    node: Node, path: str, lowest: str, highest: str, parts: Sequence[Reading], notes: Notes
) -> None:  # noqa: PLR0913
    """Check the smallest and the largest value against all of them."""
    if not parts:
        return
    for name, pick in ((lowest, min), (highest, max)):
        stated = node.get(name)
        if stated is None:
            continue
        true = pick(parts, key=lambda part: part.value)
        room = max(true.step, stated.step) + _HAIR * (1 + abs(true.value))
        if abs(true.value - stated.value) > room:
            notes.add(
                "arithmetic",
                path + name,
                f"{name} {stated.text} is not among its {len(parts)} values; that is {true.text}",
            )


def sums(total: Reading, parts: Sequence[Reading], path: str, what: str, notes: Notes) -> None:
    """Check a total against the sum of its parts."""
    true = sum(part.value for part in parts)
    room = (total.step + sum(part.step for part in parts)) / 2 + _HAIR * (1 + abs(true))
    if abs(true - total.value) > room:
        notes.add(
            "arithmetic",
            path,
            f"{what} {total.text} is not the sum of its {len(parts)} parts, {true:.6g}",
        )


def close(volume: Reading, bitrate: Reading, seconds: float) -> bool:
    """Say whether bytes and bit rate fit each other beyond any doubt of their last digits."""
    bits: float = volume.value * 8
    return abs(bits - bitrate.value * seconds) <= _CLOSE * bits


def rate(  # noqa: PLR0913
    volume: Reading,
    bitrate: Reading,
    seconds: float,
    step: float,
    path: str,
    notes: Notes,
) -> None:
    """Check a bit rate against bytes and time; `step` is the last printed digit of the time.

    A time is given a whole unit of its last digit, because some tools truncate it.
    """
    if close(volume, bitrate, seconds):
        return
    bits = volume.value * 8
    most = (bitrate.value + bitrate.step / 2) * (seconds + step)
    least = max(0.0, bitrate.value - bitrate.step / 2) * max(0.0, seconds - step)
    room = volume.step * 4 + _HAIR * (1 + bits)
    if not least - room <= bits <= most + room:
        notes.add(
            "arithmetic",
            path,
            f"{bitrate.text} does not fit {volume.text} in {seconds:g} s",
        )
