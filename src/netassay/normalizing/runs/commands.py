"""Lines behind a command that was typed: a run by that alone, though none of them opens one.

A tool that gives up, and a switch that pings once, print nothing that shows whose words they are::

    switch-1# ping 192.0.2.4
    Request timed out.
    switch-1#
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.measurements import TESTS
from netassay.normalizing.identify import dialect_for, unsupported_at
from netassay.normalizing.runs.extents import PROMPT_LINE, knows
from netassay.normalizing.runs.prompts import typed, typed_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.lines.grammar import Dialect

__all__ = ["command_without_end", "typed_runs"]

#: A line with the name of a tool, which may be a prompt.
_NAMED: Final = re.compile(r"\n([^\n]*\b(?:ping6?|traceroute6?|tracert|iperf3)\b[^\n]*)")
#: What is printed behind the command of a run that shows nothing is short.
_LONGEST: Final = 1 << 12


def typed_runs(text: str) -> Iterator[tuple[int, int, Dialect]]:
    """Give the runs behind typed commands in a text that begins with a line feed.

    Each as the place of its first line, the place behind its last, and the format that reads it.
    """
    for match in _NAMED.finditer(text):
        command = typed(match[1].lstrip())
        test = typed_test(command) if command else None
        if command is None or test is None:
            continue
        prompt = PROMPT_LINE.search(text, match.end())
        end = prompt.start() if prompt else len(text) - 1
        lines = text[match.end() + 1 : end + 1]
        dialect = _reader(command, lines, test) if len(lines) < _LONGEST else None
        if dialect is not None:
            yield match.end() + 1, end + 1, dialect


def command_without_end(text: str) -> int | None:
    """Return where the line of the last command is, if no prompt is behind it; None if one is."""
    found = [match for match in _NAMED.finditer(text) if typed(match[1].lstrip())]
    if not found or len(text) - found[-1].end() > _LONGEST:
        return None
    return None if PROMPT_LINE.search(text, found[-1].end()) else found[-1].start() + 1


def _reader(command: str, lines: str, test: str) -> Dialect | None:
    """Return the format that reads all lines behind a command, None where none does."""
    if not lines or lines.isspace() or unsupported_at(lines) is not None:
        return None
    for text in (lines, f"{command}\n{lines}"):
        dialect = dialect_for(text, TESTS[test], None)
        if dialect is not None and all([knows(dialect, line) for line in lines.split("\n")]):
            return dialect
    return None
