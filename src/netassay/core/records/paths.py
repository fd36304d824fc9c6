"""Paths of fields within a record: ``replies[3].time``, and the names that are exported."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from netassay.core.records.record import Record, field_named, fields_by_name
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netassay.core.records.record import Field

__all__ = ["exported_path", "field_at"]


def field_at(cls: type[Record], path: Sequence[str]) -> Field:
    """Return the field at the end of a path through nested records; raise `SpecError` without."""
    *outer, last = path
    for name in outer:
        field = field_named(cls, name)
        if field.record is None or field.many:
            message = f"{cls.__name__}.{name} is no nested record"
            raise SpecError(message)
        cls = field.record
    return field_named(cls, last)


def exported_path(cls: type[Record], path: str) -> str:
    """Return a path of field names (``replies[3].time``) with the names that are exported.

    A path that leads nowhere in the record is returned as it is.
    """
    if not path or path[0] == "/":
        return path
    # Paths come again and again, but for those with a name from outside.
    return (_remembered_path if len(path) <= _LONGEST_PATH else _path_as_exported)(cls, path)


def _path_as_exported(cls: type[Record], path: str) -> str:
    shown = []
    inner: type[Record] | None = cls
    for step in path.split("."):
        name, bracket, rest = step.partition("[")
        field = fields_by_name(inner).get(name) if inner else None
        if field is None:
            return path
        shown.append(field.exported + bracket + rest)
        # Of a record of any test nothing is known, and its paths are exported already.
        inner = field.record if field.record is not Record else None
    return ".".join(shown)


_remembered_path = cast(
    "Callable[[type[Record], str], str]", lru_cache(maxsize=1024)(_path_as_exported)
)


_LONGEST_PATH: Final = 64
