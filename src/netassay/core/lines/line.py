"""Printed lines: how one looks, and what is made of it to be read quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from netassay.core.compiling import function, safe_name
from netassay.core.values.readers import Choice
from netassay.core.values.readings import Odd, Reader, constant

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node, Reading

__all__ = ["CompiledLine", "Hole", "Line", "line_reader"]


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
    """A hole; `adds` says that what it reads is an item of a list.

    `names` are those of the nested records, from outside in, and of the field.
    """

    names: tuple[str, ...]
    reader: Reader
    optional: bool
    adds: bool

    def put(self, node: Node, reading: Reading) -> None:
        """Put what was read where it belongs; where two lines say it, the first counts."""
        *outer, last = self.names
        for name in outer:
            node = node.setdefault(name, {})
        if self.adds:
            node.setdefault(last, []).append(reading)
        else:
            node.setdefault(last, reading)


@attrs.define(eq=False)
class CompiledLine:
    """A line with its place in the regular expression.

    `read` is given ``match.group``, the whole and the section; it adds what the line says and
    returns the row that it made of it, or what it added to. `marks`: the line opens or closes
    something. `ends_in_text`: behind its last hole something else must follow.
    """

    line: Line
    into: Mapping[str, str]
    first_group: int
    holes: list[Hole]
    fields: tuple[str, ...]
    ends_in_text: bool
    read: Callable[[Any, Node, str], Node]
    marks: bool

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
        return self.ends_in_text or all(
            [
                match.end(group) != end or (isinstance(hole.reader, Choice) and match[group])
                for group, hole in zip(self.groups, self.holes, strict=True)
            ]
        )

    def read_slowly(self, match: re.Match[str], whole: Node, section: str, notes: Notes) -> Node:
        """Do what `read` does hole by hole, with a finding for each that can't be used."""
        into = self.into.get(section) or self.into[""]
        path = f"{into}[{len(whole.get(into, ()))}]." if into else ""
        node: Node = {} if into else _target(whole, self.line.onto)
        for number, hole in zip(self.groups, self.holes, strict=True):
            try:
                reading = hole.reader[match[number]]
            except Odd as odd:
                reading = odd.reading
                where = path + ".".join(hole.names)
                notes.add(odd.code, where, odd.message, printed=match[number])  # type: ignore[arg-type]
            if reading is not None:
                hole.put(node, reading)
        for name, value in self.line.sets.items():
            node.setdefault(name, constant(value))
        if into:
            whole.setdefault(into, []).append(node)
        return node


def _target(whole: Node, onto: str) -> Node:
    """Return what a line tells of: the last row of a list, or the whole."""
    if not onto:
        return whole
    row: Node = whole.setdefault(onto, [{}])[-1]
    return row


def line_reader(
    holes: list[Hole], sets: Mapping[str, Any], group: int, into: Mapping[str, str], onto: str
) -> Callable[[Any, Node, str], Node]:
    """Make the function that reads the holes of one line, `CompiledLine.read`.

    It adds a row to the list that the section names, or to the whole (or to the last row of
    the list `onto`) what a line of its own says of it, where the first line that says
    something counts.
    """
    root = into == {"": ""}
    names: dict[str, Any] = {f"r{number}": hole.reader for number, hole in enumerate(holes)}
    names |= {f"c{number}": constant(value) for number, value in enumerate(sets.values())}
    names |= {"target": _target, "onto": onto, "into": dict(into)}
    body = []
    if holes:
        targets = ", ".join(f"h{number}" for number in range(len(holes)))
        wanted = ", ".join(str(group + number) for number in range(len(holes)))
        body.append(f"{targets} = g({wanted})")
    constants = [(safe_name(name), f"c{number}") for number, name in enumerate(sets)]
    needed, optional, adding = [], [], []
    for number, hole in enumerate(holes):
        read = f"r{number}[h{number}]"
        if hole.optional or len(hole.names) > 1 or root or hole.adds:
            outer = "".join(f".setdefault({safe_name(name)!r}, {{}})" for name in hole.names[:-1])
            condition = f"if h{number} is not None: " if hole.optional else ""
            last = safe_name(hole.names[-1])
            put = f".setdefault({last!r}, {read})" if root else f"[{last!r}] = {read}"
            if hole.adds:
                # Added when all is read: what is odd is read once more, slowly.
                optional.append(f"h{number} = {read}")
                put = f".setdefault({last!r}, []).append(h{number})"
                adding.append(f"if h{number} is not None: n{outer}{put}")
            else:
                optional.append(f"{condition}n{outer}{put}")
        else:
            needed.append((safe_name(hole.names[0]), read))
    if root:
        body.append("n = target(w, onto)" if onto else "n = w")
        optional += [f"n.setdefault({name!r}, {value})" for name, value in constants]
    else:
        pairs = ", ".join(f"{name!r}: {value}" for name, value in needed + constants)
        body.append(f"n = {{{pairs}}}")
        adding += _adding_rows(into)
    return function("g, w, s", [*body, *optional, *adding, "return n"], names)


def _adding_rows(into: Mapping[str, str]) -> list[str]:
    """Return the statements that add a row `n` to the whole `w`, in the section `s`."""
    name = repr(safe_name(into[""])) if len(into) == 1 else "(into.get(s) or into[''])"
    return [
        f"rows = w.get({name})",
        f"if rows is None: w[{name}] = [n]",
        "else: rows.append(n)",
    ]
