"""A folder that holds everything together is loaded whole, into all sinks alike."""

from __future__ import annotations

import json

import pytest

import netassay
from loading.loads import FORMS, place, tables_in
from loading.mixed import mixed_folder
from netassay.cli import run
from netassay.records.result import Reject
from sinks.reading_back import sorted_tables

TABLES = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give the folder and the sources in it."""
    return mixed_folder(tmp_path_factory.mktemp("in"))


@pytest.fixture(scope="module")
def items(folder):
    """Give what is read of it."""
    return list(netassay.read(folder[0]))


def without_sources(tables):
    """Return tables in one order, without what only a load knows."""
    tables = {**tables, "results": tables["results"].drop_columns(["source", "place"])}
    return sorted_tables(tables)


@TABLES
@pytest.mark.parametrize("jobs", [1, 2])
def test_all_is_loaded(tmp_path, folder, items, form, jobs):
    """Each item read is a result or a reject, every sink holds the rows, and each says where it stood."""
    path, sources = folder
    to = place(tmp_path, form)
    more = {} if form == "duckdb" else {"form": form}
    summary = netassay.load(path, to=to, jobs=jobs, batch=100, **more)
    rejects = [item for item in items if isinstance(item, Reject)]
    assert len(items) == summary.read == summary.results + summary.rejects
    assert len(rejects) == summary.rejects > 10
    found = tables_in(to, form)
    expected = without_sources(netassay.to_arrow(items))
    for name, table in without_sources(found).items():
        assert expected[name].equals(table), name
    told = [
        *found["results"].column("source").to_pylist(),
        *found["rejects"].column("source").to_pylist(),
    ]
    named = {source.removeprefix(f"{path}/") for source in told}
    # Of the archive that is cut off it depends on where the cut is.
    assert sources <= named
    assert all(source.startswith("cut.tar") for source in named - sources)


@TABLES
def test_resumed(tmp_path, folder, form):
    """A load that stops anywhere in an archive goes on behind it."""
    path, _ = folder
    more = {} if form == "duckdb" else {"form": form}
    whole = place(tmp_path / "whole", form)
    whole.parent.mkdir()
    netassay.load(path, to=whole, batch=40, **more)

    class Stopped(Exception):
        pass

    def stop(done):
        if done.read >= 140:
            raise Stopped

    to = place(tmp_path, form)
    with pytest.raises(Stopped):
        netassay.load(path, to=to, batch=40, progress=stop, **more)
    summary = netassay.load(path, to=to, batch=40, resume=True, **more)
    assert 100 <= summary.resumed < summary.read
    assert sorted_tables(tables_in(whole, form)) == sorted_tables(tables_in(to, form))


def test_every_command(tmp_path, folder, items, capfd):
    """Each command reads all of it, and tells each reject once."""
    path = str(folder[0])
    rejects = sum(isinstance(item, Reject) for item in items)
    results = len(items) - rejects
    out, page = str(tmp_path / "out.ndjson"), str(tmp_path / "out.html")
    for command in (
        ["normalize", path, "-o", out],
        ["normalize", path, "-o", out, "--jobs", "2"],
        ["check", path, "--format", "ndjson"],
        ["report", path, "-o", page],
        ["report", path, "-o", page, "--redact"],
        ["query", path, "SELECT count(*) AS n FROM results"],
        ["compare", path, path, "--format", "ndjson"],
    ):
        assert 1 == run(command), command
        # Redaction leaves nothing of the folder's name.
        before = "netassay: " if "--redact" in command else f"netassay: {path}/"
        told = capfd.readouterr().err.count(before)
        assert rejects * (1 + (command[0] == "compare")) == told, command
    with open(out, encoding="utf-8") as lines:  # noqa: PTH123 - a line at a time
        assert [json.loads(line)["id"] for line in lines] == [
            item.id for item in items if not isinstance(item, Reject)
        ]
    assert results > 150
