"""What the annotation of a record's field says: class, unit or reader, whether it is a list."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union

from netassay.core.values import readers, readings

if TYPE_CHECKING:
    from netassay.core.values.readings import Reader
    from netassay.core.values.units import Unit

__all__ = ["default_reader", "taken_apart"]


def taken_apart(hint: Any) -> tuple[Any, Any, bool, bool]:
    """Return the base class, the annotation, whether None is allowed, whether it is a list."""
    optional = is_list = False
    if typing.get_origin(hint) in (Union, types.UnionType):
        hint = next(arm for arm in typing.get_args(hint) if arm is not type(None))
        optional = True
    if typing.get_origin(hint) is list:
        (hint,) = typing.get_args(hint)
        is_list = True
    extra = None
    if typing.get_origin(hint) is Annotated:
        hint, extra = typing.get_args(hint)
    if isinstance(hint, TypeVar):
        # A field of any record: what it may hold says its bound.
        hint = hint.__bound__
    origin = typing.get_origin(hint)
    return hint if origin in (None, Literal) else origin, extra, optional, is_list


def default_reader(base: Any, unit: Unit | None, choices: tuple[str, ...]) -> Reader | None:
    """Return the reader of values that the annotation names none for."""
    if unit:
        return readers.number(unit)
    if choices:
        return readers.Choice(f"one of {', '.join(choices)}", {word: word for word in choices})
    return {int: readers.COUNT, str: readings.TEXT, bool: readers.FLAG}.get(base)
