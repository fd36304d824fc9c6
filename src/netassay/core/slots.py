"""Slots: plain values of a JSON object, each with the field that it feeds.

All slots of one kind of object are read by one function that is made for them, because
bodies hold hundreds of such objects and most are just as their table says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.compiling import function, safe_name
from netassay.core.record import Record, field_named
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netassay.core.readings import Node, Reader, Reading

__all__ = ["Slot", "To", "reader_of_parts", "reader_of_whole", "slot_of"]

#: What is read of an object: its node, and whether that needs a remark: null as a text, or
#: a value with a unit other than the one its key names.
_Read = tuple["Node", bool]


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
    *outer, last = to.field.split(".")
    for name in outer:
        field = field_named(record, name)
        if field.record is None or field.many:
            message = f"{record.__name__}.{name} is no nested record"
            raise SpecError(message)
        record = field.record
    field = field_named(record, last)
    reader = to.reader or field.reader
    if reader is None:
        message = f"{record.__name__}.{last} needs a reader"
        raise SpecError(message)
    says_unit = to.says_unit or (field.unit is not None and _NAMES_A_UNIT.search(key) is not None)
    return Slot(key, (*outer, last), to.field, reader, says_unit)


@attrs.frozen(eq=False)
class _Item:
    """A slot in the source of a function: its field, its key, its reader's name."""

    name: str
    key: str
    reader: str
    says_unit: bool


def _by_way(slots: Sequence[Slot]) -> dict[tuple[str, ...], list[_Item]]:
    """Return the slots by their ways through nested records, those of the object itself first."""
    ways: dict[tuple[str, ...], list[_Item]] = {(): []}
    for number, slot in enumerate(slots):
        item = _Item(safe_name(slot.way[-1]), repr(slot.key), f"r{number}", slot.says_unit)
        ways.setdefault(slot.way[:-1], []).append(item)
    return ways


def _readers(slots: Iterable[Slot]) -> dict[str, Reader]:
    return {f"r{number}": slot.reader for number, slot in enumerate(slots)}


def reader_of_whole(slots: Sequence[Slot]) -> Callable[[Any], _Read]:
    """Make the function that reads an object `o` with all keys: a row of a list.

    It raises `KeyError` where one is missing, and `Odd` or `TypeError` for a bad value.
    """
    body = ["remark = False"]
    inner = []
    for number, (way, items) in enumerate(_by_way(slots).items()):
        node = f"n{number}"
        pairs = ", ".join(f"{one.name!r}: {one.reader}[o[{one.key}]]" for one in items)
        says = [one.name for one in items if one.says_unit]
        body += [
            f"{node} = {{{pairs}}}",
            f"if None in {node}.values():",
            f"    {node} = {{k: v for k, v in {node}.items() if v is not None}}",
            "    remark = remark or 'null' in o.values()",
            *(f"    if {at!r} in {node} and {node}[{at!r}].foreign: remark = True" for at in says),
        ]
        if says:
            foreign = " or ".join(f"{node}[{name!r}].foreign" for name in says)
            body.append(f"elif {foreign}: remark = True")
        if way:
            inner.append(f"if {node}: n0[{safe_name(way[0])!r}] = {node}")
    return function("o", [*body, *inner, "return n0, remark"], _readers(slots))


def reader_of_parts(slots: Sequence[Slot]) -> Callable[[Any], _Read]:
    """Make the function that reads an object `o` of which any key may be missing or null.

    It raises `Odd` or `TypeError` for a bad value.
    """
    body = ["g = o.get", "remark = False"]
    inner = []
    for number, (way, items) in enumerate(_by_way(slots).items()):
        node = f"n{number}"
        body.append(f"{node} = {{}}")
        for one in items:
            body += [
                f"v = g({one.key})",
                "if v is not None:",
                f"    v = {one.reader}[v]",
                "    if v is None: remark = True",
                f"    else: {node}[{one.name!r}] = v",
            ]
            if one.says_unit:
                body[-1] = (
                    f"    else:\n            {node}[{one.name!r}] = v\n            if v.foreign: remark = True"
                )
        if way:
            inner.append(f"if {node}: n0[{safe_name(way[0])!r}] = {node}")
    return function("o", [*body, *inner, "return n0, remark"], _readers(slots))
