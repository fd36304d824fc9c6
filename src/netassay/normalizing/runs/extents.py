"""Where a run ends in the text behind its opening line, and which format reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.findings import Notes
from netassay.measurements import TESTS
from netassay.normalizing.identify import dialect_for, unsupported_at
from netassay.normalizing.runs.prefixes import PREFIX, without_prefix
from netassay.normalizing.runs.prompts import PROMPT, is_idle, typed

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect
    from netassay.normalizing.runs.marks import Mark

__all__ = ["PROMPT_LINE", "behind", "extent", "knows", "led_by", "reader_of", "without_stops"]

#: What a terminal shows where a command was stopped, or asked how far it is, glued to a line of it.
_STOPPED: Final = re.compile(
    r"^[ \t]*+(?:\^[CZ\\])++(?=[^\n])|(?<=[^\n^])(?:\^[CZ\\])++[ \t]*$", re.MULTILINE
)

#: The line feed before a prompt, and its line.
PROMPT_LINE: Final = re.compile(
    rf"\n{PREFIX}[ \t]*+(?![0-9]|\*(?![A-Z]:))(?:{PROMPT.pattern})", re.MULTILINE
)


def without_stops(text: str) -> str:
    """Return a text without the ``^C`` that stands in its lines beside other text."""
    return _STOPPED.sub("", text) if "^" in text else text


def knows(dialect: Dialect, line: str) -> bool:
    """Say whether a format reads a line, or it is blank."""
    return dialect.knows(without_stops(line))


def reader_of(text: str, mark: Mark) -> Dialect | None:
    """Return the format that reads the text of a run; its first line is the mark's."""
    found = dialect_for(text, TESTS[mark.dialect.tests[0]], None)
    shown = mark.dialect.shown_at(text) if found is None else None
    if shown is None:
        return found
    other = unsupported_at(text)
    return mark.dialect if other is None or other > shown else None


def extent(text: str, dialect: Dialect, *, headless: bool, is_cut: bool = False) -> int:
    """Return the end of the run that the text begins with, behind a line feed.

    Of one whose beginning is missing, a line that its format does not read is the end. A last
    line that is cut belongs to what stands before it.
    """
    first = text.index("\n", 1)
    if headless:
        first = _further(text, first, dialect, Once(dialect, text[1:first])) - 1
    ended = dialect.ends.search(text, 0, first + 1 if headless else len(text))
    if ended:
        return _further(
            text, ended.end(), dialect, Once(dialect, text[: ended.end()], has_ended=True)
        )
    if headless:
        return first + 1
    limit = first
    for prompt in PROMPT_LINE.finditer(text, first):
        limit = prompt.start()
        if not knows(dialect, text[limit + 1 : text.index("\n", limit + 1)]):
            break
    else:
        limit = len(text) - 1
        last = text.rindex("\n", 0, limit)
        if is_cut and not text[last:limit].isspace():
            # Behind a run to which nothing can be added it is of something else.
            if not dialect.scan(text[1 : last + 1], Notes()).closed:
                return len(text)
            limit = last
    return _with_stopped(text, _last_known(text, first, limit, dialect))


def _with_stopped(text: str, end: int) -> int:
    """Return the end of a run with the line at which it was stopped, right behind what is known."""
    after = text.find("\n", end)
    line = text[end : max(after, end)].rstrip()
    return after + 1 if line.endswith("^C") and line.strip("^C \t") else end


class Once:
    """Lines that a run has once, of which the second is of another run."""

    def __init__(self, dialect: Dialect, above: str, *, has_ended: bool = False) -> None:
        self._runs = dialect.runs
        self._has_ended = has_ended
        self._above = above
        self._seen: set[str] = set()

    def is_again(self, line: str) -> bool:
        """Say whether there was such a line before; the next time there was."""
        line, runs = line.lstrip(), self._runs
        if self._has_ended and runs.heads and re.match(runs.heads, line):
            return True
        key = re.match(runs.once, line) if runs.once else None
        restarts = key is None and runs.restarts and re.match(runs.restarts, line)
        if key is None and not restarts:
            return False
        self._look_above()
        if key is None:
            return bool(self._seen)
        if key[0] in self._seen:
            return True
        self._seen.add(key[0])
        return False

    def _look_above(self) -> None:
        """Take the lines above, of which most runs have none behind that is asked for."""
        above, self._above = self._above, ""
        for line in above.split("\n"):
            key = re.match(self._runs.once, line.lstrip())
            if key is not None:
                self._seen.add(key[0])


def _further(text: str, end: int, dialect: Dialect, once: Once) -> int:
    """Return the end of what the format reads right behind a line.

    What is there `once` ends it where it comes again.
    """
    at = end
    while at + 1 < len(text):
        after = text.index("\n", at + 1)
        line = text[at + 1 : after]
        if line and not line.isspace():
            if once.is_again(line):
                break
            if not knows(dialect, line):
                # What did not fit into a line may go on in the next.
                after = text.find("\n", _feeds_end(text, after))
                if after < 0 or not knows(dialect, text[at + 1 : after]):
                    break
            end = after
        at = after
    return end + 1


def _last_known(text: str, first: int, limit: int, dialect: Dialect) -> int:
    """Return the end of the last line before `limit` that the format reads."""
    while limit > first:
        before = text.rfind("\n", 0, limit)
        line = text[before + 1 : limit]
        if line and not line.isspace():
            if knows(dialect, line):
                break
            above = text.rfind("\n", 0, _feeds_start(text, before))
            if above >= first and knows(dialect, text[above + 1 : limit]):
                break
        limit = before
    return limit + 1


def _feeds_end(text: str, at: int) -> int:
    """Return the end of the line feeds at a place."""
    while at < len(text) and text[at] == "\n":
        at += 1
    return at


def _feeds_start(text: str, at: int) -> int:
    """Return the start of the line feeds of which the last is at a place."""
    while at > 0 and text[at - 1] == "\n":
        at -= 1
    return at


def led_by(text: str, dialect: Dialect, prefix: str, *, headless: bool) -> tuple[int, int]:
    """Return from where on the last lines of a text lead to a run behind it.

    These are lines that its format reads, with the prompt before them at which it was typed; rows
    only before a run whose beginning is missing. The second place is that of the first line behind the prompt.
    """
    begin = own = at = len(text)
    while at > 0:
        before = text.rfind("\n", 0, at - 1) + 1
        line = without_prefix(text[before : at - 1], prefix)
        if line and not line.isspace():
            if typed(line.lstrip()):
                return before, own
            if not ((headless or dialect.tells_of_run(line)) and knows(dialect, line)):
                break
            begin = own = before
        elif begin > before and not text[before : at - 1].isspace() and at - 1 > before:
            begin = own = before
        at = before
    return begin, own


def behind(text: str, prefix: str) -> int:
    """Return how long the lines at the start of a text are that go with the run before them.

    These are prompts without a command, and prefixes without a line.
    """
    end = at = 0
    while at < len(text):
        after = text.find("\n", at) + 1 or len(text)
        line = text[at:after]
        if not line.isspace():
            line = without_prefix(line, prefix).strip()
            if line and not is_idle(line):
                break
            end = after
        at = after
    return end
