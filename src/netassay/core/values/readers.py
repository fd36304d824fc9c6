"""Readers of the values that devices print: counts, numbers with units, addresses.

There is one object for each: `output` and the text must share it, see `core.values.readings`.
"""

from __future__ import annotations

import ipaddress
import re
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.readings import (
    EXACTLY_ZERO,
    LARGEST_COUNT,
    LONGEST_NUMBER,
    LONGEST_REMEMBERED,
    Odd,
    Reader,
    Reading,
)
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netassay.core.values.units import Unit

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

_EXACT: Final = Context(prec=2 * LONGEST_NUMBER)


class _Count(Reader):
    """A whole number of things, exact; `limit` is the largest plausible one."""

    gives = int
    kind = "a count"
    pattern = r"-?[0-9]++"

    def __init__(self, limit: int | None = None) -> None:
        super().__init__()
        self.limit = limit

    _shape = re.compile(r"\s*([+-]?[0-9]{1,19})\s*")

    def read_text(self, text: str) -> Reading:
        match = self._shape.fullmatch(text)
        value = int(match[1]) if match else 0
        if not match or abs(value) > LARGEST_COUNT:
            raise self.bad(text)
        reading = Reading(value, text, Decimal(value))
        if value < 0:
            raise Odd("implausible", f"a count can't be {value}", reading)
        if self.limit is not None and value > self.limit:
            raise Odd("implausible", f"{value} is over {self.limit}", reading)
        return reading


class _Number(Reader):
    """A measured number, with or without unit, scaled to the canonical unit of its field."""

    gives = float
    unit: Unit
    kind = "a number"
    _shape = re.compile(
        r"\s*([+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,2})?)\s*"
        r"([^\s0-9].{0,15})?",
    )

    def __init__(
        self, unit: Unit, units: Mapping[str, Decimal], scale: Decimal, *, truncates: bool
    ) -> None:
        super().__init__()
        self.unit = unit
        self.units = units
        self.scale = scale
        self.truncates = truncates
        self.kind = f"a number in {unit.description}"
        # Loose, which is fast. And a bad number is then a bad value, not an unread line.
        self.pattern = r"-?[0-9.]++"

    def read_text(self, text: str) -> Reading:
        match = self._shape.fullmatch(text) if len(text) <= 2 * LONGEST_NUMBER else None
        scale = self.scale
        if not match:
            raise self.bad(text)
        if match[2]:
            printed = self.units.get(match[2].rstrip())
            if printed is None:
                raise self.bad(text)
            scale = printed
        return self._scaled(text, Decimal(match[1]), scale)

    def _scaled(self, text: str, number: Decimal, scale: Decimal) -> Reading:
        exact = _EXACT.multiply(number, scale)
        value: float = float(exact)
        if self.unit.whole:
            if exact != exact.to_integral_value() or abs(exact) > LARGEST_COUNT:
                raise self.bad(text)
            value = int(exact)
        ulp = _EXACT.multiply(Decimal((0, (1,), int(number.as_tuple().exponent))), scale)
        if self.unit.whole and scale == 1:
            ulp = EXACTLY_ZERO
        foreign = scale != self.scale
        reading = Reading(value, text, exact, ulp, foreign=foreign, truncated=self.truncates)
        if exact < 0:
            raise Odd("implausible", f"{text} is below zero", reading)
        if exact > self.unit.limit:
            raise Odd(
                "implausible", f"{text} is over {self.unit.limit} {self.unit.suffix}", reading
            )
        return reading


class Printed:
    """A reader with the pattern of its texts in the lines of one tool."""

    def __init__(self, reader: Reader, pattern: str) -> None:
        self.reader = reader
        self.pattern = pattern


def with_unit(numbers: Reader) -> Printed:
    """Return the hole for numbers that a tool always prints with their unit: ``6.42 MBytes``."""
    if not isinstance(numbers, _Number):
        message = f"{numbers.kind} has no unit"
        raise SpecError(message)
    return Printed(numbers, rf"{numbers.pattern} *+[A-Za-z/%]++")


class _Address(Reader):
    """An IPv4 or IPv6 address, read as its canonical text form (RFC 5952) with its zone."""

    gives = str
    kind = "an address"
    pattern = r"[0-9A-Fa-f:.]+(?:%[\w.-]+)?"

    def read_text(self, text: str) -> Reading:
        try:
            return Reading(_canonical_address(text.strip()), text)
        except ValueError:
            raise self.bad(text) from None


