"""What a load costs beside `normalize` alone, and beside SQL that picks out the same figures.

Run alone, on a machine that does nothing else. `NETASSAY_LOAD_COUNT` says how many responses.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

import netassay
from benchmarks.generator import lines

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

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


def normalized(source: Path, _: Path) -> None:
    """Normalize each line, and do nothing with it."""
    with source.open("rb") as file:
        for line in file:
            netassay.normalize(line)


def _normalize_some(source: str, first: int, last: int) -> None:
    with Path(source).open("rb") as file:
        for line in islice(file, first, last):
            netassay.normalize(line)


def normalized_by_two(source: Path, _: Path) -> None:
    """Do the same with two processes, which have long begun: what this machine gives at most."""
    half = COUNT // 2
    parts = [(os.fspath(source), 0, half), (os.fspath(source), half, COUNT)]
    list(pool().map(_normalize_some, *zip(*parts, strict=True)))


@cache
def pool() -> ProcessPoolExecutor:
    """Return two processes that have read each kind of response once."""
    return ProcessPoolExecutor(2, get_context("spawn"))


def loading(jobs: int, name: str) -> Callable[[Path, Path], None]:
    """Return a load into a new destination."""

    def load(source: Path, folder: Path) -> None:
        summary = netassay.load(source, to=folder / name, jobs=jobs)
        assert COUNT == summary.new

    return load


def extracted(source: Path, _: Path) -> None:
    """Pick the columns out in SQL, on one thread."""
    with duckdb.connect(config={"threads": 1}) as connection:
        objects = f"read_ndjson_objects('{source}', maximum_object_size=67108864)"
        connection.execute(f"CREATE VIEW responses AS FROM {objects}")
        connection.execute(EXTRACT.format(spans=SPANS))
        counted = "SELECT (SELECT count(*) FROM ping), (SELECT count(*) FROM iperf)"
        pings, iperfs = connection.execute(counted).fetchone()
        assert pings > COUNT / 20
        assert iperfs > COUNT / 100


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "normalize alone": normalized,
    "normalize alone, twice": normalized_by_two,
    "load to Parquet, 1 job": loading(1, "parquet"),
    "load to Parquet, 2 jobs": loading(2, "parquet"),
    "load to DuckDB, 1 job": loading(1, "out.duckdb"),
    "load to DuckDB, 2 jobs": loading(2, "out.duckdb"),
    "SQL: ping and iperf only": extracted,
}


def cpu_seconds() -> float:
    """Return the time that processors spent on this process and on those it waited for."""
    return sum(os.times()[:4])


def test_load(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Print how many responses a second each way takes; the ways take turns.

    The time of processors counts too: it tells the same on a machine that does other things.
    """
    source = tmp_path / "responses.ndjson"
    with source.open("wb") as file:
        file.writelines(lines(COUNT))
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    for turn in range(ROUNDS):
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
    with capsys.disabled():
        size = source.stat().st_size / COUNT
        print(f"\n{COUNT} responses of {size:.0f} bytes, medians of {ROUNDS}")
        show(medians)


def show(medians: dict[str, tuple[float, float]]) -> None:
    """Print the times of each way, and what two jobs gain."""
    alone, cpu_alone = medians["normalize alone"]
    for name, (seconds, cpu) in medians.items():
        used = f"{cpu / COUNT * 1e6:8.1f} us of processors {cpu / cpu_alone:6.2f} x"
        print(
            f"  {name:26} {COUNT / seconds:8.0f}/s {seconds / alone:6.2f} x normalize alone"
            f" {used if name != 'normalize alone, twice' else ''}"
        )
    gain = alone / medians["normalize alone, twice"][0]
    print(f"  of two processes that only normalize this machine makes {gain:.2f}")
    for sink in ("Parquet", "DuckDB"):
        gain = medians[f"load to {sink}, 1 job"][0] / medians[f"load to {sink}, 2 jobs"][0]
        print(f"  {sink}: 2 jobs are {gain:.2f} times as fast as 1")
