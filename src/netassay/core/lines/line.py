"""Printed lines: how one looks, and what is made of it to be read quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from netassay.core.values.columns import Columns
from netassay.core.values.readers import Choice
from netassay.core.values.readings import Reader, ValueProblem, constant
from netassay.core.values.rows import Rows

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node, Reading

__all__ = ["CompiledLine", "Hole", "Line", "RowsOfTexts"]


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

    `names` are those of the nested records, from outside in, and of the field. So many
    characters that belong to the hole stand `behind` what is read.
    """

    names: tuple[str, ...]
    reader: Reader
    optional: bool
    adds: bool
    behind: int = 0

    @property
    def is_column(self) -> bool:
        """Whether a row can hold its text."""
        return len(self.names) == 1 and not self.adds

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

    `marks`: the line opens or closes something. `ends_in_text`: behind its last hole something
    else must follow. `columns` are those of the rows of texts that the line makes, None where it
    makes nodes, and `wide` those of all such rows of one kind; `numbers` are the groups of what
    it reads, and the `constants`, what it implies, stand behind that.
    """

    line: Line
    into: Mapping[str, str]
    first_group: int
    holes: list[Hole]
    fields: tuple[str, ...]
    ends_in_text: bool
    marks: bool
    columns: Columns | None = None
    wide: Columns | None = None
    constants: tuple[Reading, ...] = ()
    _order: tuple[str, ...] = attrs.field(init=False)
    _places: tuple[int, ...] = attrs.field(init=False, default=())
    numbers: tuple[int, ...] = attrs.field(init=False, default=())
    sets: list[tuple[str, Reading]] = attrs.field(init=False)
    only_list: str = attrs.field(init=False)
    makes_rows: bool = attrs.field(init=False)
    _plain_holes: tuple[tuple[int, str, Reader], ...] | None = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._order = self._names_in_order()
        self.only_list = self.into[""] if len(self.into) == 1 else ""
        self.makes_rows = self.into != {"": ""}
        self._plain_holes = None
        if all(hole.is_column for hole in self.holes):
            pairs = zip(self.groups, self.holes, strict=True)
            self._plain_holes = tuple((at, hole.names[0], hole.reader) for at, hole in pairs)
        self.sets = [(name, constant(value)) for name, value in self.line.sets.items()]

    def _names_in_order(self) -> tuple[str, ...]:
        """Return the fields of a row: what each such line has first, lists last."""
        required = [hole for hole in self.holes if hole.is_column and not hole.optional]
        others = [hole for hole in self.holes if hole not in required and not hole.adds]
        lists = [hole for hole in self.holes if hole.adds]
        names = [[hole.names[0] for hole in holes] for holes in (required, others, lists)]
        return tuple(dict.fromkeys((*names[0], *self.line.sets, *names[1], *names[2])))

    def take_columns(self, columns: Columns) -> None:
        """Let rows of the line be texts; `columns` are those of all rows of their kind."""
        self.wide = columns
        pairs = zip(self.groups, self.holes, strict=True)
        holes = sorted(pairs, key=lambda pair: pair[1].optional)
        self.numbers = tuple(number for number, _ in holes)
        self.columns = Columns(
            {hole.names[0]: hole.reader for _, hole in holes} | dict.fromkeys(self.line.sets)
        )
        places = self.columns.at
        self._places = tuple(places.get(name, len(places)) for name in columns.names)
        self.constants = tuple(reading for _, reading in self.sets)

    def widened(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return a row of the line in the columns of all rows of their kind."""
        row = (*row, None)
        return tuple([row[at] for at in self._places])

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
                match.end(group) + hole.behind != end
                or (isinstance(hole.reader, Choice) and match[group])
                for group, hole in zip(self.groups, self.holes, strict=True)
            ]
        )

    def list_in(self, section: str) -> str:
        """Return the list that the line adds a row to in a section, empty for none."""
        return self.into.get(section) or self.into[""]

    def row(self, match: re.Match[str]) -> tuple[Any, ...]:
        """Return the row of texts that the line makes."""
        if len(self.numbers) > 1:
            cells: tuple[Any, ...] = match.group(*self.numbers)
            return cells + self.constants if self.constants else cells
        return (*[match[number] for number in self.numbers], *self.constants)

    def read(self, match: re.Match[str], whole: Node, section: str) -> None:
        """Add to the whole what the line says, a row of it as a node.

        Raises `ValueProblem` where a text needs a closer look.
        """
        into = self.list_in(section) if self.makes_rows else ""
        if into:
            node = self._read(match, {})
            row = {name: node[name] for name in self._order if name in node}
            whole.setdefault(into, []).append(row)
        else:
            self._read(match, _target(whole, self.line.onto) if self.line.onto else whole)

    def _read(self, match: re.Match[str], node: Node) -> Node:
        if self._plain_holes is None:
            return self._read_compounds(match, node)
        for number, name, reader in self._plain_holes:
            text = match[number]
            # Of the whole text, the first line that says something counts.
            if text is not None and (self.makes_rows or name not in node):
                reading = reader[text]
                if reading is not None:
                    node[name] = reading
        for name, reading in self.sets:
            node.setdefault(name, reading)
        return node

    def _read_compounds(self, match: re.Match[str], node: Node) -> Node:
        """Read holes of which some go into a nested record or a list."""
        for number, hole in zip(self.groups, self.holes, strict=True):
            item = hole.reader[match[number]]
            if item is not None:
                hole.put(node, item)
        for name, reading in self.sets:
            node.setdefault(name, reading)
        return node

    def add_node(self, match: re.Match[str], whole: Node, section: str, notes: Notes) -> Node:
        """Add to the whole what the line says, a row of it as a node; return that or the whole.

        There is a finding for each text that can't be used.
        """
        into = self.list_in(section)
        path = f"{into}[{len(whole.get(into, ()))}]." if into else ""
        node: Node = {} if into else _target(whole, self.line.onto)
        are_usual = True
        for number, hole in zip(self.groups, self.holes, strict=True):
            try:
                reading = hole.reader[match[number]]
            except ValueProblem as problem:
                reading, are_usual = problem.reading, False
                where = path + ".".join(hole.names)
                notes.add(problem.code, where, problem.message, printed=match[number])  # type: ignore[arg-type]
            if reading is not None and into and hole.is_column:
                node[hole.names[0]] = reading
            elif reading is not None:
                hole.put(node, reading)
        for name, reading in self.sets:
            node.setdefault(name, reading)
        if into:
            if are_usual:
                node = {name: node[name] for name in self._order if name in node}
            whole.setdefault(into, []).append(node)
        return node


def _target(whole: Node, onto: str) -> Node:
    """Return what a line tells of: the last row of a list, or the whole."""
    if not onto:
        return whole
    rows = whole.setdefault(onto, [{}])
    if not rows:
        message = "the last row is one of texts"
        raise ValueProblem("bad-value", message)
    row: Node = rows[-1]
    return row


class RowsOfTexts:
    """The rows of one list while a text is read, as texts: as narrow as their lines are alike."""

    __slots__ = ("_lines", "_texts")

    def __init__(self) -> None:
        self._lines: list[CompiledLine] = []
        self._texts: list[tuple[Any, ...]] = []

    def add(self, line: CompiledLine, match: re.Match[str]) -> None:
        """Add the row of a line."""
        self._lines.append(line)
        self._texts.append(line.row(match))

    def rows(self) -> Rows | None:
        """Return the rows, None where a text of them needs a closer look."""
        first = self._lines[0]
        if self._lines.count(first) == len(self._lines):
            return Rows.checked(first.columns, self._texts)  # type: ignore[arg-type]
        pairs = zip(self._lines, self._texts, strict=True)
        return Rows.checked(first.wide, [line.widened(row) for line, row in pairs])  # type: ignore[arg-type]
