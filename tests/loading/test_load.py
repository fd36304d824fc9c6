"""The load: what it counts, what it refuses, how it goes on."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

import pytest

import netassay
from benchmarks.generator import damaged, lines
from bodies import SAMPLES
from loading.loads import FORMS, place, responses, tables_in
from netassay import LoadError, UnknownName
from netassay.loading.chunks import chunks_of
from netassay.loading.conversion import convert
from netassay.records.result import Reject
from netassay.sources import Hints, saved

if TYPE_CHECKING:
    from netassay.sinks import LoadProgress

#: The line that was promised to do no harm has 50 MB.
LONG_LINE = int(os.environ.get("NETASSAY_LONG_LINE", "5_000_000"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_lost_in_damage(jobs, tmp_path) -> None:
    """Of damaged lines each is a result or a reject, and every reject's bytes are there."""
    some = list(damaged(lines(3000), one_in=20))
    some[1000:1000] = [b'{"status": "' + b"x" * LONG_LINE + b"\n"]
    path = tmp_path / "damaged.ndjson"
    path.write_bytes(b"".join(some))
    summary = netassay.load(path, to=tmp_path / "out", batch=700, jobs=jobs)
    assert len(some) == 3001 == summary.read == summary.results + summary.rejects
    kept = tables_in(tmp_path / "out", "parquet")["rejects"].to_pylist()
    expected = {f"line {at}": line.rstrip(b"\n") for at, line in enumerate(some, 1)}
    told = {row["place"].partition(",")[0]: row["data"] for row in kept}
    assert {place: expected[place] for place in told} == told
    assert summary.rejects == len(told) > 50
    assert {str(path)} == {row["source"] for row in kept}
    assert all(row["reason"] for row in kept)


def test_jobs_give_the_same(tmp_path) -> None:
    """Several processes give what one gives, files and all."""
    source = responses(tmp_path, 2100)
    for jobs in (1, 2):
        netassay.load(source, SAMPLES, to=tmp_path / str(jobs), jobs=jobs, batch=900)
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "1", tmp_path / "2")
    )
    assert one == two


def test_hints_are_taken(tmp_path) -> None:
    """What the caller knows of all responses goes into every row."""
    path = tmp_path / "one.json"
    path.write_text('{"status": "RUNNING"}')
    netassay.load(path, to=tmp_path / "out", test="tcp", family="aps")
    (row,) = (
        tables_in(tmp_path / "out", "parquet")["results"].select(["test", "family"]).to_pylist()
    )
    assert {"test": "tcp", "family": "aps"} == row


def test_progress_is_told(tmp_path) -> None:
    """From where it begins to its end, a load tells how far it has come."""
    source = responses(tmp_path, 50)
    told: list[LoadProgress] = []
    netassay.load(source, to=tmp_path / "out", batch=20, progress=told.append)
    assert [0, 20, 40, 50] == [done.read for done in told]
    told.clear()
    netassay.load(source, to=tmp_path / "out", batch=20, progress=told.append, resume=True)
    assert [50] == [done.read for done in told]


@pytest.mark.parametrize("form", FORMS)
def test_a_grown_file_goes_on(form, tmp_path) -> None:
    """A file to which lines were added is resumed behind what was loaded."""
    some = list(lines(90))
    path, target = tmp_path / "log.ndjson", place(tmp_path, form)
    options = {"to": target, "form": None if form == "duckdb" else form, "resume": True}
    path.write_bytes(b"".join(some[:50]))
    assert 50 == netassay.load(path, **options).new
    path.write_bytes(b"".join(some))
    summary = netassay.load(path, **options)
    assert (90, 50, 40) == (summary.read, summary.resumed, summary.new)


@pytest.mark.parametrize("form", FORMS)
def test_another_input_is_not_resumed(form, tmp_path) -> None:
    """A load is not resumed with an input that is no longer what it was."""
    target = place(tmp_path, form)
    options = {"to": target, "form": None if form == "duckdb" else form}
    path = tmp_path / "log.ndjson"
    path.write_bytes(b"".join(lines(50)))
    netassay.load(path, **options)
    for other in (lines(50, seed=9), lines(20)):
        path.write_bytes(b"".join(other))
        with pytest.raises(LoadError, match="not those that were loaded"):
            netassay.load(path, **options, resume=True)
    assert 50 == tables_in(target, form)["results"].num_rows


def test_without_a_load_before_resume_begins(tmp_path) -> None:
    """`resume` with nothing to resume begins at the start, as a script wants it."""
    summary = netassay.load(SAMPLES, to=tmp_path / "out", resume=True)
    there = len(list(SAMPLES.rglob("*.json")))
    assert (there, 0, there) == (summary.read, summary.resumed, summary.new)


