"""JSON made by way of structs is that of plain data, byte by byte."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES, SHARED, body, url
from netassay import testing
from netassay.core.codec import encode
from netassay.core.records.record import Record, fields_of
from netassay.core.records.stored import build
from netassay.measurements import TESTS
from property.strategies import json_values

ENDPOINTS = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))


def by_way_of_data(result: netassay.Result) -> str:
    """Return a result as JSON by way of its plain data."""
    return encode(netassay.to_dict(result)).decode()


@pytest.mark.parametrize("name", ENDPOINTS)
def test_samples(name: str) -> None:
    """Each sample, whatever test it is of."""
    result = netassay.normalize(body(name), url=url(name))
    assert by_way_of_data(result) == netassay.to_json(result)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real bodies are not beside this checkout")
def test_real_bodies() -> None:
    """Each real body."""
    for path in sorted((SHARED / "payloads").glob("*/*.json")):
        result = netassay.normalize(path.read_bytes())
        assert by_way_of_data(result) == netassay.to_json(result)


@given(testing.results(damage=testing.DAMAGES))
def test_drawn(result: netassay.Result) -> None:
    """Whatever is drawn, with any damage; a result that comes back stores each of its fields."""
    assert by_way_of_data(result) == netassay.to_json(result)
    back = netassay.from_json(netassay.to_json(result))
    assert by_way_of_data(back) == netassay.to_json(back)


@given(st.data(), st.sampled_from(sorted(TESTS)))
def test_what_a_record_stores(data: st.DataObject, test: str) -> None:
    """Fields stored in any order, or not, or as nothing; rows of several classes in one list."""
    measurement = data.draw(testing.measurements(test))
    changed = changed_record(data, measurement)
    result = netassay.Result(id="1", test=test, verdict="passed", summary="", measurement=changed)
    assert by_way_of_data(result) == netassay.to_json(result)


def changed_record(data: st.DataObject, record: Record) -> Record:
    """Return a record that stores some of a record's fields, in another order."""
    fields = data.draw(st.permutations(fields_of(type(record))))
    values: dict[str, Any] = {}
    for field in fields:
        value = record.__dict__.get(field.name)
        if field.record and isinstance(value, list):
            values[field.name] = [changed_record(data, row) for row in value]
            if data.draw(st.booleans()):
                values[field.name].insert(0, netassay.Unread(line=1))
        elif isinstance(value, Record):
            values[field.name] = changed_record(data, value)
        elif value is not None or data.draw(st.booleans()):
            values[field.name] = value
    return build(type(record), values)


ODD = {
    "a lone surrogate": "\ud800",
    "not a number": float("nan"),
    "too large": 1 << 4000,
    "a set": {1},
    "a number as key": {1: 2},
    "a text of a class of its own": type("Text", (str,), {"__slots__": ()})("x"),
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_what_json_can_not_hold(value: object) -> None:
    """Values of a dict from a caller that JSON has no form for."""
    result = netassay.normalize(body("aps/ping") | {"more": value}, url=url("aps/ping"))
    made = attrs.evolve(result, extras={"/more": value})
    for one in (result, made):
        assert by_way_of_data(one) == netassay.to_json(one)
        json.loads(netassay.to_json(one))


@given(json_values)
def test_extras(value: object) -> None:
    """Unknown fields of any form."""
    result = netassay.normalize(body("aps/ping") | {"more": value}, url=url("aps/ping"))
    assert by_way_of_data(result) == netassay.to_json(result)


@pytest.mark.parametrize("test", sorted(TESTS))
def test_every_field(test: str) -> None:
    """A record that has a value in each field, rare ones among the others."""
    cls = TESTS[test].record
    values = {field.name: full(field.record, many=field.many) for field in fields_of(cls)}
    result = netassay.Result(
        id="1", test=test, verdict="passed", summary="", measurement=build(cls, values)
    )
    assert by_way_of_data(result) == netassay.to_json(result)


def full(cls: type[Record] | None, *, many: bool = False) -> Any:
    """Return a value for a field: a record with all of its fields, or a number."""
    value: Any = 1
    if cls is Record:
        # That of a run within a show command may be any.
        cls = netassay.Ping
    if cls is not None:
        value = build(
            cls, {field.name: full(field.record, many=field.many) for field in fields_of(cls)}
        )
    return [value, value] if many else value


def test_what_no_field_is() -> None:
    """A value stored beside the fields is not exported."""
    result = netassay.normalize(body("aps/ping"), url=url("aps/ping"))
    result.__dict__["beside"] = 1
    assert by_way_of_data(result) == netassay.to_json(result)
