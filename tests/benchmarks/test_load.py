"""What a load costs beside `normalize` alone, and beside SQL that picks out the same figures.

Run alone, on a machine that does nothing else: two jobs are measured by the clock. `NETASSAY_LOAD_COUNT` says how many responses.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from shutil import rmtree
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import pytest

import netassay
from benchmarks.generator import lines
from benchmarks.reading import normalize_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COUNT = int(os.environ.get("NETASSAY_LOAD_COUNT", "40000"))
ROUNDS = 5

#: The columns of `ping`, `ping_replies` and `iperf_intervals`, as far as SQL can pick them out.
EXTRACT = r"""
CREATE TABLE ping AS
SELECT json_extract_string(json, '$.url') AS url,
    json_extract_string(json, '$.body.output.destination') AS destination,
    json_extract_string(json, '$.body.output.resolvedIp') AS resolved_address,
    TRY_CAST(json_extract_string(json, '$.body.output.transmittedPacketsCount') AS BIGINT) AS transmitted,
    TRY_CAST(json_extract_string(json, '$.body.output.receivedPacketsCount') AS BIGINT) AS received,
    TRY_CAST(json_extract_string(json, '$.body.output.packetLossPercent') AS DOUBLE) AS loss_percent,
    TRY_CAST(json_extract_string(json, '$.body.output.minimumRoundTripTimeMilliseconds') AS DOUBLE) AS rtt_min_ms,
    TRY_CAST(json_extract_string(json, '$.body.output.averageRoundTripTimeMilliseconds') AS DOUBLE) AS rtt_avg_ms,
    TRY_CAST(json_extract_string(json, '$.body.output.maximumRoundTripTimeMilliseconds') AS DOUBLE) AS rtt_max_ms,
    regexp_extract_all(text, '(\d+) bytes from (\S+): icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms', 1) AS reply_sizes,
    regexp_extract_all(text, '(\d+) bytes from (\S+): icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms', 2) AS reply_addresses,
    regexp_extract_all(text, '(\d+) bytes from (\S+): icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms', 3) AS reply_sequences,
    regexp_extract_all(text, '(\d+) bytes from (\S+): icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms', 4) AS reply_ttls,
    regexp_extract_all(text, '(\d+) bytes from (\S+): icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms', 5) AS reply_times
FROM (SELECT json, json_extract_string(json, '$.body.rawOutput') AS text FROM responses)
WHERE json_extract_string(json, '$.url') LIKE '%/ping/%';
CREATE TABLE iperf AS
SELECT json_extract_string(json, '$.url') AS url,
    json_extract_string(json, '$.body.output.protocol') AS protocol,
    {spans}
