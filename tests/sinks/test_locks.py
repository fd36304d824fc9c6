"""One load at a time: what two loads of one destination do, from threads and by other names."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

import netassay
from benchmarks.generator import lines
from netassay import LoadError
from netassay.sinks import sink_for
from sinks.reading_back import READERS, destination

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file of responses."""
    path = tmp_path / "responses.ndjson"
    path.write_bytes(b"".join(lines(300)))
    return path


def side_by_side(work: Callable[[], Any], count: int) -> list[Any]:
    """Do the same in several threads that begin at once; return what each returned or raised."""
    barrier, found = threading.Barrier(count), []

    def one() -> None:
        barrier.wait()
        try:
            found.append(work())
        except LoadError as error:
            found.append(error)

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.parametrize("form", READERS)
def test_loads_of_several_threads(form, source, tmp_path) -> None:
    """Of loads that begin at once each is whole or refused in one line, and no row is there twice."""
    target = destination(tmp_path, form)
    found = side_by_side(lambda: netassay.load(source, **target, batch=20), 4)
    refused = [one for one in found if isinstance(one, LoadError)]
    done = [one for one in found if not isinstance(one, LoadError)]
    assert {f"{target['to']}: another load is writing to it"} >= {str(one) for one in refused}
    assert [300] * len(done) == [one.read for one in done]
    assert 300 == sum(one.new for one in done)
    ids = READERS[form](target["to"])["results"].column("id").to_pylist()
    assert 300 == len(ids) == len(set(ids))
    assert 0 == netassay.load(source, **target, reread=True).new


@pytest.mark.parametrize("form", READERS)
def test_while_another_load_writes(form, source, tmp_path) -> None:
    """A load into what is being written is refused, and may come when that has ended."""
    target = destination(tmp_path, form)
    with sink_for(
        **{"destination" if key == "to" else key: one for key, one in target.items()}
    ) as first:
        first.begin("first", resume=False)
        for _ in range(2):
            with pytest.raises(LoadError, match="another load is writing to it"):
                netassay.load(source, **target)
    assert 300 == netassay.load(source, **target, reread=True).new


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_database_by_another_name(link, source, tmp_path) -> None:
    """A link to a database is the same database; two connections to it would ruin it."""
    target, other = tmp_path / "out.duckdb", tmp_path / "other.duckdb"
    netassay.load(source, to=target)
    link(target, other)
    with sink_for(target) as first:
        first.begin("first", resume=False)
        with pytest.raises(LoadError, match=r"other\.duckdb: another load"):
            netassay.load(source, to=other)
    assert 0 == netassay.load(source, to=other, reread=True).new


def test_a_load_that_can_not_begin_unlocks(source, tmp_path) -> None:
    """What was refused for another reason locks nothing."""
    target = tmp_path / "out.duckdb"
    target.write_text("hello" * 9999)
    for _ in range(2):
        with pytest.raises(LoadError, match="valid DuckDB"):
            netassay.load(source, to=target)
    target.unlink()
    assert 300 == netassay.load(source, to=target).new


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_copy_of_the_process(tmp_path) -> None:
    """A process that was forked during a load has no load of its own."""
    code = (
        "import os, sys; from pathlib import Path; from netassay.sinks.locks import DestinationLock;"
        f"path = Path({str(tmp_path / 'other.duckdb')!r}); lock = DestinationLock.acquired(path);"
        "child = os.fork();"
        "lock = DestinationLock.acquired(path) if child == 0 else None;"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if child else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert (0, b"") == (done.returncode, done.stderr)
