"""Paths and folders: what is taken, in which order, and what can't be read."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from netassay.records.result import Reject, Result
from netassay.sources import read, saved

BODY = b'{"status": "RUNNING"}'
DONE = b'{"status": "COMPLETED"}'


def sources(folder, *paths):
    """Return where items come from, relative to a folder."""
    return [os.path.relpath(item.source, folder) for item in saved(*paths)]


def test_folder_in_the_order_of_names(tmp_path, write):
    """A folder is walked recursively, its files and folders in one order of names."""
    names = ["a.json", "b/a.ndjson", "b/z/q.md", "b.json", "c.JSONL", "d.markdown", "e.txt"]
    for name in reversed(names):
        write(name, b'**Status:** 200\n```\n{"status": "RUNNING"}\n```' if "/q" in name else BODY)
    assert names == sources(tmp_path, tmp_path)


def test_folder_leaves_the_rest_alone(tmp_path, write):
    """Hidden files and folders, and files of other suffixes, are not responses."""
    names = [".a.json", ".git/b.json", "c.csv", "d", "json", "e.json.bak", "f.JSON", ".json"]
    for name in names:
        write(name, BODY)
    assert sources(tmp_path, tmp_path) == ["f.JSON"]


def test_named_files_are_read_whatever_they_are_called(tmp_path, write):
    """A hidden file, a hidden folder and an unknown suffix count when they are asked for."""
    paths = [write(".a.json", BODY), write(".b/c.json", BODY).parent, write("d.bak", BODY)]
    assert sources(tmp_path, *paths) == [".a.json", ".b/c.json", "d.bak"]


def test_symbolic_links_in_circles(tmp_path, write):
    """Links to folders are followed, each real folder once; a link to itself is told."""
    write("a/one.json", BODY)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert sources(tmp_path, tmp_path) == ["a/one.json", "loop.json"]


def test_unreadable_file_leaves_the_others(tmp_path, write):
    """A file of a folder that can't be read is a reject; those after it still come out."""
    (tmp_path / "a.json").symlink_to(tmp_path / "nowhere")
    write("b.json", BODY)
    os.mkfifo(tmp_path / "c.json")
    gone, result, pipe = read(tmp_path)
    assert (gone.reason, gone.data) == ("can't be read: No such file or directory", b"")
    assert result.status == "RUNNING"
    assert pipe.reason == "can't be read: not a file"


