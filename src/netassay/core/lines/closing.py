"""The line with which a run ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netassay.core.lines.compiler import LineCompiler

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from netassay.core.lines.compiler import Vocabulary
    from netassay.core.lines.line import Line

__all__ = ["closing_pattern"]


def closing_pattern(lines: Sequence[Line], known: Vocabulary) -> re.Pattern[str]:
    """Return the pattern of the lines that close a text, with the line feed before it.

    It matches nothing where there is none. A line that fills a list which others add rows to is
    the header of a table.
    """
    rows = {into for line in lines for into in _lists_of(line)}
    patterns = []
    for line in lines:
        if line.closes:
            pattern, compiled = LineCompiler(line, known).compiled(1)
            if rows.isdisjoint(compiled.fields):
                patterns.append(f"(?:{pattern})")
    if not patterns:
        return re.compile(r"\n(?!)")
    return re.compile(rf"\n[ \t]*+(?:{'|'.join(patterns)})[ \t]*+(?=\n)")


def _lists_of(line: Line) -> Collection[str]:
    return [line.into] if isinstance(line.into, str) else line.into.values()