# --- Destinations that fail -----------------------------------------------------------


def test_a_full_disk(tmp_path, monkeypatch) -> None:
    """A disk that is full stops the load with the system's error; then it can go on."""
    source, target = responses(tmp_path, 60), tmp_path / "out"
    real, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) == 150:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        netassay.load(source, to=target, batch=20)
    assert [] == list(target.rglob("*.tmp"))
    summary = netassay.load(source, to=target, batch=20, resume=True)
    assert 0 < summary.resumed < 60
    assert 60 == tables_in(target, "parquet")["results"].num_rows


@pytest.mark.parametrize("form", FORMS)
def test_one_load_at_a_time(form, tmp_path) -> None:
    """Two loads don't write to one destination at once."""
    from netassay.sinks import sink_for  # noqa: PLC0415

    target = place(tmp_path, form)
    form_ = None if form == "duckdb" else form
    with sink_for(target, form_) as first:
        first.begin("first", resume=False)
        code = (
            f"import netassay; netassay.load({str(SAMPLES)!r}, to={str(target)!r}, form={form_!r})"
        )
        done = python(code)
        assert "LoadError" in done.stderr
        assert str(target) in done.stderr.splitlines()[-1]


def python(code: str):
    """Run a program in a new interpreter."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_folders_that_are_not_ours(tmp_path) -> None:
    """A load writes to no folder that holds other things, or another form, or has lost files."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(LoadError, match="holds other things"):
        netassay.load(SAMPLES, to=tmp_path)
    assert ["notes.txt"] == [path.name for path in tmp_path.iterdir()]
    with pytest.raises(UnknownName, match="a file's name"):
        netassay.load(SAMPLES, to=tmp_path / "notes.txt")
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(LoadError, match="no folder"):
        netassay.load(SAMPLES, to=tmp_path / "notes")
    netassay.load(SAMPLES, to=tmp_path / "out")
    with pytest.raises(LoadError, match="holds parquet, not csv"):
        netassay.load(SAMPLES, to=tmp_path / "out", form="csv")
    next((tmp_path / "out" / "ping").iterdir()).unlink()
    with pytest.raises(LoadError, match="1 files of load 0 are missing"):
        netassay.load(SAMPLES, to=tmp_path / "out")
    netassay.load(SAMPLES, to=tmp_path / "csv", form="csv")
    (tmp_path / "csv" / "ping.csv").write_text("cut")
    with pytest.raises(LoadError, match="has 3 bytes"):
        netassay.load(SAMPLES, to=tmp_path / "csv", form="csv")
    (tmp_path / "csv" / "_netassay.json").write_text("{")
    with pytest.raises(LoadError, match="not what a load wrote"):
        netassay.load(SAMPLES, to=tmp_path / "csv", form="csv")


def test_databases_that_are_not_ours(tmp_path) -> None:
    """A load writes to no database that is none, or has tables of others."""
    import duckdb  # noqa: PLC0415

    (tmp_path / "bad.duckdb").write_text("hello" * 9999)
    with pytest.raises(LoadError, match=r"bad\.duckdb"):
        netassay.load(SAMPLES, to=tmp_path / "bad.duckdb")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE results (mine INT)")
    with pytest.raises(LoadError, match="that no load made"):
        netassay.load(SAMPLES, to=tmp_path / "other.duckdb")


def test_a_database_of_another_version(tmp_path) -> None:
    """A table or a column that a database does not have yet is added; what is there stays."""
    import duckdb  # noqa: PLC0415

    half, target = responses(tmp_path, 40), tmp_path / "out.duckdb"
    netassay.load(half, to=target)
    with duckdb.connect(str(target)) as connection:
        connection.execute("DROP VIEW loss_over_time")
        connection.execute("DROP TABLE tcp")
        connection.execute("ALTER TABLE findings DROP COLUMN printed")
    netassay.load(half, SAMPLES, to=target)
    with duckdb.connect(str(target)) as connection:
        query = "SELECT count(*) FROM tcp UNION ALL SELECT count(*) FROM loss_over_time"
        assert all(count > 0 for (count,) in connection.execute(query).fetchall())
        query = "SELECT comment FROM duckdb_columns() WHERE column_name = 'printed'"
        assert ("what the device's text said, verbatim",) == connection.execute(query).fetchone()


def test_a_csv_of_another_version(tmp_path) -> None:
    """Rows never go below a header that is not theirs."""
    netassay.load(SAMPLES, to=tmp_path / "out", form="csv")
    path = tmp_path / "out" / "tcp.csv"
    path.write_text(path.read_text().replace("host", "node", 1))
    with pytest.raises(LoadError, match=r"tcp\.csv: has other columns"):
        netassay.load(SAMPLES, to=tmp_path / "out", form="csv")


