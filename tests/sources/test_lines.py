"""NDJSON: one response a line."""

from __future__ import annotations

import codecs
import gzip
import json
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from netassay.records.result import Reject
from netassay.sources import inputs, lines, read, saved
from sources.writers import SAMPLED, envelope, gzipped, zstandard

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
    next(saved(path))  # What is compiled once counts for nothing.
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


@pytest.mark.parametrize("data", [BODY + b" " * 50_000_000, b"x" * 50_000_000], ids=["blanks", "x"])
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


# --- What stands under the name of lines ---------------------------------------------------

FORMS = st.sampled_from([None, 1, 4])


@given(
    responses=st.lists(st.sampled_from(SAMPLED), min_size=1, max_size=4),
    data=st.data(),
    suffix=st.sampled_from([".ndjson", ".jsonl", ".json", ".txt"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    end=st.sampled_from(["\n", "\r\n", "\n\n", "\r\n \r\n"]),
    comma=st.booleans(),
)
def test_however_they_stand(responses, data, suffix, encoding, end, comma):
    """Pretty or not, with commas and blank lines between, in any encoding: all come out, in order."""
    indent = data.draw(FORMS)
    documents = [json.dumps(envelope(one), indent=indent) for one in responses]
    text = (comma * "," + end).join(documents) + data.draw(st.sampled_from(["", end]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(text.encode(encoding))
        results = list(read(path))
    assert [netassay.normalize(json.dumps(body), url) for url, body in responses] == results


@given(
    responses=st.lists(st.sampled_from(SAMPLED), min_size=2, max_size=4),
    indent=FORMS,
    cut=st.floats(0, 1),
    suffix=st.sampled_from([".ndjson", ".json"]),
)
def test_array_cut_short(responses, indent, cut, suffix):
    """Of an array without its end, whole items come out, and the rest is one reject with its place."""
    text = json.dumps([envelope(one) for one in responses], indent=indent)
    first = json.dumps([envelope(responses[0])], indent=indent)
    least = len(first.rstrip("]").rstrip())
    text = text[: least + int(cut * (len(text) - 1 - least))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_text(text)
        *results, reject = read(path)
    whole = [netassay.normalize(json.dumps(body), url) for url, body in responses]
    assert results
    assert whole[: len(results)] == results
    assert isinstance(reject, netassay.Reject)
    assert "line" in reject.place


def test_one_array_under_the_name_of_lines(write):
    """A file that is one array is that array; an array among lines is no response."""
    assert ["item 1", "item 2"] == [
        item.place for item in saved(write("a.ndjson", b"[%s,%s]\n" % (BODY, BODY)))
    ]
    _, reject = read(write("b.ndjson", BODY + b"\n[" + BODY + b"]"))
    assert "an array, not an object" == reject.reason


def test_lines_with_commas_are_not_held(write):
    """Lines of an array that was taken apart are read one at a time."""
    path = write("a.json", b"%s,\n%s ,\r\n{,\n%s" % (BODY, BODY, BODY))
    assert [BODY, BODY, b"{,", BODY] == [item.data for item in saved(path)]


def test_first_line_that_is_cut_off(write):
    """Lines whose first is damaged are lines."""
    path = write("a.ndjson", BODY[:9] + b"\n" + BODY + b"\n")
    reject, result = read(path)
    assert (BODY[:9], "RUNNING") == (reject.data, result.status)
