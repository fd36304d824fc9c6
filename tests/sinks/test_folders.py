"""What others do to a folder of tables: nothing is doubled, and nothing of theirs is lost."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

import netassay
from benchmarks.generator import damaged, lines
from netassay import LoadError
from netassay.sinks import sink_for
from sinks.reading_back import READERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMS = ("parquet", "csv", "ndjson")
TEXTS = ("csv", "ndjson")
COUNT = 40


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file of responses, some of them damaged."""
    path = tmp_path / "responses.ndjson"
    path.write_bytes(b"".join(damaged(lines(COUNT), one_in=5)))
    return path


def stored_ids(folder: Path, form: str) -> list[str]:
    """Return the ids of all results and rejects in a folder, as often as they are there."""
    tables = READERS[form](folder)
    return sorted(
        one for name in ("results", "rejects") for one in tables[name].column("id").to_pylist()
    )


# --- The file of ids ------------------------------------------------------------------


def lost(path: Path) -> None:
    """Lose the file."""
    path.unlink()


def empty(path: Path) -> None:
    """Leave nothing in it."""
    path.write_bytes(b"")


def cut(path: Path) -> None:
    """Leave a part of it, which ends within an id."""
    path.write_bytes(path.read_bytes()[:105])


def zeros(path: Path) -> None:
    """Leave its length only, as a file system may after a crash."""
    path.write_bytes(bytes(path.stat().st_size))


def older(path: Path) -> None:
    """Leave a copy of another time, filled up with something else."""
    data = path.read_bytes()
    path.write_bytes(data[:160] + data[:-160])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("damage", [lost, empty, cut, zeros, older])
def test_ids_are_made_anew(form, damage, source, tmp_path) -> None:
    """A lost or damaged file of ids is made anew from the rows; loading again adds nothing."""
    target = tmp_path / "out"
    netassay.load(source, to=target, form=form, batch=7)
    before = stored_ids(target, form)
    ids = target / "_netassay.ids"
    kept = {bytes.fromhex(one) for one in before}
    damage(ids)
    assert 0 == netassay.load(source, to=target, form=form, reread=True).new
    assert before == stored_ids(target, form) == sorted(set(before))
    data = ids.read_bytes()
    assert kept == {data[at : at + 16] for at in range(0, len(data), 16)}
    source.write_bytes(source.read_bytes() + b"".join(lines(9, seed=5)))
    assert 9 == netassay.load(source, to=target, form=form).new


@pytest.mark.parametrize("form", FORMS)
def test_ids_of_a_former_version(form, source, tmp_path) -> None:
    """A folder whose manifest has no checksum of its ids is taken, and has one then."""
    target = tmp_path / "out"
    netassay.load(source, to=target, form=form)
    manifest = target / "_netassay.json"
    told = json.loads(manifest.read_bytes())
    former = {key: told[key] for key in told if key not in ("ids_mark", "writing")}
    manifest.write_text(json.dumps(former))
    assert 0 == netassay.load(source, to=target, form=form, reread=True).new
    again = json.loads(manifest.read_bytes())
    assert told["ids_mark"] == again["ids_mark"]
    lost(target / "_netassay.ids")
    assert 0 == netassay.load(source, to=target, form=form, reread=True).new


def unreadable(folder: Path, form: str) -> None:
    """Damage the rows of results, which keep their length."""
    path = next((folder / "results").iterdir()) if form == "parquet" else folder / f"results.{form}"
    data = path.read_bytes()
    path.write_bytes(data.replace(b"id", b"xx", 1) if form != "parquet" else bytes(len(data)))


@pytest.mark.parametrize("form", FORMS)
def test_ids_that_can_not_be_made_anew(form, source, tmp_path) -> None:
    """Where the rows don't tell the ids, the load is refused in one line, and nothing is added."""
    target = tmp_path / "out"
    netassay.load(source, to=target, form=form)
    unreadable(target, form)
    lost(target / "_netassay.ids")
    for _ in range(2):
        with pytest.raises(LoadError, match=re.escape(str(target))) as told:
            netassay.load(source, to=target, form=form)
        assert "\n" not in str(told.value)
    assert not (target / "_netassay.ids").exists()


