"""A load costs no more with each that was there before, and finds those that it needs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import netassay
from bodies import SAMPLES
from loading.loads import responses, tables_in
from netassay.errors import LoadError
from netassay.sinks.manifest import Manifest

FOLDERS = ("parquet", "csv", "ndjson")


@pytest.mark.parametrize("form", FOLDERS)
def test_what_a_load_reads_of_its_folder(form, tmp_path, monkeypatch):
    """The twentieth load reads as many bytes of what loads keep, and looks into as many folders."""
    one, to = responses(tmp_path, 5), tmp_path / "out"
    looked, listed = [], []
    real_bytes, real_glob = Path.read_bytes, Path.glob

    def read_bytes(path):
        data = real_bytes(path)
        looked.append(len(data) if path.is_relative_to(to) else 0)
        return data

    def glob(path, pattern):
        listed.append(path)
        return real_glob(path, pattern)

    counts = []
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", read_bytes)
        patched.setattr(Path, "glob", glob)
        for number in range(20):
            netassay.load(one, to=to, form=form, test="ping" if number % 2 else None, resume=True)
            counts.append((sum(looked), len(listed)))
            looked.clear()
            listed.clear()
    assert counts[19][0] <= 1.3 * counts[3][0]  # numbers have more digits
    assert counts[19][1] == counts[3][1] == 0


@pytest.mark.parametrize("form", FOLDERS)
def test_any_load_is_found_again(form, tmp_path):
    """A load is resumed by its name however many came after it, and keeps its number."""
    to, sources = tmp_path / "out", []
    for number in range(4):
        (tmp_path / str(number)).mkdir()
        sources.append(responses(tmp_path / str(number), 4, seed=number))
        assert 4 == netassay.load(sources[-1], to=to, form=form).new
    for source in (sources[1], sources[3], sources[0], sources[1]):
        summary = netassay.load(source, to=to, form=form, resume=True)
        assert (4, 4, 0) == (summary.read, summary.resumed, summary.new)
    with sources[1].open("ab") as file, sources[2].open("rb") as more:
        file.write(more.read().replace(b"COMPLETED", b"FAILED"))
    grown = netassay.load(sources[1], to=to, form=form, resume=True)
    assert (8, 4, 4) == (grown.read, grown.resumed, grown.new)
    manifest = Manifest.of(to, form)
    assert (4, 1) == (manifest.loads, manifest.current.number)
    assert [0, 1, 2, 3] == sorted(manifest.every(to))
    assert 20 == tables_in(to, form)["results"].num_rows


def test_the_log_of_a_load_that_was_killed(tmp_path):
    """What a log has behind what the manifest knows does not count."""
    to = tmp_path / "out"
    for path in sorted(SAMPLES.glob("aps/*.json"))[:3]:
        netassay.load(path, to=to)
    log = to / "_netassay_loads"
    whole = log.read_bytes()
    log.write_bytes(whole + whole + b'{"name":"cut')
    netassay.load(SAMPLES / "cx", to=to)
    assert [0, 1, 2, 3] == sorted(Manifest.of(to, "parquet").every(to))
    assert log.read_bytes().startswith(whole)
    assert 3 == len(log.read_bytes().splitlines())


def test_files_that_went_or_came(tmp_path):
    """A folder in which a name came or went is looked into."""
    to = tmp_path / "out"
    netassay.load(SAMPLES / "aps", to=to)
    netassay.load(SAMPLES / "cx", to=to)
    gone = to / "ping" / "part-0000-000000.parquet"
    data = gone.read_bytes()
    gone.unlink()
    for _ in range(2):
        with pytest.raises(LoadError, match="1 files of load 0 are missing"):
            netassay.load(SAMPLES / "gateways", to=to)
    gone.write_bytes(data)
    (to / "ping" / "part-0009-000000.parquet").write_bytes(data)
    with pytest.raises(LoadError, match="no load wrote it"):
        netassay.load(SAMPLES / "gateways", to=to)
    (to / "ping" / "part-0009-000000.parquet").unlink()
    netassay.load(SAMPLES / "gateways", to=to)


def test_a_folder_of_a_former_version(tmp_path):
    """A manifest that holds all loads is taken, and its loads go into the log."""
    to = tmp_path / "out"
    for family in ("aps", "cx", "gateways"):
        netassay.load(SAMPLES / family, to=to)
    path = to / "_netassay.json"
    told = json.loads(path.read_bytes())
    every = Manifest.of(to, "parquet").every(to)
    names = ("name", "batches", "files", "version")
    progress = ("read", "results", "rejects", "errors", "mark")
    former = [
        {name: getattr(load, name) for name in names}
        | {"done": {name: getattr(load.done, name) for name in progress}}
        for _, load in sorted(every.items())
    ]
    path.write_text(
        json.dumps({"form": "parquet", "loads": former, "ids": told["ids"], "sizes": {}})
    )
    os.remove(to / "_netassay_loads")  # noqa: PTH107 - as a shell does
    os.remove(to / "_netassay_times")  # noqa: PTH107
    resumed = netassay.load(SAMPLES / "cx", to=to, resume=True)
    assert (resumed.read, 0) == (resumed.resumed, resumed.new)
    assert 3 == Manifest.of(to, "parquet").loads
    assert 0 < netassay.load(SAMPLES / "aos-s", to=to).new
