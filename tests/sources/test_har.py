"""HAR captures: which entries count, and what an entry without a body means."""

from __future__ import annotations

import json

import pytest

from netassay.records.result import Reject
from netassay.sources import read, saved
from sources.writers import BASE64, capture, entry

BODY = '{"status": "RUNNING", "progressPercent": 40}'
API = "https://api.example.com/network-troubleshooting/v1alpha1"
URL = f"{API}/cx/CN00000001/ping/async-operations/7"


def test_url_status_and_place(write):
    """Each entry tells the URL and the HTTP status of its response."""
    error = entry(URL, {"text": '{"message": "no such task"}'}, 404)
    path = write("a.har", capture([entry(URL, {"text": BODY}), error]))
    assert [("entry 1", 200, URL), ("entry 2", 404, URL)] == [
        (item.place, item.http_status, item.url) for item in saved(path)
    ]
    result, failed = read(path)
    assert ("ping", "cx", "CN00000001", "7") == (
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
    )
    assert ("error", "no such task") == (failed.kind, failed.error_message)


@pytest.mark.parametrize("name", ["a.har", "a.json", "a.capture"])
@pytest.mark.parametrize("indent", [None, 2])
def test_content_tells_a_capture(write, name, indent):
    """A capture needs no name to be told from a body."""
    path = write(name, capture([entry(URL, {"text": BODY})], indent=indent))
    assert ["entry 1"] == [item.place for item in saved(path)]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/",
        "https://example.com/?to=/network-troubleshooting/v1alpha1/cx/1/ping",
        "https://example.com/#/network-troubleshooting/v1alpha1/cx/1/ping",
        "https://example.com/network-monitoring/v1alpha1/aps",
    ],
)
def test_other_traffic_is_passed_over(write, url):
    """What a browser fetched besides counts neither as a result nor as a reject."""
    assert [] == list(saved(write("a.har", capture([entry(url, {"text": BODY})]))))


def test_accepted(write):
    """The answer that a test began is a response, as its own kind."""
    body = json.dumps(
        {"location": URL.removeprefix("https://api.example.com"), "status": "INITIATED"}
    )
    begun = entry(f"{API}/cx/CN00000001/ping", {"text": body}, 202, "POST")
    [result] = read(write("a.har", capture([begun])))
    assert ("accepted", "ping", "7") == (result.kind, result.test, result.task_id)


@pytest.mark.parametrize(
    ("status", "method", "kinds"),
    [
        (0, "GET", []),
        (202, "POST", []),
        (204, "OPTIONS", []),
        (200, "OPTIONS", []),
        (304, "GET", []),
        (302, "GET", []),
        (500, "GET", ["error"]),
        (200, "GET", ["an answer that was saved without its body"]),
        (None, "GET", ["an answer that was saved without its body"]),
    ],
)
@pytest.mark.parametrize("content", [{}, {"text": ""}, {"size": 400}, {"text": None}])
def test_entries_without_a_body(write, status, method, kinds, content):
    """No body is right for some, an error by its status, and a loss for the others."""
    items = read(write("a.har", capture([entry(URL, content, status, method)])))
    assert kinds == [item.reason if isinstance(item, Reject) else item.kind for item in items]


def test_lost_body_keeps_its_entry(write):
    """The reject of an answer without a body holds the entry's own bytes."""
    data = capture([entry(URL, {"size": 400})])
    [reject] = saved(write("a.har", data))
    assert ("entry 1", URL) == (reject.place, json.loads(reject.data)["request"]["url"])
    assert reject.data in data


@pytest.mark.parametrize("text", ["eyJ*", "eyJ", "ü"])
def test_wrong_base64(write, text):
    """Content that is no base64 is a reject that holds it."""
    path = write("a.har", capture([entry(URL, {"text": text} | BASE64)]))
    [reject] = saved(path)
    assert text.encode() == reject.data
    assert "content that is not the base64 it is said to be" == reject.reason


def test_base64_over_several_lines(write):
    """Line ends in base64 count for nothing."""
    content = {"text": "eyJzdGF0dXMi\r\nOiAiUlVOTklORyJ9"} | BASE64
    [result] = read(write("a.har", capture([entry(URL, content)])))
    assert "RUNNING" == result.status


def test_bad_body(write):
    """A body that is no response is a reject with the body's bytes, and the place in it."""
    path = write("a.har", capture([entry(URL, {"text": '{"a":\n}'})]))
    expected = Reject(
        str(path), "not JSON: expecting value", b'{"a":\n}', "entry 1, line 2 column 1"
    )
    assert [expected] == list(read(path))


@pytest.mark.parametrize("bad", [42, None, [], {}, {"request": []}, {"request": {"url": 7}}])
def test_what_is_no_entry(write, bad):
    """Something else among the entries is a reject; the others come out."""
    reject, item = saved(write("a.har", capture([bad, entry(URL, {"text": BODY})])))
    assert ("no entry of a capture: it lacks a request", "entry 1") == (reject.reason, reject.place)
    assert (json.dumps(bad).encode(), "entry 2") == (reject.data, item.place)


def test_lone_surrogate(write):
    """Half a character is no UTF-8: its body is rejected and not changed."""
    path = write("a.har", capture([entry(URL, {"text": '{"status": "\ud800"}'})]))
    [reject] = read(path)
    assert (b'{"status": "\xed\xa0\x80"}', "not UTF-8: invalid continuation byte") == (
        reject.data,
        reject.reason,
    )


def test_cut_off_within_an_entry(write):
    """Of a capture that is cut off the whole entries come out, and the rest is told."""
    data = capture([entry(URL, {"text": BODY})] * 3, indent=1)
    path = write("a.har", data[: data.rindex(b'"text"')])
    one, two, rest = read(path)
    assert ["RUNNING"] * 2 == [one.status, two.status]
    assert rest.place.startswith("entry 3, line ")
    assert data[: data.rindex(b'"text"')].rstrip().endswith(rest.data)


@pytest.mark.parametrize(
    ("until", "reason"),
    [(b"}], ", "cut off before the end of the array"), (b'"comment', "cut off behind the entries")],
)
def test_cut_off_behind_an_entry(write, until, reason):
    """Where all entries are whole, the end that lacks is told all the same."""
    data = capture([entry(URL, {"text": BODY})] * 2)
    one, two, rest = read(write("a.har", data[: data.rindex(until) + 1]))
    assert ["RUNNING"] * 2 == [one.status, two.status]
    assert reason == rest.reason


def test_damaged_within_an_entry(write):
    """An entry that is no JSON is a reject; what stands before and behind it comes out."""
    data = capture([entry(URL, {"text": BODY})] * 3).replace(b'"method"', b"method", 2)
    data = data.replace(b"method", b'"method"', 1)
    one, bad, two = read(write("a.har", data))
    assert ["RUNNING"] * 2 == [one.status, two.status]
    assert bad.reason.startswith("not JSON")


@pytest.mark.parametrize(
    "data", [b'{"log": {"entries": 7}}', b'{"log": []}', b'{"log": {"entries": [', b'{"log": {']
)
def test_what_is_no_capture(write, data):
    """Something that only looks like a capture is one bad document."""
    path = write("a.har", data)
    assert [data] == [item.data for item in read(path)]


def test_capture_without_entries(write):
    """Nothing was captured, so nothing is wrong."""
    assert [] == list(read(write("a.har", capture([]))))
