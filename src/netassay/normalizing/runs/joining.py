"""From segments of a text to runs: with what leads to them, without what is of none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from netassay.normalizing.runs.extents import behind, extent, knows, led_by, reader_of
from netassay.normalizing.runs.marks import formats, inline_marks, other_marks
from netassay.normalizing.runs.prefixes import without_prefix

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from netassay.core.lines.grammar import Dialect
    from netassay.normalizing.runs.marks import Mark

__all__ = ["Joiner", "Others", "Run"]


@attrs.frozen
class Run:
    """One run: the line at which it begins, from 1, its format, and its lines as they stand.

    `text` has the prompt, too, at which the run was typed, and those behind it; `first` is the
    number of its first line. `prefix` stands before its lines.
    """

    line: int
    first: int
    text: str
    dialect: Dialect
    prefix: str

    @property
    def end(self) -> int:
        """The number of the line behind them."""
        return self.first + self.text.count("\n")


@attrs.frozen
class Others:
    """Lines that belong to no run: the number of the first, and all as they stand."""

    line: int
    text: str

    @property
    def end(self) -> int:
        """The number of the line behind them."""
        return self.line + self.text.count("\n")


class Joiner:
    """Takes the segments of a text in order; gives its runs and the lines of none, in order.

    The last run waits: a server's banner may still belong to it.
    """

    def __init__(self) -> None:
        self._line = 1
        self._run: Run | None = None
        self._others: list[Others] = []

    def add_run(self, text: str, mark: Mark, *, lead: bool, is_cut: bool) -> Iterator[Run | Others]:
        """Take a segment that begins with a mark, behind a line feed.

        `lead` says that nothing but its lead is there, `is_cut` that its last line may be cut.
        """
        line = self._line
        self._line += text.count("\n") - 1
        if lead and self._waits(text, mark):
            return
        titled = next(iter(inline_marks(text)), None) if lead else None
        if titled and self.all_known(text[1 : titled.start], titled):
            mark = titled
        end = yield from self._take(text, 0, line, mark, is_cut=is_cut)
        yield from self._without_mark(text, end, line)

    def add_others(self, text: str, *, goes_on: bool) -> Generator[Run | Others, None, int]:
        """Take a segment without a mark, behind a line feed; return how much of it is left.

        `goes_on` says that a run at its end may go on behind it: that is left.
        """
        line, length = self._line, len(text)
        if goes_on:
            for mark in other_marks(text):
                if self._reaches(text, mark):
                    text = text[: mark.start]
                    break
        self._line += text.count("\n") - 1
        yield from self._without_mark(text, 0, line)
        return length - len(text)

    def _without_mark(self, text: str, at: int, line: int) -> Iterator[Run | Others]:
        """Take what stands behind the line feed at `at`."""
        if not text[at:].isspace():
            for mark in other_marks(text):
                if mark.start > at:
                    self._hold(text, at, mark.start - 1, line)
                    at = yield from self._take(text, mark.start - 1, line, mark)
            self._hold(text, at, len(text) - 1, line)
        if len(self._others) > 1:
            yield from self._released(keep=1)

    def _reaches(self, text: str, mark: Mark) -> bool:
        """Say whether a run that a mark shows reaches to the end of the text."""
        own = without_prefix(text[mark.start - 1 :], mark.prefix)
        dialect = reader_of(own[1:], mark)
        return dialect is not None and extent(own, dialect, headless=True) == len(own)

    def close(self, *, is_cut: bool) -> Iterator[Run | Others]:
        """Give what waits, at the end of the text; `is_cut`: its last line has no line feed."""
        pieces = list(self._released())
        if is_cut and pieces and pieces[-1].end == self._line:
            pieces[-1] = attrs.evolve(pieces[-1], text=pieces[-1].text.removesuffix("\n"))
        yield from pieces

    def all_known(self, text: str, mark: Mark) -> bool:
        """Say whether formats of the mark's tests read all of these lines."""
        alike = [dialect for dialect in formats() if dialect.tests == mark.dialect.tests]
        shown = without_prefix(text, mark.prefix)
        return all(
            any([dialect.knows(line) for dialect in alike])
            for line in shown.split("\n")
            if line and not line.isspace()
        )

    # --- Runs --------------------------------------------------------------------------

    def _waits(self, text: str, mark: Mark) -> bool:
        """Take the banner of a server that waits for the next run, behind one of its runs."""
        run, trails = self._run, mark.dialect.runs.trails
        if run is None or self._others or run.dialect is not mark.dialect or not trails:
            return False
        lines = filter(str.strip, without_prefix(text, mark.prefix).split("\n"))
        if not all(re.match(trails, line.lstrip()) for line in lines):
            return False
        self._run = attrs.evolve(run, text=run.text + text[1:])
        return True

    def _take(
        self, text: str, at: int, line: int, mark: Mark, *, is_cut: bool = False
    ) -> Generator[Run | Others, None, int]:
        """Take the run that begins behind the line feed at `at`; return where it ends.

        `line` is the number of the first line of the text.
        """
        own = text[at:] if at else text
        shown = without_prefix(own, mark.prefix)
        dialect = reader_of(shown[1:], mark)
        if dialect is None or (mark.kind == "within" and not knows(dialect, _first_line(shown))):
            return at
        end = extent(shown, dialect, headless=mark.kind == "within", is_cut=is_cut) - 1
        if shown is not own:
            end = _line_end(own, shown.count("\n", 1, end + 1))
        number = line + text.count("\n", 1, at + 1) if at else line
        # The prompts right behind the run go with it, and lines that are blank but for the prefix.
        stop = end + behind(own[end + 1 :], mark.prefix)
        run = Run(number, number, own[1 : stop + 1], dialect, mark.prefix)
        run = self._led(run) if self._others else run
        yield from self._released()
        self._run = run
        return at + stop

    def _led(self, run: Run) -> Run:
        """Return a run with the lines before it that lead to it."""
        before = self._others[-1]
        if before.end != run.line:
            return run
        begin, own = led_by(before.text, run.dialect, run.prefix)
        taken = before.text[begin:]
        left = before.text[:begin]
        self._others[-1:] = [attrs.evolve(before, text=left)] if left.strip() else []
        return attrs.evolve(
            run,
            line=run.line - before.text.count("\n", own),
            first=run.line - taken.count("\n"),
            text=taken + run.text,
        )

    # --- Lines of no run ---------------------------------------------------------------

    def _hold(self, text: str, at: int, end: int, line: int) -> None:
        """Hold the lines behind the line feed at `at` up to that at `end`; blank ones are none."""
        piece = text[at + 1 : end + 1]
        if not piece or piece.isspace():
            return
        others = Others(line + text.count("\n", 1, at + 1), piece)
        if self._others and self._others[-1].end == others.line:
            others = Others(self._others[-1].line, self._others.pop().text + piece)
        self._others.append(others)

    def _released(self, *, keep: int = 0) -> Iterator[Run | Others]:
        """Give what waits, but the last `keep` pieces of lines of no run."""
        if self._run is not None:
            yield self._run
            self._run = None
        count = len(self._others) - keep
        yield from self._others[:count]
        del self._others[:count]


def _first_line(text: str) -> str:
    return text[1 : text.index("\n", 1)]


def _line_end(text: str, lines: int) -> int:
    """Return the line feed of so many lines, behind that with which the text begins."""
    at = 0
    for _ in range(lines):
        at = text.index("\n", at + 1)
    return at
