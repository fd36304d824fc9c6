"""JSON documents: one body, one envelope, an array, and what is left of a broken one."""

from __future__ import annotations

import codecs

import pytest

from netassay.records.result import Reject, Result
from netassay.sources import inputs, read, saved

BODY = b'{"status": "RUNNING", "progressPercent": 40}'
DONE = b'{"status": "COMPLETED", "failReason": null}'
URL = "/network-troubleshooting/v1alpha1/cx/CN00000001/ping/async-operations/7"


def facts(items):
    """Return status or reason of each item, and the places of those rejected."""
    return [(i.reason, i.place) if isinstance(i, Reject) else i.status for i in items]


def test_one_body(write):
    """A body is one result."""
    assert facts(read(write("a.json", BODY))) == ["RUNNING"]


def test_one_envelope(write):
    """An envelope's own URL tells test, family, serial number and task."""
    envelope = b'{"url": "%s", "status": 200, "body": %s}' % (URL.encode(), BODY)
    [result] = read(write("a.json", envelope))
    assert (
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
    ) == ("ping", "cx", "CN00000001", "7")


def test_array_of_bodies_and_envelopes(write):
    """Each item of an array is one response, whatever it is wrapped in."""
    data = b'[%s,\n {"code": 200, "msg": %s},\n {"status": 200, "body": %s}]' % (BODY, DONE, BODY)
    assert facts(read(write("a.json", data))) == ["RUNNING", "COMPLETED", "RUNNING"]


def test_empty_array_holds_nothing(write):
    """An array without items gives no item, and no complaint."""
    assert list(read(write("a.json", b" [ ]\n"))) == []


def test_bad_items_leave_the_others(write):
    """An item that is no response is one reject with its own bytes; the others come out."""
    path = write("a.json", b'[%s,\n  42 , {"a":  1}, %s]' % (BODY, DONE))
    first, number, third, last = read(path)
    assert [first.status, last.status] == ["RUNNING", "COMPLETED"]
    assert Reject(str(path), "a number, not an object", b"42", "item 2") == number
    reason = "an object of none of the known shapes"
    assert Reject(str(path), reason, b'{"a":  1}', "item 3") == third


def test_item_place_is_told_from_the_start_of_the_file(write):
    """What is wrong within an item is told by the file's lines, not the item's."""
    path = write("a.json", b'[\n%s,\n{"status":\n"\xff"}]' % BODY)
    _, reject = read(path)
    assert (
        reject.reason,
        reject.place,
    ) == ("not UTF-8: invalid start byte", "item 2, line 4 byte 2")


def test_repeated_keys_of_an_item_are_found(write):
    """Items are handed on as bytes, so that a key that stands twice is not lost."""
    path = write("a.json", b'[{"status": "RUNNING", "status": "COMPLETED", "output": {}}]')
    [result] = read(path)
    assert "duplicate-key" in [finding.code for finding in result.findings]


def test_item_that_is_no_json_leaves_the_others(write):
    """An array with garbage between two commas still gives its other items."""
    path = write("a.json", b'[%s, hello, {"x": "],[\\""}, %s, ]' % (BODY, DONE))
    first, garbage, third, last = read(path)
    assert [first.status, last.status] == ["RUNNING", "COMPLETED"]
    assert (garbage.data, garbage.place) == (b"hello", "item 2, line 1 column 1")
    assert (third.data, third.place) == (b'{"x": "],[\\""}', "item 3")


def test_nothing_between_two_commas_is_a_bad_item(write):
    """An item that is missing is told; it does not shift the numbers of the others."""
    _, missing, last = read(write("a.json", b"[%s, , 42]" % BODY))
    assert (missing.reason, missing.place) == ("empty", "item 2")
    assert last.place == "item 3"


def test_array_cut_off_within_an_item(write):
    """Of a download that broke off, the whole items come out, and the rest is told."""
    path = write("a.json", b"[%s,\n%s,\n%s" % (BODY, DONE, BODY[:20]))
    *good, rest = read(path)
    assert facts(good) == ["RUNNING", "COMPLETED"]
    assert (BODY[:20], "item 3, line 3 column 21") == (rest.data, rest.place)