class _Host(Reader):
    """A host: an address, read as `_Address` does, or a name as it is."""

    gives = str
    kind = "a host"
    pattern = r"[^\s,()]+"

    def read_text(self, text: str) -> Reading:
        host = text.strip()
        try:
            return Reading(_canonical_address(host), text)
        except ValueError:
            return Reading(host, text)


def _canonical_address(text: str) -> str:
    if len(text) > LONGEST_REMEMBERED + LONGEST_NUMBER:
        raise ValueError(text)
    return str(ipaddress.ip_address(text))


class _Mac(Reader):
    """An EUI-48 address in any notation, read as lower case with colons."""

    gives = str
    kind = "a MAC address"
    pattern = r"[0-9A-Fa-f]{2}[0-9A-Fa-f:.-]{10,15}"
    _separators = re.compile(r"[:.\-]")
    _shape = re.compile(r"[0-9A-Fa-f]{12}")

    def read_text(self, text: str) -> Reading:
        digits = self._separators.sub("", text.strip()) if len(text) <= LONGEST_NUMBER else ""
        if not self._shape.fullmatch(digits):
            raise self.bad(text)
        pairs = [digits[at : at + 2].lower() for at in range(0, 12, 2)]
        return Reading(":".join(pairs), text)


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
        super().__init__()
        self.kind = kind
        self.words = words
        longest_first = sorted(words, key=len, reverse=True)
        self.pattern = "|".join(map(re.escape, longest_first))

    def read_text(self, text: str) -> Reading:
        """Read one of the words."""
        if text.strip() not in self.words:
            raise self.bad(text)
        return Reading(self.words[text.strip()], text)


class Extract(Reader):
    """The part of a text that a group of `shape` matches, read by another reader.

    For example the start of ``0.00-1.00``.
    """

    def __init__(self, shape: str, reader: Reader, kind: str) -> None:
        super().__init__()
        self.shape = re.compile(shape)
        self.reader = reader
        self.kind = kind
        self.gives = str if reader.takes_any_text else reader.gives
        self.unit = reader.unit

    def read(self, text: str) -> Reading:
        """Read the group of the shape."""
        self.refuse_stand_ins(text)
        match = self.shape.fullmatch(text)
        reading = self.reader[match[1]] if match else None
        if reading is None:
            raise self.bad(text)
        return reading

    read_text = read


class Computed(Reader):
    """The result of a function of a text: a reading, or the nodes of a nested list.

    For parts of a line that repeat, which no template can express. The function may raise
    `Odd`. Nothing is remembered, because nodes belong to one record.
    """

    def __init__(self, function: Callable[[str], Any], pattern: str, kind: str = "text") -> None:
        super().__init__()
        self.function = function
        self.pattern = pattern
        self.kind = kind

    def __missing__(self, text: Any) -> Any:
        return self.function(text)


COUNT: Final[Reader] = _Count()
ADDRESS: Final[Reader] = _Address()
HOST: Final[Reader] = _Host()
MAC: Final[Reader] = _Mac()
FLAG: Final[Reader] = _Flag()


@cache
def count_upto(limit: int) -> Reader:
    """Return the reader of a count that can't be over `limit` (TTL, port number)."""
    return _Count(limit)


_NUMBERS: dict[Any, _Number] = {}


def number(
    unit: Unit,
    units: Mapping[str, Decimal] | None = None,
    stated_in: str | None = None,
    *,
    truncates: bool = False,
) -> Reader:
    """Return the reader of numbers in `unit`, which may carry a unit of the closed table `units`.

    `units` defaults to the unit's own spellings. `stated_in` is the spelling of the unit of
    bare numbers, by default the canonical unit. The same arguments give the same reader, so
    that `output` and the text share readings.
    """
    table = unit.spellings if units is None else units
    scale = table[stated_in] if stated_in else Decimal(1)
    key = (unit, id(table), scale, truncates)
    numbers = _NUMBERS.get(key)
    if numbers is None:
        numbers = _NUMBERS.setdefault(key, _Number(unit, table, scale, truncates=truncates))
    return numbers