@pytest.mark.parametrize(
    "options",
    [{"form": "xlsx"}, {"to": "out.csv"}, {"to": "out.duckdb", "form": "csv"}, {"test": "x"}],
)
def test_names_that_do_not_exist(options, tmp_path, monkeypatch) -> None:
    """A wrong name is told before anything is written."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownName):
        netassay.load(SAMPLES, **{"to": "out", **options})
    with pytest.raises(FileNotFoundError):
        netassay.load("no-such-file", to="out")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("options", [{"jobs": 0}, {"batch": 0}])
def test_numbers_that_make_no_sense(options, tmp_path) -> None:
    """No load has no job, or batches of nothing."""
    with pytest.raises(ValueError, match="at least 1"):
        netassay.load(SAMPLES, to=tmp_path / "out", **options)


# --- Chunks and work ------------------------------------------------------------------


@pytest.fixture(scope="module")
def items(tmp_path_factory):
    """Give what is read of a file of responses."""
    return list(saved(responses(tmp_path_factory.mktemp("in"), 5000)))


@pytest.mark.parametrize("batch", [1, 7, 2000, 4999, 100_000])
def test_chunks(batch, items) -> None:
    """Chunks hold all there is, in order; batches close where they should, whatever came before."""
    chunks = list(chunks_of(items, batch))
    assert items == [item for chunk in chunks for item in chunk.items]
    sizes, size = [], 0
    for chunk in chunks:
        size += len(chunk.items)
        if chunk.closes:
            sizes.append(size)
            size = 0
    assert 0 == size
    assert sizes[:-1] == [batch] * (len(sizes) - 1)
    first = sizes[0]
    rest = list(chunks_of(items[first:], batch, _mark_at(chunks, first)))
    assert chunks[-1].mark == (rest or chunks)[-1].mark


def _mark_at(chunks, count: int) -> int:
    """Return the checksum behind the first items."""
    for chunk in chunks:
        count -= len(chunk.items)
        if count == 0:
            return chunk.mark
    raise AssertionError


def test_large_responses_close_chunks_early() -> None:
    """Bytes count too: a chunk and a batch never grow far beyond their sizes."""
    items = [Reject("a", "b", bytes(3 << 20)) for _ in range(50)]
    chunks = list(chunks_of(items, 1000))
    assert 2 == max(len(chunk.items) for chunk in chunks)
    assert [22, 22, 6] == _batch_sizes(chunks)


def _batch_sizes(chunks) -> list[int]:
    sizes = [0]
    for chunk in chunks:
        sizes[-1] += len(chunk.items)
        if chunk.closes:
            sizes.append(0)
    return sizes[:-1] if sizes[-1] == 0 else sizes


def test_a_fault_of_ours_is_a_reject(monkeypatch) -> None:
    """A response on which netassay fails is kept with its bytes, and the load goes on."""
    real = netassay.normalizing.pipeline.examine

    def failing(body, *arguments, **options):
        if b"bad" in body:
            raise ZeroDivisionError("oh")
        return real(body, *arguments, **options)

    monkeypatch.setattr("netassay.sources.reading.examine", failing)
    good = json.dumps({"status": "RUNNING"}).encode()
    items = [
        netassay.sources.SavedResponse("f", data, f"line {at}")
        for at, data in enumerate([good, b"bad"])
    ]
    done = convert(items, Hints())
    assert (1, 1) == (done.results, done.rejects)
    (row,) = done.batches["rejects"].to_pylist()
    assert (b"bad", "a fault of netassay: ZeroDivisionError: oh") == (row["data"], row["reason"])


@pytest.mark.slow
def test_memory_limit_of_files(tmp_path) -> None:
    """A database that may not grow any more is told in one line, and is whole."""
    source = responses(tmp_path, 3000)
    code = (
        "import resource, signal, sys, netassay.cli; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000));"
        f"sys.exit(netassay.cli.run(['load', {str(source)!r}, '--to', {str(tmp_path / 'out.duckdb')!r},"
        " '--batch', '200']))"
    )
    done = python(code)
    assert 3 == done.returncode
    first, second = done.stderr.splitlines()
    assert "out.duckdb" in first
    assert "--resume" in second
    summary = netassay.load(source, to=tmp_path / "out.duckdb", batch=200, resume=True)
    assert 3000 == summary.read
    assert 3000 == tables_in(tmp_path / "out.duckdb", "duckdb")["results"].num_rows
