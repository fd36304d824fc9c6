"""Secrets that were seen, found again in any text in time that hardly depends on their number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.shapes import OUTER

if TYPE_CHECKING:
    from netassay.redaction.standins import Kind

__all__ = ["Known"]

#: Shorter ones stand in every text, and mean something else there.
_SHORTEST: Final = 3
_SHORTEST_NUMBER: Final = 6
#: No name of anything is longer; such a value is replaced in its field only.
_LONGEST: Final = 253
_SIMPLE: Final = re.compile(r"\w[\w.+-]*+(?:@[\w.-]++)?")
_PART: Final = re.compile(r"[^\W_]++")


class Known:
    """The names that were learned, by their text in small letters."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}
        self._lengths: dict[str, list[int]] = {}
        self._odd: list[str] = []
        self._pattern: re.Pattern[str] | None = None

    def add(self, kind: Kind, name: str) -> None:
        """Learn a name. What it was called first it stays."""
        low = name.lower()
        if low in self._kinds:
            return
        self._kinds[low] = kind
        first = _PART.search(low)
        if first is None or not _is_telling(low):
            return
        if _SIMPLE.fullmatch(name):
            if first.start() == 0:
                lengths = self._lengths.setdefault(first[0], [])
                lengths[:] = sorted({*lengths, len(low)}, reverse=True)
        else:
            self._odd.append(name)
            self._pattern = None

    def kind(self, name: str) -> Kind | None:
        """Return what a name is, None where it was never seen."""
        return self._kinds.get(name.lower())

    def sought(self, word: str) -> Kind | None:
        """Return what a word of a text is, None where it may as well mean something else."""
        return self.kind(word) if _is_telling(word) else None

    def run(self, text: str, start: int, part: str) -> str | None:
        """Return the longest known name that begins with a part of a text and ends at another's."""
        for length in self._lengths.get(part.lower(), ()):
            end = start + length
            if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                continue
            said = text[start:end]
            if said.lower() in self._kinds:
                return said
        return None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of all that a text is searched for, names of several words first."""
        if self._pattern is None:
            longest_first = sorted(map(re.escape, self._odd), key=len, reverse=True)
            odd = (
                rf"(?P<odd>(?<![^\W_])(?i:{'|'.join(longest_first)})(?![^\W_]))|"
                if self._odd
                else ""
            )
            self._pattern = re.compile(odd + OUTER)
        return self._pattern


def _is_telling(name: str) -> bool:
    return (_SHORTEST_NUMBER if name.isdigit() else _SHORTEST) <= len(name) <= _LONGEST
