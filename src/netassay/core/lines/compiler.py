"""From a line of a dialect to a piece of its regular expression, checked on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import attrs

from netassay.core.lines.line import CompiledLine, Hole
from netassay.core.lines.patterns import mistake_in
from netassay.core.lines.template import Token, tokens, wrong_at
from netassay.core.records.fitting import check_reader, check_value
from netassay.core.records.paths import field_at
from netassay.core.records.record import field_named
from netassay.core.values.columns import Columns
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.core.wording import meant, under_caret
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netassay.core.lines.line import Line
    from netassay.core.records.record import Field, Record
    from netassay.core.values.readings import Reader

__all__ = ["LineCompiler", "Vocabulary", "share_columns"]


@attrs.frozen(eq=False)
class Vocabulary:
    """What the lines of a dialect can name.

    `record` is the class of what the whole text tells, `kinds` are the readers of holes,
    `sections` what some line opens.
    """

    record: type[Record]
    kinds: Mapping[str, Reader | Printed]
    sections: frozenset[str]


class LineCompiler:
    """Compiles one line; raises `SpecError` where the line is wrong."""

    def __init__(self, line: Line, known: Vocabulary) -> None:
        self.line = line
        self.known = known
        self.into = {"": line.into} if isinstance(line.into, str) else dict(line.into)
        self._check_sections()
        self.records = self._records()
        self.tokens = tokens(line.template)

    def compiled(self, group: int) -> tuple[str, CompiledLine]:
        """Return the line's pattern and what reads it; its holes' groups begin with `group`."""
        line = self.line
        holes = self._holes()
        self._check_sets(holes)
        last = self.tokens[-1] if self.tokens else None
        return "".join(map(self._pattern, self.tokens)), CompiledLine(
            line=line,
            into=self.into,
            first_group=group,
            holes=holes,
            fields=tuple(hole.names[0] for hole in holes) + tuple(line.sets),
            ends_in_text=last is not None and last.kind == "text" and not last.optional,
            marks=bool(line.opens or line.closes),
        )

    def check_patterns(self) -> None:
        """Raise `SpecError` where the pattern of a hole can't be a part of another."""
        for token in self.tokens:
            if token.kind != "hole":
                continue
            pattern = self._printed(token).pattern
            mistake = mistake_in(pattern)
            if mistake:
                message = f"its pattern {pattern!r} {mistake.problem}"
                raise wrong_at(self.line.template, token.start, len(token.text), message)

    def _pattern(self, token: Token) -> str:
        if token.kind == "hole":
            printed = self._printed(token)
            behind = re.escape(printed.behind) if isinstance(printed, Printed) else ""
            kept = "?:" if token.field == "_" else ""
            return f"({kept}{printed.pattern}){behind}"
        fixed = {"opens": "(?:", "closes": ")?+", "blanks": r"[ \t]++", "loose": r"[ \t]*+"}
        return fixed.get(token.kind) or re.escape(token.text)

    # --- Holes ------------------------------------------------------------------------

    def _holes(self) -> list[Hole]:
        """Return the holes that are kept."""
        holes: list[Hole] = []
        read: set[str] = set()
        for token in self.tokens:
            if token.kind != "hole":
                continue
            try:
                reader = self._reader(token)
            except SpecError as error:
                raise self._at_hole(token, error.problem) from None
            if token.field in read and not token.adds:
                raise self._at_hole(token, f"{token.field!r} is read twice")
            if token.field != "_":
                printed = self._printed(token)
                behind = len(printed.behind) if isinstance(printed, Printed) else 0
                holes.append(Hole(token.names, reader, token.optional, token.adds, behind))
                read |= set() if token.optional else {token.field}
        return holes

    def _at_hole(self, token: Token, problem: str) -> SpecError:
        """Return the error on a hole: on its kind where there is none of it, else on its inside."""
        start, length = token.start + 1, len(token.text) - 2
        if token.reader and token.reader not in self.known.kinds:
            start, length = start + length - len(token.reader), len(token.reader)
        return wrong_at(self.line.template, start, length, problem)

    def _reader(self, token: Token) -> Reader:
        """Return the reader of a hole; raise `SpecError` where it does not fit its field."""
        fields = [] if token.field == "_" else self._fields(token)
        printed = self._printed(token)
        reader = printed.reader if isinstance(printed, Printed) else printed
        for record, field in fields:
            if reader is TEXT and field.reader is not None and field.reader.takes_any_text:
                # As `output` has it: both sides share readings.
                reader = field.reader
            check_reader(record, field, reader, adds=token.adds)
        return reader

    def _fields(self, token: Token) -> list[tuple[type[Record], Field]]:
        """Return the field that a hole names, in each record that the line may make."""
        *outer, _ = token.names
        found = []
        for record in self.records:
            field = field_at(record, token.names)
            inner = field_at(record, outer).record if outer else None
            found.append((inner or record, field))
        return found

    def _printed(self, token: Token) -> Reader | Printed:
        """Return what a hole reads with, and how that looks."""
        kinds = self.known.kinds
        name = token.reader or ("word" if token.field == "_" else token.field)
        if name in kinds:
            return kinds[name]
        if token.reader:
            raise SpecError(f"no kind {name!r}{meant(name, kinds)}")
        record, field = self._fields(token)[0]
        if field.reader is None:
            raise SpecError(f"{record.__name__}.{field.name} needs a kind")
        return field.reader

    # --- What stands beside the template ----------------------------------------------

    def _records(self) -> list[type[Record]]:
        """Return the classes of the records that the line may make, or tell more of."""
        line, whole = self.line, self.known.record
        if line.onto and line.into:
            raise self._at_argument("into and onto are one too many", "onto", line.onto)
        if line.onto:
            return [self._rows_of("onto", line.onto)]
        if self.into == {"": ""}:
            return [whole]
        return list(dict.fromkeys(self._rows_of("into", name) for name in self.into.values()))

    def _rows_of(self, argument: str, name: str) -> type[Record]:
        whole = self.known.record
        try:
            field = field_named(whole, name)
        except SpecError as error:
            raise self._at_argument(error.problem, argument, name) from None
        if field.record is None or not field.many:
            problem = f"{whole.__name__}.{name} is no list of records"
            raise self._at_argument(problem, argument, name)
        return field.record

    def _check_sections(self) -> None:
        line, opened = self.line, self.known.sections
        if "" not in self.into:
            raise self._at_argument("into has no list for the text's beginning", "into", line.into)
        before = [] if isinstance(line.opens, str) else [("opens", name) for name in line.opens]
        for argument, name in [*(("into", name) for name in self.into), *before]:
            if name and name not in opened:
                known = ", ".join(map(repr, sorted(opened))) or "none"
                problem = f"no line opens a section {name!r}; opened are {known}"
                raise self._at_argument(problem, argument, name)

    def _check_sets(self, holes: list[Hole]) -> None:
        read = {hole.names[0] for hole in holes if not hole.optional}
        for name, value in self.line.sets.items():
            if name in read:
                raise self._at_argument(f"{name!r} is read by a hole too", "sets", name)
            for record in self.records:
                try:
                    field = field_named(record, name)
                except SpecError as error:
                    raise self._at_argument(error.problem, "sets", name) from None
                try:
                    check_value(record, field, value)
                except SpecError as error:
                    raise self._at_argument(error.problem, "sets", value, name) from None

    def _at_argument(self, problem: str, argument: str, value: Any, key: str = "") -> SpecError:
        """Return the error on an argument of the line, with carets under a value in it."""
        given = getattr(self.line, argument)
        shown = f"Line({self.line.template!r}, {argument}={given!r})"
        start = shown.rindex(f"{argument}=")
        if key:
            start = shown.index(f"{key!r}: ", start) + len(f"{key!r}: ")
        return SpecError(
            f"{problem}\n{under_caret(shown, shown.index(repr(value), start), len(repr(value)))}"
        )


