"""Line grammars: tables that say what a printed line looks like.

A dialect is a list of lines, each a template that looks like what it reads::

    Line("{size} bytes from {address}: icmp_seq={sequence} ttl={ttl} time={time} ms", into="replies")

* ``{field}`` is a hole: the text there is read by the field's own reader, ``{field:kind}``
  by the dialect's reader of that name, and ``{_}`` or ``{_:kind}`` is matched and not kept;
* ``{field*}`` adds an item to a list of plain values (of a field that is a text, `finish`
  is to make one of the list);
* a blank stands for one or more blanks or tabs, ``~`` for none or more;
* ``[[...]]`` may be missing;
* everything else but braces stands for itself; for a brace, write a hole ``{_:kind}``. Blanks
  before and behind a line never matter.

All lines of a dialect become one regular expression that walks the text once. Runs are
matched possessively, so that a line is read in time proportional to its length, whatever
is in it. A line that no template fits is kept as unread, with its number. What is wrong with
a dialect is a `SpecError`, with the line and the column, when it is first used.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from netassay.core.families import FAMILIES
from netassay.core.lines.closing import closing_pattern
from netassay.core.lines.compiler import LineCompiler, Vocabulary, share_columns
from netassay.core.lines.line import CompiledLine, Line
from netassay.core.lines.patterns import check_pattern, compiled_with
from netassay.core.lines.runs import NO_RUNS, Runs
from netassay.core.lines.scan import Scan, unified, without_absent
from netassay.core.lines.walk import scan_nodes, scan_texts
from netassay.core.values.readers import COUNT, Printed
from netassay.core.values.readings import TEXT, Reader
from netassay.core.wording import meant
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from netassay.core.findings import Notes
    from netassay.core.records.record import Record

__all__ = ["Dialect", "Line", "Runs", "Scan", "signatures", "unified"]


class _Rest(Reader):
    """Everything up to the end of the line."""

    pattern = r"[^\n]*[^\s]"


#: Words at the end of a cut line that may be missing without harm to those before.
_MOST_WORDS: Final = 4
#: How signatures are searched for.
_FLAGS: Final = re.MULTILINE | re.ASCII
#: Kinds of holes that every dialect knows.
KINDS: Final[dict[str, Reader | Printed]] = {"word": TEXT, "count": COUNT, "line": _Rest()}


class Dialect:
    """A printed format: how its lines look, and how such a text is told from others.

    `signature` is a regular expression that matches at the start of a line (or, `inline`,
    within one) in texts of this dialect and of no other of the same test; `opening` one
    that such a text may begin with instead; neither has a capturing group. `runs` says where
    such a text begins and ends among others. `kinds` are readers
    for holes ``{field:kind}`` and, under a field's own name, in place of that field's reader.
    `finish` does with a `Scan` what a table can't say. The table is checked
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
        runs: Runs = NO_RUNS,
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
        self.runs = runs
        self._given_patterns = {"signature": signature, "opening": opening}
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

    def knows(self, line: str) -> bool:
        """Say whether a template fits a line (or two, as one), or it is blank."""
        regex, lines = self._compiled
        match = regex.match(f"{line}\n")
        if match is None or match.end() <= len(line):
            return False
        return match.lastindex is None or lines[match.lastindex] is not None

    def tells_of_run(self, line: str) -> bool:
        """Say whether a line that a template fits may stand before a run: it is no row and no end."""
        regex, lines = self._compiled
        match = regex.match(f"{line}\n")
        compiled = lines[match.lastindex] if match and match.lastindex else None
        if compiled is None:
            return True
        return not (compiled.line.into or compiled.line.onto or compiled.line.closes)

    @cached_property
    def ends(self) -> re.Pattern[str]:
        """The pattern of the last line of a run, with the line feed before it."""
        return closing_pattern(self.lines, self._vocabulary)

    def check_tables(self, tests: Collection[str] | None = None) -> None:
        """Raise `SpecError` where the dialect is wrong; `tests` are the names that there are.

        What can't be compiled, and what would be read amiss, is found as well when the dialect
        is first used. Here each pattern is compiled by itself, too, which takes longer.
        """
        self.check_names(tests)
        self._check_signature()
        self.runs.check(self.name)
        for name, printed in self.kinds.items():
            check_pattern(printed.pattern, f"{self.name}, kind {name!r}")
        self._check_holes()
        _ = self._compiled

    def check_names(self, tests: Collection[str] | None = None) -> None:
        """Raise `SpecError` where a family, or a test, is none that there is."""
        wanted = [("family", self.families, FAMILIES), ("test", self.tests, tests or self.tests)]
        for what, names, known in wanted:
            for name in names:
                if name not in known:
                    message = f"no {what} is called {name!r}{meant(name, known)}"
                    raise SpecError(message, self.name)

    @cached_property
    def _signature(self) -> re.Pattern[str]:
        return compiled_with(self.signature, 0, self._check_signature, _FLAGS)

    def _check_signature(self) -> None:
        for name, pattern in self._given_patterns.items():
            check_pattern(pattern, f"{self.name}, {name}")

    def _check_holes(self) -> None:
        for number, line in enumerate(self.lines, 1):
            try:
                LineCompiler(line, self._vocabulary).check_patterns()
            except SpecError as error:
                raise error.within(f"{self.name}, line {number}") from None

    @cached_property
    def readers(self) -> dict[str, Reader]:
        """What reads the fields of the whole text: those that all lines read alike."""
        found: dict[str, Reader] = {}
        several: set[str] = set()
        for line in self._compiled[1]:
            if line is None or line.into != {"": ""} or line.line.onto:
                continue
            for hole in line.holes:
                name = hole.names[0]
                if hole.is_column and found.setdefault(name, hole.reader) is hole.reader:
                    continue
                several.add(name)
            several |= line.line.sets.keys()
        return {name: reader for name, reader in found.items() if name not in several}

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        opened = (
            [line.opens] if isinstance(line.opens, str) else line.opens.values()
            for line in self.lines
        )
        sections = frozenset(section for names in opened for section in names)
        return Vocabulary(self.record, self.kinds, sections - {""})

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
        for number, line in enumerate(self.lines, 1):
            try:
                pattern, compiled = LineCompiler(line, self._vocabulary).compiled(len(lines))
            except SpecError as error:
                raise error.within(f"{self.name}, line {number}") from None
            if compiled.holes or compiled.fields or line.opens or line.closes:
                lines += [None] * len(compiled.holes) + [compiled]
                pattern = f"{pattern}()"
            alternatives.append(pattern)
        share_columns([line for line in lines if line is not None], self.record)
        lines.append(None)
        body = "|".join(alternatives)
        whole = rf"[ \t\n]*+(?:(?=[^\n])(?:(?:{body})[ \t]*+\n|([^\n]++\n))|)"
        return compiled_with(whole, len(lines) - 1, self._check_holes), lines

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Read a text whose lines end in LF (`unified`), whatever is in it; remarks go to `notes`."""
        end = text.rfind("\n") + 1
        last = text[end:].rstrip()
        whole = self._is_whole(last) if last else None
        kept = last if whole else self._before_cut(last) if whole is False else ""
        if kept:
            text = f"{text[:end]}{kept}\n"
            end = len(text)
        scan = None if trace else scan_texts(*self._compiled, text, end)
        if scan is None:
            scan = scan_nodes(*self._compiled, text, end, notes, trace=trace)
        if whole is False:
            scan.closed = bool(kept)
            scan.cut_line = True
            scan.unread.append((text.count("\n") + (not kept), last))
        if "null" in text:
            scan.node = without_absent(scan.node)
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

    def _before_cut(self, line: str) -> str:
        """Return what of a cut line is a closing line by itself, of which nothing is missing."""
        regex, lines = self._compiled
        at = len(line)
        for _ in range(_MOST_WORDS):
            at = line.rfind(" ", 0, at)
            kept = line[: max(at, 0)].rstrip(" ,")
            match = regex.match(f"{kept}\n") if kept else None
            compiled = lines[match.lastindex] if match and match.lastindex else None
            if match and compiled and compiled.line.closes and compiled.is_whole(match):
                return kept
        return ""


def signatures(dialects: Sequence[Dialect]) -> re.Pattern[str]:
    """Return the signatures of some dialects as one pattern, a group for each.

    Raises `SpecError` where one of them has a group of its own, or is no pattern.
    """
    shown = "|".join(f"({dialect.signature})" for dialect in dialects) or "(?!)"

    def check() -> None:
        for dialect in dialects:
            dialect._check_signature()  # noqa: SLF001 - one module

    return compiled_with(shown, len(dialects), check, _FLAGS)
