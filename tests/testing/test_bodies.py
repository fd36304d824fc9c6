"""Bodies that the kit draws are what the API would answer: they give back what is true of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netassay
from bodies import codes
from exported import validated
from netassay import testing
from netassay.measurements import TESTS

ENDPOINTS = [(spec.name, family) for spec in TESTS.values() for family in spec.outputs]


def normalized(body: testing.Body) -> netassay.Result:
    """Return the result of a body, with its URL."""
    return netassay.normalize(body.body, url=body.url)


@pytest.mark.parametrize(("test", "family"), ENDPOINTS)
@given(data=st.data())
@settings(max_examples=30)
def test_a_whole_body_tells_the_truth(test: str, family: str, data: st.DataObject) -> None:
    """A body of any endpoint gives the record that it was made of, with nothing to complain of."""
    body = data.draw(testing.bodies(test, family))
    result = normalized(body)
    assert body.measurement == result.measurement
    assert (test, family) == (result.test, result.family)
    assert ([], {}) == (result.unread, result.extras)
    assert {"unit-conflict", "null-text", "misplaced", "only-in-output"} >= set(codes(result))
    validated(result)


@given(testing.bodies(sides="output"))
def test_output_alone_is_stated_again(body: testing.Body) -> None:
    """What `output` alone gives is a record that states the very same `output`."""
    assert "rawOutput" not in body.body
    result = normalized(body)
    one = "/showCommand/" in body.url
    again = testing.stated(result.measurement, body.test, body.family, one_command=one)
    assert without_absent(body.body["output"]) == without_absent(again)


def without_absent(value: Any) -> Any:
    """Return JSON data without nulls, and without the rows that have nothing else."""
    if isinstance(value, dict):
        items = {key: without_absent(item) for key, item in value.items()}
        return {key: item for key, item in items.items() if item not in (None, {}, [])}
    return [without_absent(item) for item in value] if isinstance(value, list) else value


@given(testing.bodies(sides="text"))
def test_a_text_alone_is_the_truth(body: testing.Body) -> None:
    """What the text alone gives is the record that it was printed of."""
    assert body.body["output"] is None
    assert body.measurement == normalized(body).measurement


@given(testing.bodies(damage=["half-done"]))
def test_a_task_that_runs_is_not_damaged(body: testing.Body) -> None:
    """What a task has so far is read, without a word on what is still to come."""
    result = normalized(body)
    assert ("RUNNING", "pending") == (result.status, result.verdict)
    assert {"truncated-text", "only-in-text", "unread-text"}.isdisjoint(codes(result))


@given(testing.bodies(damage=testing.DAMAGES))
def test_damage_is_done_and_told(body: testing.Body) -> None:
    """A damaged body differs in what its damage says, and still gives a result that is whole JSON."""
    (damage,) = body.damage
    assert damage.kind in testing.DAMAGES
    result = normalized(body)
    validated(result)
    exported = netassay.to_json(result)
    assert result == netassay.from_json(exported)
    exported.encode("utf-8")