# --- Rows and files of others ---------------------------------------------------------


def contents(folder: Path) -> dict[Path, bytes]:
    """Return all files in a folder but those of the load."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if "_netassay" not in path.name}


def row_added(folder: Path, form: str) -> None:
    """Add a row to a table by hand."""
    path = folder / f"results.{form}"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])


def table_added(folder: Path, form: str) -> None:
    """Add a table of one's own under the name of one that had no rows yet."""
    (folder / f"speedtest_own.{form}").write_text("mine")
    (folder / f"replaced.{form}").write_text("mine")
    unused = next(
        name for name in ("unread", "tcp", "aaa") if not (folder / f"{name}.{form}").exists()
    )
    (folder / f"{unused}.{form}").write_text("mine\n")


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("add", [row_added, table_added])
def test_rows_of_others_are_not_cut_off(form, add, tmp_path) -> None:
    """What was added by hand stays, and the load is refused with the file's name."""
    source, target = tmp_path / "one.json", tmp_path / "out"
    source.write_text('{"status": "RUNNING"}')
    netassay.load(source, to=target, form=form)
    add(target, form)
    before = contents(target)
    for resume in (False, True):
        with pytest.raises(LoadError, match=rf"\.{form}: has \d+ bytes, but \d+ were loaded"):
            netassay.load(source, to=target, form=form, resume=resume)
    assert before == contents(target)


def test_files_of_others_are_not_removed(source, tmp_path) -> None:
    """A file of another folder's load, put beside, stays, and the load is refused."""
    one, other = tmp_path / "one", tmp_path / "other"
    netassay.load(source, to=one)
    source.write_bytes(b"".join(lines(5, seed=3)))
    netassay.load(source, to=other)
    path = next((other / "results").iterdir())
    added = one / "results" / "part-0007-000000.parquet"
    shutil.copy(path, added)
    before = contents(one)
    for _ in range(2):
        with pytest.raises(LoadError, match=r"part-0007-000000\.parquet: no load wrote it"):
            netassay.load(source, to=one)
    assert before == contents(one)
    assert 5 == pq.read_table(added).num_rows


class Killed(BaseException):
    """Ends a load as a signal does."""


def after_rows(folder: Path, form: str, monkeypatch: Any, load: Callable[[], Any]) -> None:
    """Run a load that ends between the rows of a batch and the manifest's entry of them."""
    from netassay.sinks.manifest import Manifest  # noqa: PLC0415

    real, calls = Manifest.save, []

    def save(manifest: Manifest, path: Path) -> None:
        calls.append(1)
        if len(calls) > 2:
            raise Killed
        real(manifest, path)

    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "save", save)
        with pytest.raises(Killed):
            load()
    assert len(contents(folder)) > 0, form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("former", [False, True])
def test_rows_of_a_load_that_was_killed_are_removed(
    form, former, source, tmp_path, monkeypatch
) -> None:
    """What an unfinished batch left behind goes, as ever; so it does after a former version."""
    target = tmp_path / "out"
    after_rows(
        target, form, monkeypatch, lambda: netassay.load(source, to=target, form=form, batch=9)
    )
    manifest = target / "_netassay.json"
    told = json.loads(manifest.read_bytes())
    assert told["writing"]
    if former:
        del told["writing"]
        manifest.write_text(json.dumps(told))
    netassay.load(source, to=target, form=form, resume=True)
    ids = stored_ids(target, form)
    assert COUNT == len(ids) == len(set(ids))
    assert not json.loads(manifest.read_bytes())["writing"]


def test_a_load_that_is_refused_changes_nothing(source, tmp_path) -> None:
    """A folder that another load holds is left as it is."""
    target = tmp_path / "out"
    with sink_for(target) as first:
        first.begin("first", resume=False)
        before = (target / "_netassay.json").read_bytes()
        with pytest.raises(LoadError):
            netassay.load(source, to=target)
        assert before == (target / "_netassay.json").read_bytes()
