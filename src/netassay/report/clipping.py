"""Limits on what the page holds of a response, and an account of what they leave out.

A device may print a line of megabytes. The page keeps the beginning and says, in that
place and in its overview, what was left out.
"""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

import attrs

__all__ = ["LONGEST_QUOTE", "LONGEST_TEXT", "MOST_ROWS", "Clipper", "exact", "quote"]

#: Characters of a response's text, of the response as JSON, and of any one value.
LONGEST_TEXT: Final = 100_000
#: Characters that a finding or a source quotes, and of a name.
LONGEST_QUOTE: Final = 2_000
#: Rows of a list, and entries of an object.
MOST_ROWS: Final = 2_000


#: The largest count that a number of JavaScript holds with all below it.
_LARGEST: Final = 2**53


@attrs.define
class Clipper:
    """Clips what is too long; `left_out` says what was clipped."""

    left_out: list[str] = attrs.field(factory=list)

    def text(self, what: str, text: str) -> str:
        """Return a text, or its beginning."""
        if len(text) <= LONGEST_TEXT:
            return text
        self._note(what, len(text) - LONGEST_TEXT, len(text), "characters")
        return text[:LONGEST_TEXT]

    def rows(self, what: str, rows: list[Any]) -> list[Any]:
        """Return a list, or its first rows."""
        if len(rows) > MOST_ROWS:
            self._note(what, len(rows) - MOST_ROWS, len(rows), "rows")
        return rows[:MOST_ROWS]

    def plain(self, what: str, value: Any) -> Any:
        """Return plain data with every text, list and object in it clipped."""
        if isinstance(value, str):
            return self.text(what, value)
        if isinstance(value, list):
            return [self.plain(what, item) for item in self.rows(what, value)]
        if isinstance(value, dict):
            if len(value) > MOST_ROWS:
                self._note(what, len(value) - MOST_ROWS, len(value), "entries")
            kept = islice(value.items(), MOST_ROWS)
            return {quote(key): self.plain(f"{what}.{key[:40]}", item) for key, item in kept}
        return value

    def _note(self, what: str, missing: int, of: int, unit: str) -> None:
        self.left_out.append(f"{what}: {missing:,} of {of:,} {unit}")


def exact(value: Any) -> Any:
    """Return plain data with counts that JavaScript would round as texts of their digits."""
    if type(value) is int:
        return value if -_LARGEST <= value <= _LARGEST else str(value)
    if isinstance(value, list):
        return [exact(item) for item in value]
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return value


def quote(text: str) -> str:
    """Return a text, or its beginning and the count of the other characters."""
    if len(text) <= LONGEST_QUOTE:
        return text
    return f"{text[:LONGEST_QUOTE]}... ({len(text) - LONGEST_QUOTE:,} more characters)"
