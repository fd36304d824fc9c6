"""Targets of results that lack one, among the targets of the same test and device.

A failed run often has no target. It gets the only target that the other side has and its own
side lacks; else the only target of the other side or, if that has none, of its own. Where
several are possible, the key without a target stands for all runs of the test on the device,
on both sides, and has the shares of all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from netassay.analysis.side import Key, KeyData

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.analysis.side import ComparisonSide

__all__ = ["with_targets"]

_NONE: Final[frozenset[str]] = frozenset()


def with_targets(
    before: ComparisonSide, after: ComparisonSide
) -> tuple[dict[Key, KeyData], dict[Key, KeyData]]:
    """Return the data of both sides, results without a target under the target they get."""
    sides = dict(before.sets), dict(after.sets)
    targets_by_test = _targets(before), _targets(after)
    for test in targets_by_test[0].keys() | targets_by_test[1].keys():
        targets = targets_by_test[0].get(test, _NONE), targets_by_test[1].get(test, _NONE)
        if not any(test in side for side in sides):
            continue
        owner = _owner(test, sides, targets)
        if owner is not None:
            _assign(test, attrs.evolve(test, target=owner), sides)
        elif all(test in side or names for side, names in zip(sides, targets, strict=True)):
            for side, names in zip(sides, targets, strict=True):
                side[test] = _totals(test, side, names)
    return sides


def _targets(summary: ComparisonSide) -> dict[Key, set[str]]:
    """Return the targets of each test of each device, without those that have none."""
    targets: dict[Key, set[str]] = {}
    for key in summary.sets:
        if key.target:
            targets.setdefault(attrs.evolve(key, target=""), set()).add(key.target)
    return targets


def _owner(
    test: Key, sides: Iterable[dict[Key, KeyData]], targets: tuple[Iterable[str], Iterable[str]]
) -> str | None:
    """Return the target of the results without one, None where several are possible."""
    one, other = map(set, targets)
    ways = (other - one, other or one), (one - other, one or other)
    owners = {_first_single(way) for side, way in zip(sides, ways, strict=True) if test in side}
    return owners.pop() if len(owners) == 1 else None


def _first_single(ways: Iterable[set[str]]) -> str | None:
    return next((next(iter(names)) for names in ways if len(names) == 1), None)


def _assign(test: Key, owner: Key, sides: Iterable[dict[Key, KeyData]]) -> None:
    for side in sides:
        lost = side.pop(test, None)
        if lost is not None:
            side[owner] = KeyData.of([side[owner], lost] if owner in side else [lost])


def _totals(test: Key, side: dict[Key, KeyData], names: Iterable[str]) -> KeyData:
    """Return the data of results without a target, with the shares of the whole test."""
    own = side.get(test, KeyData())
    total = KeyData.of([own, *_data_of_targets(test, side, names)])
    return attrs.evolve(own, responses=total.responses, shares=total.shares)


def _data_of_targets(
    test: Key, side: dict[Key, KeyData], names: Iterable[str]
) -> Iterator[KeyData]:
    return (side[attrs.evolve(test, target=name)] for name in sorted(names))
