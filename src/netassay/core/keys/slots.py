"""Slots: plain values of a JSON object, each with the field that it feeds.

All slots of one kind of object are read by one function that is made for them, because
bodies hold hundreds of such objects and most are just as their table says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.compiling import function, safe_name
from netassay.core.records.fitting import check_reader
from netassay.core.records.record import Record, field_at
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netassay.core.values.readings import Node, Reader, Reading

__all__ = ["Slot", "To", "reader_of_parts", "reader_of_rows", "remarked", "slot_of"]

#: What is read of an object: its node, and the remarks that it needs, two bits a slot: the
#: lower one for a value with another unit than its key names, the upper for null as a text.
_Read = tuple["Node", int]
#: A row's position, and the remarks that it needs.
_Mark = tuple[int, int]


@attrs.frozen(eq=False)
class To:
    """A key that feeds one field. `says_unit`: the key's own name states the unit."""

    field: str
    reader: Reader | None = None
    says_unit: bool = False


@attrs.frozen(eq=False)
class Slot:
    """One field that a key feeds: its way through nested records, and its reader."""

    key: str
    way: tuple[str, ...]
    path: str
    reader: Reader
    says_unit: bool

    def reading(self, node: Node) -> Reading | None:
        """Return what stands in the field, if anything does."""
        for name in self.way[:-1]:
            node = node.get(name, {})
        found: Reading | None = node.get(self.way[-1])
        return found

    def put(self, node: Node, reading: Reading) -> None:
        """Put a reading into the field."""
        for name in self.way[:-1]:
            node = node.setdefault(name, {})
        node[self.way[-1]] = reading


#: Keys that name the unit of their value, as the API's do.
_NAMES_A_UNIT: Final = re.compile(r"(?:Milliseconds|Seconds|Bytes|KB|[KMG]?bps|Percent)$")


def slot_of(record: type[Record], key: str, use: str | To) -> Slot:
    """Return the slot of a key; raise `SpecError` where the record has no such field."""
    to = To(use) if isinstance(use, str) else use
    if not isinstance(to, To):
        message = f"{use!r} is no field, To, tuple of these or part"
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
    return Slot(key, path, to.field, reader, says_unit)


@attrs.frozen(eq=False)
class _Item:
    """A slot in the source of a function: its field, its key, its reader and its remarks."""

    name: str
    key: str
    reader: str
    says_unit: bool
    unit_bit: int
    null_bit: int


def _by_way(slots: Sequence[Slot]) -> dict[tuple[str, ...], list[_Item]]:
    """Return the slots by their ways through nested records, those of the object itself first."""
    ways: dict[tuple[str, ...], list[_Item]] = {(): []}
    for number, slot in enumerate(slots):
        ways.setdefault(slot.way[:-1], []).append(
            _Item(
                name=safe_name(slot.way[-1]),
                key=repr(slot.key),
                reader=f"r{number}",
                says_unit=slot.says_unit,
                unit_bit=1 << 2 * number,
                null_bit=2 << 2 * number,
            )
        )
    return ways


def remarked(slots: Sequence[Slot], remarks: int) -> list[tuple[Slot, bool, bool]]:
    """Return the slots that need a remark: each with whether for its unit, whether for null."""
    found = []
    for slot in slots:
        if remarks & 3:
            found.append((slot, bool(remarks & 1), bool(remarks & 2)))
        remarks >>= 2
    return found


def _readers(slots: Iterable[Slot]) -> dict[str, Reader]:
    return {f"r{number}": slot.reader for number, slot in enumerate(slots)}


def reader_of_rows(slots: Sequence[Slot]) -> Callable[[Any, int, list[Node], list[_Mark]], None]:
    """Make the function that reads objects `v` of `size` keys each, the rows of a list.

    It adds a node of each to `rows`, and to `marks` the positions of those that need remarks.
    It ends at one that is not usual; where a key is missing there it raises `KeyError`, and
    `Odd` or `TypeError` for a bad value.
    """
    body = ["add = rows.append", "for o in v:", "    if len(o) != size: return"]
    inner = []
    for number, (way, items) in enumerate(_by_way(slots).items()):
        node = f"n{number}"
        pairs = ", ".join(f"{one.name!r}: {one.reader}[o[{one.key}]]" for one in items)
        nulls = " + ".join(f"(o[{one.key}] == 'null') * {one.null_bit}" for one in items)
        foreign = [(f"{node}[{one.name!r}].foreign", one) for one in items if one.says_unit]
        body += [
            f"    {node} = {{{pairs}}}",
            f"    if None in {node}.values():",
            f"        {node} = {{k: v for k, v in {node}.items() if v is not None}}",
            f"        remarks = {nulls or 0}",
            *(
                f"        if {one.name!r} in {node} and {mark}: remarks += {one.unit_bit}"
                for mark, one in foreign
            ),
            "        if remarks: marks.append((len(rows), remarks))",
        ]
        if foreign:
            bits = " + ".join(f"{mark} * {one.unit_bit}" for mark, one in foreign)
            body += [
                f"    elif {' or '.join(mark for mark, _ in foreign)}:",
                f"        marks.append((len(rows), {bits}))",
            ]
        if way:
            inner.append(f"    if {node}: n0[{safe_name(way[0])!r}] = {node}")
    return function("v, size, rows, marks", [*body, *inner, "    add(n0)"], _readers(slots))


def reader_of_parts(slots: Sequence[Slot]) -> Callable[[Any], _Read]:
    """Make the function that reads an object `o` of which any key may be missing or null.

    It raises `Odd` or `TypeError` for a bad value.
    """
    body = ["g = o.get", "remarks = 0"]
    inner = []
    for number, (way, items) in enumerate(_by_way(slots).items()):
        node = f"n{number}"
        body.append(f"{node} = {{}}")
        for one in items:
            body += [
                f"v = g({one.key})",
                "if v is not None:",
                f"    w = {one.reader}[v]",
                f"    if w is None: remarks += (v == 'null') * {one.null_bit}",
                "    else:",
                f"        {node}[{one.name!r}] = w",
                *[f"        if w.foreign: remarks += {one.unit_bit}"][: one.says_unit],
            ]
        if way:
            inner.append(f"if {node}: n0[{safe_name(way[0])!r}] = {node}")
    return function("o", [*body, *inner, "return n0, remarks"], _readers(slots))
