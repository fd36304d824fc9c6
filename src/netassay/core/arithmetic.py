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
    from netassay.core.values.rows import Figures

__all__ = ["adds_up", "close", "ordered", "rate", "share", "summary", "sums", "within"]

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
    if abs(true - percent.value) <= _EPSILON:
        return
    if not -percent.step / 2 - _EPSILON <= true - percent.value <= percent.step + _EPSILON:
        notes.add(
            "arithmetic",
            path + name,
            f"{name} {percent.text} does not fit {part:g} of {whole:g}, which is {true:.4g} %",
        )


def within(node: Node, path: str, part: str, whole: str, notes: Notes) -> None:
    """Check that a count of some things is not over that of all of them."""
    if part in node and whole in node:
        some, all_of_them = node[part], node[whole]
        if None not in (some.value, all_of_them.value) and some.value > all_of_them.value:
            message = f"{part} {some.text} is over {whole} {all_of_them.text}"
            notes.add("arithmetic", path + part, message)


def summary(
    node: Node, names: tuple[str, str, str], parts: Figures, notes: Notes, *, cut: bool = False
) -> None:
    """Check min, avg and max, rounded or truncated, against the values they are of.

    The precision of the parts is looked at only where it matters. `cut`: the parts may have been
    truncated when they were printed, and the mean was not.
    """
    lowest, mean, highest = names
    values = parts.values
    if not values:
        return
    least, most = min(values), max(values)
    epsilon = _EPSILON * (1 + most)
    for name, true in ((lowest, least), (highest, most)):
        stated = node.get(name)
        if stated is None or stated.value == true:
            continue
        if abs(true - stated.value) > max(*parts.steps, stated.step) + epsilon:
            message = f"{name} {stated.text} is not among its {len(values)} values: {true:.6g} is"
            notes.add("arithmetic", name, message)
    if mean in node:
        stated, true = node[mean], sum(values) / len(values)
        apart, step = true - stated.value, stated.step
        if -step / 2 - epsilon <= apart <= step + epsilon:
            return
        most_cut = max(parts.steps)
        if cut and parts.steps[0] > step and -most_cut - step <= apart <= step:
            return
        room = most_cut / 2 + epsilon
        if not -step / 2 - room <= apart <= step + room:
            message = (
                f"{mean} {stated.text} is not the average of its {len(values)} values, {true:.6g}"
            )
            notes.add("arithmetic", mean, message)


def adds_up(total: Reading, parts: Figures) -> bool:
    """Say whether a total is the sum of its parts."""
    true = sum(parts.values)
    apart, room = abs(true - total.value), total.step / 2 + _EPSILON * (1 + abs(true))
    return bool(apart <= room or apart <= room + sum(parts.steps) / 2)


def sums(total: Reading, parts: Figures, path: str, what: str, notes: Notes) -> None:
    """Check a total against the sum of its parts."""
    if not adds_up(total, parts):
        notes.add(
            "arithmetic",
            path,
            f"{what} {total.text} is not the sum of its {len(parts.values)} parts,"
            f" {sum(parts.values):.6g}",
        )


def close(volume: float, bitrate: float, seconds: float) -> bool:
    """Say whether bytes and bit rate fit so well that their last digits do not matter."""
    bits = volume * 8
    return abs(bits - bitrate * seconds) <= _CLOSE * bits


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
    if close(volume.value, bitrate.value, seconds):
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