def share_columns(compiled: Sequence[CompiledLine], record: type[Record]) -> None:
    """Let the rows of lines be texts, those of one class of records in the same columns.

    A line whose rows can't be texts, because it reads a part of one otherwise than a line before
    or adds to a list in it, makes nodes.
    """
    kinds: dict[type[Record], dict[str, Reader | None]] = {}
    lines: list[tuple[CompiledLine, type[Record]]] = []
    for line in compiled:
        rows = {field_named(record, name).record for name in line.into.values() if name}
        row = rows.pop() if len(rows) == 1 else None
        if row is None:
            continue
        known = kinds.setdefault(row, {})
        holes = sorted(line.holes, key=lambda hole: hole.optional)
        are_alike = all(_is_alike(known, hole) for hole in holes)
        once = len({hole.names[0] for hole in holes}) == len(holes)
        if are_alike and once and all(known.get(name) is None for name in line.line.sets):
            # What every such line has goes first, also where a row is shown.
            for hole in holes:
                known.setdefault(hole.names[0], hole.reader)
            known |= dict.fromkeys(line.line.sets)
            lines.append((line, row))
    columns = {row: Columns(known) for row, known in kinds.items()}
    for line, row in lines:
        line.take_columns(columns[row])


def _is_alike(known: Mapping[str, Reader | None], hole: Hole) -> bool:
    """Say whether the rows of a line can hold the text of a hole as those of other lines do."""
    return (
        hole.is_column
        and not hole.reader.gives_nodes
        and known.get(hole.names[0], hole.reader) is hole.reader
    )
