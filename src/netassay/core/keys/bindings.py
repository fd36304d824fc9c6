"""Bindings of keys that hold plain values to the fields that these feed."""

from __future__ import annotations

import re
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.records.fitting import check_reader
from netassay.core.records.paths import field_at
from netassay.core.values.columns import Columns
from netassay.core.values.numbers import Number
from netassay.core.values.readers import Extract
from netassay.core.values.readings import ValueProblem
from netassay.core.values.rows import Rows
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netassay.core.records.record import Record
    from netassay.core.values.readings import Node, Reader, Reading

__all__ = [
    "NOTHING_KNOWN",
    "Binding",
    "Known",
    "RowsReader",
    "To",
    "binding_of",
    "read_object",
    "remarked",
]

#: ``(node, remarks)`` of an object: bit 2n is set where the unit of binding n differs from the
#: key's, bit 2n+1 where its text was null.
_Read = tuple["Node", int]


@attrs.frozen(eq=False)
class To:
    """A key that feeds one field. `says_unit`: the key's own name states the unit."""

    field: str
    reader: Reader | None = None
    says_unit: bool = False


@attrs.frozen(eq=False)
class Binding:
    """One field that a key feeds, and its reader.

    `names` are those of the nested records, from outside in, and of the field; `path` is the
    same as text. `way` is that of the usual readings.
    """

    key: str
    names: tuple[str, ...]
    path: str
    reader: Reader
    says_unit: bool
    way: Any

    def reading(self, node: Node) -> Reading | None:
        """Return what stands in the field, if anything does."""
        for name in self.names[:-1]:
            node = node.get(name, {})
        found: Reading | None = node.get(self.names[-1])
        return found

    def put(self, node: Node, reading: Reading) -> None:
        """Put a reading into the field."""
        for name in self.names[:-1]:
            node = node.setdefault(name, {})
        node[self.names[-1]] = reading


#: Keys that name the unit of their value, as the API's do.
_NAMES_A_UNIT: Final = re.compile(r"(?:Milliseconds|Seconds|Bytes|KB|[KMG]?bps|Percent)$")


def binding_of(record: type[Record], key: str, use: str | To) -> Binding:
    """Return the binding of a key; raise `SpecError` where the record has no such field."""
    to = To(use) if isinstance(use, str) else use
    if not isinstance(to, To):
        message = f"{use!r} is no field, no To, no tuple of these and no compound"
        raise SpecError(message)
    path = tuple(to.field.split("."))
    field = field_at(record, path)
    record = (field_at(record, path[:-1]).record if path[1:] else None) or record
    reader = to.reader or field.reader
    if reader is None:
        message = f"{record.__name__}.{field.name} needs a reader"
        raise SpecError(message)
    check_reader(record, field, reader)
    says_unit = to.says_unit or (field.unit is not None and _NAMES_A_UNIT.search(key) is not None)
    way = reader.usual if isinstance(reader.usual, Number) else None
    return Binding(key, path, to.field, reader, says_unit, way)


def remarked(bindings: Sequence[Binding], remarks: int) -> list[tuple[Binding, bool, bool]]:
    """Return the bindings that need a remark: each with whether for its unit, whether for null."""
    found = []
    for binding in bindings:
        if remarks & 3:
            found.append((binding, bool(remarks & 1), bool(remarks & 2)))
        remarks >>= 2
    return found


@attrs.frozen(eq=False)
class Known:
    """What the text of the same response says: a node.

    `alike` are the fields that both sides read alike: where `output` has the same words, the
    reading is the same.
    """

    node: Node
    alike: frozenset[str]

    def rows(self, field: str) -> Sequence[Node]:
        """Return the rows of a list that the text says as nodes, none where it has them as texts."""
        rows: Sequence[Node] = self.node.get(field, ())
        return () if isinstance(rows, Rows) else rows


NOTHING_KNOWN: Final = Known({}, frozenset())


def read_object(bindings: Iterable[Binding], value: dict[str, Any], known: Known) -> _Read:
    """Read an object of which any key may be missing or null; raise `ValueProblem` for a bad value."""
    node: Node = {}
    remarks, bit = 0, 1
    get, printed, alike = value.get, known.node.get, known.alike
    for binding in bindings:
        item = get(binding.key)
        if item is not None:
            reading = printed(binding.path) if binding.path in alike else None
            if reading is None or reading.text != item or reading.way is not binding.way:
                reading = binding.reader[item]
            if reading is None:
                remarks |= 2 * bit if item == "null" else 0
            else:
                if len(binding.names) == 1:
                    node[binding.path] = reading
                else:
                    binding.put(node, reading)
                if binding.says_unit and reading.foreign:
                    remarks |= bit
        bit <<= 2
    return node, remarks


class RowsReader:
    """Reads lists of objects, each with all keys of a table, as rows of texts."""

    def __init__(self, bindings: Sequence[Binding]) -> None:
        self._bindings = bindings
        keys = list(dict.fromkeys(binding.key for binding in bindings))
        self._columns = Columns({binding.path: _inner(binding.reader) for binding in bindings})
        self._can_be_texts = bool(keys) and all(
            len(binding.names) == 1 and not binding.reader.gives_nodes for binding in bindings
        )
        self._size = len(keys)
        self._texts = itemgetter(*keys, keys[0]) if keys else None
        self._at = {key: at for at, key in enumerate(keys)}
        self._with_units = [
            (number, _inner(binding.reader))
            for number, binding in enumerate(bindings)
            if binding.says_unit
        ]

    def read(self, values: list[Any]) -> tuple[Rows, list[tuple[int, int, int]]] | None:
        """Return the rows, and where their units are not those of their keys.

        That is, for each binding with such a unit: the first row, the number of the binding,
        and how many rows. None where a row needs a closer look.
        """
        if not self._can_be_texts or self._texts is None or not values:
            return None
        try:
            if set(map(len, values)) != {self._size}:
                return None
            texts = list(map(self._texts, values))
            if not _TEXT_OR_NONE.issuperset(map(type, chain.from_iterable(texts))):
                return None
            columns = list(zip(*texts, strict=True))
            cells = [
                self._cells(binding, columns[self._at[binding.key]]) for binding in self._bindings
            ]
        except (KeyError, TypeError, ValueProblem):
            return None
        made = [*zip(*cells, strict=True)]
        if None in cells[0] and any([row.count(None) == len(row) for row in made]):
            return None
        rows = Rows.checked(self._columns, made)
        return None if rows is None else (rows, self._foreign(cells))

    def _cells(self, binding: Binding, texts: Sequence[Any]) -> Sequence[str | None]:
        """Return what a binding reads of a column: each text, or the part of it."""
        if not isinstance(binding.reader, Extract):
            return texts
        return binding.reader.parts(texts)

    def _foreign(self, columns: list[Sequence[Any]]) -> list[tuple[int, int, int]]:
        found = []
        for number, reader in self._with_units:
            texts = [text or "0" for text in columns[number]]
            there = reader.foreign(texts)
            if there:
                found.append((there[0], number, len(there)))
        return sorted(found)


def _inner(reader: Reader) -> Reader:
    """Return the reader of what is read of a text: the whole, or a part."""
    return reader.reader if isinstance(reader, Extract) else reader


_TEXT_OR_NONE: Final = frozenset({str, type(None)})
