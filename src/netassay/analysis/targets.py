"""Whose results without a target are, of the targets of the same test of the same device.

A run that failed often does not say what it was aimed at. It belongs to the target that the
other side has and its own has not, if that is one; else to the only one of the other side,
or, where that has none, of its own. Where this leaves a choice, the key without a target
stands for all that the device's test did, on both sides, and has the shares of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from netassay.analysis.summary import Key, Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.analysis.summary import Summary

__all__ = ["settled"]

_NONE: Final[frozenset[str]] = frozenset()


def settled(before: Summary, after: Summary) -> tuple[dict[Key, Known], dict[Key, Known]]:
    """Return what is known on both sides, results without a target where they belong."""
    sides = dict(before.sets), dict(after.sets)
    there = _targets(before), _targets(after)
    for test in there[0].keys() | there[1].keys():
        targets = there[0].get(test, _NONE), there[1].get(test, _NONE)
        if not any(test in side for side in sides):
            continue
        owner = _owner(test, sides, targets)
        if owner is not None:
            _give(test, attrs.evolve(test, target=owner), sides)
        elif all(test in side or names for side, names in zip(sides, targets, strict=True)):
            for side, names in zip(sides, targets, strict=True):
                side[test] = _whole(test, side, names)
    return sides


def _targets(summary: Summary) -> dict[Key, set[str]]:
    """Return the targets of each test of each device that has any."""
    targets: dict[Key, set[str]] = {}
    for key in summary.sets:
        if key.target:
            targets.setdefault(attrs.evolve(key, target=""), set()).add(key.target)
    return targets


def _owner(
    test: Key, sides: Iterable[dict[Key, Known]], targets: tuple[Iterable[str], Iterable[str]]
) -> str | None:
    """Return whose all results without a target are, None where that is not clear."""
    one, other = map(set, targets)
    ways = (other - one, other or one), (one - other, one or other)
    owners = {_first_single(way) for side, way in zip(sides, ways, strict=True) if test in side}
    return owners.pop() if len(owners) == 1 else None


def _first_single(ways: Iterable[set[str]]) -> str | None:
    return next((next(iter(names)) for names in ways if len(names) == 1), None)


def _give(test: Key, owner: Key, sides: Iterable[dict[Key, Known]]) -> None:
    for side in sides:
        lost = side.pop(test, None)
        if lost is not None:
            side[owner] = Known.of([side[owner], lost] if owner in side else [lost])


def _whole(test: Key, side: dict[Key, Known], names: Iterable[str]) -> Known:
    """Return the shares of a whole test, with what its results without a target say."""
    own = side.get(test, Known())
    whole = Known.of([own, *_of(test, side, names)])
    return attrs.evolve(own, responses=whole.responses, shares=whole.shares)


def _of(test: Key, side: dict[Key, Known], names: Iterable[str]) -> Iterator[Known]:
    return (side[attrs.evolve(test, target=name)] for name in sorted(names))
