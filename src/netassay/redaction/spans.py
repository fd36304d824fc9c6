"""Parts of a text that are to be replaced; no two of them overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

__all__ = ["Span", "Spans"]

#: Where a part begins, where it ends, and what stands there instead.
Span = tuple[int, int, str]

_TAKEN: Final = b"\1"
_FREE: Final = b"\0"


class Spans:
    """The parts found so far; what was found first stays."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken = bytearray(len(text))
        self._spans: list[Span] = []

    def add(self, start: int, end: int, standin: str) -> None:
        """Add a part, unless some of it is taken."""
        if start < end and self._taken.find(_TAKEN, start, end) < 0:
            self._taken[start:end] = _TAKEN * (end - start)
            self._spans.append((start, end, standin))

    def add_all(self, spans: Iterable[Span]) -> None:
        """Add parts."""
        for span in spans:
            self.add(*span)

    def cover(self, start: int, end: int, standin: str) -> None:
        """Add what of a part is not taken: nothing of it stays."""
        for one, other in list(self._gaps(start, end)):
            self.add(one, other, standin)

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Give the matches of a pattern in what was not taken when it began."""
        for start, end in list(self._gaps(0, len(self._text))):
            yield from pattern.finditer(self._text, start, end)

    def in_order(self) -> list[Span]:
        """Return all parts as they stand in the text."""
        return sorted(self._spans)

    def _gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while start < end:
            taken = self._taken.find(_TAKEN, start, end)
            if taken != start:
                yield start, end if taken < 0 else taken
            if taken < 0:
                return
            free = self._taken.find(_FREE, taken, end)
            start = end if free < 0 else free
