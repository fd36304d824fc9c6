"""What is too deep, too long or too much is kept, and said; everything else is read as ever."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest

import netassay
from bodies import body, codes, url
from exported import validated
from netassay.core import limits
from netassay.core.limits import DEEPEST, LARGEST_BODY, LONGEST_LINE, MOST_LINES, MOST_ROWS

PING = body("aps/ping")["rawOutput"]


def nested(depth: int) -> Any:
    """Return lists within each other."""
    value: Any = []
    for _ in range(depth - 1):
        value = [value]
    return value


def normalized(**changes: Any) -> netassay.Result:
    """Return the result of an access point's ping with other keys."""
    return netassay.normalize(body("aps/ping", **changes), url=url("aps/ping"))


@pytest.mark.parametrize("depth", [DEEPEST, 300, 980, 990, 1000, 5000, 100_000])
@pytest.mark.parametrize("key", ["status", "output", "rawOutput", "surprise", "startTime"])
def test_nesting(depth: int, key: str) -> None:
    """A part nested too deeply is in the extras as a text, with a finding of where it was."""
    result = normalized(**{key: nested(depth)})
    pointer = f"/{key}" + "/0" * (DEEPEST - 1)
    assert "limit-reached" in codes(result)
    assert isinstance(result.extras[pointer], str)
    validated(result)
    assert result == netassay.from_json(netassay.to_json(result))


def test_nesting_within_the_limit() -> None:
    """What is just not too deep is kept as it is."""
    result = normalized(surprise=nested(DEEPEST - 1))
    assert ["unknown-field"] == [one.code for one in result.findings if one.path == "/surprise"]
    assert nested(DEEPEST - 1) == result.extras["/surprise"]


def test_brackets_in_texts_are_no_nesting() -> None:
    """However many brackets a text has, in whatever order."""
    result = normalized(surprise="[" * 1000 + "}{" * 1000)
    assert "limit-reached" not in codes(result)


@pytest.mark.parametrize(
    "text",
    [
        '{"status": "RUNNING", "surprise": 1, "surprise": %s}',
        '{"status": "RUNNING", "output": {"transmittedPacketsCount": %s}}',
    ],
)
def test_json_text_at_the_edge_of_the_decoders(text: str) -> None:
    """A JSON text that only just can be decoded is read or refused, and never anything else."""
    for depth in range(800, 1000):
        deep = "[" * depth + "]" * depth
        with suppress(netassay.NotAResponse):
            result = netassay.normalize(text % deep)
            json.loads(netassay.to_json(result))
            (kept,) = [item for item in result.extras.values() if isinstance(item, str)]
            assert set("[]") == set(kept)


def test_rows() -> None:
    """Of a list that is too long its first items are read; the others are in the extras."""
    addresses = ["192.0.2.1"] * MOST_ROWS + ["198.51.100.7"]
    output = {"hostName": "www.example.com", "dnsServer": "192.0.2.53"}
    saved = body("aps/nslookup", output=output | {"resolvedAddresses": addresses})
    result = netassay.normalize(saved, url=url("aps/nslookup"))
    assert ["limit-reached"] == codes(result)
    assert MOST_ROWS == len(result.measurement.addresses)
    assert ['["198.51.100.7"]'] == list(result.extras.values())


def test_a_long_line() -> None:
    """A line that is too long is unread with its number; the lines around it are read."""
    strange = "64 bytes from 192.0.2.1: icmp_seq=" + "1" * LONGEST_LINE
    lines = PING.split("\n")
    text = "\n".join([*lines[:5], strange, *lines[5:]])
    result = netassay.parse_text("ping", text)
    assert ["limit-reached", "unread-text"] == codes(result)
    assert [(6, strange)] == [(line.line, line.text) for line in result.unread]
    assert netassay.parse_text("ping", PING).measurement == result.measurement


def test_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text with too many lines the first are read; what is behind them is unread as one."""
    monkeypatch.setattr(limits, "MOST_LINES", 5)
    result = netassay.parse_text("ping", PING)
    assert ["limit-reached", "truncated-text"] == codes(result)
    assert 2 == len(result.measurement.replies)
    first, last = PING.split("\n")[5], PING.split("\n")[-2]
    (rest,) = result.unread
    assert (6, True, True) == (rest.line, rest.text.startswith(first), rest.text.endswith(last))


@pytest.mark.slow
def test_the_number_of_lines() -> None:
    """The limit counts lines, whichever ends they have and whatever reads them."""
    for text in ("x\n" * (MOST_LINES + 1), "x\r" * (MOST_LINES + 1)):
        result = netassay.normalize({"status": "COMPLETED", "rawOutput": text})
        assert "limit-reached" in codes(result)
        assert (MOST_LINES + 1, "x") == (result.unread[-1].line, result.unread[-1].text)


def test_a_large_body() -> None:
    """A JSON text that is too large is refused before it is decoded."""
    large = b'{"status": "RUNNING"}' + b" " * LARGEST_BODY
    with pytest.raises(netassay.NotAResponse, match="too large for a response"):
        netassay.normalize(large)


def test_a_large_text() -> None:
    """A text that is too large is read as far as the limit, and the rest is unread."""
    whole = PING.strip("\n") + "\n"
    text = whole + " " * (LARGEST_BODY - len(whole)) + "64 bytes from nowhere\n"
    result = netassay.parse_text("ping", text)
    assert ["limit-reached"] == codes(result)
    assert netassay.parse_text("ping", PING).measurement == result.measurement
    assert "64 bytes from nowhere" == result.unread[0].text.strip()