FROM (SELECT json, json_extract_string(json, '$.body.rawOutput') AS text FROM responses)
WHERE json_extract_string(json, '$.url') LIKE '%/iperf/%'
"""
SPAN = r"\[ *(\d+)\] +([\d.]+)- *([\d.]+) +sec +([\d.]+ \w+) +([\d.]+ \S+)(?: +(\d+))?(?: +([\d.]+ \w+))?"
SPANS = ",\n".join(f"regexp_extract_all(text, '{SPAN}', {group})" for group in range(1, 8))


class Source(NamedTuple):
    """A file of so many responses."""

    path: Path
    count: int


def normalized(source: Source, _: Path) -> None:
    """Normalize each line, and do nothing with it."""
    normalize_lines(os.fspath(source.path), 0, source.count)


def normalized_by_two(source: Source, _: Path) -> None:
    """Do the same with two processes, which have long begun: what this machine gives at most."""
    path, half = os.fspath(source.path), source.count // 2
    parts = [(path, 0, half), (path, half, source.count)]
    list(pool().map(normalize_lines, *zip(*parts, strict=True)))


@cache
def pool() -> ProcessPoolExecutor:
    """Return two processes."""
    return ProcessPoolExecutor(2, get_context("spawn"))


def loading(jobs: int, name: str) -> Callable[[Source, Path], None]:
    """Return a load into a new destination."""

    def load(source: Source, folder: Path) -> None:
        summary = netassay.load(source.path, to=folder / name, jobs=jobs)
        assert source.count == summary.new

    return load


def extracted(source: Source, _: Path) -> None:
    """Pick the columns out in SQL, on one thread."""
    with duckdb.connect(config={"threads": 1}) as connection:
        objects = f"read_ndjson_objects('{source.path}', maximum_object_size=67108864)"
        connection.execute(f"CREATE VIEW responses AS FROM {objects}")
        connection.execute(EXTRACT.format(spans=SPANS))
        counted = "SELECT (SELECT count(*) FROM ping), (SELECT count(*) FROM iperf)"
        pings, iperfs = connection.execute(counted).fetchone()
        assert pings > source.count / 20
        assert iperfs > source.count / 100


WAYS: dict[str, Callable[[Source, Path], None]] = {
    "normalize alone": normalized,
    "normalize alone, twice": normalized_by_two,
    "load to Parquet, 1 job": loading(1, "parquet"),
    "load to Parquet, 2 jobs": loading(2, "parquet"),
    "load to DuckDB, 1 job": loading(1, "out.duckdb"),
    "load to DuckDB, 2 jobs": loading(2, "out.duckdb"),
    "SQL: ping and iperf only": extracted,
}


@pytest.mark.slow
def test_load(
    tmp_path: Path,
    asked: bool,  # noqa: FBT001 - a fixture
    show: Callable[[str], None],
) -> None:
    """Print how many responses a second each way takes; the ways take turns.

    Each turn has a file of new responses. The time of processors counts too: it tells the
    same on a machine that does other things.
    """
    count, rounds = (COUNT, ROUNDS) if asked else (300, 1)
    # The processes start, and read each kind of response once.
    warm = Source(drawn_to(tmp_path / "warm.ndjson", 200, seed=0), 200)
    normalized_by_two(warm, tmp_path)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    for turn in range(rounds):
        source = Source(drawn_to(tmp_path / "responses.ndjson", count, seed=turn + 1), count)
        for name, way in WAYS.items():
            folder = tmp_path / f"{turn} {name}"
            folder.mkdir()
            began, cpu_began = perf_counter(), cpu_seconds()
            way(source, folder)
            times[name].append((perf_counter() - began, cpu_seconds() - cpu_began))
            rmtree(folder)
    pool().shutdown()
    medians = {
        name: (median(wall for wall, _ in taken), median(cpu for _, cpu in taken))
        for name, taken in times.items()
    }
    size = source.path.stat().st_size / count
    show(f"{count} responses of {size:.0f} bytes, medians of {rounds}\n{table(medians, count)}")


def drawn_to(path: Path, count: int, seed: int) -> Path:
    """Write responses to a file."""
    with path.open("wb") as file:
        file.writelines(lines(count, seed))
    return path


def table(medians: dict[str, tuple[float, float]], count: int) -> str:
    """Return the times of each way, and what two jobs gain, in lines."""
    alone, cpu_alone = medians["normalize alone"]
    rows = []
    for name, (seconds, cpu) in medians.items():
        # What its two processes take shows only when they end.
        used = f"{cpu / count * 1e6:8.1f} us of processors {cpu / cpu_alone:6.2f} x"
        rows.append(
            f"  {name:26} {count / seconds:8.0f}/s {seconds / alone:6.2f} x normalize alone"
            f" {used if name != 'normalize alone, twice' else ''}"
        )
    gain = alone / medians["normalize alone, twice"][0]
    rows.append(f"  of two processes that only normalize this machine makes {gain:.2f}")
    for sink in ("Parquet", "DuckDB"):
        gain = medians[f"load to {sink}, 1 job"][0] / medians[f"load to {sink}, 2 jobs"][0]
        rows.append(f"  {sink}: 2 jobs are {gain:.2f} times as fast as 1")
    return "\n".join(rows)


def cpu_seconds() -> float:
    """Return the time that processors spent on this process and on those it waited for."""
    return sum(os.times()[:4])
