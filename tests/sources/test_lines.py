"""NDJSON: one response a line."""

from __future__ import annotations

import codecs
import gzip
import tracemalloc

import pytest

from netassay.records.result import Reject
from netassay.sources import inputs, lines, read, saved
from sources.writers import gzipped, zstandard

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


@pytest.mark.parametrize("name", ["a.ndjson", "a.json", "a.log", "a.ndjson.gz", "a.json.zst"])
def test_memory_is_that_of_a_line(write, name):
    """A file of lines is never in memory as a whole, whatever its name says."""
    pack = {"gz": gzipped, "zst": zstandard}.get(name.rpartition(".")[2], bytes)
    data = (BODY + b"\n") * 40_000
    path = write(name, pack(data))
    tracemalloc.start()
    count = sum(1 for _ in saved(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40_000
    assert peak < len(data) / 3


@pytest.mark.parametrize("length", [15, 16, 17, 31, 32, 33, 100])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("name", ["a.ndjson", "a.ndjson.gz"])
def test_line_longer_than_any_response(write, monkeypatch, length, end, mark, name):
    """It comes in pieces that are all its bytes; the lines around it are as ever."""
    for module in (inputs, lines):
        monkeypatch.setattr(module, "LONGEST_LINE", 16)
    data = end.join([b"1" * length, b"{}", b"2" * length])
    path = write(name, gzip.compress(mark + data) if name.endswith("gz") else mark + data)
    rejects = list(read(path))
    found: dict[str, bytes] = {}
    for reject in rejects:
        line = reject.place.split(",")[0]
        found[line] = found.get(line, b"") + reject.data
        assert len(reject.data) <= 16
    found = {line: data.rstrip(b"\r") for line, data in found.items()}
    assert {"line 1": b"1" * length, "line 2": b"{}", "line 3": b"2" * length} == found
    if length > 16:
        assert ("a line longer than 0 MiB", "line 1, bytes 1 to 16") == (
            rejects[0].reason,
            rejects[0].place,
        )


@pytest.mark.parametrize("data", [BODY + b" " * 50_000_000, b"x" * 50_000_000])
def test_very_long_line(write, data):
    """A line of 50 MB is a result or one reject, and is not held several times over."""
    path = write("a.ndjson", data + b"\n" + DONE)
    tracemalloc.start()
    items = [item for item in saved(path) if len(item.data) == len(DONE)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [DONE] == [item.data for item in items]
    assert peak < 2.5 * len(data)
    long, done = read(path)
    assert "COMPLETED" == done.status
    assert data == long.data if isinstance(long, Reject) else "RUNNING" == long.status
