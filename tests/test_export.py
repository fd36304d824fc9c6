"""What is exported comes back only as it went out: nothing is coerced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

import netassay
from bodies import SEEDS, body, url
from netassay import testing

if TYPE_CHECKING:
    from collections.abc import Callable


def exported() -> dict[str, Any]:
    """Return an exported result as plain data."""
    return netassay.to_dict(netassay.normalize(body("aps/ping"), url=url("aps/ping")))


CHANGES: dict[str, tuple[str, Callable[[dict[str, Any]], Any]]] = {
    "an unknown field": ("$", lambda data: data.update(more=1)),
    "an unknown test": ("$.measurement", lambda data: data.update(test="pong")),
    "a number as text": (
        "$.measurement.rtt_avg",
        lambda data: data["measurement"].update(rtt_avg_ms="204.7"),
    ),
    "a flag for a number": (
        "$.measurement.received",
        lambda data: data["measurement"].update(received=True),
    ),
    "a part of a packet": (
        "$.measurement.payload",
        lambda data: data["measurement"].update(payload_bytes=56.5),
    ),
    "a row of another kind": (
        "$.measurement.replies[1].ttl",
        lambda data: data["measurement"]["replies"][1].update(ttl="63"),
    ),
    "null where none can be": ("$.kind", lambda data: data.update(kind=None)),
    "another verdict": ("$.verdict", lambda data: data.update(verdict="fine")),
    "another word": ("$.kind", lambda data: data.update(kind="rumour")),
    "no list": ("$.findings", lambda data: data.update(findings={})),
    "no record": ("$.findings[0]", lambda data: data.update(findings=["disagree"])),
    "no time": ("$.started_at", lambda data: data.update(started_at="yesterday")),
}


@pytest.mark.parametrize(("place", "change"), CHANGES.values(), ids=CHANGES)
def test_what_did_not_go_out(place: str, change: Callable[[dict[str, Any]], Any]) -> None:
    """A field too many, of another type, or of an unknown test is refused with the place."""
    data = exported()
    change(data)
    with pytest.raises(netassay.NotAResponse, match="no exported result") as refused:
        netassay.from_json(json.dumps(data))
    assert place == refused.value.reason.rpartition(" @ ")[2]


@pytest.mark.parametrize("name", SEEDS)
def test_what_the_former_version_exported(name: str) -> None:
    """A result without a verdict and a summary comes back with them."""
    result = netassay.normalize(body(name), url=url(name))
    data = netassay.to_dict(result)
    del data["verdict"], data["summary"]
    assert result == netassay.from_json(json.dumps(data, default=str))


def test_show_commands_of_the_former_version() -> None:
    """A show command that was exported as one command and its response is a list of one."""
    output = {"command": "show clock", "response": "12:00"}
    result = netassay.normalize({"output": output}, test="show_command", family="cx")
    data = netassay.to_dict(result) | {"measurement": output}
    del data["verdict"], data["summary"]
    assert result == netassay.from_json(json.dumps(data, default=str))


@pytest.mark.parametrize("text", ["", "{", "7", "[]", '"x"'])
def test_what_is_no_result(text: str) -> None:
    """Any other text is refused."""
    with pytest.raises(netassay.NotAResponse):
        netassay.from_json(text)


def test_bytes() -> None:
    """Bytes do as well as a text."""
    result = netassay.normalize(body("aps/ping"))
    assert result == netassay.from_json(netassay.to_json(result).encode())


@given(testing.results(damage=testing.DAMAGES))
def test_compact(result: netassay.Result) -> None:
    """Without what is null or empty, all else is as it was, what is false or 0 with it."""
    compact = netassay.to_dict(result, compact=True)
    assert_nothing_empty(compact)
    assert without_empty(netassay.to_dict(result)) == compact


def assert_nothing_empty(value: object) -> None:
    """Look through a document for keys that say nothing."""
    for item in value.values() if isinstance(value, dict) else ():
        assert item is not None
        assert item not in ("", [], {})
        assert_nothing_empty(item)
    for item in value if isinstance(value, list) else ():
        assert_nothing_empty(item)


def without_empty(value: object) -> object:
    """Return what a document says, without keys that say nothing."""
    if isinstance(value, dict):
        found = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in found.items() if item or item in (False, 0)}
    return [without_empty(item) for item in value] if isinstance(value, list) else value
