"""What is exported comes back only as it went out: nothing is coerced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import netassay
from bodies import SEEDS, body, url

if TYPE_CHECKING:
    from collections.abc import Callable


def exported() -> dict[str, Any]:
    """Return an exported result as plain data."""
    return netassay.to_dict(netassay.normalize(body("aps/ping"), url=url("aps/ping")))


CHANGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "an unknown field": lambda data: data.update(more=1),
    "an unknown test": lambda data: data.update(test="pong"),
    "a number as text": lambda data: data["measurement"].update(rtt_avg_ms="204.7"),
    "a flag for a number": lambda data: data["measurement"].update(received=True),
    "a part of a packet": lambda data: data["measurement"].update(payload_bytes=56.5),
    "null where none can be": lambda data: data.update(kind=None),
    "another verdict": lambda data: data.update(verdict="fine"),
    "another word": lambda data: data.update(kind="rumour"),
    "no list": lambda data: data.update(findings={}),
    "no record": lambda data: data.update(findings=["disagree"]),
    "no time": lambda data: data.update(started_at="yesterday"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_did_not_go_out(change: Callable[[dict[str, Any]], Any]) -> None:
    """A field too many, of another type, or of an unknown test is refused with the place."""
    data = exported()
    change(data)
    with pytest.raises(netassay.NotAResponse, match="no exported result"):
        netassay.from_json(json.dumps(data))


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
