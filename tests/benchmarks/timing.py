"""Measures ways of doing the same with the same inputs, in turn, in time of the processor.

A batch of inputs goes through one way, then through the next, so that what else the machine
does meets all alike. No way takes an input twice; where two ways are our own, each takes
inputs that the other has not (`apart`), lest one find in memory what the other left there.
Time of the processor (`process_time`) is what a busy machine changes least; ratios are what
to quote.
"""

from __future__ import annotations

import gc
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BATCH = 16


class Effort(NamedTuple):
    """How much is measured: with how many seeds, and so many inputs of a kind with each."""

    seeds: int = 5
    count: int = 200

    def of(self, share: float) -> Effort:
        """Return the effort with another number of inputs, at least two."""
        return self._replace(count=max(2, int(self.count * share)))


class Costs(NamedTuple):
    """The microseconds that an input took each way, seed by seed."""

    by_seed: list[dict[str, float]]

    def us(self, way: str) -> float:
        """Return the median of the seeds for a way, in microseconds an input."""
        return median(costs[way] for costs in self.by_seed)

    def ratio(self, way: str, other: str) -> float:
        """Return the median of the seeds' ratios of a way to another."""
        return median(costs[way] / costs[other] for costs in self.by_seed)


def measured(
    ways: Mapping[str, Callable[[Any], object]],
    draw: Callable[[int], Sequence[Any]],
    effort: Effort,
    *,
    apart: bool = False,
) -> Costs:
    """Return what each way costs; `draw` gives the inputs of a seed.

    The first of them warm up. With `apart`, each way has inputs of its own, of another seed.
    """
    found = []
    for seed in range(1, effort.seeds + 1):
        inputs = draw(seed)
        own = {
            name: draw(1000 * number + seed) if apart and number else inputs
            for number, name in enumerate(ways)
        }
        found.append(in_turn(ways, own))
    return Costs(found)


def in_turn(
    ways: Mapping[str, Callable[[Any], object]], inputs: Mapping[str, Sequence[Any]]
) -> dict[str, float]:
    """Return the microseconds that each way takes for one of its inputs, of equal numbers."""
    count = len(next(iter(inputs.values())))
    warm = min(BATCH, count // 2)
    for name, way in ways.items():
        _seconds(way, inputs[name][:warm])
    taken = dict.fromkeys(ways, 0.0)
    names = list(ways)
    gc.collect()
    gc.freeze()
    for turn, at in enumerate(range(warm, count, BATCH)):
        # Each way is first as often as the others.
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            taken[name] += _seconds(ways[name], inputs[name][at : at + BATCH])
    gc.unfreeze()
    return {name: seconds / (count - warm) * 1e6 for name, seconds in taken.items()}


def _seconds(way: Callable[[Any], object], inputs: Sequence[Any]) -> float:
    began = process_time()
    for one in inputs:
        way(one)
    return process_time() - began


def together(costs: Mapping[str, Costs], way: str, other: str) -> float:
    """Return the ratio of two ways over all kinds, an input of each: the median of the seeds."""
    return median(
        sum(one[way] for one in kinds) / sum(one[other] for one in kinds)
        for kinds in zip(*(each.by_seed for each in costs.values()), strict=True)
    )


def shown(costs: Mapping[str, Costs], base: str) -> str:
    """Return a table: a row for each kind, and for each way microseconds and times `base`."""
    ways = list(next(iter(costs.values())).by_seed[0])
    width = max(20, *map(len, costs)) + 2
    rows = [" " * width + "".join(f"{way:>22}" for way in ways)]
    for kind, each in costs.items():
        cells = [f"{each.us(way):10.1f} us {each.ratio(way, base):6.2f} x" for way in ways]
        rows.append(f"{kind:{width}}" + "".join(f"{cell:>22}" for cell in cells))
    if len(costs) > 1:
        sums = [together(costs, way, base) for way in ways]
        cells = "".join(f"{f'{ratio:.2f} x':>22}" for ratio in sums)
        rows.append(f"{'together':{width}}{cells}")
    return "\n".join(rows)
