"""Every value of every sample replaced, every key removed, every text cut at every line.

A damaged response always gives a `Result` that fits the schema, and what could not be used
of it is in a finding or in the extras.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import netassay
from bodies import SAMPLES, codes, url
from exported import validated

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))
REPLACEMENTS = {
    "null": None,
    "empty": "",
    "word": "abc",
    "negative": -1,
    "list": [],
    "object": {},
    "huge": float("1e400"),
    "huge text": "1e400",
    "digits": 123456789012345678901234,
    "digit text": "123456789012345678901234",
    "true": True,
    "nested": [[1, [2]], {"a": [None]}],
}


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Return the way to every value below one, inner ones too; of long lists, both ends."""
    pairs: list[Any] = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    if isinstance(value, list) and len(pairs) > 3:
        pairs = [pairs[0], pairs[1], pairs[-1]]
    for key, item in pairs:
        yield (*way, key)
        if isinstance(item, dict | list):
            yield from places(item, (*way, key))


def holder_of(saved: Any, way: tuple[Any, ...]) -> Any:
    """Return what holds the value at the end of a way."""
    for key in way[:-1]:
        saved = saved[key]
    return saved


def pointer_of(way: tuple[Any, ...]) -> str:
    """Return the JSON pointer of a way."""
    return "".join(f"/{key}" for key in way)


def fresh(name: str) -> Any:
    """Return a sample's body."""
    return json.loads((SAMPLES / f"{name}.json").read_bytes())


def is_told(
    result: netassay.Result, data: dict[str, Any], way: tuple[Any, ...], value: Any
) -> bool:
    """Say whether a value that was put somewhere is used, in a finding, or in the extras."""
    if value in (None, [], {}):
        return True
    pointer = pointer_of(way)
    if any(pointer == key or pointer.startswith(f"{key}/") for key in result.extras):
        return True
    if any(pointer in finding.message for finding in result.findings):
        return True
    text = value if isinstance(value, str) else json.dumps(value)
    if any(text == finding.stated for finding in result.findings):
        return True
    if not text:
        # An empty text of a device is one that was cut off.
        return not {"null-text", "truncated-text"}.isdisjoint(codes(result))
    return text.casefold() in json.dumps(data).casefold()


@pytest.mark.parametrize("name", ALL)
def test_every_value_replaced(name: str) -> None:
    """Any value in the place of any other gives a result, and is not lost."""
    for way in places(fresh(name)):
        for value in REPLACEMENTS.values():
            saved = fresh(name)
            holder_of(saved, way)[way[-1]] = value
            result = netassay.normalize(saved, url=url(name))
            data = validated(result)
            assert is_told(result, data, way, value), (pointer_of(way), value, data["findings"])


@pytest.mark.parametrize("name", ALL)
def test_every_key_removed(name: str) -> None:
    """A body without one of its keys or items gives a result."""
    for way in places(fresh(name)):
        saved = fresh(name)
        del holder_of(saved, way)[way[-1]]
        validated(netassay.normalize(saved, url=url(name)))


@pytest.mark.parametrize("name", ALL)
def test_every_text_cut_at_every_line(name: str) -> None:
    """A text cut behind any of its lines gives a result, with `output` and without."""
    text = fresh(name).get("rawOutput")
    if not isinstance(text, str):
        return
    lines = text.splitlines(keepends=True)
    for count in range(len(lines)):
        for output in (fresh(name)["output"], None):
            saved = fresh(name) | {"rawOutput": "".join(lines[:count]), "output": output}
            validated(netassay.normalize(saved, url=url(name)))
