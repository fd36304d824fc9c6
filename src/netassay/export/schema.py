"""JSON Schema (2020-12) of the exported form, derived from the record classes.

Nothing is written twice: names, units, choices and descriptions are those of the records'
fields. Each measured number carries its unit under ``unit``, an annotation that
validators leave alone.
"""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any, Final

from netassay.core.records.record import Record, fields_of
from netassay.core.values.times import Timestamp
from netassay.measurements import TESTS, test_named
from netassay.normalizing.runs.found import tests_in_texts
from netassay.records.result import Result
from netassay.records.show_command import MeasuredRun

if TYPE_CHECKING:
    from netassay.core.records.record import Field
    from netassay.core.spec import Test

__all__ = ["schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    Timestamp: {"type": "string", "format": "date-time"},
    Any: {},
}


def schema(test: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of exported results: of one test, or of all.

    Raises `UnknownName` for a test that does not exist.
    """
    tests = list(TESTS.values()) if test is None else [test_named(test)]
    definitions: dict[str, Any] = {}
    result_schema = _object(Result, definitions)
    for spec in tests:
        _reference(spec.record, definitions)
    result_schema["properties"]["test"] = _kind_of_test(tests, every=test is None)
    if len(tests) == 1:
        result_schema["properties"]["measurement"] = _measurement(tests[0])
    else:
        result_schema["allOf"] = [_for_test(spec) for spec in tests]
    title = "netassay result" if test is None else f"netassay result of {tests[0].name}"
    return {"$schema": _DIALECT, "title": title, **result_schema, "$defs": definitions}


def _kind_of_test(tests: list[Test], *, every: bool) -> dict[str, Any]:
    names = [spec.name for spec in tests]
    described = {"description": "which test it was"}
    return {"enum": [*names, None] if every else names, **described}


def _measurement(spec: Test) -> dict[str, Any]:
    """Return the schema of one test's measurement, which may be missing."""
    reference = {"$ref": f"#/$defs/{spec.record.__name__}"}
    return {"anyOf": [reference, {"type": "null"}], "description": "what was measured"}


def _for_test(spec: Test) -> dict[str, Any]:
    """Return the rule that results of a test have that test's measurement."""
    return {
        "if": {"properties": {"test": {"const": spec.name}}},
        "then": {"properties": {"measurement": _measurement(spec)}},
    }


def _object(cls: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a record; the records it holds go into `definitions`."""
    fields = fields_of(cls)
    rules = {"allOf": _for_runs(definitions)} if cls is MeasuredRun else {}
    return {
        "type": "object",
        "description": (cls.__doc__ or "").split("\n\n")[0],
        "properties": {field.exported: _field(field, definitions) for field in fields},
        "required": [field.exported for field in fields if not field.rare],
        "additionalProperties": False,
        **rules,
    }


def _for_runs(definitions: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rules that a run within a show command has the measurement of its test."""
    tests = [TESTS[name] for name in tests_in_texts()]
    for spec in tests:
        _reference(spec.record, definitions)
    return [_for_test(spec) for spec in tests]


def _reference(cls: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}  # holds the place of a record that holds itself
        definitions[cls.__name__] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _field(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    field_schema = _value(field, definitions)
    if field.many:
        field_schema = {"type": "array", "items": field_schema}
    if field.optional:
        field_schema = _or_null(field_schema)
    field_schema["description"] = field.doc
    if field.unit:
        field_schema["unit"] = field.unit.symbol
    return field_schema


def _value(field: Field, definitions: dict[str, Any]) -> dict[str, Any]:
    if field.record is Record:
        return {"type": "object"}
    if field.record:
        return _reference(field.record, definitions)
    if field.unit:
        return {"type": "integer" if field.unit.whole else "number"}
    if field.choices:
        return {"enum": list(field.choices)}
    if field.base is dict:
        (hint,) = typing.get_args(field.hint) if field.many else (field.hint,)
        _, values = typing.get_args(hint)
        return {"type": "object", "additionalProperties": _plain(values)}
    return dict(_PLAIN[field.base])


def _plain(hint: Any) -> dict[str, Any]:
    """Return the schema of a plain type, or of one that may be None."""
    if isinstance(hint, types.UnionType):
        arm = next(arm for arm in typing.get_args(hint) if arm is not type(None))
        return _or_null(dict(_PLAIN[arm]))
    return dict(_PLAIN[hint])


def _or_null(field_schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in field_schema and isinstance(field_schema["type"], str):
        return field_schema | {"type": [field_schema["type"], "null"]}
    if "enum" in field_schema:
        return field_schema | {"enum": [*field_schema["enum"], None]}
    return {"anyOf": [field_schema, {"type": "null"}]}
