"""What clients make of a response: wrapped in objects of theirs, or its keys in snake_case."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES, body, url

NAMES = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))
WRAPPERS = st.lists(
    st.sampled_from(["data", "result", "json", "response", "task", "a/b~c"]), min_size=1, max_size=3
)
BESIDE = st.dictionaries(
    st.sampled_from(["ok", "elapsed", "headers", "note", "status"]),
    st.sampled_from([True, 12, {"server": "x"}, "fine", None, ["a"]]),
    max_size=3,
)


def snake(value: Any) -> Any:
    """Return JSON with its keys in snake_case."""
    if isinstance(value, dict):
        return {
            re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key).lower(): snake(item)
            for key, item in value.items()
        }
    return [snake(item) for item in value] if isinstance(value, list) else value


@given(st.sampled_from(NAMES), WRAPPERS, st.data())
def test_a_wrapped_response(name: str, keys: list[str], data: st.DataObject) -> None:
    """Up to three objects around a response change nothing; a URL beside it is its own."""
    alone = netassay.normalize(body(name), url=url(name))
    wrapped: Any = body(name)
    for key in keys:
        wrapped = data.draw(BESIDE) | {key: wrapped}
    assert alone == netassay.normalize(wrapped, url=url(name))
    wrapped[data.draw(st.sampled_from(["url", "endpoint", "endpoint_used"]))] = url(name)
    assert alone == netassay.normalize(json.dumps(wrapped))


@pytest.mark.parametrize(
    "wrapped",
    [
        {"a": {"b": {"c": {"d": "aps/ping"}}}},
        {"data": "aps/ping", "other": "cx/ping"},
        {"data": {"status": "COMPLETED"}},
    ],
)
def test_no_response(wrapped: dict[str, Any]) -> None:
    """Four objects around one, two side by side, or one word alike are no response."""
    text = json.dumps(wrapped)
    for name in ("aps/ping", "cx/ping"):
        text = text.replace(f'"{name}"', json.dumps(body(name)))
    with pytest.raises(netassay.NotAResponse, match="none of the known shapes"):
        netassay.normalize(text)


@pytest.mark.parametrize("name", NAMES)
def test_keys_in_snake_case(name: str) -> None:
    """Keys in snake_case are the same keys, and the body is the same response."""
    camel, snakes = body(name), snake(body(name))
    assert netassay.normalize(camel, url=url(name)) == netassay.normalize(snakes, url=url(name))
    text = json.dumps(snakes)
    assert netassay.normalize(camel, url=url(name)).id == netassay.normalize(text, url=url(name)).id
