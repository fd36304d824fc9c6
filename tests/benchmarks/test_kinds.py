"""How long a response takes, beside the least that reading it can cost.

The floor is that of `floors`. Each body has values of its own (`generator`), and floor and
`normalize` take the same bodies in turn (`timing`). Quote the ratios.
"""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from os import times
from statistics import median
from typing import TYPE_CHECKING, Any

import msgspec

import netassay
from benchmarks.floors import ROWS, floor, iperf_floor
from benchmarks.generator import ENDPOINTS, fresh
from benchmarks.printed import PRINTED
from benchmarks.timing import Costs, Effort, measured, shown, together

if TYPE_CHECKING:
    from collections.abc import Callable

#: The kinds that are quoted.
KINDS = ("aps/ping", "cx/ping", "gateways/iperf", "gateways/http", "aps/traceroute")
#: A body: the endpoint, the URL, the bytes.
Body = tuple[str, str, bytes]
WAYS: dict[str, Callable[[Body], object]] = {
    "floor": lambda body: floor(body[0], body[2]),
    "normalize": lambda body: netassay.normalize(body[2], body[1]),
}


def drawn(*names: str, count: int) -> Callable[[int], list[Body]]:
    """Return what draws so many bodies of some endpoints with a seed."""
    return lambda seed: list(fresh(names, count, seed))


def costs_of(
    names: Any, ways: dict[str, Callable[[Body], object]], effort: Effort
) -> dict[str, Costs]:
    """Return what each way costs for bodies of each endpoint."""
    return {name: measured(ways, drawn(name, count=effort.count), effort) for name in names}


def test_kinds(effort: Effort, show: Callable[[str], None]) -> None:
    """Print each kind's ratio, that of the quoted ones together, and of all that have a text."""
    costs = costs_of(KINDS, WAYS, effort)
    others = costs_of([name for name in PRINTED if name not in KINDS], WAYS, effort.of(0.3))
    show(f"{len(KINDS)} kinds\n{shown(costs, 'floor')}\n\nthe others\n{shown(others, 'floor')}")
    assert PRINTED.keys() == ROWS.keys() == (costs | others).keys()


def test_without_a_url(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what it adds that nothing tells the test."""
    ways = {
        "with the URL": WAYS["normalize"],
        "without": lambda body: netassay.normalize(body[2]),
    }
    costs = {
        name: measured(ways, drawn(name, count=effort.count), effort, apart=True) for name in KINDS
    }
    show(shown(costs, "with the URL"))


def test_iperf_with_all_figures(effort: Effort, show: Callable[[str], None]) -> None:
    """Print the ratio of iperf3 to a floor that finds the figures around the rows, too."""
    ways = {
        "floor of all figures": lambda body: iperf_floor(body[2]),
        "normalize": WAYS["normalize"],
    }
    show(shown(costs_of(["gateways/iperf"], ways, effort), "floor of all figures"))


def test_all_endpoints(effort: Effort, show: Callable[[str], None]) -> None:
    """Print the ratio of the 35 endpoints together, the five slowest, and what a result holds."""
    costs = costs_of(ENDPOINTS, WAYS, effort.of(0.3))
    assert 35 == len(costs)
    ratio = together(costs, "normalize", "floor")
    slowest = sorted(costs, key=lambda name: -costs[name].ratio("normalize", "floor"))[:5]
    sizes = sorted(held_by(body) for body in fresh(ENDPOINTS, 35))
    show(
        f"35 endpoints together: {ratio:.2f} times the floor; the slowest\n"
        f"{shown({name: costs[name] for name in slowest}, 'floor')}\n"
        f"a result holds {sizes[0]} to {sizes[-1]} bytes, median {median(sizes):.0f}"
    )


def held_by(body: Body) -> int:
    """Return how many bytes the result of a body holds."""
    netassay.normalize(body[2], body[1])
    tracemalloc.start()
    kept = netassay.normalize(body[2], body[1])
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.id
    return size


def test_small_bodies(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what a body without a text costs, beside decoding it."""
    ways = {
        "json": WAYS["floor"],
        "msgspec": lambda body: msgspec.json.decode(body[2]),
        "normalize": WAYS["normalize"],
    }
    small = [name for name in ENDPOINTS if name not in PRINTED]
    costs = costs_of(small, ways, effort.of(0.3))
    show(f"without a text\n{shown(costs, 'json')}")


IMPORTS = {
    "what it rests on": "import attrs, json, re, decimal, datetime",
    "netassay": "import netassay",
    "netassay and all behind it": "import netassay; netassay.normalize",
}


def test_import(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what a new interpreter with one import costs."""
    taken: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for _ in range(effort.seeds):
        for name, statement in IMPORTS.items():
            before = times()
            subprocess.run([sys.executable, "-c", statement], check=True)
            after = times()
            taken[name].append(sum(after[2:4]) - sum(before[2:4]))
    show("\n".join(f"{name:30} {median(each) * 1e3:7.0f} ms" for name, each in taken.items()))
