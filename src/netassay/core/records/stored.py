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
def _exported_names(cls: type[Record]) -> dict[str, str]:
    """Return the exported names of the fields that are always exported."""
    return {field.name: field.exported for field in fields_of(cls) if not field.rare}


@per_class
def _empty(cls: type[Record]) -> dict[str, Any]:
    """Return what a record has in these fields where it stores nothing."""
    return {
        field.exported: None if field.default is attrs.NOTHING else field.default
        for field in fields_of(cls)
        if not field.rare
    }


@per_class
def _rare_names(cls: type[Record]) -> dict[str, str]:
    """Return the exported names of the rare fields."""
    return {field.name: field.exported for field in fields_of(cls) if field.rare}


def plain(value: Any) -> Any:
    """Return a record as plain data under its exported names, all the way down."""
    if isinstance(value, Record):
        cls, stored = type(value), value.__dict__
        made, exported = _empty(cls).copy(), _exported_names(cls)
        for name, item in stored.items():
            if name in exported:
                made[exported[name]] = plain(item) if isinstance(item, _DEEP) else item
        rare = _rare_names(cls)
        if not rare.keys().isdisjoint(stored):
            made |= {
                rare[name]: plain(stored[name])
                for name in rare
                if stored.get(name) is not None and stored[name] != []
            }
        return made
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


_DEEP: Final = (Record, list)
