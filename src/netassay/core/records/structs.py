"""Structs of msgspec that stand behind records while they are encoded.

A struct has the fields of its record class: their names for its constructor, so that it takes
what a record stores in one call, and their exported names, in order, for JSON.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from netassay.core.records.record import Record, fields_of, per_class

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["struct_of"]


def struct_of(record: Record) -> msgspec.Struct:
    """Return a record as a struct, and the records in it; msgspec encodes it as `plain` data.

    The struct shares all values with the record. Raises `TypeError` for a record that stores
    what its class does not declare.
    """
    made: msgspec.Struct
    (made,) = _maker(type(record))([record])
    return made


@per_class
def _struct(cls: type[Record]) -> type[msgspec.Struct]:
    # Rare fields are exported behind the others, as by `plain`.
    fields = sorted(fields_of(cls), key=lambda field: field.rare)
    return msgspec.defstruct(
        cls.__name__,
        [(field.name, Any, _default(field.default, rare=field.rare)) for field in fields],
        rename={field.name: field.exported for field in fields},
        gc=False,
    )


def _default(default: Any, *, rare: bool) -> Any:
    """Return what a struct has of a field that its record does not store."""
    if rare:
        return msgspec.UNSET  # It is not encoded.
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return msgspec.field(default_factory=default.factory)
    return None if default is attrs.NOTHING else default


@per_class
def _maker(cls: type[Record]) -> Callable[[list[Any]], list[Any]]:
    """Return what makes structs of records of this very class."""
    struct, fields = _struct(cls), fields_of(cls)
    rare = frozenset(field.name for field in fields if field.rare)
    empty = tuple(field.name for field in fields if field.rare and field.many)
    nested = tuple(field.name for field in fields if field.record)

    def flat(records: list[Any]) -> list[Any]:
        storages = [record.__dict__ for record in records]
        if rare and not rare.isdisjoint(chain.from_iterable(storages)):
            storages = [_without_empty(storage, rare) for storage in storages]
        return [struct(**storage) for storage in storages]

    def deep(record: Any) -> msgspec.Struct:
        storage = record.__dict__.copy()
        for name in empty:  # Each record has these lists, nearly always without an item.
            if storage.get(name) == []:
                del storage[name]
        if rare and not rare.isdisjoint(storage):
            storage = _without_empty(storage, rare)
        for name in nested:
            if value := storage.get(name):
                storage[name] = _structs_in(value)
        return struct(**storage)

    return (lambda records: [deep(record) for record in records]) if nested or empty else flat


def _without_empty(storage: dict[str, Any], rare: frozenset[str]) -> dict[str, Any]:
    """Return what a record stores, without rare fields that hold nothing."""
    return {
        name: value
        for name, value in storage.items()
        if name not in rare or not (value is None or value == [])
    }


def _structs_in(value: Any) -> Any:
    """Return the value of a field with structs for records; rows are nearly always of one class."""
    if type(value) is list:
        kinds = {*map(type, value)}
        if len(kinds) == 1 and issubclass(kind := kinds.pop(), Record):
            return _maker(kind)(value)
    if isinstance(value, Record):
        return struct_of(value)
    return [_structs_in(item) for item in value] if isinstance(value, list) else value
