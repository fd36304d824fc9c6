"""The texts of a result, each with its kind, by its annotation or its key."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from netassay.core.finding import Finding
from netassay.core.records.record import Record, fields_of
from netassay.core.records.stored import build
from netassay.core.values import field_types, readers
from netassay.redaction.shapes import is_common_word, kind_of_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.core.records.record import Field
    from netassay.records.result import Result

    #: Takes a kind, None for free text, and a text; returns the text that shall stand there.
    Change = Callable[[str | None, str], str]

__all__ = ["map_texts"]

#: The kind of the fields with these readers.
_KINDS: Final = {
    readers.ADDRESS: "address",
    readers.HOST: "host",
    readers.MAC: "mac",
    field_types.HOST_NAME: "host",
    field_types.URL: "url",
    field_types.USER_NAME: "user",
    field_types.SERIAL_NUMBER: "serial",
    field_types.TASK_ID: "task",
    field_types.COOKIE: "cookie",
}
#: Fields with words of netassay, never of a device.
_OWN_FIELDS: Final = frozenset({"id", "test", "family", "code", "path", "parsed_by"})
#: Codes of findings whose texts stand for no value.
_CODES_WITHOUT_VALUE: Final = ("null-text", "placeholder")


def map_texts(result: Result, change: Change) -> Result:
    """Return a copy of a result with each text replaced by `change` of its kind and itself."""
    measurement_class = type(result.measurement) if result.measurement is not None else None
    return cast("Result", _record(result, _value_change(change, measurement_class)))


def _value_change(
    change: Change, measurement_class: type[Record] | None
) -> Callable[[Any, Any], Any]:
    """Return a function that changes values of any shape; findings have their field's kind."""

    def change_value(kind: str | None, value: Any) -> Any:
        if isinstance(value, str):
            return change(kind, value)
        if isinstance(value, list):
            return [
                _row(item, change) if isinstance(item, dict) else change_value(kind, item)
                for item in value
            ]
        if isinstance(value, dict):
            return {
                change(None, str(key)): _json(_hint(str(key)), item, change)
                for key, item in value.items()
            }
        if isinstance(value, Finding):
            return _finding(value, _kind_of(value, measurement_class), change)
        return _record(value, change_value) if isinstance(value, Record) else value

    return change_value


def _record(record: Record, change_value: Callable[[Any, Any], Any]) -> Record:
    cls: Any = type(record)
    stored = {field.name: getattr(record, field.exported) for field in fields_of(cls)}
    for name, kind in _text_fields(cls):
        stored[name] = change_value(kind, stored[name])
    return cast("Record", build(cls, stored))


@cache
def _text_fields(cls: Any) -> tuple[tuple[str, str | None], ...]:
    """Return the names and kinds of the fields that hold texts or records."""
    return tuple(
        (field.name, _kind(field))
        for field in fields_of(cls)
        if field.name not in _OWN_FIELDS
        and not field.choices
        and (field.record is not None or field.base in (str, dict))
    )


def _kind(field: Field) -> str | None:
    return _KINDS.get(field.reader) if field.reader else None


def _row(row: dict[str, str], change: Change) -> dict[str, str]:
    """Return a row of a table; the names of its columns are a parser's, never a device's."""
    return {name: _json(kind_of_key(name), text, change) for name, text in row.items()}


# --- Extras -----------------------------------------------------------------------------


def _json(kind: str | None, value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return change(_kind_if_whole(kind, value), value)
    if isinstance(value, list):
        return [_json(kind, item, change) for item in value]
    if isinstance(value, dict):
        return {
            change(None, str(key)): _json(kind_of_key(str(key)), item, change)
            for key, item in value.items()
        }
    return value


def _hint(pointer: str) -> str | None:
    """Return the kind of the last key of a JSON pointer."""
    steps = [step for step in pointer.split("/") if not step.isdecimal()]
    return kind_of_key(steps[-1]) if steps else None


def _kind_if_whole(kind: str | None, value: str) -> str | None:
    """Return the kind where a value is of it, None for a sentence or a common word."""
    whole = kind in ("user", "ssid") or " " not in value.strip()
    return kind if whole and not is_common_word(value) else None


# --- Findings ---------------------------------------------------------------------------


def _kind_of(finding: Finding, cls: type[Record] | None) -> str | None:
    """Return the kind of the value of a finding, None for no secret."""
    if finding.code in _CODES_WITHOUT_VALUE:
        return None
    if finding.path.startswith("/"):
        return _hint(finding.path)
    kind = None
    for step in finding.path.split("."):
        name = step.partition("[")[0]
        field = next((one for one in fields_of(cls) if one.exported == name), None) if cls else None
        kind, cls = (_kind(field), field.record) if field else (None, None)
        cls = None if cls is Record else cls
    return kind


def _finding(finding: Finding, kind: str | None, change: Change) -> Finding:
    stored = {field.name: getattr(finding, field.name) for field in fields_of(Finding)}
    for name in ("stated", "printed"):
        if stored[name] is not None:
            stored[name] = change(_kind_if_whole(kind, stored[name]), stored[name])
    stored["message"] = change(None, finding.message)
    if finding.path.startswith("/"):
        stored["path"] = change(None, finding.path)
    return build(Finding, stored)
