"""Real Spark gives what one process gives: on two threads, and on a master with a worker."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads
import pyarrow.parquet as pq
import pytest

from benchmarks.generator import damaged, lines
from netassay.core.records.record import fields_of
from netassay.errors import MissingExtra, UnknownName
from netassay.export.batches import normalize_batch
from netassay.measurements import TESTS
from ports import free_port

JOB = Path(__file__).with_name("job.py")
#: The size that was promised is 100000; that takes minutes.
COUNT = int(os.environ.get("NETASSAY_SPARK_COUNT", "300"))
_LONGEST = 1200


@pytest.fixture(scope="module")
def spark_home():
    """Give the folder of Spark; skip the test where it or Java is missing.

    Where CI is set they must be there.
    """
    spec = importlib.util.find_spec("pyspark")
    if spec is None or shutil.which("java") is None:
        reason = "no Spark here: pip install 'netassay[spark]', and a Java of 17 or later"
        (pytest.fail if "CI" in os.environ else pytest.skip)(reason)
    return Path(spec.origin).parent


@pytest.fixture(scope="module")
def responses(tmp_path_factory):
    """Give a file of responses over all tests, some of them damaged, and a number for each."""
    path = tmp_path_factory.mktemp("spark") / "responses.parquet"
    bodies = [line.decode(errors="replace").rstrip("\n") for line in damaged(lines(COUNT), 20)]
    pq.write_table(pa.table({"number": range(COUNT), "other": [0] * COUNT, "body": bodies}), path)
    return path


@pytest.fixture(scope="module")
def expected(responses):
    """Give what one process makes of them."""
    batches = pq.read_table(responses).to_batches(max_chunksize=64)
    return pa.Table.from_batches(
        normalize_batch(batch, url=None, keep=["number"]) for batch in batches
    )


def environment(spark_home):
    """Return the environment that Spark's processes want: all of it stays on loopback."""
    ours = {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_HOME": str(spark_home),
    }
    return {**os.environ, **ours}


def done(spark_home, master, responses, out, *more):
    """Run the job; return the rows that it wrote, and what it told."""
    command = [sys.executable, str(JOB), master, str(responses), str(out), *more]
    job = subprocess.run(
        command,
        env=environment(spark_home),
        capture_output=True,
        text=True,
        timeout=_LONGEST,
        check=False,
    )
    assert 0 == job.returncode, job.stderr[-4000:]
    found = pq.read_table(out / "results.parquet").sort_by("number")
    return found, json.loads((out / "told.json").read_text())


@contextmanager
def cluster(spark_home, folder):
    """Start a master and a worker of two cores; give where the master is."""
    port = free_port()
    master = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    where = ["--host", "127.0.0.1", "--webui-port", "0"]
    wanted = {
        "master": [f"{deploy}.master.Master", *where, "--port", str(port)],
        "worker": [f"{deploy}.worker.Worker", *where, "-c", "2", "-m", "1g", "-d", "work", master],
    }
    told = {"master": "I have been elected leader", "worker": "Successfully registered with"}
    started = []
    try:
        for name, words in wanted.items():
            written = folder / f"{name}.log"
            with written.open("wb") as log:
                command = [str(spark_home / "bin" / "spark-class"), *words]
                started.append(
                    subprocess.Popen(
                        command, cwd=folder, env=environment(spark_home), stdout=log, stderr=log
                    )
                )
            until = time.monotonic() + _LONGEST
            while told[name] not in (said := written.read_text(errors="replace")):
                assert started[-1].poll() is None, said
                assert time.monotonic() < until, said
                time.sleep(0.1)
        yield master
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGTERM)
            process.wait(_LONGEST)


def test_two_threads(spark_home, responses, expected, tmp_path):
    """On `local[2]` each response gives the row that it gives here."""
    found, told = done(spark_home, "local[2]", responses, tmp_path)
    assert expected.equals(found.cast(expected.schema))
    assert "mean round-trip time [ms]" == told["comment"]


