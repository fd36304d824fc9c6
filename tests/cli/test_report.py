"""`report` as a command: where the page goes, and how it ends."""

from __future__ import annotations

import sys

import pytest

from bodies import SAMPLES
from cli.processes import on_terminal
from cli.responses import SERIAL, URL, disagreeing, ping, saved
from netassay.cli import run


def test_the_page_of_the_samples(tmp_path, capfd):
    """Samples make a page, and nothing is said about it."""
    target = tmp_path / "report.html"
    assert 0 == run(["report", str(SAMPLES), "-o", str(target)])
    assert ("", "") == capfd.readouterr()
    assert target.read_bytes().startswith(b"<!doctype html>")
    assert 35 * 100 < target.stat().st_size < 2_000_000


def test_hints_count(tmp_path, capfdbinary):
    """What the caller says of test and family is what the page shows; `-` is standard output."""
    path = saved(tmp_path, "one.json", ping())
    assert 0 == run(["report", path, "--test", "ping", "--family", "cx", "-o", "-"])
    out, _ = capfdbinary.readouterr()
    assert b'<a href="#test-ping">' in out
    assert b'<th scope="col" class="number">cx</th>' in out


@pytest.mark.parametrize("bad", [disagreeing(), "no JSON"])
def test_errors_and_rejects(tmp_path, capfd, bad):
    """The page is made all the same, and the exit code is 1."""
    path = saved(tmp_path, "two.ndjson", ping(), bad)
    target = tmp_path / "report.html"
    assert 1 == run(["report", path, "-o", str(target)])
    _, err = capfd.readouterr()
    assert ("line 2" in err) == (bad == "no JSON")
    assert (b'id="rejects"' in target.read_bytes()) == (bad == "no JSON")


def test_redacted(tmp_path):
    """With `--redact` the page says nothing of the device, not even by the file's name."""
    path = saved(tmp_path, f"{SERIAL}.json", {"url": URL, "status": 200, "body": ping()})
    target = tmp_path / "report.html"
    assert 0 == run(["report", path, "--redact", "-o", str(target)])
    assert SERIAL not in target.read_text("utf-8")


@pytest.mark.parametrize("target", ["missing/report.html", "in/report.html"])
def test_where_it_can_not_go(tmp_path, capfd, target):
    """A place that can't be written, or lies in what is read, is refused before reading."""
    folder = tmp_path / "in"
    folder.mkdir()
    saved(folder, "one.json", ping())
    assert 2 == run(["report", str(folder), "-o", str(tmp_path / target)])
    assert target in capfd.readouterr().err.replace("\\", "/")
    assert ["one.json"] == [file.name for file in folder.iterdir()]


def test_an_old_page_outlives_a_failure(tmp_path, monkeypatch):
    """A page is written once it is made: what stops its making leaves the old one as it was."""
    target = tmp_path / "report.html"
    target.write_text("old")
    monkeypatch.setattr("netassay.cli.report.page", lambda _: 1 / 0)
    assert 3 == run(["report", saved(tmp_path, "one.json", ping()), "-o", str(target)])
    assert "old" == target.read_text()


def test_nothing_for_a_terminal(tmp_path):
    """On a terminal a file is asked for."""
    ended = on_terminal("report", saved(tmp_path, "one.json", ping()))
    assert 2 == ended.code
    assert "name a file: -o report.html" in ended.screen


def test_without_the_extra(tmp_path, capfd, monkeypatch):
    """What is missing is said in one line, with what brings it."""
    monkeypatch.setitem(sys.modules, "altair", None)
    assert 2 == run(["report", saved(tmp_path, "one.json", ping())])
    said = capfd.readouterr().err.splitlines()
    assert ["netassay: altair is not installed; pip install 'netassay[report]' brings it"] == said
