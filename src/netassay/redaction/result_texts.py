"""The texts of a result, each with its kind, by its annotation or its key."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING, Any, Final, cast

from netassay.core.finding import Finding
from netassay.core.records.record import Record, fields_of
from netassay.core.records.stored import build
from netassay.core.values import field_types, readers
from netassay.core.values.times import Timestamp
from netassay.redaction.labels import holds_names, is_common_word, kind_of_key

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
#: Values of these kinds may be numbers.
_NUMBERED: Final = frozenset({"serial", "task", "id"})
#: A smaller number is a count.
_SMALLEST_ID: Final = 100_000
#: Classes of values that hold no text.
_NO_TEXTS: Final = (int, float, bool, Timestamp)
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
        if isinstance(value, Finding):
            return _finding(value, _kind_of(value, measurement_class), change)
        if isinstance(value, Record):
            return _record(value, change_value)
        if isinstance(value, list | tuple):
            return type(value)(
                _row(item, change) if isinstance(item, dict) else change_value(kind, item)
                for item in value
            )
        return _object(value, change) if isinstance(value, dict) else value

    return change_value


def _record(record: Record, change_value: Callable[[Any, Any], Any]) -> Record:
    cls: Any = type(record)
    stored = {field.name: getattr(record, field.exported) for field in fields_of(cls)}
    for name, kind in _text_fields(cls):
        if stored[name] is not None:
            stored[name] = change_value(kind, stored[name])
    return cast("Record", build(cls, stored))


@cache
def _text_fields(cls: Any) -> tuple[tuple[str, str | None], ...]:
    """Return the names and kinds of the fields that may hold texts, however deep."""
    return tuple(
        (field.name, _kind(field))
        for field in fields_of(cls)
        if field.name not in _OWN_FIELDS and not field.choices and field.base not in _NO_TEXTS
    )


def _kind(field: Field) -> str | None:
    return _KINDS.get(field.reader) if field.reader else None


def _row(row: dict[str, str], change: Change) -> dict[str, str]:
    """Return a row of a table; the names of its columns are a parser's, and stay."""
    if not all(name.isidentifier() for name in row):
        return _object(row, change)
    return {name: _json(kind_of_key(name), text, change) for name, text in row.items()}


# --- Extras -----------------------------------------------------------------------------


def _json(kind: str | None, value: Any, change: Change, *, names: bool = False) -> Any:
    """Return a value of any shape with its texts changed, its keys and its ids among them.

    With `names` the keys of an object are names of that kind.
    """
    if isinstance(value, str):
        return change(_kind_if_whole(kind, value), value)
    if isinstance(value, list | tuple):
        return [_json(kind, item, change) for item in value]
    if isinstance(value, dict):
        return _object(value, change, kind if names else None)
    return _number(kind, value, change)


def _object(value: dict[Any, Any], change: Change, names: str | None = None) -> dict[str, Any]:
    """Return an object with its keys and values changed; no two keys become one."""
    own = value.get("name", value.get("key"))
    called = kind_of_key(own) if isinstance(own, str) else None
    counts = not any(str(key).startswith("/") for key in value) and _are_counts(value)
    made: dict[str, Any] = {}
    for key, item in value.items():
        word = str(key)
        last = _last_step(word)
        if word.startswith("/"):
            changed = _pointer(word, change)
        else:
            key_kind = names if names and kind_of_key(word) is None else None
            changed = change(_kind_if_whole(key_kind, word), word)
        changed = _free(changed, made) if changed in made else changed
        kind = called if called and word == "value" else kind_of_key(last)
        made[changed] = item if counts else _json(kind, item, change, names=holds_names(last))
    return made


def _are_counts(value: dict[Any, Any]) -> bool:
    """Say whether an object is one of counters, with no id among them."""
    return all(type(item) is int or item is None for item in value.values()) and not any(
        kind_of_key(str(key)) in _NUMBERED for key in value
    )


def _last_step(key: str) -> str:
    """Return the last key of a JSON pointer that is no number, or the key itself."""
    if not key.startswith("/"):
        return key
    return next((step for step in reversed(key.split("/")) if not step.isdecimal()), "")


def _pointer(pointer: str, change: Change) -> str:
    """Return a JSON pointer (RFC 6901) with each of its keys changed."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")]
    return "/".join(
        change(None, step).replace("~", "~0").replace("/", "~1") if step else step for step in steps
    )


def _free(key: str, made: dict[str, Any]) -> str:
    """Return another key: two that differed in their spelling have one stand-in."""
    return next(one for number in count(2) if (one := f"{key} ({number})") not in made)


def _number(kind: str | None, value: Any, change: Change) -> Any:
    """Return the stand-in of a number that is an id, or that is a name elsewhere."""
    if type(value) is not int or (kind not in _NUMBERED and abs(value) < _SMALLEST_ID):
        return value
    text = str(value)
    changed = change(kind if kind in _NUMBERED else None, text)
    return value if changed == text else changed


def _kind_if_whole(kind: str | None, value: str) -> str | None:
    """Return the kind where a value is of it, None for a sentence or a common word."""
    whole = kind in ("user", "ssid", "secret") or " " not in value.strip()
    return kind if whole and not is_common_word(value) else None


# --- Findings ---------------------------------------------------------------------------


def _kind_of(finding: Finding, cls: type[Record] | None) -> str | None:
    """Return the kind of the value of a finding, None for no secret."""
    if finding.code in _CODES_WITHOUT_VALUE:
        return None
    if finding.path.startswith("/"):
        return kind_of_key(_last_step(finding.path))
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
        stored["path"] = _pointer(finding.path, change)
    return build(Finding, stored)
