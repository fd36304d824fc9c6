"""The API's Markdown pages: one response per response example."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from netassay.records.result import Reject, Result
from netassay.sources import read, saved

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PAGE = b"""\
# Get AP Ping test status and results

## Request

**Method:** `GET`

**URL:** `{{baseUrl}}/network-troubleshooting/v1alpha1/aps/:serial-number/ping/async-operations/:task-id`

### Body

```json
{"host": "192.0.2.7"}
```

### Response Examples

#### OK. Returns the status and results.

**Status:** 200 OK

**Response Headers:**

- `Content-Type`: application/json

**Response Body:**

```json
{
  "status": "COMPLETED",
  "output": {"destination": "192.0.2.7", "transmittedPacketsCount": "5"}
}
```
---

#### Accepted.

**Status:** 202 Accepted

---

#### Not Found.

**Status:** 404 Not Found

**Response Body:**

```json
{
  "errorCode": "HPE_GRAVITY_TASK_NOT_FOUND",
  "message": "Async operation task not found"
}
```
---
"""
HEAD, OK_EXAMPLE = PAGE[: PAGE.index(b"#### OK")], PAGE[PAGE.index(b"#### OK") :]


def line_of(text: bytes) -> int:
    """Return the line of the page on which a text stands."""
    return PAGE.count(b"\n", 0, PAGE.index(text)) + 1


def example(body: bytes, status: bytes = b"200 OK") -> bytes:
    """Return a page of one example, whose body begins on line 7."""
    return b"#### An example\n\n**Status:** %s\n\n**Response Body:**\n```json\n%s\n```\n" % (
        status,
        body,
    )


@pytest.mark.parametrize("suffix", ["md", "markdown", "txt", "page"])
def test_each_example_is_one_response(write, suffix):
    """Examples with a body come out; a request's body and a 202 without one do not."""
    completed, missing = read(write(f"a.{suffix}", PAGE))
    assert (completed.kind, completed.status) == ("result", "COMPLETED")
    assert (missing.kind, missing.error_code) == ("error", "HPE_GRAVITY_TASK_NOT_FOUND")


def test_page_tells_url_status_and_place(write):
    """The page's URL, the example's status and its heading's line go with each response."""
    first, second = saved(write("a.md", PAGE))
    lines = [
        line_of(b"#### OK"),
        line_of(b'{\n  "status'),
        line_of(b"#### Not"),
        line_of(b'{\n  "err'),
    ]
    assert [item.place for item in (first, second)] == [
        f"example 1 (line {lines[0]})",
        f"example 3 (line {lines[2]})",
    ]
    assert [(first.line, first.http_status), (second.line, second.http_status)] == [
        (lines[1], 200),
        (lines[3], 404),
    ]
    assert first.url == second.url
    assert first.url.endswith("/aps/:serial-number/ping/async-operations/:task-id")


def test_placeholders_in_the_url_are_no_names(write):
    """Test and family are known from the page, its stand-ins are no serial number."""
    result, _ = read(write("a.md", PAGE), url="/network-troubleshooting/v1/cx/X/http")
    assert (
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
    ) == ("ping", "aps", None, None)


def test_crlf(write):
    """A page with CR LF line ends gives the same places, and bodies as they stand."""
    unix, windows = write("unix.md", PAGE), write("windows.md", PAGE.replace(b"\n", b"\r\n"))
    assert [(item.place, item.data.replace(b"\n", b"\r\n")) for item in saved(unix)] == [
        (item.place, item.data) for item in saved(windows)
    ]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        (b"```", b"```"),
        (b"```json", b"```"),
        (b"``` json title", b"`````  "),
        (b"~~~", b"~~~"),
        (b"~~~~json", b"~~~~"),
        (b"  ````", b"  ````"),
    ],
)
def test_fences(write, opening, closing):
    """A fence is closed by its own kind, at least as long."""
    page = b"**Status:** 200\n\n%s\n{}\n``\n%s\n```\ntext\n```\n" % (opening, closing)
    first = next(saved(write("a.md", page)))
    assert first.data == b"{}\n``"


def test_shorter_fence_does_not_close(write):
    """Three backticks within a fence of four are text."""
    page = b"**Status:** 200\n````\nhello\n```\n````\n"
    assert [item.data for item in saved(write("a.md", page))] == [b"hello\n```"]


def test_headings_within_a_fence_are_text(write):
    """A comment in a shell example neither ends its fence nor begins an example."""
    page = b"# Title\n```bash\n# **Status:** 200\n```\n" + OK_EXAMPLE
    assert len(list(read(write("a.md", page)))) == 2


def test_fence_that_never_closes(write):
    """What stands in an open fence at the end of the page is tried."""
    page = PAGE[: PAGE.index(b"```\n---\n\n#### Accepted")]
    [result] = read(write("a.md", page))
    assert result.status == "COMPLETED"


def test_forgotten_end_of_a_fence_takes_no_other_example(write):
    """JSON ends where its page goes on, whether or not its fence was closed."""
    page = PAGE.replace(b"```\n---\n\n#### Accepted", b"---\n\n#### Accepted")
    assert [item.kind for item in read(write("a.md", page))] == ["result", "error"]


