"""Postman collections: examples in folders, and the variables in their URLs."""

from __future__ import annotations

import json

import pytest

from netassay.records.result import Reject
from netassay.sources import read, saved
from sources.writers import collection

BODY = '{"status": "RUNNING", "progressPercent": 40}'
PATH = "/network-troubleshooting/v1alpha1/aps/CN00000001/ping/async-operations/7"


def example(body=BODY, code=200, **more):
    """Return a saved example."""
    return {"name": "OK", "status": "OK", "code": code, "body": body, **more}


def request(url, *examples):
    """Return a request with its examples."""
    return {"name": "a request", "request": {"method": "GET", "url": url}, "response": [*examples]}


def urls(write, url, **more):
    """Return the URL that an example of a request for `url` comes with."""
    path = write("a.json", collection([request(url, example())], **more))
    return [item.url for item in saved(path)]


def test_folders_in_folders(write):
    """Examples come in their order, wherever they are, each with its place."""
    first, second = request(PATH, example(), example("42")), request(PATH, example(BODY, 404))
    path = write("a.json", collection([{"item": [{"item": [first]}, second]}, request(PATH)]))
    good, bad, failed = read(path)
    assert "ping" == good.test
    where = "example 2 (/item/0/item/0/item/0/response/1)"
    assert Reject(str(path), "a number, not an object", b"42", where) == bad
    assert "error" == failed.kind


def test_original_request_goes_before_the_request(write):
    """An example's own URL is the one that was answered."""
    other = example(originalRequest={"url": {"raw": PATH.replace("aps", "cx")}})
    path = write("a.json", collection([request(PATH, other, example())]))
    assert ["cx", "aps"] == [result.family for result in read(path)]


@pytest.mark.parametrize(
    "url",
    [
        PATH,
        {"raw": PATH},
        {"host": ["{{baseUrl}}"], "path": PATH[1:].split("/")},
        {"host": "api.example.com", "path": PATH},
        {"path": [{"type": "string", "value": part} for part in PATH[1:].split("/")]},
        {"raw": PATH.replace("CN00000001", "{{serial}}")},
        {
            "raw": PATH.replace("CN00000001", ":serial-number"),
            "variable": [{"key": "serial-number", "value": "{{serial}}"}],
        },
    ],
)
def test_shapes_of_a_url(write, url):
    """A URL is a text, one in an object, or its parts."""
    variables = [{"key": "serial", "value": "CN00000001"}]
    path = write("a.json", collection([request(url, example())], variable=variables))
    [result] = read(path)
    assert ("ping", "aps", "CN00000001", "7") == (
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
    )


def test_variables_without_a_value(write):
    """What nobody tells is no serial number and no task."""
    url = {
        "raw": "{{baseUrl}}/network-troubleshooting/{{v}}/aps/:serial/ping/async-operations/{{t}}",
        "variable": [{"key": "serial", "value": "<string>"}, {"key": "serial", "value": ""}],
    }
    [result] = read(write("a.json", collection([request(url, example())])))
    assert ("ping", "aps", None, None) == (
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
    )


def test_inner_variables_go_before_outer_ones(write):
    """A folder's variable counts within it."""
    inner = {"item": [request("{{p}}", example())], "variable": [{"key": "p", "value": PATH}]}
    data = collection(
        [inner, request("{{p}}/x", example())], variable=[{"key": "p", "value": "/a"}]
    )
    assert [PATH] == [item.url for item in saved(write("a.json", data))]


def test_value_with_a_slash_stays_one_segment(write):
    """A value in the path is quoted, so that it can't add segments."""
    url = {
        "raw": PATH.replace("CN00000001", ":s"),
        "variable": [{"key": "s", "value": "CN/../1?"}],
    }
    [result] = read(write("a.json", collection([request(url, example())])))
    assert "CN/../1?" == result.serial_number


def test_variables_in_circles(write):
    """Variables that name each other, or grow without end, are left as they are."""
    names = [{"key": "a", "value": "{{b}}{{b}}" * 100}, {"key": "b", "value": "{{a}}{{a}}" * 100}]
    [url] = urls(write, "{{a}}" + PATH, variable=names)
    assert len(url) <= 2048


@pytest.mark.parametrize(
    ("url", "count"),
    [
        ("{{baseUrl}}/monitoring/v1/devices", 0),
        ("https://example.com/?x=" + PATH, 0),
        ("{{troubleshooting}}/aps/:serial/ping/async-operations/:task", 1),
        ("{{url}}", 1),
        ("{{base}}/{{path}}", 1),
        ("", 1),
        (None, 1),
        ("x" * 5000, 1),
    ],
)
def test_whose_api_it_is(write, url, count):
    """Examples of other APIs are passed over; where nobody tells, the shape decides."""
    assert count == len(urls(write, url))


@pytest.mark.parametrize(
    ("body", "code", "kinds"),
    [
        (None, 202, []),
        ("", 204, []),
        ("", 500, ["error"]),
        (None, 200, ["an answer that was saved without its body"]),
        ({"status": "RUNNING"}, None, ["an answer that was saved without its body"]),
    ],
)
def test_examples_without_a_body(write, body, code, kinds):
    """No body is right for some, an error by its status, and a loss for the others."""
    items = list(read(write("a.json", collection([request(PATH, example(body, code))]))))
    assert kinds == [item.reason if isinstance(item, Reject) else item.kind for item in items]
    for item in items:
        if isinstance(item, Reject):
            assert example(body, code) == json.loads(item.data)


def test_collection_in_an_object(write):
    """What Postman's own API hands out holds the collection."""
    whole = json.loads(collection([request(PATH, example())]))
    [item] = saved(write("a.json", json.dumps({"collection": whole}).encode()))
    assert "example 1 (/collection/item/0/response/0)" == item.place


@pytest.mark.parametrize("junk", [None, 7, "item", [], {}, {"item": 7, "response": {}}])
def test_junk_in_a_collection(write, junk):
    """Items, examples and variables of another shape are no examples, and break nothing."""
    items = [junk, {"item": [junk], "variable": junk}, request(junk), request(PATH, junk)]
    data = collection([*items, request(PATH, example())], variable=[junk], event=junk)
    found = [item for item in saved(write("a.json", data)) if item.data == BODY.encode()]
    assert 1 == len(found)


@pytest.mark.parametrize(
    "data",
    [
        b'{"info": {}, "item": {}}',
        b'{"info": [], "item": []}',
        b'{"collection": {"info": 7}, "item": []}',
        b'{"info": {}, "item": [',
    ],
)
def test_what_is_no_collection(write, data):
    """Something that only looks like a collection is one bad document."""
    assert [data] == [item.data for item in read(write("a.json", data))]


def test_deep_folders(write):
    """Folders as deep as JSON allows are walked without running out of stack."""
    item = request(PATH, example())
    for _ in range(300):
        item = {"item": [item]}
    assert 1 == len(list(read(write("a.json", collection([item])))))
