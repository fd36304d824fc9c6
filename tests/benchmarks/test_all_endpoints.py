"""What all 35 endpoints cost together, beside the least that reading them can cost.

The floor is that of `floors`. It and `normalize` are timed in turn, so that a change of the
machine's speed meets both.
"""

from __future__ import annotations

import tracemalloc
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import netassay
from benchmarks.floors import floor_of
from bodies import SAMPLES, SHARED, url

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

ROUNDS = 300


def bodies() -> dict[str, bytes]:
    """Return one body of each endpoint: the real ones where they lie, else the samples."""
    real = SHARED / "payloads"
    root = real if real.exists() else SAMPLES
    families = ("aps", "cx", "aos-s", "gateways")
    paths: list[Path] = [path for name in families for path in sorted((root / name).glob("*.json"))]
    return {f"{path.parent.name}/{path.stem}": path.read_bytes() for path in paths}


def timed(functions: list[Callable[[], Any]]) -> list[float]:
    """Return the median seconds of each function, called in turn."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(ROUNDS):
        for function, taken in zip(functions, times, strict=True):
            start = perf_counter()
            function()
            taken.append(perf_counter() - start)
    return [median(taken[ROUNDS // 10 :]) for taken in times]


def memory_of(data: bytes, where: str) -> int:
    """Return how many bytes one result holds."""
    netassay.normalize(data, where)
    tracemalloc.start()
    kept = netassay.normalize(data, where)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.id
    return size


def test_all_endpoints(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the ratio of the totals, the five slowest, and what a result holds."""
    rows = []
    for name, data in bodies().items():
        where = url(name)
        functions = [
            floor_of(name, data),
            lambda data=data, where=where: netassay.normalize(data, where),
        ]
        floor, whole = timed(functions)
        rows.append((whole / floor, name, floor, whole, memory_of(data, where)))
    assert 35 == len(rows)
    rows.sort(reverse=True)
    floors, wholes = sum(row[2] for row in rows), sum(row[3] for row in rows)
    with capsys.disabled():
        print(f"\n35 endpoints: {wholes * 1e6:.0f} us, {wholes / floors:.2f} times the floor")
        for ratio, name, floor, whole, _ in rows[:5]:
            print(f"  {name:24} {ratio:6.2f} x  ({floor * 1e6:.1f} -> {whole * 1e6:.1f} us)")
        sizes = sorted(row[4] for row in rows)
        print(f"  a result holds {sizes[0]} to {sizes[-1]} bytes, median {median(sizes):.0f}")
