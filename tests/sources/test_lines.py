"""NDJSON: one response a line."""

from __future__ import annotations

import codecs
import tracemalloc

import pytest

from netassay.result import Reject
from netassay.sources import read, saved

BODY = b'{"status": "RUNNING", "progressPercent": 40}'
DONE = b'{"status": "COMPLETED", "failReason": null}'


@pytest.mark.parametrize("suffix", ["ndjson", "jsonl", "NDJSON"])
def test_each_line_is_one_response(write, suffix):
    """Lines come in order, and the last needs no end."""
    path = write(f"a.{suffix}", BODY + b"\n" + DONE)
    assert [result.status for result in read(path)] == ["RUNNING", "COMPLETED"]


def test_blank_lines_count_but_give_nothing(write):
    """Blank lines are skipped, and the numbers of the others stay those of the file."""
    path = write("a.ndjson", b"\n" + BODY + b"\n \t\r\n\n" + DONE + b"\n\n")
    assert [(item.place, item.line) for item in saved(path)] == [("line 2", 2), ("line 5", 5)]


def test_line_ends_and_byte_order_mark_are_no_part_of_a_line(write):
    """CR LF and a byte order mark belong to the file, not to its lines."""
    path = write("a.ndjson", codecs.BOM_UTF8 + BODY + b"\r\n" + DONE + b"\r\n")
    assert [item.data for item in saved(path)] == [BODY, DONE]


def test_bad_lines_leave_the_others(write):
    """A bad line is a reject with just its bytes, its place within the line told once."""
    path = write("a.ndjson", BODY + b'\n{"a": }\n42\n[' + BODY + b"]\n\xff\n" + DONE + b"\n")
    first, broken, number, array, binary, last = read(path)
    assert [first.status, last.status] == ["RUNNING", "COMPLETED"]
    source = str(path)
    assert [
        Reject(source, "not JSON: expecting value", b'{"a": }', "line 2, column 7"),
        Reject(source, "a number, not an object", b"42", "line 3"),
        Reject(source, "an array, not an object", b"[" + BODY + b"]", "line 4"),
        Reject(source, "not UTF-8: invalid start byte", b"\xff", "line 5, byte 1"),
    ] == [broken, number, array, binary]


def test_place_in_an_envelope_in_a_line(write):
    """A body that is a text within a line tells its own line beside that of the file."""
    path = write("a.ndjson", b'\n{"status": 200, "body": "{\\n}}"}\n')
    [reject] = read(path)
    assert reject.place == "line 2, /body: line 2 column 2"


def test_nested_too_deeply(write):
    """A line of nothing but brackets is one bad line."""
    path = write("a.ndjson", b"[" * 100_000 + b"\n" + DONE)
    reject, result = read(path)
    assert (reject.reason, reject.place) == ("nested too deeply to be a response", "line 1")
    assert result.status == "COMPLETED"


def test_file_without_lines(write):
    """No lines, no responses: an empty log is a log."""
    assert list(read(write("a.ndjson", b""))) == []


def test_lines_in_utf_16(write):
    """Lines that a Windows shell redirected into a file are read."""
    text = f"{BODY.decode()}\r\n{DONE.decode()}\r\n"
    path = write("a.ndjson", codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    assert [result.status for result in read(path)] == ["RUNNING", "COMPLETED"]


@pytest.mark.parametrize("name", ["a.ndjson", "a.json", "a.log"])
def test_memory_is_that_of_a_line(write, name):
    """A file of lines is never in memory as a whole, whatever its name says."""
    path = write(name, (BODY + b"\n") * 40_000)
    tracemalloc.start()
    count = sum(1 for _ in saved(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40_000
    assert peak < path.stat().st_size / 4
