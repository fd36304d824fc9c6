"""Printed lines: how one looks, and what is made of it to be read quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from netassay.core.compiling import function, safe_name
from netassay.core.readings import Choice, Odd, Reader, constant

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from netassay.core.findings import Notes
    from netassay.core.readings import Node, Reading

__all__ = ["CompiledLine", "Hole", "Line", "compiled_read"]


@attrs.frozen(eq=False)
class Line:
    """One kind of printed line.

    `into` names the list field that the line adds a record to, or, as a dict, the list
    field for each section of the text; `onto` names the list whose last record the line
    tells more of. `opens` begins a section, always or, as a dict, where a certain one comes
    before. `sets` are values that the line implies. `closes` marks a line that only stands
    at the end of a whole text.
    """

    template: str
    into: str | Mapping[str, str] = ""
    onto: str = ""
    sets: Mapping[str, Any] = attrs.field(factory=dict)
    opens: str | Mapping[str, str] = ""
    closes: bool = False

    def section_after(self, section: str) -> str:
        """Return the section that the text is in behind the line."""
        if isinstance(self.opens, str):
            return self.opens or section
        return self.opens.get(section, section)


@attrs.frozen(eq=False)
class Hole:
    """A hole; `adds` says that what it reads is an item of a list."""

    way: tuple[str, ...]
    reader: Reader
    optional: bool
    adds: bool

    def put(self, node: Node, reading: Reading) -> None:
        """Put what was read where it belongs; where two lines say it, the first counts."""
        *outer, last = self.way
        for name in outer:
            node = node.setdefault(name, {})
        if self.adds:
            node.setdefault(last, []).append(reading)
        else:
            node.setdefault(last, reading)


@attrs.define(eq=False)
class CompiledLine:
    """A line with its place in the regular expression.

    `quick` is what each match needs: the function that reads the holes, the list that the
    line adds a record to (None where the section decides), and whether it opens or closes
    anything.
    """

    line: Line
    into: Mapping[str, str]
    first_group: int
    holes: list[Hole]
    fields: tuple[str, ...]
    quick: tuple[Callable[[Any, Node], Node], str | None, bool]

    @property
    def groups(self) -> range:
        """The numbers of the holes' groups."""
        return range(self.first_group, self.first_group + len(self.holes))

    def is_whole(self, match: re.Match[str]) -> bool:
        """Say whether nothing can be missing of a line that has no end.

        One that ends with a hole may have been cut in the middle of a number, unless the hole
        holds one of a few words.
        """
        end = match.end() - 1
        return all(
            match.end(group) != end or (isinstance(hole.reader, Choice) and match[group])
            for group, hole in zip(self.groups, self.holes, strict=True)
        )

    def read_slowly(self, match: re.Match[str], whole: Node, into: str, notes: Notes) -> Node:
        """Read hole by hole, with a finding for each that can't be used."""
        path = f"{into}[{len(whole.get(into, ()))}]." if into else ""
        node: Node = {} if into else _told_of(whole, self.line.onto)
        for number, hole in zip(self.groups, self.holes, strict=True):
            try:
                reading = hole.reader[match[number]]
            except Odd as odd:
                reading = odd.reading
                where = path + ".".join(hole.way)
                notes.add(odd.code, where, odd.message, printed=match[number])  # type: ignore[arg-type]
            if reading is not None:
                hole.put(node, reading)
        for name, value in self.line.sets.items():
            node.setdefault(name, constant(value))
        return node


def _told_of(whole: Node, onto: str) -> Node:
    """Return what a line tells of: the last row of a list, or the whole."""
    if not onto:
        return whole
    row: Node = whole.setdefault(onto, [{}])[-1]
    return row


def compiled_read(
    holes: list[Hole], sets: Mapping[str, Any], group: int, *, root: bool, onto: str
) -> Callable[[Any, Node], Node]:
    """Make the function that reads the holes of one line, given ``match.group`` and the whole.

    It returns the node of a row, or adds to the whole (or to the last row of the list
    `onto`) what a line of its own says of it, where the first line that says something
    counts.
    """
    names: dict[str, Any] = {f"r{number}": hole.reader for number, hole in enumerate(holes)}
    names |= {f"c{number}": constant(value) for number, value in enumerate(sets.values())}
    body = []
    if onto:
        names["told_of"], names["onto"] = _told_of, onto
        body.append("n = told_of(n, onto)")
    if holes:
        targets = ", ".join(f"h{number}" for number in range(len(holes)))
        wanted = ", ".join(str(group + number) for number in range(len(holes)))
        body.append(f"{targets} = g({wanted})")
    constants = [(safe_name(name), f"c{number}") for number, name in enumerate(sets)]
    needed, optional, adding = [], [], []
    for number, hole in enumerate(holes):
        read = f"r{number}[h{number}]"
        if hole.optional or len(hole.way) > 1 or root or hole.adds:
            outer = "".join(f".setdefault({safe_name(name)!r}, {{}})" for name in hole.way[:-1])
            condition = f"if h{number} is not None: " if hole.optional else ""
            last = safe_name(hole.way[-1])
            put = f".setdefault({last!r}, {read})" if root else f"[{last!r}] = {read}"
            if hole.adds:
                # Added when all is read: what is odd is read once more, slowly.
                optional.append(f"h{number} = {read}")
                put = f".setdefault({last!r}, []).append(h{number})"
                adding.append(f"if h{number} is not None: n{outer}{put}")
            else:
                optional.append(f"{condition}n{outer}{put}")
        else:
            needed.append((safe_name(hole.way[0]), read))
    if root:
        optional += [f"n.setdefault({name!r}, {value})" for name, value in constants]
    else:
        pairs = ", ".join(f"{name!r}: {value}" for name, value in needed + constants)
        body.append(f"n = {{{pairs}}}")
    return function("g, n", [*body, *optional, *adding, "return n"], names)
