"""What an hourly load costs: new files beside many that were loaded before, and into a store.

`NETASSAY_LOAD_FILES` says how many old files there are (1000 new ones beside 100000 old were
promised), `NETASSAY_LOAD_COUNT` how many responses go into a store. Ways take turns; the time of
processors counts, which tells the same on a machine that does other things.
"""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

import netassay
from benchmarks.generator import lines
from benchmarks.test_load import cpu_seconds, drawn_to
from cli.processes import in_pipes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

OLD = int(os.environ.get("NETASSAY_LOAD_FILES", "100000"))
COUNT = int(os.environ.get("NETASSAY_LOAD_COUNT", "20000"))
ROUNDS = 5
LONG_AGO = 1_700_000_000


def written(folder: Path, data: Iterable[bytes], hour: int) -> None:
    """Write a file for each response, as it was some hours ago."""
    folder.mkdir(exist_ok=True)
    for at, line in enumerate(data):
        path = folder / f"{hour:05}-{at:06}.json"
        path.write_bytes(line)
        os.utime(path, (LONG_AGO + hour, LONG_AGO + hour))


def timed(path: Path, to: str | Path) -> tuple[float, netassay.loading.Summary]:
    """Load; return the seconds of processors that it took, and the counts."""
    began = cpu_seconds()
    summary = netassay.load(path, to=to)
    return cpu_seconds() - began, summary


def commanded(path: Path, to: Path, told: str) -> float:
    """Load as cron does; return the seconds of processors that the command took."""
    began = cpu_seconds()
    done = in_pipes("load", str(path), "--to", str(to))
    seconds = cpu_seconds() - began
    assert told in done.stderr.decode()
    return seconds


@pytest.mark.slow
@pytest.mark.parametrize("name", ["out", "out.duckdb"])
def test_hourly(
    name: str,
    tmp_path: Path,
    asked: bool,  # noqa: FBT001 - a fixture
    show: Callable[[str], None],
) -> None:
    """Print what new files cost beside old ones, and alone; the destination has a history."""
    old, new, rounds = (OLD, 1000, ROUNDS) if asked else (60, 6, 1)
    grown, to = tmp_path / "grown", tmp_path / name
    # They are small: none is read again.
    written(grown, (b'{"status": "FAILED", "failReason": "%d"}' % at for at in range(old)), hour=0)
    assert old == timed(grown, to=to)[1].new
    beside, alone = [], []
    for hour in range(1, rounds + 1):
        written(grown, lines(new, seed=1000 + hour), hour)
        written(tmp_path / f"alone{hour}", lines(new, seed=2000 + hour), hour)
        passed = f", {old + (hour - 1) * new} unchanged files passed over"
        beside.append(commanded(grown, to, f"{new} of them new{passed}"))
        alone.append(commanded(tmp_path / f"alone{hour}", to, f"{new} of them new"))
    ratio = median(one / other for one, other in zip(beside, alone, strict=True))
    show(
        f"{name}: {new} new files beside {old} old ones {median(beside):.2f} s,"
        f" alone {median(alone):.2f} s: {ratio:.2f}"
    )


@pytest.mark.slow
def test_store(
    s3_server,
    tmp_path: Path,
    asked: bool,  # noqa: FBT001 - a fixture
    show: Callable[[str], None],
) -> None:
    """Print what a load into a store costs beside one into a folder; by the clock, the server's work counts."""
    count, rounds = (COUNT, ROUNDS) if asked else (60, 1)
    ratios: list[tuple[float, float]] = []
    for turn in range(rounds):
        url = f"s3://{s3_server.bucket}/benchmark-{os.getpid()}-{turn}"
        # The client of the store is imported, and its connection made.
        netassay.load(drawn_to(tmp_path / "warm.ndjson", 20, seed=turn), to=f"{url}-warm")
        source = drawn_to(tmp_path / "responses.ndjson", count, seed=10 + turn)
        taken = []
        for to in (tmp_path / str(turn), url):
            began = perf_counter()
            seconds, summary = timed(source, to=to)
            assert count == summary.new
            taken.append((seconds, perf_counter() - began))
        (local, local_wall), (cloud, cloud_wall) = taken
        ratios.append((cloud / local, cloud_wall / local_wall))
    cpu, wall = (median(column) for column in zip(*ratios, strict=True))
    show(f"{count} responses into a store: {cpu:.2f} times a folder, by the clock {wall:.2f}")
