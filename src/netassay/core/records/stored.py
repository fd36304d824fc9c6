"""What a record keeps: plain canonical values in its ``__dict__``, filled and given back as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from netassay.core.records.record import Record, fields_of, per_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["build", "factories_of", "nested_in", "plain"]

R = TypeVar("R", bound=Record)


@per_class
def factories_of(cls: type[Record]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """Return the fields that each record has a list or a dict of its own for."""
    return tuple(
        (field.name, field.default.factory)
        for field in fields_of(cls)
        if isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
    )


@per_class
def nested_in(cls: type[Record]) -> dict[str, type[Record] | None]:
    """Return the fields of a class that hold more than one plain value, and of which records."""
    return {
        field.name: field.record
        for field in fields_of(cls)
        if field.many or field.record or isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]
    }


def build(cls: type[R], values: Mapping[str, Any]) -> R:
    """Make a record of plain canonical values that are known to be right, without checks."""
    made = object.__new__(cls)
    storage = made.__dict__
    storage.update(values)
    for name, factory in factories_of(cls):
        if name not in storage:
            storage[name] = factory()
    return made


@per_class
def _names(cls: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """Return each field's exported name, its name, and what a record has without it."""
    return tuple(
        (field.exported, field.name, None if field.default is attrs.NOTHING else field.default)
        for field in fields_of(cls)
        if not field.rare
    )


@per_class
def _rare_names(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((field.exported, field.name) for field in fields_of(cls) if field.rare)


def plain(value: Any) -> Any:
    """Return a record as plain data under its exported names, all the way down."""
    if isinstance(value, Record):
        stored = value.__dict__.get
        made = {
            exported: plain(item) if isinstance(item := stored(name, default), _DEEP) else item
            for exported, name, default in _names(type(value))
        }
        for exported, name in _rare_names(type(value)):
            item = stored(name)
            if item is not None and item != []:
                made[exported] = plain(item)
        return made
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


_DEEP: Final = (Record, list)
