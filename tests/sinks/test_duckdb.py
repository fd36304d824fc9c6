"""The file of a DuckDB database appears whole."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager

import duckdb
import pytest

import netassay
from bodies import SAMPLES
from cli import interrupted
from cli.processes import environment
from netassay.export.tables import TABLES
from netassay.sinks import sink_for
from netassay.sinks.duckdb_file import create
from sinks.reading_back import READERS


class Left(AbstractContextManager):
    """A temporary folder of a process that can't take it away any more."""

    def __init__(self, prefix, dir):  # noqa: A002 - the standard library's name
        self.name = tempfile.mkdtemp(prefix=prefix, dir=dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *_):
        return None


class Killed(BaseException):
    """The end of the process, as far as the load can tell."""


def test_a_load_killed_as_it_makes_the_file(tmp_path, monkeypatch):
    """What it left behind does not hinder the next one, which takes it away."""
    target = tmp_path / "out.duckdb"

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("os.link", killed)
        patched.setattr("netassay.sinks.duckdb_file.TemporaryDirectory", Left)
        with pytest.raises(Killed), sink_for(target) as sink:
            sink.begin("load", resume=False)
    [left] = tmp_path.iterdir()
    [file] = left.iterdir()
    file.write_bytes(file.read_bytes()[:4096])
    os.utime(left, (0, 0))
    assert 1 == netassay.load(SAMPLES / "aps" / "ping.json", to=target).new
    assert [target] == [path for path in tmp_path.iterdir() if path.suffix != ".lock"]


def test_two_loads_that_make_the_file(tmp_path, monkeypatch):
    """The faster one makes it, and neither takes away what the other is at."""
    target = tmp_path / "out.duckdb"
    link = os.link

    def late(*names):
        monkeypatch.setattr("os.link", link)
        create(target, duckdb.connect)
        made.append(target.stat().st_ino)
        link(*names)

    made = []
    monkeypatch.setattr("os.link", late)
    create(target, duckdb.connect)
    assert made == [target.stat().st_ino]
    assert [target] == list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("sizes", [[70], [12] * 6], ids=["one", "several"])
def test_what_is_larger_than_its_memory(sizes, tmp_path):
    """A large reject, and many of them in one batch, are stored with the results beside them."""
    source = tmp_path / "source"
    shutil.copytree(SAMPLES / "aps", source)
    for number, size in enumerate(sizes):
        (source / f"{number}.json").write_bytes(
            random.Random(number).randbytes(size << 20).hex().encode()
        )
    summary = netassay.load(source, to=tmp_path / "out.duckdb")
    assert (len(sizes), 2 * sum(sizes) << 20) == (summary.rejects, stored_bytes(tmp_path))
    with duckdb.connect(str(tmp_path / "out.duckdb")) as connection:
        assert (summary.results,) == connection.execute("SELECT count(*) FROM results").fetchone()


def stored_bytes(folder):
    """Return how many bytes the rejects in a database have."""
    with duckdb.connect(str(folder / "out.duckdb")) as connection:
        (size,) = connection.execute("SELECT sum(octet_length(data)) FROM rejects").fetchone()
    return size


def test_the_reason_of_a_failed_statement_is_told(tmp_path):
    """The message says what the database refused, not that its transaction failed."""
    source, target = SAMPLES / "aps" / "ping.json", tmp_path / "out.duckdb"
    netassay.load(source, to=target)
    with duckdb.connect(str(target)) as connection:
        connection.execute("DELETE FROM findings")
        connection.execute("ALTER TABLE findings ALTER printed SET NOT NULL")
    with pytest.raises(netassay.LoadError, match=r"NOT NULL constraint failed: findings\.printed"):
        netassay.load(SAMPLES, to=target)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE IF NOT EXISTS results",
        "INSERT INTO loads",
        "SELECT id FROM results",
        "INSERT INTO results",
        "INSERT INTO ping_replies",
        "UPDATE loads",
        "DELETE FROM loaded_files",
        "COMMIT",
    ],
)
def test_interrupted_in_a_statement(statement, tmp_path):
    """The command ends as interrupted, whatever DuckDB was at, and the next load has all rows."""
    source, target = SAMPLES / "aps" / "ping.json", tmp_path / "out.duckdb"
    words = ["load", str(source), "--to", str(target)]
    command = [sys.executable, interrupted.__file__, statement, *words]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=300, check=False
    )
    assert (130, "netassay: interrupted") == (done.returncode, done.stderr.splitlines()[0])
    netassay.load(source, to=target)
    expected = netassay.to_arrow(netassay.read(source))
    found = READERS["duckdb"](target)
    assert {name: table.num_rows for name, table in expected.items()} == {
        name: found[name].num_rows for name in TABLES
    }
