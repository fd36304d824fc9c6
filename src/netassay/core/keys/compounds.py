"""Compounds: what a key holds that is no plain value, such as a list of values or counters.

Lists of objects and objects are in `netassay.core.keys.wire`, because their readers are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from netassay.core.limits import MOST_ROWS, first_rows
from netassay.core.records.record import Record, field_named
from netassay.core.values.readers import COUNT
from netassay.core.values.readings import LARGEST_COUNT, Node, Reader, Reading, ValueProblem
from netassay.errors import SpecError

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.places import Place

__all__ = [
    "ASIDE",
    "Aside",
    "CompoundReader",
    "Counters",
    "Listed",
    "Values",
    "carefully",
    "is_a",
    "items_of",
    "listed_in",
]


class CompoundReader(Protocol):
    """What reads the value of one key that is no plain value."""

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:
        """Read the value of `key`, in the object at `place`, into the object's node."""


def is_a(kind: type, value: Any, place: Place, notes: Notes, *, null: bool = True) -> bool:
    """Say whether a value is a list or an object; note one that is neither, nor null."""
    if type(value) is kind:
        return True
    if value is not None or not null:
        message = "not a list" if kind is list else "not an object"
        notes.problem(
            ValueProblem("bad-value", message), place.path, place.path, place.pointer, value
        )
    return False


def items_of(value: Any, place: Place, notes: Notes) -> list[Any] | None:
    """Return as many items of a list as are read, None for what is no list."""
    if not is_a(list, value, place, notes):
        return None
    items: list[Any] = value
    if len(items) > MOST_ROWS:
        items = first_rows(items, place.pointer, notes.beyond)
    return items


def carefully(reader: Reader, value: Any, key: str, place: Place, notes: Notes) -> Reading | None:
    """Return the reading of a value, with a remark where it needs one; nothing is raised."""
    try:
        if type(value) is str and value == "null":
            reader.refuse_stand_ins(value)
        return reader[value]
    except (TypeError, ValueProblem) as error:
        problem = error if isinstance(error, ValueProblem) else reader.bad(value)
        notes.problem(problem, key, place.path, place.pointer, value)
        return problem.reading


_BETWEEN: Final = re.compile(r"[,;\n]")


def listed_in(value: Any) -> Any:
    """Return the items of a text with commas between them; anything else as it is.

    A text without any is one item, so that its reader tells what is wrong with it.
    """
    if type(value) is not str:
        return value
    return [item for part in _BETWEEN.split(value) if (item := part.strip())] or [value]


@attrs.frozen(eq=False)
class Listed:
    """A key that holds a list of plain values for a list field.

    `or_text`: they may also stand in one text, with commas between.
    """

    field: str
    or_text: bool = False

    def reader_for(self, record: type[Record]) -> CompoundReader:
        """Check against the record; return what reads such a list."""
        field = field_named(record, self.field)
        if field.reader is None or not field.many:
            raise SpecError(f"{record.__name__}.{self.field} is no list of plain values")
        return Values(field.name, field.reader, self.or_text)


@attrs.frozen(eq=False)
class Values:
    """Reads a list of plain values, each by the field's reader."""

    field: str
    reader: Reader
    or_text: bool = False

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:
        """Read the list; of an item that can't be used there is a finding."""
        here = place.below(key, self.field)
        if self.or_text:
            value = listed_in(value)
        items = items_of(value, here, notes)
        if items is None:
            return
        reader = self.reader
        try:
            read = [reader[item] for item in items if item != "null"]
        except (TypeError, ValueProblem):
            read = []
        if len(read) != len(items):
            read = [
                carefully(reader, item, self.field, here.item(at), notes)
                for at, item in enumerate(items)
            ]
        node[self.field] = [reading for reading in read if reading is not None]


@attrs.frozen(eq=False)
class Counters:
    """A key that holds an object of counts whose names are not fixed."""

    field: str

    def reader_for(self, record: type[Record]) -> CompoundReader:
        """Check against the record; return what reads such counts."""
        field = field_named(record, self.field)
        if field.base is not dict:
            raise SpecError(f"{record.__name__}.{self.field} holds no counts by name")
        return _Counts(field.name)


@attrs.frozen(eq=False)
class _Counts:
    field: str

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:
        here = place.below(key, self.field)
        if not is_a(dict, value, here, notes):
            return
        node[self.field] = {
            _snakes[key]: count
            if count is None or (type(count) is int and 0 <= count <= LARGEST_COUNT)
            else _count(key, count, here, notes)
            for key, count in value.items()
        }


_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST_NAMES: Final = 256
_LONGEST_NAME: Final = 64


class _Snakes(dict[str, str]):
    """Names ``likeThis`` to ``like_this``, remembered."""

    def __missing__(self, key: str) -> str:
        name = _HUMP.sub("_", key).lower()
        if len(key) <= _LONGEST_NAME and len(self) < _MOST_NAMES:
            self[key] = name
        return name


_snakes: Final = _Snakes()


def _count(key: str, value: Any, place: Place, notes: Notes) -> int | None:
    reading = carefully(COUNT, value, key, place.below(key, _snakes[key]), notes)
    return reading.value if reading else None


@attrs.frozen(eq=False)
class Aside:
    """A known key that no field of the record takes: what is not null is kept in the extras."""

    def reader_for(self, record: type[Record]) -> CompoundReader:  # noqa: ARG002 - the shape of the others
        """Return what keeps such a value."""
        return self

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:  # noqa: ARG002
        """Keep the value."""
        if value is not None:
            notes.keep(place.below(key).pointer, value)


ASIDE: Final = Aside()
