"""Line grammars: tables that say what a printed line looks like.

A dialect is a list of lines, each a template that looks like what it reads::

    Line("{size} bytes from {address}: icmp_seq={sequence} ttl={ttl} time={time} ms", into="replies")

* ``{field}`` is a hole: the text there is read by the field's own reader, ``{field:kind}``
  by the dialect's reader of that name, and ``{_}`` or ``{_:kind}`` is matched and not kept;
* ``{field*}`` adds an item to a list of plain values (of a field that is a text, `finish`
  is to make one of the list);
* a blank stands for one or more blanks or tabs, ``~`` for none or more;
* ``[[...]]`` may be missing;
* everything else stands for itself. Blanks before and behind a line never matter.

All lines of a dialect become one regular expression that walks the text once. Runs are
matched possessively, so that a line is read in time proportional to its length, whatever
is in it. A line that no template fits is kept as unread, with its number.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.limits import LONGEST_LINE, spans
from netassay.core.lines.line import CompiledLine, Hole, Line, compiled_read
from netassay.core.records.record import Record, field_named
from netassay.core.values.readers import COUNT, Printed
from netassay.core.values.readings import TEXT, Odd, Reader
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netassay.core.findings import Notes
    from netassay.core.records.record import Field
    from netassay.core.values.readings import Node

__all__ = ["Dialect", "Line", "Scan", "unified"]

_TOKENS: Final = re.compile(r"\{([\w.]+\*?)(?::(\w+))?\}|(\[\[)|(\]\])|( +)|(~)|([^{}\[\] ~]+|.)")


class _Rest(Reader):
    """Everything up to the end of the line."""

    pattern = r"[^\n]*[^\s]"


#: Kinds of holes that every dialect knows.
KINDS: Final[dict[str, Reader | Printed]] = {"word": TEXT, "count": COUNT, "line": _Rest()}


@attrs.define(eq=False)
class Scan:
    """What was read of a text: a node, the lines no template fits, whether it was whole.

    `cut_line` says that the last of the unread lines has no end and may be a cut one,
    `section` is the one that was opened last. `origins` holds for every line that was read
    its number, the text, the node of the row it made (None for the record
    itself) and the names of the fields; it is filled when asked for.
    """

    node: Node = attrs.field(factory=dict)
    unread: list[tuple[int, str]] = attrs.field(factory=list)
    cut_line: bool = False
    closed: bool = False
    section: str = ""
    origins: list[tuple[int, str, Node | None, tuple[str, ...]]] = attrs.field(factory=list)

    def close_without_replies(self) -> None:
        """Take a text as whole where nothing came back: then there are no times to sum up."""
        received = self.node.get("received")
        if received is not None and received.value == 0:
            self.closed = True

    @property
    def empty(self) -> bool:
        """Whether nothing at all was read."""
        return not self.node


class Dialect:
    """A printed format: how its lines look, and how such a text is told from others.

    `signature` is a regular expression that matches at the start of a line (or, `inline`,
    within one) in texts of this dialect and of no other of the same test; `opening` one
    that such a text may begin with instead. `kinds` are readers for holes ``{field:kind}`` and, under a field's own name, in place of that
    field's reader. `finish` does with a `Scan` what a table can't say. The table is checked
    and compiled when it is first used.
    """

    def __init__(  # noqa: PLR0913 - each by its name
        self,
        name: str,
        *,
        tests: Sequence[str],
        record: type[Record],
        families: Sequence[str],
        signature: str,
        opening: str = "",
        inline: bool = False,
        lines: Sequence[Line],
        kinds: Mapping[str, Reader | Printed] | None = None,
        finish: Callable[[Scan], None] | None = None,
    ) -> None:
        self.name = name
        self.tests = tuple(tests)
        self.record = record
        self.families = tuple(families)
        self.inline = inline
        self.signature = rf"{signature}|\A(?:{opening})" if opening else signature
        self.lines = tuple(lines)
        self.kinds = dict(KINDS) | dict(kinds or {})
        self.finish = finish

    def __repr__(self) -> str:
        return f"<Dialect {self.name}>"

    def reads(self, text: str) -> bool:
        """Say whether the text shows this dialect's signature, or begins as its texts may."""
        return self._signature.search(text) is not None

    def shown_at(self, text: str) -> int | None:
        """Return where the text shows this dialect's signature first, None where it does not."""
        match = self._signature.search(text)
        return match.start() if match else None

    @cached_property
    def _signature(self) -> re.Pattern[str]:
        return re.compile(self.signature, re.MULTILINE | re.ASCII)

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], list[CompiledLine | None]]:
        """Return the one regular expression, and per group number the line it belongs to.

        An empty group behind a line names it: it closes last, and a line that begins
        otherwise is passed at its first letter. Lines that tell nothing have no group, so
        that passing them costs the least. Blank lines go with the line behind them; at the
        end, with nothing, so that the search does not start again at each blank. The last
        group is for lines no template fits.
        """
        alternatives = []
        lines: list[CompiledLine | None] = [None]
        for line in self.lines:
            pattern, compiled = self._compile(line, len(lines))
            if compiled.holes or compiled.fields or line.opens or line.closes:
                lines += [None] * len(compiled.holes) + [compiled]
                pattern = f"{pattern}()"
            alternatives.append(pattern)
        lines.append(None)
        body = "|".join(alternatives)
        return re.compile(rf"[ \t\n]*+(?:(?=[^\n])(?:(?:{body})[ \t]*+\n|([^\n]++\n))|)"), lines

    def _compile(self, line: Line, group: int) -> tuple[str, CompiledLine]:
        into = {"": line.into} if isinstance(line.into, str) else line.into
        onto = line.onto
        holes: list[Hole] = []
        pattern = ""
        depth = 0
        text: str | None = None
        records = {self._record_of(name) for name in ([onto] if onto else into.values())}
        for token in _TOKENS.finditer(line.template):
            field, kind, opening, closing, blanks, loose, text = token.groups()
            if field:
                printed = self._hole(records, field, kind)
                if field == "_":
                    pattern += f"(?:{printed.pattern})"
                else:
                    pattern += f"({printed.pattern})"
                    reader = printed.reader if isinstance(printed, Printed) else printed
                    if reader is TEXT:
                        reader = self._text_reader(records, field)
                    way = tuple(field.removesuffix("*").split("."))
                    holes.append(Hole(way, reader, depth > 0, field.endswith("*")))
            else:
                depth += bool(opening) - bool(closing)
                pattern += (
                    (opening and "(?:")
                    or (closing and ")?+")
                    or (blanks and r"[ \t]++")
                    or (loose and r"[ \t]*+")
                    or re.escape(text)
                )
        for name in line.sets:
            for record in records:
                field_named(record, name)
        return pattern, CompiledLine(
            line=line,
            into=into,
            first_group=group,
            holes=holes,
            fields=tuple(hole.way[0] for hole in holes) + tuple(line.sets),
            ends_in_text=bool(text) and not depth,
            read=compiled_read(holes, line.sets, group, into, onto),
            marks=bool(line.opens or line.closes),
        )

    def _record_of(self, list_field: str) -> type[Record]:
        if not list_field:
            return self.record
        inner = field_named(self.record, list_field).record
        if inner is None:
            message = f"{self.name}: {list_field} holds no records"
            raise SpecError(message)
        return inner

    def _hole(self, records: set[type[Record]], field: str, kind: str | None) -> Reader | Printed:
        if kind or field == "_" or field in self.kinds:
            return self.kinds[kind or ("word" if field == "_" else field)]
        reader: Reader | None = None
        for record in records:
            reader = _field_at(record, field.removesuffix("*").split(".")).reader
        if reader is None:
            message = f"{self.name}: {field} needs a kind"
            raise SpecError(message)
        return reader

    def _text_reader(self, records: set[type[Record]], field: str) -> Reader:
        """Return the reader of a field of texts as `output` has it: both sides share readings."""
        for record in records:
            own = _field_at(record, field.removesuffix("*").split(".")).reader
            if own is not None and own.takes_any_text:
                return own
        return TEXT

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Read a text whose lines end in LF (`unified`), whatever is in it; remarks go to `notes`."""
        scan = Scan()
        end = text.rfind("\n") + 1
        last = text[end:].rstrip()
        whole = self._is_whole(last) if last else None
        if whole:
            text = f"{text[:end]}{last}\n"
            end = len(text)
        if end <= LONGEST_LINE:
            self._walk(text, 0, end, scan, notes, trace=trace)
        else:
            self._walk_spans(text, end, scan, notes, trace=trace)
        if whole is False:
            scan.closed = False
            scan.cut_line = True
            scan.unread.append((text.count("\n") + 1, last))
        if "null" in text:
            scan.node = _without_absent(scan.node)
        if self.finish:
            self.finish(scan)
        return scan

    def _is_whole(self, line: str) -> bool | None:
        """Say whether nothing can be missing of a last line without an end; None if it tells nothing."""
        regex, lines = self._compiled
        match = regex.match(f"{line}\n")
        index = match.lastindex if match else None
        if match is None or index is None:
            return None
        compiled = lines[index]
        return compiled is not None and compiled.is_whole(match)

    def _walk_spans(self, text: str, end: int, scan: Scan, notes: Notes, *, trace: bool) -> None:
        """Read a text that may have lines too long to read."""
        for start, stop, readable in spans(text, end):
            if readable:
                self._walk(text, start, stop, scan, notes, trace=trace)
            elif line := text[start:stop].strip():
                scan.unread.append((text.count("\n", 0, start) + 1, line))
                message = f"a line of {stop - start} characters, too long to read"
                notes.add("limit-reached", "", message)

    def _walk(
        self, text: str, start: int, end: int, scan: Scan, notes: Notes, *, trace: bool
    ) -> None:
        regex, lines = self._compiled
        node, section = scan.node, scan.section
        numbers: _LineNumbers | None = None
        for match in regex.finditer(text, start, end):
            index = match.lastindex
            if index is None:
                continue
            compiled = lines[index]
            if compiled is None:
                numbers = numbers or _LineNumbers(text)
                scan.unread.append((numbers.at(match.start(index)), match[index].rstrip()))
                continue
            try:
                read = compiled.read(match.group, node, section)
            except Odd:
                read = compiled.read_slowly(match, node, section, notes)
            if compiled.marks:
                scan.section = section = compiled.line.section_after(section)
                scan.closed |= compiled.line.closes
            if trace:
                numbers = numbers or _LineNumbers(text)
                number = numbers.at(match.end() - len(match[0].lstrip()))
                row = None if read is node else read
                scan.origins.append((number, match[0].strip(), row, compiled.fields))


def _field_at(record: type[Record], way: Sequence[str]) -> Field:
    *outer, last = way
    for name in outer:
        record = field_named(record, name).record or record
    return field_named(record, last)


class _LineNumbers:
    """Counts lines as it goes, so that asking for every line costs one walk in all."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.number = 1

    def at(self, position: int) -> int:
        self.number += self.text.count("\n", self.position, position)
        self.position = position
        return self.number


def _without_absent(node: Node) -> Node:
    """Return a node without what the device printed as the word null."""
    kept: Node = {}
    for name, item in node.items():
        if isinstance(item, dict):
            kept[name] = _without_absent(item)
        elif isinstance(item, list):
            kept[name] = [_without_absent(row) if isinstance(row, dict) else row for row in item]
        elif item is not None:
            kept[name] = item
    return kept


def unified(text: str) -> str:
    """Return the text with all its ends of lines as LF: CR LF, LF CR and a lone CR alike.

    The bell that some tools ring (`ping -a`) is no part of a line either.
    """
    if "\a" in text:
        text = text.replace("\a", "")
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\n\r", "\n").replace("\r", "\n")
