"""Key tables: which key of `output` feeds which field of a record, and how it is read.

A table is a dict from JSON key to field::

    {
        "destination": "destination",
        "averageRoundTripTimeMilliseconds": "rtt_avg",
        "senderBandwidth": To("sent.bitrate", RATE),
        "bandwidthInbps": To("bitrate", RATE, says_unit=True),
        "responseCode": (To("status_code", CODE), To("status_text", REASON)),
        "replies": Each("replies", {...}),
        "statistics": Counters("counters"),
        "resolvedAddresses": Listed("addresses"),
    }

`ObjectReader` checks every name against the record class and makes a node of a JSON
object (`readings.Node`), and rows of texts of a list (`rows.Rows`). Any other is read key by key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.keys.bindings import (
    NOTHING_KNOWN,
    Binding,
    Known,
    RowsReader,
    To,
    binding_of,
    read_object,
)
from netassay.core.keys.compounds import CompoundReader, Values, is_a, items_of
from netassay.core.keys.habits import Habits, read_binding
from netassay.core.keys.stated import Stated, stated_by
from netassay.core.places import Place, pointed
from netassay.core.records.record import Record, field_named
from netassay.core.values.readings import STAND_IN, Node, ValueProblem
from netassay.core.values.rows import Rows
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Reader

    _Nodes = Sequence[Node]

__all__ = [
    "ELSEWHERE",
    "Each",
    "Inside",
    "ObjectReader",
    "Stated",
    "To",
]


@attrs.frozen(eq=False)
class Each:
    """A key that holds a list of objects, each of them one record of a list field.

    `by` reads the objects: for what a key table can't say.
    """

    field: str
    keys: Mapping[str, Any]
    by: type[ObjectReader] | None = None

    def reader_for(self, record: type[Record]) -> CompoundReader:
        """Check against the record; return what reads such a list."""
        field = field_named(record, self.field)
        if field.record is None or not field.many:
            message = f"{record.__name__}.{self.field} is no list of records"
            raise SpecError(message)
        return _List(field.name, (self.by or ObjectReader)(field.record, self.keys))


@attrs.frozen(eq=False)
class Inside:
    """A key that holds an object whose keys feed the same record."""

    keys: Mapping[str, Any]

    def reader_for(self, record: type[Record]) -> CompoundReader:
        """Check against the record; return what reads such an object."""
        return _Object(ObjectReader(record, self.keys))


#: A key of the object that is read elsewhere.
ELSEWHERE: Final = None


@attrs.frozen(eq=False)
class _List:
    field: str
    reader: ObjectReader

    def read_into(
        self, node: Node, value: Any, key: str, place: Place, notes: Notes, printed: _Nodes = ()
    ) -> None:
        here = place.below(key, self.field)
        items = items_of(value, here, notes)
        if items is not None:
            rows = self.reader.read_all(items, here, notes, printed)
            if not isinstance(rows, Rows) and not all(rows):
                rows = [row for row in rows if row]
            node[self.field] = rows


@attrs.frozen(eq=False)
class _Object:
    reader: ObjectReader

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:
        if value is not None:
            node |= self.reader.read(value, place.below(key), None, notes)


def _stated(bindings: Iterable[Binding], compounds: Iterable[CompoundReader]) -> Stated:
    names, own = stated_by(binding.names for binding in bindings)
    nested: dict[str, Stated] = {}
    rows: dict[str, Stated] = {}
    for compound in compounds:
        if isinstance(compound, Values):
            names.add(compound.field)
        elif isinstance(compound, _List):
            rows[compound.field] = compound.reader.stated
        elif isinstance(compound, _Object):
            names |= compound.reader.stated.names
            nested |= compound.reader.stated.nested
            rows |= compound.reader.stated.rows
    return Stated(names, nested | own, rows)


class ObjectReader:
    """Reads JSON objects of one shape into nodes of one record class.

    `stated` says which fields such an object can state.
    """

    def __init__(self, record: type[Record], keys: Mapping[str, Any]) -> None:
        self.bindings: dict[str, tuple[Binding, ...]] = {}
        self.compounds: dict[str, CompoundReader] = {}
        for key, use in keys.items():
            try:
                self._add(record, key, use)
            except SpecError as error:
                raise error.within(key) from None
        self.keys = frozenset(keys)
        flat = [binding for bindings in self.bindings.values() for binding in bindings]
        self.stated = _stated(flat, self.compounds.values())
        self._habits = Habits(flat)
        self._flat = flat
        #: By a dialect's readers, which live as long as this reader does.
        self._alike: dict[int, frozenset[str]] = {}
        self._rows = RowsReader(flat)

    def _add(self, record: type[Record], key: str, use: Any) -> None:
        """Take one key of the table; raise `SpecError` where it is wrong."""
        if use is ELSEWHERE:
            return
        if hasattr(use, "reader_for"):
            self.compounds[key] = use.reader_for(record)
            return
        uses = use if isinstance(use, tuple) else (use,)
        added = tuple(binding_of(record, key, one) for one in uses)
        fed = {
            binding.path: binding.key for bindings in self.bindings.values() for binding in bindings
        }
        for binding in added:
            if binding.path in fed:
                message = f"{binding.path!r} is fed by {fed[binding.path]!r} too"
                raise SpecError(message)
        self.bindings[key] = added

    def read_alike(self, readers: Mapping[str, Reader]) -> frozenset[str]:
        """Return the fields of plain values that these readers read as this one does."""
        found = self._alike.get(id(readers))
        if found is None:
            alike = frozenset(
                binding.path
                for binding in self._flat
                if (other := readers.get(binding.path)) is not None
                and other.usual is binding.reader.usual
            )
            found = self._alike.setdefault(id(readers), alike)
        return found

    def read(
        self,
        value: Any,
        place: Place,
        at: int | None,
        notes: Notes,
        known: Known = NOTHING_KNOWN,
    ) -> Node:
        """Return the node of a JSON object, item `at` of a list at `place` or at it itself.

        What can't be used goes to `notes`; nothing is raised. `known` is what the text says.
        """
        if type(value) is not dict:
            is_a(dict, value, place if at is None else place.item(at), notes, null=False)
            return {}
        try:
            if not value.keys() <= self.keys:
                raise TypeError  # noqa: TRY301 - one way out to the slow road
            node, remarks = read_object(self._flat, value, known)
        except (TypeError, ValueProblem):
            if "string" in value.values():
                return self._read_without_stand_ins(value, place, at, notes)
            return self._read_key_by_key(value, place if at is None else place.item(at), notes)
        if remarks:
            self._habits.note(remarks, value, place, at, notes)
        if self.compounds:
            here = place if at is None else place.item(at)
            for key, compound in self.compounds.items():
                if key in value and isinstance(compound, _List):
                    rows = known.rows(compound.field)
                    compound.read_into(node, value[key], key, here, notes, rows)
                elif key in value:
                    compound.read_into(node, value[key], key, here, notes)
        return node

    def read_all(
        self,
        values: list[Any],
        place: Place,
        notes: Notes,
        printed: _Nodes = (),  # noqa: ARG002
    ) -> list[Node]:
        """Return the nodes of a list of objects, one after the other as `read` does.

        `printed` are the rows that the text has, as far as they are nodes.
        """
        if self.compounds:
            return self._read_one_by_one(values, place, notes)
        read = self._rows.read(values) if len(self.keys) == len(self.bindings) else None
        if read is not None:
            rows, foreign = read
            for at, number, times in foreign:
                self._habits.note(1 << 2 * number, values[at], place, at, notes)
                self._habits.count_again(1 << 2 * number, times - 1, notes)
            return rows
        return self._read_one_by_one(values, place, notes)

    def _read_one_by_one(self, values: list[Any], place: Place, notes: Notes) -> list[Node]:
        return [self.read(value, place, at, notes) for at, value in enumerate(values)]

    def fit(self, value: Any) -> int:
        """Count the keys of an object that are known less those that are not, to a list's first row.

        A list where an object is meant, or the other way round, is no known key.
        """
        if type(value) is not dict:
            return 0
        known = len(self.keys & value.keys())
        fit = 2 * known - len(value)
        for key, compound in self.compounds.items():
            inner = value.get(key)
            if isinstance(compound, _List | _Object) and type(inner) in _SHAPES:
                as_meant = (type(inner) is list) == isinstance(compound, _List)
                row = inner[0] if type(inner) is list and inner else inner
                fit += compound.reader.fit(row) if as_meant else -2
        return fit

    def _read_without_stand_ins(
        self, value: dict[str, Any], place: Place, at: int | None, notes: Notes
    ) -> Node:
        """Read an object that holds the API documentation's stand-ins: these are absent."""
        there: dict[str, Any] = {}
        here = place if at is None else place.item(at)
        for key, item in value.items():
            if item != "string" or key not in self.bindings:
                there[key] = item
            elif not notes.again("placeholder", key):
                path = here.below(key, self.bindings[key][0].path).path
                notes.habit("placeholder", key, path, STAND_IN, item)
        if len(there) < len(value):
            return self.read(there, place, at, notes)
        return self._read_key_by_key(value, here, notes)

    def _read_key_by_key(self, value: dict[str, Any], place: Place, notes: Notes) -> Node:
        node: Node = {}
        for key, item in value.items():
            if key in self.compounds:
                self.compounds[key].read_into(node, item, key, place, notes)
            elif key in self.bindings:
                for binding in self.bindings[key]:
                    read_binding(binding, item, node, place, notes)
            elif key not in self.keys:
                notes.unknown(pointed(place.pointer, key), item)
        return node


_SHAPES: Final = (dict, list)
