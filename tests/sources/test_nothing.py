"""What gives nothing is told in words, once for each path."""

from __future__ import annotations

import io
import json
import sys
from unittest import mock

import pytest

import netassay
from netassay.cli import run
from netassay.sources import RepeatableSource, saved
from sources.archives import tarred, zipped
from sources.writers import as_collection, capture, collection, entry, gzipped

BODY = b'{"status": "RUNNING"}'
OTHER = [entry("https://example.com/monitoring/v1/aps", {"text": "{}"})]
OTHER_PAGE = b"""# T
**URL:** `{{baseUrl}}/network-config/v1/x`
**Status:** 401
```json
{"errorCode": "X"}
```
"""
CASES = [
    ("a.har", capture(OTHER * 3), "a capture without an answer of this API, of 3 requests"),
    ("a.har.gz", gzipped(capture([])), "a capture without an answer of this API, of 0 requests"),
    ("a.json", collection([]), "a Postman collection, without a saved answer of this API"),
    ("a.md", OTHER_PAGE, "a page without an answer of this API"),
    ("a.json", b"[]", "an empty array"),
    ("a.ndjson", b"\n\n", "no line that is not blank"),
    ("a.zip", zipped({}), "an archive without a file that is read"),
    ("a.zip", zipped({"a.csv": b"", ".b.json": BODY}), "an archive without a file that is read"),
    ("a.tar", tarred({"a.har": capture(OTHER)}), "an archive of a file, with nothing of this API"),
    ("a.txt", b"< HTTP/1.1 202 Accepted\n<\n", "what an HTTP client printed, without an answer"),
]


IDS = [f"{name}-{words}" for name, _, words in CASES]


@pytest.mark.parametrize(("name", "data", "words"), CASES, ids=IDS)
def test_files(write, capsys, name, data, words):
    """A file that holds nothing of this API gives no item, and the commands tell what it is."""
    path = write(name, data)
    assert [] == list(netassay.read(path))
    for command in ("normalize", "check"):
        assert 0 == run([command, str(path)])
        err = capsys.readouterr().err.splitlines()
        assert err[0].startswith(f"netassay: {path}: {words}")
        assert len(err) == 1 + (command == "check")


@pytest.mark.parametrize(("name", "data", "words"), CASES, ids=IDS)
def test_standard_input(name, data, words):
    """Standard input tells the same where its content tells what it is."""
    if name.endswith(("ndjson", ".md")):
        pytest.skip("without a name it is something else")
    messages = []
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data))):
        assert [] == list(saved("-", nothing=messages.append))
    assert [True] == [message.startswith(f"-: {words}") for message in messages]


def test_folders(tmp_path, write, capsys):
    """An empty folder, one with other files only, and one with nothing of this API."""
    (tmp_path / "a").mkdir()
    write("b/x.pdf", b"%PDF-")
    write("c/a.har", capture(OTHER))
    write("c/d/a.md", OTHER_PAGE)
    write("d/a.json", BODY)
    assert 0 == run(
        ["normalize", *(str(tmp_path / name) for name in "abcd"), "-o", str(tmp_path / "o")]
    )
    first, second, third = capsys.readouterr().err.splitlines()
    assert first == f"netassay: {tmp_path / 'a'}: an empty folder"
    assert second.startswith(
        f"netassay: {tmp_path / 'b'}: a folder without a file that is read (.json"
    )
    assert third == f"netassay: {tmp_path / 'c'}: a folder of 2 files, with nothing of this API"


def test_each_way_of_reading(tmp_path, write, capsys):
    """Loads, processes side by side and redaction tell it once, and nothing for what has a response."""
    path, good = write("a.har", capture(OTHER)), write("b.json", BODY)
    for more in (["--jobs", "2"], ["--redact"]):
        out = str(tmp_path / "out.ndjson")
        assert 0 == run(["normalize", str(path), str(good), "-o", out, *more])
        err = capsys.readouterr().err
        assert 1 == err.count("a capture without an answer")
        assert 1 == err.count("netassay:")
    assert 0 == run(["load", str(path), "--to", str(tmp_path / "out"), "--format", "ndjson"])
    told, counts = capsys.readouterr().err.splitlines()
    assert "a capture without an answer" in told
    assert "0 responses read" in counts


def test_rejects_are_something(write):
    """A path that gives a reject is not told twice."""
    messages = []
    path = write("a.json", b"42")
    assert 1 == len(list(saved(path, nothing=messages.append)))
    source = RepeatableSource([str(path)], messages.append)
    assert list(source) == list(source)
    assert [] == messages
    source = RepeatableSource([str(write("b.json", b"[]"))], messages.append)
    assert [] == [*source, *source]
    assert 1 == len(messages)


def test_collections_of_this_api(write):
    """A collection with answers of this API is none without."""
    messages = []
    url = "https://h.example.com/network-troubleshooting/v1/cx/CN1/ping/async-operations/1"
    path = write("a.json", as_collection([(url, json.loads(BODY))]))
    assert 1 == len(list(saved(path, nothing=messages.append)))
    assert [] == messages
