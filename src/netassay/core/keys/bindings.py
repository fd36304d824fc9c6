"""Bindings of keys that hold plain values to the fields that these feed.

All bindings of one kind of object are read by one function that is made for them, because
bodies hold hundreds of such objects and most are just as their table says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.compiling import function, safe_name
from netassay.core.records.fitting import check_reader
from netassay.core.records.paths import field_at
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netassay.core.records.record import Record
    from netassay.core.values.readings import Node, Reader, Reading

__all__ = ["Binding", "To", "binding_of", "object_reader", "remarked", "rows_reader"]

#: ``(node, remarks)`` of an object: bit 2n is set where the unit of binding n differs from the
#: key's, bit 2n+1 where its text was null.
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
class Binding:
    """One field that a key feeds, and its reader.

    `names` are those of the nested records, from outside in, and of the field; `path` is the
    same as text.
    """

    key: str
    names: tuple[str, ...]
    path: str
    reader: Reader
    says_unit: bool

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
    return Binding(key, path, to.field, reader, says_unit)


@attrs.frozen(eq=False)
class _Item:
    """A binding in the source of a function: its field, its key, its reader and its remarks."""

    name: str
    key: str
    reader: str
    says_unit: bool
    unit_bit: int
    null_bit: int


def _by_outer_names(bindings: Sequence[Binding]) -> dict[tuple[str, ...], list[_Item]]:
    """Return the bindings by the nested record of their fields, those of the object itself first."""
    groups: dict[tuple[str, ...], list[_Item]] = {(): []}
    for number, binding in enumerate(bindings):
        groups.setdefault(binding.names[:-1], []).append(
            _Item(
                name=safe_name(binding.names[-1]),
                key=repr(binding.key),
                reader=f"r{number}",
                says_unit=binding.says_unit,
                unit_bit=1 << 2 * number,
                null_bit=2 << 2 * number,
            )
        )
    return groups


def remarked(bindings: Sequence[Binding], remarks: int) -> list[tuple[Binding, bool, bool]]:
    """Return the bindings that need a remark: each with whether for its unit, whether for null."""
    found = []
    for binding in bindings:
        if remarks & 3:
            found.append((binding, bool(remarks & 1), bool(remarks & 2)))
        remarks >>= 2
    return found


def _readers(bindings: Iterable[Binding]) -> dict[str, Reader]:
    return {f"r{number}": binding.reader for number, binding in enumerate(bindings)}


def rows_reader(bindings: Sequence[Binding]) -> Callable[[Any, int, list[Node], list[_Mark]], None]:
    """Make the function that reads objects `v` of `size` keys each, the rows of a list.

    It adds a node of each to `rows`, and to `marks` the positions of those that need remarks.
    It ends at one that is not usual; where a key is missing there it raises `KeyError`, and
    `Odd` or `TypeError` for a bad value.
    """
    body = ["add = rows.append", "for o in v:", "    if len(o) != size: return"]
    inner = []
    for number, (names, items) in enumerate(_by_outer_names(bindings).items()):
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
        if names:
            inner.append(f"    if {node}: n0[{safe_name(names[0])!r}] = {node}")
    return function("v, size, rows, marks", [*body, *inner, "    add(n0)"], _readers(bindings))


def object_reader(bindings: Sequence[Binding]) -> Callable[[Any], _Read]:
    """Make the function that reads an object `o` of which any key may be missing or null.

    It raises `Odd` or `TypeError` for a bad value.
    """
    body = ["g = o.get", "remarks = 0"]
    inner = []
    for number, (names, items) in enumerate(_by_outer_names(bindings).items()):
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
        if names:
            inner.append(f"if {node}: n0[{safe_name(names[0])!r}] = {node}")
    return function("o", [*body, *inner, "return n0, remarks"], _readers(bindings))
