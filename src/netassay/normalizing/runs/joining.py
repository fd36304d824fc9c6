"""From segments of a text to runs: with what leads to them, without what is of none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from netassay.normalizing.identify import unsupported_at
from netassay.normalizing.runs.commands import command_without_end, typed_runs
from netassay.normalizing.runs.extents import behind, extent, knows, led_by, reader_of
from netassay.normalizing.runs.foreign import OfOthers
from netassay.normalizing.runs.marks import formats, inline_marks, marks_in, may_open, other_marks
from netassay.normalizing.runs.prefixes import without_prefix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.lines.grammar import Dialect
    from netassay.normalizing.runs.marks import Mark

__all__ = ["Joiner", "Others", "Run"]


@attrs.define(eq=False)
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


@attrs.define(eq=False)
class Others:
    """Lines that belong to no run: the number of the first, and all as they stand."""

    line: int
    text: str

    @property
    def end(self) -> int:
        """The number of the line behind them."""
        return self.line + self.text.count("\n")


#: Characters of a run that is looked at whole at first, and of lines that are held as one piece.
_SHORT: Final = 1 << 14


class Joiner:
    """Takes the segments of a text in order; gives its runs and the lines of none, in order.

    The last run waits: a server's banner may still belong to it.
    """

    def __init__(self) -> None:
        self._line = 1
        self._run: Run | None = None
        self._others: list[Others] = []
        self._known: list[Run | Others] = []

    def add_run(self, text: str, mark: Mark, *, lead: bool, is_cut: bool) -> None:
        """Take a segment that begins with a mark, behind a line feed.

        `lead` says that nothing but its lead is there, `is_cut` that its last line may be cut.
        """
        if lead and self._waits(text, mark):
            return
        if 0 in OfOthers(self._before(), ""):
            own = self._behind_other(text)
            self._hold(text[1 : len(text) - len(own) + 1])
            if not own:
                return
            text = own
        own = text
        titled = inline_marks(text) if lead else []
        if titled and self.all_known(text[1 : titled[0].start], titled[0]):
            mark, *following = titled
            own = text[: following[0].start] if following else text
        found = self._found(own, mark, is_cut=is_cut)
        if found is not None:
            self._hold_run(found[0])
            text = text[found[1] :]
        if text and not text.isspace():
            self.add_others(text)
        else:
            self._line += max(text.count("\n") - 1, 0)

    def add_others(self, text: str, *, goes_on: bool = False) -> int:
        """Take a segment without a mark, behind a line feed; return how much of it is left.

        `goes_on` says that a run at its end may go on behind it: that is left.
        """
        at, end = 0, len(text) - 1
        marks = other_marks(text)
        limits = _limits(marks, len(text))
        others = OfOthers(self._before(), text) if marks else None
        for mark, limit in zip(marks, limits, strict=True):
            # Lines of a tool that no format reads are no run without a beginning.
            is_of_other = mark.kind == "within" and others is not None and mark.start in others
            if mark.start <= at or is_of_other:
                continue
            found = self._found_before(text, mark, limit)
            if found is None:
                continue
            reaches = mark.kind == "opens" or mark.start - 1 + found[1] == end
            if goes_on and limit == len(text) and reaches:
                end = mark.start - 1
                break
            self._hold_typed(text[at : mark.start])
            self._hold_run(found[0], headless=mark.kind == "within")
            at = mark.start - 1 + found[1]
        if goes_on and end == len(text) - 1:
            end = _undecided(text, at)
        self._hold_typed(text[at : end + 1])
        if len(self._others) > 1:
            self._release(keep=1)
        return len(text) - 1 - end

    def taken(self) -> list[Run | Others]:
        """Return what is known by now."""
        known, self._known = self._known, []
        return known

    def close(self, *, is_cut: bool) -> list[Run | Others]:
        """Return what is left, at the end of the text; `is_cut`: its last line has no line feed."""
        self._release()
        pieces = self.taken()
        if is_cut and pieces and pieces[-1].end == self._line:
            pieces[-1].text = pieces[-1].text.removesuffix("\n")
        return pieces

    def all_known(self, text: str, mark: Mark) -> bool:
        """Say whether formats of the mark's tests read all of these lines."""
        alike = [one for one in formats() if one.tests == mark.dialect.tests and one.lines]
        shown = without_prefix(text, mark.prefix)
        return all(
            any([dialect.knows(line) for dialect in alike])
            for line in shown.split("\n")
            if line and not line.isspace()
        )

    # --- Runs --------------------------------------------------------------------------

    def _before(self) -> str:
        """Return the lines of no run right before."""
        before = self._others[-1] if self._others else None
        return before.text if before is not None and before.end == self._line else ""

    def _behind_other(self, text: str) -> str:
        """Return a segment without what leads to it: that may be of the tool before."""
        opening = next((one for one in marks_in(text, 0, len(text)) if one.kind != "leads"), None)
        return text[opening.start - 1 :] if opening is not None else ""

    def _waits(self, text: str, mark: Mark) -> bool:
        """Take the banner of a server that waits for the next run, behind one of its runs."""
        run, trails = self._run, mark.dialect.runs.trails
        if run is None or self._others or run.dialect is not mark.dialect or not trails:
            return False
        lines = filter(str.strip, without_prefix(text, mark.prefix).split("\n"))
        if not all(re.match(trails, line.lstrip()) for line in lines):
            return False
        run.text += text[1:]
        self._line += text.count("\n") - 1
        return True

    def _found_before(self, text: str, mark: Mark, limit: int) -> tuple[Run, int] | None:
        """Return the run at a mark that reaches to before `limit`, and its length."""
        size = _SHORT if mark.kind == "within" else limit
        while True:
            end = text.find("\n", min(mark.start + size, limit - 1)) + 1 or limit
            found = self._found(text[mark.start - 1 : end], mark)
            if end >= limit or found is None or found[1] < end - mark.start:
                return found
            size *= 8

    def _found(self, text: str, mark: Mark, *, is_cut: bool = False) -> tuple[Run, int] | None:
        """Return the run that a text begins with, behind a line feed, and its length."""
        shown = without_prefix(text, mark.prefix)
        dialect = reader_of(shown[1:], mark)
        headless = mark.kind == "within"
        if dialect is None or (headless and not knows(dialect, _first_line(shown))):
            return None
        end = extent(shown, dialect, headless=headless, is_cut=is_cut) - 1
        if shown is not text:
            end = _line_end(text, shown.count("\n", 1, end + 1))
        # The prompts right behind the run go with it, and lines that are blank but for the prefix.
        end += behind(text[end + 1 :], mark.prefix)
        return Run(0, 0, text[1 : end + 1], dialect, mark.prefix), end

    def _hold_run(self, run: Run, *, headless: bool = False) -> None:
        """Hold a run that begins at the line that is next; `headless`: lines before may be of it."""
        run.line = run.first = line = self._line
        self._line += run.text.count("\n")
        before = self._others[-1] if self._others else None
        if before is not None and before.end == line:
            begin, own = led_by(before.text, run.dialect, run.prefix, headless=headless)
            if unsupported_at(before.text[begin:]) is not None:
                begin = own = len(before.text)
            left, taken = before.text[:begin], before.text[begin:]
            self._others[-1:] = [Others(before.line, left)] if left.strip() else []
            run.line -= before.text.count("\n", own)
            run.first -= taken.count("\n")
            run.text = taken + run.text
        self._release()
        self._run = run

    # --- Lines of no run ---------------------------------------------------------------

    def _hold_typed(self, text: str) -> None:
        """Hold the lines that are next, behind a line feed; what a typed command shows is a run."""
        at = 0
        for start, end, dialect in typed_runs(text):
            self._hold(text[at + 1 : start])
            self._hold_run(Run(0, 0, text[start:end], dialect, ""))
            at = end - 1
        self._hold(text[at + 1 :])

    def _hold(self, piece: str) -> None:
        """Hold the lines that are next; blank ones only behind others, which may lead to a run."""
        line = self._line
        self._line += piece.count("\n")
        last = self._others[-1] if self._others else None
        if not piece or piece.isspace():
            if last is not None and last.end == line and len(last.text) < _SHORT:
                last.text += piece
            return
        if last is not None and last.end == line and len(last.text) < _SHORT:
            line, piece = last.line, last.text + piece
            self._others.pop()
        self._others.append(Others(line, piece))

    def _release(self, *, keep: int = 0) -> None:
        """Give out what waits, but the last `keep` pieces of lines of no run."""
        if self._run is not None:
            self._known.append(self._run)
            self._run = None
        if self._others:
            count = len(self._others) - keep
            self._known += self._others[:count]
            del self._others[:count]


def _undecided(text: str, start: int) -> int:
    """Return the line feed before lines, at the end of a text, of which the next ones decide."""
    end = len(text) - 1
    above = text.rfind("\n", 0, end)
    if above >= start and may_open(text[above + 1 : end]):
        end = above
    command = command_without_end(text[start : end + 1])
    return end if command is None else start + command - 1


def _limits(marks: Sequence[Mark], end: int) -> list[int]:
    """Return for each mark where the next begins that opens a run."""
    limits = []
    for mark in reversed(marks):
        limits.append(end)
        if mark.kind == "opens":
            end = mark.start
    return limits[::-1]


def _first_line(text: str) -> str:
    return text[1 : text.index("\n", 1)]


def _line_end(text: str, lines: int) -> int:
    """Return the line feed of so many lines, behind that with which the text begins."""
    at = 0
    for _ in range(lines):
        at = text.index("\n", at + 1)
    return at
