"""Checks of the exported form against its JSON Schema."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

import netassay

#: Fields whose very words the schema fixes.
_WORDS = {"code", "severity", "kind", "completeness", "test", "outcome", "direction", "verdict"}


@cache
def validator() -> Draft202012Validator:
    """Return the validator of all exported results."""
    return Draft202012Validator(netassay.schema())


_seen: set[Any] = set()
#: More are forgotten, so that a long run of fuzzing does not fill memory.
_MOST_SHAPES = 2000


def validated(result: netassay.Result) -> dict[str, Any]:
    """Return a result as exported JSON has it, after holding it against the schema.

    The schema speaks of types and of a few words, so that one document of each shape is
    enough to look at.
    """
    data = json.loads(netassay.to_json(result))
    shape = _shape(data, "")
    if shape not in _seen:
        problems = [
            f"{error.json_path}: {error.message}" for error in validator().iter_errors(data)
        ]
        assert [] == problems
        if len(_seen) >= _MOST_SHAPES:
            _seen.clear()
        _seen.add(shape)
    return data


def _shape(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        if name == "extras":
            return "extras"
        return tuple((key, _shape(item, key)) for key, item in value.items())
    if isinstance(value, list):
        return frozenset(_shape(item, name) for item in value)
    return value if name in _WORDS else type(value)
