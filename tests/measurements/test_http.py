from __future__ import annotations

import pytest

import netassay
from bodies import body, codes, url


def test_http_of_an_access_point() -> None:
    """An access point says what it downloaded and how fast, in units of 1000."""
    result = netassay.normalize(body("aps/http"), url=url("aps/http"))
    http = result.measurement
    assert ("www.example.com", 48_000, 312_000) == (
        http.url,
        http.downloaded_bytes,
        http.download_rate_bps,
    )
    assert ("http", "complete", []) == (result.test, result.completeness, codes(result))


def test_https_of_an_access_point() -> None:
    """HTTPS is a test of its own with the same record; its text may be null."""
    result = netassay.normalize(body("aps/https", rawOutput=None), url=url("aps/https"))
    assert ("https", 7000) == (result.test, result.measurement.downloaded_bytes)
    assert ("complete", []) == (result.completeness, codes(result))


def test_https_of_a_gateway() -> None:
    """The gateway's HTTP ping reads the same over TLS, redirects and all."""
    result = netassay.normalize(body("gateways/https"), url=url("gateways/https"))
    first = result.measurement.responses[0]
    assert (301, "Moved Permanently", 12_000, 250, 384_000) == (
        first.status_code,
        first.status_text,
        first.size_bytes,
        first.time_ms,
        first.rate_bps,
    )
    assert ("https", "complete", []) == (result.test, result.completeness, codes(result))


@pytest.mark.parametrize("name", ["aps/http", "aps/https", "gateways/http", "gateways/https"])
def test_the_shape_leaves_a_choice(name: str) -> None:
    """Without a URL the family is known, and http and https are both named."""
    result = netassay.normalize(body(name))
    family = name[: name.index("/")]
    assert (family, ["ambiguous-test"]) == (result.family, codes(result))
    assert f"{family}/http, {family}/https" in result.findings[0].message
    assert netassay.normalize(body(name), url=url(name)).measurement == result.measurement


HEAD = "\nPinging 'www.example.com'\n\nPress 'q' to abort.\r\n"
REPLIES = {
    "1> Reply: [200/OK] bytes=1000 time=1.25s Rate=800.00B/sec": (
        200,
        "OK",
        1000,
        1250,
        6400,
        None,
    ),
    "1> Reply: [503/] bytes=2000000 time=100ms Rate=20.00MB/sec": (
        *(503, None, 2_000_000, 100, 160_000_000, None),
    ),
    "1> Reply: [301] time=5 ms": (301, None, None, 5, None, None),
    "1> Request timed out.": (None, None, None, None, None, "Request timed out."),
    "1> Reply: [timeout]": (None, None, None, None, None, "timeout"),
}


@pytest.mark.parametrize(("line", "expected"), REPLIES.items())
def test_kinds_of_replies(line: str, expected: tuple[object, ...]) -> None:
    """Any status, any unit, and the words of a request that failed."""
    result = netassay.parse_text("http", f"{HEAD}{line}\n")
    (one,) = result.measurement.responses
    assert expected == (
        *(one.status_code, one.status_text, one.size_bytes, one.time_ms, one.rate_bps, one.error),
    )
    assert (["truncated-text"], []) == (codes(result), result.unread)


@pytest.mark.parametrize(
    "line", ["Ping aborted.", "Aborted by user", "Unable to resolve host www.example.com"]
)
def test_runs_that_ended_early(line: str) -> None:
    """A run that says why it ended is whole, though it has no totals."""
    text = f"{HEAD}1> Reply: [200/OK] bytes=1000 time=10ms Rate=100.00KB/sec\n{line}\n"
    result = netassay.parse_text("http", text)
    assert (line, [], "partial") == (result.measurement.error, codes(result), result.completeness)


def test_a_line_that_is_no_reply() -> None:
    """What only looks like a reply stays unread."""
    line = "1> Reply: [200/OK] bytes=1000 time=10ms Rate=100.00KB/sec and more"
    result = netassay.parse_text("http", f"{HEAD}{line}\nWhat is this\n")
    assert [line, "What is this"] == [one.text for one in result.unread]


def test_totals_in_the_other_order() -> None:
    """The words of the closing line say which figure is which."""
    text = (
        f"{HEAD}Packets: Sent : 1 Received : 1 Success Rate is 100 percent\n"
        "Approximate round trip times: min/avg/max = 1/2/3 ms\n"
    )
    http = netassay.parse_text("http", text).measurement
    assert (1, 2, 3) == (http.latency_min_ms, http.latency_avg_ms, http.latency_max_ms)


@pytest.mark.parametrize(
    ("stated", "expected", "found"),
    [
        ("503", (503, None, None), []),
        ("503/", (503, None, None), []),
        (" 404/Not Found ", (404, "Not Found", None), []),
        ("timeout", (None, None, "timeout"), []),
        ("20", (None, None, None), ["bad-value"] * 2),
    ],
)
def test_statuses_of_output(stated: str, expected: tuple[object, ...], found: list[str]) -> None:
    """`output` may state a status without its words, or the words of a failure."""
    output = body("gateways/http")["output"]
    output["responses"][0]["responseCode"] = stated
    saved = body("gateways/http", output=output, rawOutput=None)
    result = netassay.normalize(saved, url=url("gateways/http"))
    one = result.measurement.responses[0]
    assert (expected, found) == ((one.status_code, one.status_text, one.error), codes(result))
