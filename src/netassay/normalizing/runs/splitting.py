"""From a text to its runs, a block at a time: what opens a run, where it ends, what is of none.

A line that opens a run ends the one before. A run reaches to its closing line and what its
format reads right behind that; without one, to a prompt or to the last line that its format
reads. Other lines are of no run.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from netassay.core.limits import LARGEST_BODY
from netassay.normalizing.runs.joining import Joiner, Others, Run
from netassay.normalizing.runs.marks import BANNER, Mark, marks_in
from netassay.normalizing.runs.prefixes import without_prefix
from netassay.normalizing.runs.prompts import typed

__all__ = ["Others", "Run", "Splitter", "split"]


@attrs.define
class _Segment:
    """Text from one mark to before the next: where it begins, and its first mark or its opening one.

    `searched` is how far it was searched for its end, and its lead for what is none. `closed`: its
    run has ended; `nested`: another run in it is a part of it.
    """

    start: int
    mark: Mark | None
    searched: int
    lead: bool = False
    closed: bool = False
    nested: bool = False


class Splitter:
    """Parts a text, whose lines end in LF, into runs and other lines as it comes.

    It holds the text of the last run and the lines behind it.
    """

    def __init__(self) -> None:
        self._buffer = "\n"
        self._scanned = 0
        self._segment = _Segment(1, None, 0)
        self._joiner = Joiner()

    def feed(self, text: str) -> list[Run | Others]:
        """Take the next lines, whole ones; return what is known of those before."""
        self._buffer += text
        buffer = self._buffer
        # What opens a run may be two lines.
        limit = buffer.rfind("\n", 0, buffer.rfind("\n", 0, len(buffer) - 1))
        self._advance(max(limit, self._scanned))
        waiting = self._scanned - self._segment.start
        if waiting > LARGEST_BODY or (waiting > 0 and self._segment.mark is None):
            open_run = self._segment.mark is None and waiting <= LARGEST_BODY
            start = self._finish(self._scanned + 1, goes_on=open_run)
            self._segment = _Segment(start, None, start - 1)
        done = self._segment.start - 1
        self._buffer = self._buffer[done:]
        self._scanned -= done
        self._segment.start = 1
        self._segment.searched = max(self._segment.searched - done, 0)
        return self._joiner.taken()

    def close(self) -> list[Run | Others]:
        """Return the rest, at the end of the text."""
        is_cut = not self._buffer.endswith("\n")
        self._buffer += "\n" * is_cut
        self._advance(len(self._buffer))
        self._finish(len(self._buffer), is_cut=is_cut)
        return self._joiner.close(is_cut=is_cut)

    def _advance(self, limit: int) -> None:
        """Take the marks before a line feed at `limit`."""
        for mark in marks_in(self._buffer, self._scanned, limit):
            if self._belongs(mark):
                continue
            self._finish(mark.start)
            self._segment = _Segment(mark.start, mark, mark.start - 1, mark.kind == "leads")
            # Behind a line that is a run by itself nothing of it follows.
            self._segment.closed = mark.kind == "alone"
        self._scanned = limit

    def _finish(self, end: int, *, goes_on: bool = False, is_cut: bool = False) -> int:
        """Hand the segment on, which ends before `end`; return where what is left begins.

        `goes_on`: a run at its end may go on behind it, and is left. `is_cut`: its last line may be
        cut.
        """
        segment = self._segment
        if segment.start >= end:
            return end
        # The joiner wants the line feed before it.
        text = self._buffer[segment.start - 1 : end]
        if segment.mark is None:
            left = self._joiner.add_others(text, goes_on=goes_on)
            return end - left
        self._joiner.add_run(text, segment.mark, lead=segment.lead, is_cut=is_cut)
        return end

    # --- Marks that begin nothing ----------------------------------------------------

    def _belongs(self, mark: Mark) -> bool:
        """Say whether a mark belongs to the run before it."""
        segment, before = self._segment, self._segment.mark
        if before is None:
            return self._is_within_titled(mark)
        if segment.lead:
            return self._is_within_titled(mark) or self._is_led(mark)
        titled = before.dialect is not mark.dialect and self._is_within_titled(mark)
        if titled or segment.closed:
            return titled
        if mark.kind == "alone":
            end = self._buffer.find("\n", mark.start)
            line = self._buffer[mark.start : end if end >= 0 else None]
            return not self._is_closed(mark.start) and self._joiner.all_known(line, before)
        nests = before.dialect.runs.nests
        if nests and not segment.nested:
            within = self._buffer[segment.start : mark.start]
            segment.nested = re.search(nests, within) is not None
        if segment.nested:
            return not self._is_closed(mark.start)
        return self._is_in_document(mark)

    def _is_within_titled(self, mark: Mark) -> bool:
        """Say whether a mark is within a run whose own lines have a title and show no mark."""
        nests = mark.dialect.runs.nests
        start = max(self._segment.start, mark.start - BANNER)
        return bool(nests) and re.search(nests, self._buffer[start : mark.start]) is not None

    def _is_led(self, mark: Mark) -> bool:
        """Say whether lines before a run lead to this mark; then the run begins with them."""
        segment = self._segment
        between = self._buffer[segment.searched + 1 : mark.start]
        if segment.closed:
            return False
        if not (self._joiner.all_known(between, mark) or self._goes_on(between, mark)):
            return False
        if segment.mark is not None:
            # What a device prints before its tool may lack the prefix.
            prefix = mark.prefix or segment.mark.prefix
            segment.mark = Mark(segment.start, mark.dialect, mark.kind, prefix)
        segment.searched = mark.start - 1
        segment.closed = mark.kind == "alone"
        segment.lead = mark.kind == "leads"
        return True

    def _goes_on(self, between: str, mark: Mark) -> bool:
        """Say whether what leads to a mark goes on behind lines of something else."""
        lead = self._segment.mark
        if lead is None or lead.dialect is not mark.dialect or not mark.dialect.runs.resumes:
            return False
        lines = [line for line in without_prefix(between, mark.prefix).split("\n") if line.strip()]
        resumes = bool(lines) and re.match(mark.dialect.runs.resumes, lines[-1].lstrip())
        return bool(resumes) and all([typed(line.lstrip()) is None for line in lines])

    def _is_in_document(self, mark: Mark) -> bool:
        """Say whether a JSON document stands in another, or behind the events it sums up."""
        segment, before = self._segment, self._segment.mark
        if before is None or mark.dialect is not before.dialect or mark.dialect.lines:
            return False
        if len(mark.prefix) > len(before.prefix):
            return True
        if not self._buffer.startswith(_EVENT, segment.start + len(before.prefix)):
            return False
        above = self._buffer[segment.start : mark.start].rstrip().rpartition("\n")[2]
        line = above.replace(" ", "")
        return line.startswith('{"event":"end"') and not self._buffer.startswith(_EVENT, mark.start)

    def _is_closed(self, end: int) -> bool:
        segment = self._segment
        if not segment.closed and segment.mark is not None:
            ends = segment.mark.dialect.ends
            segment.closed = ends.search(self._buffer, segment.searched, end) is not None
            # A closing line and the line feed before it may lie across the border.
            segment.searched = max(self._buffer.rfind("\n", 0, end - 1), segment.searched)
        return segment.closed


_EVENT: Final = '{"event"'


def split(text: str) -> list[Run | Others]:
    """Return the runs of a text whose lines end in LF, and the lines of none, in order."""
    splitter = Splitter()
    return splitter.feed(text) + splitter.close()