def test_master_and_worker(spark_home, responses, expected, tmp_path):
    """On processes that share nothing but the network, a test's struct is that test's table."""
    with cluster(spark_home, tmp_path) as master:
        found, told = done(spark_home, master, responses, tmp_path, "pings")
    assert master == told["master"]
    assert list((tmp_path / "work").glob("app-*/0"))
    pings = expected.filter(pc.field("ping").is_valid())
    columns = [
        pings.column("number"),
        pings.column("id"),
        *pings.column("ping").combine_chunks().flatten(),
    ]
    names = [field.exported for field in fields_of(TESTS["ping"].record)]
    assert ["number", "id", *names] == found.column_names
    assert 0 < pings.num_rows
    for column, name in zip(columns, found.column_names, strict=True):
        assert column.to_pylist() == found.column(name).to_pylist(), name


SITES = ["Oslo", "Zürich", "a/b=c"]


def write_responses(path, bodies):
    """Write responses as Spark reads them: NDJSON of body, URL and site."""
    rows = [{"body": body, "url": None, "site": SITES[at % 3]} for at, body in enumerate(bodies)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def snippet_run(spark_home, folder):
    """Run the README's lines on Spark in a folder; return what is in both of its results."""
    shutil.rmtree(folder / "pings", ignore_errors=True)
    command = [sys.executable, str(JOB.with_name("snippet.py")), "responses.ndjson"]
    job = subprocess.run(
        command,
        env=environment(spark_home),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
        check=False,
    )
    assert 0 == job.returncode, job.stderr[-4000:]
    pings = rows_in(folder / "pings", ["site", "serial_number", "transmitted"])
    return pings, rows_in(folder / "streamed", ["site", "test", "id"])


def rows_in(folder, columns):
    """Return the columns of each row that was written, those of folders from their names."""
    found = pads.dataset(folder, partitioning="hive", ignore_prefixes=["_", "."])
    return sorted(map(repr, found.to_table(columns=columns).to_pylist()))


def rows_expected(bodies, columns, *, pings=False):
    """Return the columns of each row that should be written of bodies."""
    batch = pa.RecordBatch.from_pydict({"body": bodies})
    made = normalize_batch(batch, url=None).to_pylist()
    rows = ({"site": SITES[at % 3], **(row["ping"] or {}), **row} for at, row in enumerate(made))
    kept = (row for row in rows if row["ping"] or not pings)
    return sorted(repr({name: row[name] for name in columns}) for row in kept)


def test_readme(spark_home, tmp_path):
    """The README's lines write partitions; of files that arrive each is read once, by two jobs."""
    bodies = [line.decode(errors="replace").rstrip("\n") for line in damaged(lines(60), 20)]
    first, second = bodies[:30], bodies[30:]
    (tmp_path / "arriving").mkdir()
    write_responses(tmp_path / "responses.ndjson", bodies)
    write_responses(tmp_path / "arriving" / "first.json", first)
    pings, streamed = snippet_run(spark_home, tmp_path)
    wanted = ["site", "serial_number", "transmitted"]
    assert rows_expected(bodies, wanted, pings=True) == pings
    told = ["site", "test", "id"]
    assert rows_expected(first, told) == streamed
    write_responses(tmp_path / "arriving" / "second.json", second)
    _, streamed = snippet_run(spark_home, tmp_path)
    assert sorted(rows_expected(first, told) + rows_expected(second, told)) == streamed


def test_columns_that_are_not_there(spark_home, monkeypatch):
    """A name that a result needs, or that is none, is told before anything runs."""
    del spark_home
    from netassay import spark  # noqa: PLC0415 - where Spark is

    frame = SimpleNamespace(columns=("body", "url", "id"), schema={"id": None})
    for options in ({"body": "text"}, {"url": "link"}, {"keep": ["more"]}, {"keep": ["id"]}):
        with pytest.raises(UnknownName):
            spark.normalize(frame, **options)
    monkeypatch.setitem(sys.modules, "pyspark.sql.types", None)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtra, match=r"pip install 'netassay\[spark\]'"):
        spark.normalize(frame)
