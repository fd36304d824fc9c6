"""What the tests of the commands share."""

from __future__ import annotations

import io

import pytest

from netassay.cli import run


@pytest.fixture
def command(capsys, monkeypatch):
    """Run a command; return its exit code, standard output and standard error."""

    def call(*words, data=None):
        if data is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = run(words)
        return code, *capsys.readouterr()

    return call
