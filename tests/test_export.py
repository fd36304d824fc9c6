"""What is exported comes back only as it went out: nothing is coerced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import netassay
from bodies import body, url

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


@pytest.mark.parametrize("text", ["", "{", "7", "[]", '"x"'])
def test_what_is_no_result(text: str) -> None:
    """Any other text is refused."""
    with pytest.raises(netassay.NotAResponse):
        netassay.from_json(text)


def test_bytes() -> None:
    """Bytes do as well as a text."""
    result = netassay.normalize(body("aps/ping"))
    assert result == netassay.from_json(netassay.to_json(result).encode())
