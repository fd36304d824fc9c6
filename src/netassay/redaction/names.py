"""Learned names, found again in any text; the time does not depend on their number."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.redaction.standins import StandinKind

__all__ = ["LearnedNames"]

#: Shorter names are in every text, with another meaning.
_SHORTEST: Final = 3
_SHORTEST_NUMBER: Final = 6
#: A shorter beginning of a name may be any word.
_SHORTEST_CUT: Final = 4
#: Longer values are no names, and are replaced in their field only.
_LONGEST: Final = 253
_FEW: Final = 1000
_SIMPLE: Final = re.compile(r"\w[\w.+-]*+(?:@[\w.-]++)?")
_PART: Final = re.compile(r"[^\W_]++")
#: Words, and what stands between them a character at a time.
_PIECE: Final = re.compile(r"[^\W_]++|[\W_]")
#: In the tree of names, what a name ends with.
_END: Final = ""


class LearnedNames:
    """The learned names, by their text in lower case."""

    def __init__(self) -> None:
        self._kinds: dict[str, StandinKind] = {}
        self._lengths: dict[str, list[int]] = {}
        #: Names of several words: each piece leads to those that may follow it.
        self._tree: dict[str, Any] = {}
        self._beginnings = _Beginnings()

    def add(self, kind: StandinKind, name: str) -> None:
        """Learn a name; its first kind stays."""
        lowered = name.lower()
        if lowered in self._kinds:
            return
        self._kinds[lowered] = kind
        first = _PART.search(lowered)
        if first is None or not _is_telling(lowered):
            return
        self._beginnings.add(lowered)
        if not _SIMPLE.fullmatch(name):
            node = self._tree
            for piece in _PIECE.findall(lowered):
                node = node.setdefault(piece, {})
            node[_END] = {}
        elif first.start() == 0:
            lengths = self._lengths.setdefault(first[0], [])
            if len(lowered) not in lengths:
                lengths.append(len(lowered))
                lengths.sort(reverse=True)

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

    def phrases(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where names of several words stand in a text, the longest of each place."""
        if not self._tree:
            return
        pieces = list(_PIECE.finditer(text))
        at = 0
        while at < len(pieces):
            end = self._longest_phrase(pieces, at)
            if end:
                yield pieces[at].start(), pieces[end - 1].end()
            at = max(at + 1, end)

    def _longest_phrase(self, pieces: list[re.Match[str]], at: int) -> int:
        """Return the number of the piece behind the longest name that begins at one, or 0."""
        node: dict[str, Any] | None = self._tree
        longest = 0
        for step in range(at, len(pieces)):
            node = node.get(pieces[step][0].lower()) if node else None
            if node is None:
                break
            if _END in node:
                longest = step + 1
        return longest

    def begins(self, word: str) -> bool:
        """Say whether a longer learned name begins with a word."""
        return len(word) >= _SHORTEST_CUT and self._beginnings.begins(word.lower())


class _Beginnings:
    """Names by their beginnings: most in order, the last ones by each of their beginnings."""

    def __init__(self) -> None:
        self._ordered: list[str] = []
        self._last: list[str] = []
        self._of_last: set[str] = set()

    def add(self, name: str) -> None:
        """Add a name; the time of all grows as their number."""
        self._last.append(name)
        self._of_last.update(name[:end] for end in range(_SHORTEST_CUT, len(name)))
        if len(self._last) > max(_FEW, len(self._ordered) // 4):
            self._ordered = sorted(self._ordered + self._last)
            self._last, self._of_last = [], set()

    def begins(self, word: str) -> bool:
        """Say whether a longer name begins with a word."""
        if word in self._of_last:
            return True
        at = bisect_right(self._ordered, word)
        return at < len(self._ordered) and self._ordered[at].startswith(word)


def _is_telling(name: str) -> bool:
    return (_SHORTEST_NUMBER if name.isdigit() else _SHORTEST) <= len(name) <= _LONGEST
