"""What nothing here reads is named for what it is."""

from __future__ import annotations

import json
import pickle
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from netassay.records.result import Reject
from netassay.sources import read
from sources.writers import SAMPLED

BODY = {"status": "COMPLETED", "progressPercent": 100, "failReason": None, "output": {"a": True}}
PYTHON = "the repr of a Python object"
YAML = "status: COMPLETED\noutput:\n  destination: 192.0.2.1\n"
NAMES = ["a.json", "a.txt", "a.log", "a"]


def reason_of(write, data, name="a.json"):
    """Return the reason of the one reject that a file gives; its bytes are all there."""
    [reject] = read(write(name, data))
    assert isinstance(reject, Reject)
    assert data == reject.data
    return reject.reason


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (repr(BODY), PYTHON),
        (repr([BODY, BODY]), PYTHON),
        (repr({"a": [BODY]}), PYTHON),
        (repr(json.dumps(BODY).encode()), PYTHON),
        ("<Response [200]>", PYTHON),
        ('{"status": "COMPLETED", "failReason": None}', PYTHON),
        ('{"status": "COMPLETED",\n "done": True}', PYTHON),
        ("<!DOCTYPE html>\n<html><body>502</body></html>", "an HTML page"),
        ("\n<HTML>\n<head>", "an HTML page"),
        ('<?xml version="1.0"?>\n<rpc-reply/>', "XML"),
        ("<rpc-reply xmlns='x'>\n</rpc-reply>", "XML"),
        (YAML, "YAML"),
        ("---\n" + YAML, "YAML"),
        ("- status: COMPLETED\n  output: null\n", "YAML"),
        ('{"status": "RUNNING",}', "JSON with a comma before a closing bracket"),
        ('{"a": [1,\n], "status": "RUNNING"}', "JSON with a comma before a closing bracket"),
        ('{"status": "RUNNING", // yes\n"output": {}}', "JSON with comments"),
        ('{\n/* a ping */\n"status": "RUNNING"}', "JSON with comments"),
        ('{"status": "RUNNING" # yes\n}', "JSON with comments"),
        ("{\\rtf1\\ansi}", "an RTF document"),
        ("curl: (6) Could not resolve host: api.example.com\n", "a message of curl"),
    ],
)
def test_texts(write, name, text, kind):
    """Texts of other kinds are named, under any name that is told by content."""
    assert kind in reason_of(write, text.encode(), name)


@given(response=st.sampled_from(SAMPLED))
def test_any_body_as_python_prints_it(response):
    """Any body that was printed instead of dumped is named, unless it is JSON all the same."""
    with pytest.raises(netassay.NotAResponse, match=f"not JSON, but {PYTHON}"):
        netassay.normalize(repr(response[1]))


@pytest.mark.parametrize("text", ["hello", '{"a" 1}', "{", '{"a": 1', "key: value", "1,2"])
def test_what_can_not_be_told(text):
    """What is damaged JSON or anything else gets JSON's own words."""
    with pytest.raises(netassay.NotAResponse, match="not JSON: "):
        netassay.normalize(text)


BINARIES = [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an Office document of before 2007"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image"),
    (b"GIF89a\1\0", "an image"),
    (b"PAR1\x15\x04\x15", "a Parquet file"),
    (b"ARROW1\0\0\xff\xff", "an Arrow file"),
    (b"\x12\0\0\0\0\0\0\0DUCK@\0", "a DuckDB database"),
    (b"\xd4\xc3\xb2\xa1\2\0\4\0", "a packet capture"),
    (b"\n\r\r\n\x1c\0\0\0M<+\x1a\1\0", "a packet capture"),
    (pickle.dumps({"a": 1}), "a Python pickle"),
    (b"\x7fELF\2\1\1", "a program"),
    (b"7z\xbc\xaf\x27\x1c\0\4", "a 7z archive"),
    (b"Rar!\x1a\x07\0", "a RAR archive"),
    (b"\x04\x22\x4d\x18\x64", "data packed by lz4"),
]


@pytest.mark.parametrize(("data", "kind"), BINARIES)
@pytest.mark.parametrize("name", [*NAMES, "a.ndjson", "a.har", "a.md"])
def test_binaries(write, name, data, kind):
    """Files of other programs are one reject each, under any name."""
    assert reason_of(write, data, name).startswith(kind)


def test_real_database(tmp_path):
    """A database of SQLite is named."""
    path = tmp_path / "a.db"
    base = sqlite3.connect(path)
    base.execute("create table a (b)")
    base.commit()
    base.close()
    [reject] = read(path)
    assert ("a SQLite database, not a response", path.read_bytes()) == (reject.reason, reject.data)


def test_real_tables(tmp_path):
    """Parquet files and databases that netassay wrote are named."""
    netassay.load(write_body(tmp_path), to=tmp_path / "out")
    netassay.load(write_body(tmp_path), to=tmp_path / "out.duckdb")
    [parquet, *_] = (tmp_path / "out").rglob("*.parquet")
    assert ["a Parquet file, not a response"] == [item.reason for item in read(parquet)]
    [reject] = read(tmp_path / "out.duckdb")
    assert "a DuckDB database, not a response" == reject.reason


def write_body(folder):
    """Write a body; return its path."""
    path = folder / "body.json"
    path.write_text(json.dumps(BODY))
    return path
