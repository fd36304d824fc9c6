"""Whether a value or a reader fits a field: what tables of keys and of lines are checked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.core.values.readers import Choice
from netassay.errors import SpecError

if TYPE_CHECKING:
    from netassay.core.records.record import Field, Record
    from netassay.core.values.readings import Reader

__all__ = ["check_reader", "check_value"]


def check_value(cls: type[Record], field: Field, value: Any) -> None:
    """Raise `SpecError` where a field can't have a value."""
    if value is None:
        fits = field.optional and not field.many
    elif field.many or field.record:
        fits = False
    elif field.choices:
        fits = value in field.choices
    elif field.unit:
        fits = type(value) is int or (type(value) is float and not field.unit.whole)
    else:
        fits = isinstance(value, field.base) and (type(value) is not bool or field.base is bool)
    if not fits:
        message = f"{value!r} is no value of {cls.__name__}.{field.name} ({_expected(field)})"
        raise SpecError(message)


def _expected(field: Field, *, adds: bool = False) -> str:
    if field.many and not adds:
        return "a list"
    if field.choices:
        return f"one of {', '.join(field.choices)}"
    return field.unit.description if field.unit else str(field.base.__name__)


def check_reader(cls: type[Record], field: Field, reader: Reader, *, adds: bool = False) -> None:
    """Raise `SpecError` where a reader makes what a field can't have.

    `adds`: each value is an item of a list. A reader whose values are not known beforehand
    fits any field.
    """
    name = f"{cls.__name__}.{field.name}"
    gives = str if reader.takes_any_text else reader.gives
    if isinstance(reader, Choice):
        _check_words(cls, field, reader, adds=adds)
        return
    if gives is None:
        return
    if field.record:
        message = f"{name} holds records, its reader gives {gives.__name__}"
    elif field.many and not adds:
        message = f"{name} is a list, its reader gives one value"
    elif field.unit and reader.unit and reader.unit.name != field.unit.name:
        message = (
            f"{name} is in {field.unit.description}, "
            f"its reader's numbers in {reader.unit.description}"
        )
    elif not _fits(field, gives):
        message = f"{name} holds {_expected(field, adds=adds)}, its reader gives {gives.__name__}"
    else:
        return
    raise SpecError(message)


def _fits(field: Field, gives: type) -> bool:
    if field.unit:
        return gives in (int, float)
    return gives is field.base and not (gives is str and field.choices)


def _check_words(cls: type[Record], field: Field, reader: Choice, *, adds: bool) -> None:
    if not adds:
        for value in reader.words.values():
            check_value(cls, field, value)
