"""Learned names, found again in any text; the time hardly depends on their number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.shapes import OUTER

if TYPE_CHECKING:
    from netassay.redaction.standins import StandinKind

__all__ = ["LearnedNames"]

#: Shorter names are in every text, with another meaning.
_SHORTEST: Final = 3
_SHORTEST_NUMBER: Final = 6
#: Longer values are no names, and are replaced in their field only.
_LONGEST: Final = 253
_SIMPLE: Final = re.compile(r"\w[\w.+-]*+(?:@[\w.-]++)?")
_PART: Final = re.compile(r"[^\W_]++")


class LearnedNames:
    """The learned names, by their text in lower case."""

    def __init__(self) -> None:
        self._kinds: dict[str, StandinKind] = {}
        self._lengths: dict[str, list[int]] = {}
        self._phrases: list[str] = []
        self._pattern: re.Pattern[str] | None = None

    def add(self, kind: StandinKind, name: str) -> None:
        """Learn a name; its first kind stays."""
        lowered = name.lower()
        if lowered in self._kinds:
            return
        self._kinds[lowered] = kind
        first = _PART.search(lowered)
        if first is None or not _is_telling(lowered):
            return
        if _SIMPLE.fullmatch(name):
            if first.start() == 0:
                lengths = self._lengths.setdefault(first[0], [])
                lengths[:] = sorted({*lengths, len(lowered)}, reverse=True)
        else:
            self._phrases.append(name)
            self._pattern = None

    def kind(self, name: str) -> StandinKind | None:
        """Return the kind of a name, None for one not learned."""
        return self._kinds.get(name.lower())

    def find(self, word: str) -> StandinKind | None:
        """Return the kind of a word in a text, None where it may mean something else."""
        return self.kind(word) if _is_telling(word) else None

    def longest_at(self, text: str, start: int, word: str) -> str | None:
        """Return the longest learned name at `start`, which begins with `word` and ends a word."""
        for length in self._lengths.get(word.lower(), ()):
            end = start + length
            if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                continue
            name = text[start:end]
            if name.lower() in self._kinds:
                return name
        return None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of all secrets in a text, names of several words first."""
        if self._pattern is None:
            longest_first = sorted(map(re.escape, self._phrases), key=len, reverse=True)
            phrases = (
                rf"(?P<phrase>(?<![^\W_])(?i:{'|'.join(longest_first)})(?![^\W_]))|"
                if self._phrases
                else ""
            )
            self._pattern = re.compile(phrases + OUTER)
        return self._pattern


def _is_telling(name: str) -> bool:
    return (_SHORTEST_NUMBER if name.isdigit() else _SHORTEST) <= len(name) <= _LONGEST