@pytest.mark.parametrize("comma", [b"", b",\n"])
def test_array_cut_off_between_items(write, comma):
    """An array that does not end is told, even where no item of it is damaged."""
    path = write("a.json", b"[%s,\n%s%s" % (BODY, DONE, comma))
    *good, end = read(path)
    assert facts(good) == ["RUNNING", "COMPLETED"]
    reason = "cut off before the end of the array"
    assert (reason, b"") == (end.reason, end.data)


def test_text_after_an_array(write):
    """What follows an array is told, with its line."""
    path = write("a.json", b"[%s]\n\nmore" % BODY)
    good, more = read(path)
    assert good.status == "RUNNING"
    assert Reject(str(path), "more text after the array", b"\n\nmore", "line 3") == more


@pytest.mark.parametrize("data", [b"[", b"[hello, world]", b"[" * 100_000, b"[}"])
def test_array_without_one_whole_item_is_rejected_whole(write, data):
    """Where nothing can be saved, it is one bad document and not many bad items."""
    [reject] = read(write("a.json", data))
    assert data == reject.data


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (b"", "empty", ""),
        (b" \n\n", "nothing but blanks", ""),
        (b"hello", "not JSON: expecting value", "line 1 column 1"),
        (b"42", "a number, not an object", ""),
        (b"null", "null, not an object", ""),
        (b"\0\0\0", "not JSON: expecting value", "line 1 column 1"),
        (b'{\n"a": }', "not JSON: expecting value", "line 2 column 6"),
        (b'{"a": 1}', "an object of none of the known shapes", ""),
        (b"[" * 100_000, "nested too deeply to be a response", "line 1"),
        (b'{"a":' * 100_000, "nested too deeply to be a response", "line 1"),
        (b'{"code": 200, "msg": 7}', "a number, not an object", "/msg"),
    ],
)
def test_reasons(write, data, reason, place):
    """What is no response is one reject: one reason, its place, and all of its bytes."""
    path = write("a.json", data)
    assert [Reject(str(path), reason, data, place)] == list(read(path))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n"])
def test_lines_in_a_json_file(write, end):
    """A `.json` file of one object a line is read as lines."""
    path = write("a.json", end.join([BODY, DONE, b"{", b"hello"]))
    running, done, bracket, hello = read(path)
    assert [running.status, done.status] == ["RUNNING", "COMPLETED"]
    assert [bracket.data, hello.data] == [b"{", b"hello"]


def test_lines_whose_first_is_bad(write):
    """Several lines that each begin an object are lines, even if the first is cut off."""
    path = write("a.json", b"%s\n%s\n" % (BODY[:9], DONE))
    reject, result = read(path)
    assert (BODY[:9], "line 1, column 10") == (reject.data, reject.place)
    assert result.status == "COMPLETED"


def test_document_whose_lines_begin_with_braces(write):
    """A valid document is one, however its lines begin."""
    data = b'{"status": "RUNNING", "output":\n{"a": 1}}'
    assert facts(read(write("a.json", data))) == ["RUNNING"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_byte_order_marks(write, mark, encoding):
    """What a Windows shell saved is read, and bytes of a whole file stay what they were."""
    array = mark + f"[{BODY.decode()}, 42]".encode(encoding)
    result, reject = read(write("array.json", array))
    assert (result.status, reject.data) == ("RUNNING", b"42")
    [one] = saved(write("one.json", mark + BODY.decode().encode(encoding)))
    assert mark + BODY.decode().encode(encoding) == one.data
    assert facts(read(write("one.json", one.data))) == ["RUNNING"]


def test_damaged_utf_16(write):
    """A file that only begins like UTF-16 is rejected with all of its bytes."""
    data = codecs.BOM_UTF16_LE + "{}".encode("utf-16-le") + b"\n"
    [reject] = read(write("a.json", data))
    assert ("not UTF-16: truncated data", data) == (reject.reason, reject.data)


def test_results_are_results(write):
    """A valid file gives nothing but results."""
    assert {Result} == set(map(type, read(write("a.json", b"[%s, %s]" % (BODY, DONE)))))


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE])
def test_larger_than_what_is_read_at_once(write, monkeypatch, mark):
    """A document that would fill the memory is told, not read."""
    monkeypatch.setattr(inputs, "LARGEST_DOCUMENT", 1 << 20)
    path = write("a.json", mark + b"[" + b"7, " * 600_000 + b"]")
    [reject] = read(path)
    assert "can't be read: larger than 0 GiB, and not in lines" == reject.reason