def test_forbidden_file_and_folder(tmp_path, write, monkeypatch):
    """What may not be opened is a reject, asked for by name or not."""
    write("a/one.json", BODY)
    write("b.json", BODY)

    def forbidden(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", forbidden)
    monkeypatch.setattr(Path, "open", forbidden)
    expected = ["can't be read: Permission denied"] * 2
    assert expected == [item.reason for item in read(tmp_path / "a", tmp_path / "b.json")]


def test_entry_that_can_not_be_looked_at(tmp_path, write, monkeypatch):
    """What may be a folder is not passed over in silence, and hides no other entry."""
    (tmp_path / "a").symlink_to("/")
    write("b.json", BODY)
    looked_at = Path.stat

    def forbidden(path, **options):
        if path.name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return looked_at(path, **options)

    monkeypatch.setattr(Path, "stat", forbidden)
    reject, result = read(tmp_path)
    assert (reject.source, reject.reason) == (
        str(tmp_path / "a"),
        "can't be read: Permission denied",
    )
    assert result.status == "RUNNING"


def test_forbidden_path_may_exist(write, monkeypatch):
    """A path that one may not even look at is a reject and not a missing file."""
    path = write("a.json", BODY)

    def forbidden(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", forbidden)
    assert [item.reason for item in read(path)] == ["can't be read: Permission denied"]


def test_medium_that_fails_midway(write, monkeypatch):
    """What was read before a failure comes out; the failure is told at its end."""

    class Failing(io.BytesIO):
        def readline(self, size=-1, /):
            if line := super().readline(size):
                return line
            raise OSError(5, "Input/output error")

    path = write("a.ndjson", b"")
    monkeypatch.setattr(Path, "open", lambda *_, **__: Failing(BODY + b"\n"))
    result, reject = read(path)
    assert (result.status, reject.reason) == ("RUNNING", "can't be read: Input/output error")


@pytest.mark.parametrize("missing", ["nowhere.json", "a.json/b.json", "", "a\0b", "x" * 5000])
def test_missing_path(tmp_path, write, monkeypatch, missing):
    """A path that is not there is the caller's mistake, told before anything is read."""
    path = write("a.json", BODY)
    monkeypatch.chdir(tmp_path)
    items = read(path, missing)
    with pytest.raises(FileNotFoundError) as caught:
        next(items)
    assert missing == caught.value.filename


def test_device_is_not_read():
    """A device may never end."""
    assert [Reject("/dev/zero", "can't be read: not a file", b"")] == list(read("/dev/zero"))


def test_named_pipe_is_read(tmp_path):
    """A pipe that is asked for by name is read, as a shell's `<(command)` is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(BODY + b"\n" + DONE,))
    writer.start()
    assert [result.status for result in read(pipe)] == ["RUNNING", "COMPLETED"]
    writer.join()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (BODY, [("RUNNING", "")]),
        (b"[" + BODY + b"]", [("RUNNING", "item 1")]),
        (BODY + b"\n" + DONE + b"\n", [("RUNNING", "line 1"), ("COMPLETED", "line 2")]),
        (b"# T\n**Status:** 200\n```\n" + BODY + b"\n```", [("RUNNING", "example 1 (line 1)")]),
    ],
)
@pytest.mark.parametrize("dash", ["-", Path("-")])
def test_standard_input(monkeypatch, data, expected, dash):
    """`-` is standard input, whose content tells its format."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    places = [(item.source, item.place) for item in saved(dash)]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [("-", place) for _, place in expected] == places
    assert [status for status, _ in expected] == [result.status for result in read(dash)]


@pytest.mark.parametrize("stdin", [None, io.StringIO()])
def test_no_standard_input(monkeypatch, stdin):
    """A process without standard input is told so."""
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [item.reason for item in read("-")] == ["can't be read: standard input is closed"]


def test_file_called_dash(write, monkeypatch, tmp_path):
    """A file of the name that stands for standard input is read by a longer path."""
    write("-", BODY)
    monkeypatch.chdir(tmp_path)
    assert [Result] == [type(item) for item in read("./-")]


@pytest.mark.parametrize("name", ["gateways/ping.json", "gateways/ping.ndjson"])
def test_path_tells_test_and_family(write, name):
    """A path that ends in family and test is a hint for what is in the file."""
    [result] = read(write(name, BODY))
    assert (result.test, result.family) == ("ping", "gateways")


def test_path_from_within_the_family(write, monkeypatch):
    """The folder counts even where the path is given from within it."""
    monkeypatch.chdir(write("cx/http.json", BODY).parent)
    for path in ("http.json", "."):
        [result] = read(path)
        assert (result.test, result.family) == ("http", "cx")


@pytest.mark.parametrize(
    "name", ["cx/other.json", "switches/ping.json", "ping/cx.json", "cx/ping.bak", "cx/ping.1.json"]
)
def test_path_that_tells_nothing(write, name):
    """Only a family's folder, a test's name in URLs and a known suffix are a hint."""
    [result] = read(write(name, BODY))
    assert (result.test, result.family) == (None, None)


def test_path_counts_last(write):
    """A URL goes before the path, and the caller's word before both."""
    url = "/network-troubleshooting/v1alpha1/aps/CN1/http/async-operations/1"
    path = write("cx/ping.json", BODY)
    [result] = read(path, url=url)
    assert (result.test, result.family) == ("http", "aps")
    [result] = read(path, url=url, test="speedtest")
    assert (result.test, result.family) == ("speedtest", "aps")
