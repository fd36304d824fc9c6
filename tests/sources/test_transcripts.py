"""What HTTP clients print: bodies are read, URL and status tell what they do, heads are kept nowhere."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from netassay.records.result import Reject
from netassay.sources import read, saved
from sources.writers import SAMPLED

BODY = '{"status": "RUNNING"}'
PATH = "/network-troubleshooting/v1/cx/CN00000001/ping/async-operations/7"
SECRET = "s3cr3t-t0k3n"  # noqa: S105 - what must not come out


def head(status="200 OK", version="1.1"):
    """Return the head of an answer."""
    return (
        f"HTTP/{version} {status}\r\ncontent-type: application/json\r\n"
        f"set-cookie: {SECRET}\r\nx: HTTP/1.1 500 no\r\n\r\n"
    )


def included(url, body, status="200 OK"):
    """Return what `curl -i` prints."""
    del url
    return head(status, "2") + body


def verbose(url, body, status="200 OK"):
    """Return what `curl -v` prints into one file."""
    path = url.partition("example.com")[2] or url
    lines = [
        "* Host api.example.com:443 was resolved.",
        "*   Trying 192.0.2.1:443...",
        "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current",
        "                                 Dload  Upload   Total   Spent    Left  Speed",
        "  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0",
        "* Connected to api.example.com (192.0.2.1) port 443",
        "} [5 bytes data]",
        f"> GET {path} HTTP/2",
        "> Host: api.example.com",
        f"> Authorization: Bearer {SECRET}",
        "> ",
        "* Request completely sent off",
        f"< HTTP/2 {status}",
        f"< set-cookie: {SECRET}",
        "< ",
        "{ [120 bytes data]",
        f"{body}* Connection #0 to host api.example.com left intact",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def httpie(url, body, status="200 OK"):
    """Return what `http -v` prints."""
    request = (
        f"GET {url} HTTP/1.1\r\nAuthorization: Bearer {SECRET}\r\nHost: api.example.com\r\n\r\n\r\n"
    )
    return request + head(status) + body + "\n\n\n"


def prompted(url, body, status="200 OK"):
    """Return a terminal's session."""
    del status
    return f"admin@host:~$ curl -s -H 'Authorization: Bearer {SECRET}' '{url}'\n{body}\n"


CLIENTS = [included, verbose, httpie, prompted]


def read_text(text, name="a.txt"):
    """Return what a file of this text holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(text.encode())
        return list(read(path))


@given(
    responses=st.lists(st.sampled_from(SAMPLED), min_size=1, max_size=3),
    client=st.sampled_from(CLIENTS),
    indent=st.sampled_from([None, 2]),
    between=st.sampled_from(["", "\n", "\n\n"]),
    name=st.sampled_from(["a.txt", "a.json", "a.log", "a"]),
)
def test_each_body_is_a_response(responses, client, indent, between, name):
    """Exchanges one behind the other give the results of their bodies, in order."""
    between = "\n" * (client is prompted) + between
    text = between.join(client(url, json.dumps(body, indent=indent)) for url, body in responses)
    results = read_text(text, name)
    urls = [None if client is included else url for url, _ in responses]
    bodies = [json.dumps(body) for _, body in responses]
    assert [netassay.normalize(*pair) for pair in zip(bodies, urls, strict=True)] == results


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("body", [BODY, "<html>sorry</html>", '{"a": 1}', '{"status": "RUN', ""])
@pytest.mark.parametrize("status", ["200 OK", "502 Bad Gateway"])
def test_no_credentials(client, body, status):
    """Nothing of a head is in what is read, whatever the body is."""
    for item in read_text(client(PATH, body, status)):
        said = repr(attrs.asdict(item) if isinstance(item, Reject) else netassay.to_dict(item))
        assert SECRET not in said
    begin = 10 if client is not prompted else len(client(PATH, ""))
    for cut in range(begin, len(client(PATH, body)), 7):
        for item in read_text(client(PATH, body)[:cut]):
            kept = item.data if isinstance(item, Reject) else netassay.to_json(item).encode()
            assert SECRET[:4].encode() not in kept


def test_place_and_line(write):
    """The place of an answer is its number and what is wrong is told by the file's lines."""
    text = included(PATH, BODY) + "\n" + included(PATH, '{\n "status": x}')
    path = write("a.txt", text.encode())
    assert ["answer 1", "answer 2"] == [item.place for item in saved(path)]
    *_, reject = read(path)
    assert "answer 2, line 13 column 12" == reject.place


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (head("202 Accepted"), []),
        (head("204 No Content"), []),
        (head("100 Continue") + head() + BODY, ["RUNNING"]),
        (head("200 Connection established") + head() + BODY, ["RUNNING"]),
        (head("302 Found") + head() + BODY, ["RUNNING"]),
        (head("404 Not Found"), [None]),
        (head("503 Service Unavailable") + "<html>no</html>", [None]),
        (head() + head("404 Not Found"), ["an answer that was saved without its body", None]),
        (verbose("/monitoring/v1/aps", BODY), []),
        (verbose("/monitoring/v1/aps", BODY) + verbose(PATH, BODY), ["RUNNING"]),
        (verbose(PATH, head() + BODY), ["RUNNING"]),
        (
            "*   Trying 192.0.2.1:443...\n* Connection refused\n",
            ["no answer in what an HTTP client printed"],
        ),
        (f"$ curl https://api.example.com{PATH}\n", ["no answer in what an HTTP client printed"]),
    ],
)
def test_answers(text, statuses):
    """Answers without a body, tunnels, redirects, errors, other APIs."""
    items = read_text(text)
    assert statuses == [item.reason if isinstance(item, Reject) else item.status for item in items]


def test_damaged_body_ends_at_the_next_answer():
    """A body that is cut off leaves the others."""
    first, second = read_text(included(PATH, BODY[:9]) + "\n" + included(PATH, BODY))
    assert (BODY[:9].encode(), "RUNNING") == (first.data, second.status)


@pytest.mark.slow
def test_many_in_linear_time(write):
    """Many answers, whole or cut off, are read a line at a time."""
    path = write("a.txt", (included(PATH, '{"status": [') + "\n").encode() * 20_000)
    assert 20_000 == sum(1 for _ in saved(path))
