"""The file of a DuckDB database appears whole."""

from __future__ import annotations

import pytest

import netassay
from bodies import SAMPLES
from netassay.sinks import sink_for


class Killed(BaseException):
    """The end of the process, as far as the load can tell."""


def test_a_load_killed_as_it_makes_the_file(tmp_path, monkeypatch):
    """What it left behind does not hinder the next one, which takes it away."""
    target = tmp_path / "out.duckdb"

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("os.link", killed)
        patched.setattr("pathlib.Path.unlink", lambda *_, **__: None)
        with pytest.raises(Killed), sink_for(target) as sink:
            sink.begin("load", resume=False)
    [left] = tmp_path.iterdir()
    left.write_bytes(left.read_bytes()[:4096])
    assert 1 == netassay.load(SAMPLES / "aps" / "ping.json", to=target).new
    assert [target] == [path for path in tmp_path.iterdir() if path.suffix != ".lock"]
