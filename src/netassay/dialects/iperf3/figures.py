"""Readers of iperf3's figures, in whose place it prints words, units that it does not know, or 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.core.values.readers import Choice
from netassay.core.values.readings import Reader, Reading, ValueProblem, constant

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Amount", "Figure", "NonZero", "OrNothing", "ZeroOrOne"]


class _OfFigures(Reader):
    """What reads figures as another reader does, and something else besides."""

    reader: Reader

    def figure(self, text: str) -> Reading:
        """Return the reading of a figure; raise `ValueProblem` where it is none."""
        reading = self.reader[text]
        if reading is None:
            raise self.reader.bad(text)
        return reading

    def usual_values(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return the figures."""
        return self.reader.usual_values(texts)

    @property
    def usual_pattern(self) -> str:
        """What its figures look like."""
        return self.reader.usual_pattern

    @property
    def usual(self) -> Reader:
        """The reader of the figures."""
        return self.reader


class OrNothing(_OfFigures):
    """Figures of another reader, or a word that iperf3 prints in place of a figure."""

    def __init__(self, reader: Reader, *words: str) -> None:
        self.reader = reader
        self.words = words

    def read(self, text: str) -> Reading:
        """Read a figure; one of `words` reads as None."""
        return Reading(None, text) if text in self.words else self.figure(text)

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        """Return the values of figures, or of figures and words."""
        return self.reader.column(texts) or super().column(texts)


class Amount(_OfFigures):
    """A number with its unit, which is ``(null)`` where 3.0 and 3.1 did not know it.

    ``nan`` and ``inf`` are rates over no time, as C prints them.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def read(self, text: str) -> Reading:
        """Read the number, in the canonical unit."""
        if "(" in text:
            message = "iperf3 before 3.2 has no unit for so much (a tebibyte and more)"
            raise ValueProblem("null-text", message)
        if "n" in text.partition(" ")[0]:
            raise ValueProblem("null-text", "a rate over no time")
        return self.figure(text)

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        """Return the values of numbers with known units."""
        return self.reader.column(texts)


class Figure(Reader):
    """A number, in whose place C prints a word where it is the share or the rate of nothing."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.kind = reader, reader.kind
        self.gives, self.unit = reader.gives, reader.unit

    def read_text(self, text: str) -> Reading:
        """Read a number as it is written; raise `ValueProblem` for a word."""
        if text.lower().strip("-").startswith(("nan", "inf", "1.#")):
            raise ValueProblem("null-text", "no number: a share or a rate of nothing")
        reading = self.reader[text]
        if reading is None:
            raise self.bad(text)
        return reading


class NonZero(Figure):
    """A number that is 0 where there is none."""

    def __getitem__(self, value: Any) -> Reading | None:
        """Read a number; 0 reads as None."""
        return None if value == 0 and type(value) is not str else super().__getitem__(value)


class ZeroOrOne(Choice):
    """A flag that is written as 0 or 1."""

    def __init__(self) -> None:
        super().__init__("0 or 1", {"0": False, "1": True})

    def read_other(self, value: Any) -> Reading:
        """Read the number."""
        if type(value) is not int or value not in (0, 1):
            raise self.bad(value)
        return constant(value=bool(value))
