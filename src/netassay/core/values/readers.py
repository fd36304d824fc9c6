"""Readers of the values that devices print: counts, numbers with units, addresses, words.

There is one object for each: `output` and the text must share it, see `core.values.readings`.
Those of counts, numbers and addresses stand in modules of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.addresses import ADDRESS, HOST, MAC
from netassay.core.values.counts import COUNT, count_upto
from netassay.core.values.numbers import Number, number
from netassay.core.values.readings import Reader, Reading
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "ADDRESS",
    "COUNT",
    "FLAG",
    "HOST",
    "MAC",
    "Choice",
    "Computed",
    "Extract",
    "Printed",
    "count_upto",
    "number",
    "with_unit",
]


class Printed:
    """A reader with the pattern of its texts in the lines of one tool.

    `behind` is what always stands behind such a text, and is no part of it: a unit.
    """

    def __init__(self, reader: Reader, pattern: str, behind: str = "") -> None:
        self.reader = reader
        self.pattern = pattern
        self.behind = behind


def with_unit(numbers: Reader) -> Printed:
    """Return the hole for numbers that a tool always prints with their unit: ``6.42 MBytes``."""
    if not isinstance(numbers, Number):
        message = f"{numbers.kind} has no unit"
        raise SpecError(message)
    return Printed(numbers, rf"{numbers.pattern} *+[A-Za-z/%]++")


class _Flag(Reader):
    gives = bool
    kind = "true or false"
    pattern = r"true|false"

    def read_text(self, text: str) -> Reading:
        word = text.strip().casefold()
        if word not in {"true", "false"}:
            raise self.bad(text)
        return Reading(word == "true", text)

    def read_other(self, value: Any) -> Reading:
        if type(value) is not bool:
            raise self.bad(value)
        return Reading(value, "true" if value else "false")


class Choice(Reader):
    """One of a few words, each with its value."""

    def __init__(self, kind: str, words: Mapping[str, Any]) -> None:
        self.kind = kind
        self.words = words
        longest_first = sorted(words, key=len, reverse=True)
        self.pattern = "|".join(map(re.escape, longest_first))
        self._words = "" if any("\n" in word for word in words) else self.pattern

    @property
    def usual_pattern(self) -> str:
        """The words."""
        return self._words

    def read_text(self, text: str) -> Reading:
        """Read one of the words."""
        if text.strip() not in self.words:
            raise self.bad(text)
        return Reading(self.words[text.strip()], text)


class Extract(Reader):
    """The part of a text that the last group of `shape` to match has, read by another reader.

    For example the start of ``0.00-1.00``.
    """

    def __init__(self, shape: str, reader: Reader, kind: str) -> None:
        self.shape = re.compile(shape)
        self.reader = reader
        self.kind = kind
        self.gives = str if reader.takes_any_text else reader.gives
        self.unit = reader.unit

    def parts(self, texts: Sequence[str | None]) -> list[str | None]:
        """Return the part of each text, None where it is missing.

        Raises `ValueProblem` for a text of another shape.
        """
        parts: list[str | None] = []
        match = self.shape.fullmatch
        for text in texts:
            found = None if text is None else match(text)
            if found is not None:
                parts.append(found[found.lastindex] if found.lastindex else None)
            elif text is None:
                parts.append(None)
            else:
                raise self.bad(text)
        return parts

    def read(self, text: str) -> Any:
        """Read the part."""
        self.refuse_stand_ins(text)
        (part,) = self.parts((text,))
        if part is None:
            return None
        reading = self.reader[part]
        if reading is None:
            raise self.bad(text)
        return reading


class Computed(Reader):
    """The result of a function of a text: a reading, or the nodes of a nested list.

    For parts of a line that repeat, which no template can express. The function may raise
    `ValueProblem`.
    """

    gives_nodes = True

    def __init__(self, function: Callable[[str], Any], pattern: str, kind: str = "text") -> None:
        self.function = function
        self.pattern = pattern
        self.kind = kind

    def __getitem__(self, text: Any) -> Any:
        if type(text) in (list, dict):
            raise TypeError(f"a {type(text).__name__} is no plain value")
        return None if text is None or text == "null" else self.function(text)


FLAG: Final[Reader] = _Flag()
