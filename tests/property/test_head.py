"""The head of a body may hold any JSON value in any of its fields."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from netassay.core.values.times import usual_time
from property.strategies import json_values

FIELDS = (
    *("status", "progressPercent", "startTime", "endTime", "failReason"),
    *("errorCode", "message", "location", "output", "rawOutput"),
)
#: One value of each kind that JSON has, empty ones and texts that are nearly a time included.
KINDS = {
    "null": None,
    "true": True,
    "false": False,
    "zero": 0,
    "integer": 7,
    "large integer": 10**400,
    "fraction": 0.5,
    "empty text": "",
    "text": "now",
    "no such time": "2025-02-30T00:00:00.000000000Z",
    "text null": "null",
    "empty list": [],
    "list": ["2025-05-20T13:07:48Z"],
    "list of objects": [{}],
    "empty object": {},
    "object": {"2025-05-20T13:07": "48Z"},
}


def usual(**changes: Any) -> dict[str, Any]:
    """Return a body with the keys of a task that went well, some of them changed."""
    body = {
        "status": "COMPLETED",
        "progressPercent": 100,
        "startTime": "2025-05-20T13:07:48.849780286Z",
        "endTime": "2025-05-20T13:07:52.849780287Z",
        "failReason": None,
        "output": {"destination": "h"},
    }
    return body | changes


def is_kept(body: dict[str, Any]) -> None:
    """Hold that a body is a result, as an object and as JSON, and comes back from its export."""
    for saved in (body, json.dumps(body)):
        result = netassay.normalize(saved, test="ping")
        assert result == netassay.from_json(netassay.to_json(result))


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("field", FIELDS)
def test_any_kind_in_any_field(field: str, value: Any) -> None:
    """Each kind of value in each field of the head is a result, alone and among usual ones."""
    is_kept(usual(**{field: value}))
    is_kept({"status": "COMPLETED", "output": {"destination": "h"}} | {field: value})


@given(st.dictionaries(st.sampled_from(FIELDS), json_values))
def test_any_values_in_all_fields(changes: dict[str, Any]) -> None:
    """Any values in any of the fields at once are a result."""
    is_kept(usual(**changes))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if type(KINDS[kind]) is not str])
def test_what_is_no_text_is_no_time(kind: str) -> None:
    """What is no text is no time, on each Python: from 3.12 on a slice can be a key."""
    assert usual_time(KINDS[kind]) is None