@pytest.mark.parametrize(("status", "count"), [(b"202 Accepted", 0), (b"204", 0), (b"200", 1)])
def test_empty_fence(write, status, count):
    """Nothing in a fence is a response cut off, unless its status says that none is due."""
    items = list(read(write("a.md", example(b"", status))))
    assert ["empty"] * count == [item.reason for item in items]


def test_202_with_a_body(write):
    """What the API answers when a test begins is a response."""
    body = b'{"location": "/network-troubleshooting/v1alpha1/cx/CN1/http", "status": "INITIATED"}'
    [result] = read(write("a.md", example(body, b"202 Accepted")))
    assert (result.kind, result.test, result.family) == ("accepted", "http", "cx")


def test_body_under_no_status(write):
    """An example that does not tell its status has one response all the same."""
    page = b'#### Example\n\n**Response Body**:\n\n```\n{"status": "RUNNING"}\n```\n'
    [item] = saved(write("a.md", page))
    assert (item.place, item.http_status) == ("example 1 (line 1)", None)


def test_two_examples_under_one_heading(write):
    """A second status begins another example, at its own line."""
    page = b"#### Examples\n" + b"**Status:** 200\n```\n{}\n```\n" * 2
    places = [item.place for item in saved(write("a.md", page))]
    assert places == ["example 1 (line 1)", "example 2 (line 6)"]


def test_fences_under_other_labels(write):
    """Header dumps and request bodies in an example are not its response."""
    page = b"".join(
        b"**%s:**\n```\n{}\n```\n" % label for label in (b"Response Headers", b"Request Body")
    )
    page = b"#### Example\n**Status:** 200\n" + page
    assert list(saved(write("a.md", page))) == []


def test_bad_example(write):
    """A bad body is rejected with its bytes, and the page's line on which it goes wrong."""
    path = write("a.md", example(b'{\n  "status": RUNNING\n}'))
    place = "example 1 (line 1), line 8 column 13"
    data = b'{\n  "status": RUNNING\n}'
    assert [Reject(str(path), "not JSON: expecting value", data, place)] == list(read(path))


def test_bad_example_of_an_unknown_shape(write):
    """The envelope that carries the HTTP status does not show in the place."""
    path = write("a.md", example(b'{"code": 200, "msg": {}}'))
    assert [item.place for item in read(path)] == ["example 1 (line 1), /msg"]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_page_without_an_example(write, name):
    """A page that holds no response is one reject."""
    path = write(name, HEAD)
    assert [Reject(str(path), "no response example on this page", HEAD)] == list(read(path))


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_empty_page(write, name):
    """An empty page is told to be just that."""
    assert [item.reason for item in read(write(name, b""))] == ["empty"]


def test_url_of_the_nearest_request(write):
    """On pages put together, each example goes with the request above it."""
    other = PAGE.replace(b"/aps/", b"/cx/")
    families = [result.family for result in read(write("a.md", PAGE + other))]
    assert families == ["aps", "aps", "cx", "cx"]


@pytest.mark.parametrize("data", [b'\n {"status": "RUNNING"}', b'[{"status": "RUNNING"}]'])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_json_under_a_text_suffix(write, name, data):
    """A text file that begins like JSON is JSON."""
    assert [result.status for result in read(write(name, data))] == ["RUNNING"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the pages are not beside this checkout")
def test_real_pages():
    """Every response example of the API's own pages comes out, none rejected."""
    pages = sorted(SEEDS.glob("*.txt"))
    expected = [page.read_text().count("**Response Body:**") for page in pages]
    items = [list(read(page)) for page in pages]
    assert expected == list(map(len, items))
    assert set(map(type, itertools.chain(*items))) <= {Result}


OTHER = b"**Method:** `GET`\n\n**URL:** `%s`\n\n"


@pytest.mark.parametrize(
    ("url", "count"),
    [
        (b"{{baseUrl}}/network-config/v1alpha1/airgroup-system", 0),
        (b"https://api.example.com/monitoring/v1/aps/:serial-number/ping", 0),
        (b"https://example.com/?next=/network-troubleshooting/v1/aps/1/ping", 0),
        (b"/network-troubleshooting/v1/aps/:serial-number/ping/async-operations/:task-id", 1),
        (b"{{baseUrl}}", 1),
        (b"", 1),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_whose_api_it_is(write, name, url, count):
    """Examples of other APIs are passed over, errors too; where no URL tells, the shape decides."""
    error = b'{"errorCode": "HPE_GL_ERROR_UNAUTHORIZED", "message": "Unauthorized"}'
    page = (
        b"# A page\n" + OTHER % url + example(b'{"status": "RUNNING"}') + example(error, b"401 No")
    )
    kinds = [item.kind for item in read(write(name, page))]
    assert ["result", "error"] * count == kinds


def test_pages_of_several_apis(write):
    """On a page of several requests, those of this API count."""
    page = b"# A page\n" + b"".join(
        OTHER % f"{{{{baseUrl}}}}/{api}/v1/cx/:serial/ping/async-operations/:id".encode()
        + example(b'{"status": "RUNNING"}')
        for api in ("monitoring", "network-troubleshooting", "network-config")
    )
    [result] = read(write("a.md", page))
    assert ("ping", "cx") == (result.test, result.family)
