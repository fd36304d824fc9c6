"""What goes into a sink comes out of it: the same rows, whichever sink it is."""

from __future__ import annotations

import json
import math
import os
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import netassay
from benchmarks.generator import damaged, lines
from bodies import SAMPLES
from netassay.export.tables import TABLES
from netassay.measurements import TESTS
from sinks.reading_back import READERS, Tables, destination, sorted_tables

if TYPE_CHECKING:
    from pathlib import Path

#: The size that was promised is 200000; that takes minutes.
COUNT = int(os.environ.get("NETASSAY_LOAD_COUNT", "1500"))
FORMS = list(READERS)


@pytest.fixture(scope="module")
def responses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of many responses, some of them damaged."""
    path = tmp_path_factory.mktemp("responses") / "many.ndjson"
    with path.open("wb") as file:
        file.writelines(damaged(lines(COUNT)))
    return path


@pytest.fixture(scope="module")
def expected(responses: Path) -> Tables:
    """Return the tables of the many responses in memory, without where they were read."""
    return comparable(netassay.to_arrow(netassay.read(responses)))


def comparable(tables: Tables) -> Tables:
    """Return tables with sorted rows; `results` without the columns that only a load knows."""
    tables = {**tables, "results": tables["results"].drop_columns(["source", "place"])}
    return sorted_tables(tables)


def sums(tables: Tables) -> dict[tuple[str, str], float]:
    """Return how many rows each table has, and the sum of each of its columns of numbers."""
    found: dict[tuple[str, str], float] = {(name, ""): t.num_rows for name, t in tables.items()}
    for name, table in tables.items():
        for field in table.schema:
            if pa.types.is_integer(field.type) or pa.types.is_floating(field.type):
                values = pc.drop_null(table.column(field.name))
                found[name, field.name] = math.fsum(values.to_pylist())
    return found


@pytest.mark.parametrize("form", FORMS)
def test_all_sinks_hold_the_same(form, responses, expected, tmp_path) -> None:
    """Each sink holds what `to_arrow` gives: as many rows, the same sums, the same rows."""
    target = destination(tmp_path, form)
    summary = netassay.load(responses, **target, batch=COUNT // 3)
    found = comparable(READERS[form](target["to"]))
    assert sums(expected) == sums(found)
    for name in TABLES:
        assert expected[name].equals(found[name]), name
        keys = found[name].group_by(list(TABLES[name].key)).aggregate([([], "count_all")])
        assert 1 == (pc.max(keys.column("count_all")).as_py() or 1), name
    assert COUNT == summary.read == summary.results + summary.rejects
    assert expected["results"].num_rows + expected["rejects"].num_rows == summary.new


@pytest.mark.parametrize("form", FORMS)
def test_samples(form, tmp_path) -> None:
    """The samples come with the files that they were read from."""
    target = destination(tmp_path, form)
    netassay.load(SAMPLES, **target)
    found = READERS[form](target["to"])
    assert comparable(netassay.to_arrow(netassay.read(SAMPLES))) == comparable(found)
    sources = sorted(map(str, SAMPLES.rglob("*.json")))
    assert sources == sorted(found["results"].column("source").to_pylist())
    assert [None] * len(sources) == found["results"].column("place").to_pylist()


@pytest.mark.parametrize("form", FORMS)
def test_loaded_twice_is_there_once(form, tmp_path) -> None:
    """What is loaded again adds no row; what is new among it does."""
    half = [path for at, path in enumerate(sorted(SAMPLES.glob("*/*.json"))) if at % 2]
    bad = tmp_path / "bad.ndjson"
    bad.write_bytes(b"nonsense\n{}\nnonsense\n")
    target = destination(tmp_path, form)
    first = netassay.load(*half, bad, **target)
    assert (len(half), 3) == (first.results, first.rejects)
    again = netassay.load(*half, bad, **target, reread=True)
    assert (len(half) + 3, 0) == (again.read, again.new)
    more = netassay.load(*sorted(SAMPLES.glob("*/*.json")), *half, **target, batch=7)
    assert len(list(SAMPLES.glob("*/*.json"))) - len(half) == more.new
    found = READERS[form](target["to"])
    whole = netassay.to_arrow([*netassay.read(*sorted(SAMPLES.glob("*/*.json")), bad)])
    assert comparable(whole) == comparable(found)


@pytest.mark.parametrize("form", FORMS)
def test_hostile_texts(form, tmp_path) -> None:
    """NUL, quotes, line ends, other scripts, and half a surrogate pair come through."""
    texts = [
        "\0 \r\n;,\"'\t",
        "=cmd|' /C calc'!A0",
        "'quoted",
        "",
        "\ud800",
        "Ωλ\u202e💥",
        "-1",
        "@",
    ]
    path = tmp_path / "hostile.ndjson"
    bodies = ({"status": "FAILED", "failReason": text, "output": {"a": text}} for text in texts)
    path.write_text("\n".join(map(json.dumps, bodies)) + "\n\xff\x00\n", encoding="utf-8")
    target = destination(tmp_path, form)
    netassay.load(path, **target)
    found = READERS[form](target["to"])
    assert comparable(netassay.to_arrow(netassay.read(path))) == comparable(found)


def test_a_database_without_verdicts_gains_them(tmp_path) -> None:
    """A database that a former version made has verdicts of what is loaded from now on."""
    target = tmp_path / "out.duckdb"
    netassay.load(SAMPLES / "aps", to=target)
    with duckdb.connect(str(target)) as connection:
        connection.execute("DROP VIEW latest_results")
        for table in ("results", *TESTS):
            for column in ("verdict", "summary"):
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    netassay.load(SAMPLES / "cx", to=target)
    query = """SELECT family, count(*), count(ping.verdict), count(results.summary)
        FROM ping JOIN results ON id = result_id GROUP BY family ORDER BY family"""
    with duckdb.connect(str(target), read_only=True) as connection:
        assert [("aps", 1, 0, 0), ("cx", 1, 1, 1)] == connection.execute(query).fetchall()
        latest = "SELECT count(verdict) FROM latest_results WHERE family = 'cx'"
        assert connection.execute(latest).fetchone() > (0,)


def test_units_travel(tmp_path) -> None:
    """Parquet keeps units in its fields' metadata, DuckDB in the columns' comments."""
    netassay.load(SAMPLES, to=tmp_path / "out")
    netassay.load(SAMPLES, to=tmp_path / "out.duckdb")
    field = pq.read_schema(next((tmp_path / "out" / "ping").iterdir())).field("rtt_avg_ms")
    assert {b"unit": b"ms", b"description": b"mean round-trip time"} == field.metadata
    query = "SELECT comment FROM duckdb_columns() WHERE column_name = 'rtt_avg_ms' LIMIT 1"
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        assert ("mean round-trip time [ms]",) == connection.execute(query).fetchone()
        uncommented = """
            SELECT table_name, column_name FROM duckdb_columns()
            WHERE NOT internal AND comment IS NULL AND table_name NOT IN ('loads')
            AND table_name NOT IN (SELECT view_name FROM duckdb_views())"""
        assert [] == connection.execute(uncommented).fetchall()


def test_parquet_is_compressed_and_in_datasets(tmp_path) -> None:
    """Each table is a dataset of files with zstd, one per batch; none is left unfinished."""
    netassay.load(SAMPLES, to=tmp_path / "out", batch=10)
    results = sorted((tmp_path / "out" / "results").iterdir())
    assert [f"part-0000-00000{at}.parquet" for at in range(5)] == [path.name for path in results]
    column = pq.ParquetFile(results[0]).metadata.row_group(0).column(0)
    assert "ZSTD" == column.compression
    assert [] == list((tmp_path / "out").rglob(".*"))


def test_views(tmp_path) -> None:
    """The views of a database answer what they say."""
    url = "https://x.example.com/network-troubleshooting/v1/aps/CN1/ping/async-operations/{}"
    body = {"output": {"transmittedPacketsCount": "4", "receivedPacketsCount": "3"}}
    times = [f"2025-05-20T13:0{minute}:00Z" for minute in range(3)]
    path = tmp_path / "pings.ndjson"
    rows = [
        {"url": url.format(at), "status": 200, "body": body | {"startTime": time}}
        for at, time in enumerate(times)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    netassay.load(path, SAMPLES, to=tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        latest = "SELECT task_id FROM latest_results WHERE serial_number = 'CN1'"
        assert [("2",)] == connection.execute(latest).fetchall()
        loss = """SELECT pings, transmitted, received, loss_percent FROM loss_over_time
            WHERE serial_number = 'CN1'"""
        assert [(3, 12, 9, 25.0)] == connection.execute(loss).fetchall()
        rates = "SELECT test, direction, runs, max_bps FROM throughput_by_server ORDER BY test"
        expected = [("iperf", "upstream", 1, 7670000.0), ("speedtest", "upstream", 1, 16855683.0)]
        assert expected == connection.execute(rates).fetchall()
        kept = "SELECT count(*) FROM duckdb_views() WHERE NOT internal AND comment IS NOT NULL"
        assert (3,) == connection.execute(kept).fetchone()
