"""Readings: one value as a device or the API gave it, and the readers that understand them.

A `Reading` keeps the text beside the value and knows how precise the text was, because
two figures can only be compared at the precision they were printed with. A reader turns
texts of one kind (a count, a time in ms, an address) into readings and remembers them:
what devices print repeats (``0.00 bits/sec``, three-digit figures, the same address in
every reply), and both sides of a body go through the same reader, so that equal texts
give the very same object and agreement is seen without comparing numbers at all.
"""

from __future__ import annotations

import ipaddress
import math
import re
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netassay.core.units import Unit

__all__ = [
    "ADDRESS",
    "COUNT",
    "FLAG",
    "HOST",
    "MAC",
    "STAND_IN",
    "TEXT",
    "Choice",
    "Computed",
    "Node",
    "Odd",
    "Part",
    "Printed",
    "Reader",
    "Reading",
    "agree",
    "constant",
    "count_upto",
    "number",
    "with_unit",
]

#: What is known of a record while it is read: by field name a `Reading`, a node of a nested
#: record, or a list of nodes. Absent fields are not in it.
Node = dict[str, Any]

#: Readings remembered per reader, and the longest text worth remembering.
MEMORY: Final = 4096
LONGEST_REMEMBERED: Final = 48
_BITS: Final = (0, 1)
#: Longest text that can be a number: far beyond any device, short enough to stay exact.
LONGEST_NUMBER: Final = 40
LARGEST_COUNT: Final = 2**63 - 1

_EXACT: Final = Context(prec=2 * LONGEST_NUMBER)
_ZERO: Final = Decimal(0)


class Reading:
    """A value and the text it was read from.

    `exact` is the number in the field's canonical unit, None for what is no number. The
    true value lies from `low` to `high`: half a unit of the last printed digit (`ulp`, as
    a float `step`) either way, or a whole one upward where the tool truncates; a count is
    exact. `foreign`: the text carried another unit than its field or key is stated in.
    """

    __slots__ = ("exact", "foreign", "step", "text", "truncated", "ulp", "value")

    def __init__(
        self,
        value: Any,
        text: str,
        exact: Decimal | None = None,
        ulp: Decimal = _ZERO,
        *,
        foreign: bool = False,
        truncated: bool = False,
    ) -> None:
        self.value = value
        self.text = text
        self.exact = exact
        self.ulp = ulp
        self.step = 0.0 if ulp is _ZERO else float(ulp)
        self.foreign = foreign
        self.truncated = truncated

    def __repr__(self) -> str:
        return f"Reading({self.value!r}, {self.text!r})"

    @property
    def low(self) -> Decimal:
        """The smallest number that would have been printed like this."""
        exact = self.exact or _ZERO
        return exact if self.truncated else exact - self.ulp / 2

    @property
    def high(self) -> Decimal:
        """The number below which everything would have been printed like this."""
        return (self.exact or _ZERO) + (self.ulp if self.truncated else self.ulp / 2)


def agree(one: Reading, other: Reading) -> bool:
    """Say whether two readings can be the same value.

    The ranges of two numbers share more than an edge; two texts differ in their blanks only.
    """
    if one is other or one.value == other.value:
        return True
    if one.exact is None or other.exact is None:
        texts = type(one.value) is str and type(other.value) is str
        return texts and one.value.split() == other.value.split()
    return one.low < other.high and other.low < one.high


def constant(value: Any) -> Reading:
    """Return a reading that a line of text implies by being there."""
    return Reading(value, "" if value is None else str(value))


class Odd(Exception):
    """A value that needs a finding: `code` says which, `reading` is what can be used of it."""

    def __init__(self, code: str, message: str, reading: Reading | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.reading = reading


#: What is wrong with the text that the API's pages show where a text would stand.
STAND_IN: Final = "the API documentation's stand-in, not a value"


class Reader(dict[Any, "Reading | None"]):
    """Texts of one kind to readings: ``reader[text]``.

    None reads as None (absent). What can't be read, and what reads only with a remark,
    raises `Odd`. `pattern` is the regular expression of such a text within a printed
    line, `kind` names it in messages.
    """

    kind = "text"
    pattern = r"\S+"

    # A reader is itself and no other, whatever it remembers; annotations are hashed.
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __init__(self) -> None:
        super().__init__({None: None, "null": None})
        self._bits: dict[int, Reading | None] = {}

    @property
    def takes_any_text(self) -> bool:
        """Whether each text is a value as it stands."""
        return type(self) is Reader

    def __missing__(self, text: Any) -> Reading | None:
        reading: Reading | None
        if type(text) is str:
            reading = self.read(text)
            if len(text) <= LONGEST_REMEMBERED:
                self._keep(text, reading)
        elif type(text) is not int:
            reading = self.read_other(text)
        elif text in _BITS:
            # As keys these are the same as False and True, which are no numbers.
            reading = self._bits.get(text)
            if reading is None:
                reading = self._bits[text] = self.read_other(text)
        else:
            reading = self.read_other(text)
            self._keep(text, reading)
        return reading

    def _keep(self, text: Any, reading: Reading | None) -> None:
        if len(self) >= MEMORY:
            self.clear()
            self.update({None: None, "null": None})
        self[text] = reading

    def read(self, text: str) -> Reading:
        """Read a text; raise `Odd` where it is not of this kind."""
        self.refuse_stand_ins(text)
        return self.read_text(text)

    def read_text(self, text: str) -> Reading:
        """Read a text that stands for a value."""
        return Reading(text, text)

    def read_other(self, value: Any) -> Reading:
        """Read a JSON value that is no string."""
        if type(value) is int and -LARGEST_COUNT <= value <= LARGEST_COUNT:
            return self._again(str(value))
        if type(value) is float and math.isfinite(value):
            return self._again(str(int(value)) if value.is_integer() else repr(value))
        raise self.bad(value)

    def _again(self, text: str) -> Reading:
        """Read the text of a number through the memory."""
        reading = self[text]
        if reading is None:
            raise self.bad(text)
        return reading

    def refuse_stand_ins(self, text: str) -> None:
        """Raise `Odd` for texts that stand for no value at all."""
        if not text or text.isspace() or text.casefold() == "null":
            raise Odd("null-text", "a text stands where null was meant")
        if text == "string":
            raise Odd("placeholder", STAND_IN)

    def bad(self, value: Any) -> Odd:
        """Return the signal that the value is not of this kind."""
        shown = f"a {type(value).__name__}" if isinstance(value, list | dict) else repr(value)
        if len(shown) > LONGEST_NUMBER:
            shown = f"{shown[:LONGEST_NUMBER]}..."
        return Odd("bad-value", f"{shown} is not {self.kind}")


class _Count(Reader):
    """A whole number of things, exact; `limit` is the largest that can be."""

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
    """A measured number, with its unit or without, scaled to the field's canonical unit."""

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
        # Loose, because it is fast, and because what has the place of a number and is none
        # makes a bad value of a line, not a line that nobody reads.
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
            ulp = _ZERO
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
    """A reader together with what its texts look like in one tool's lines."""

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
    """An IPv4 or IPv6 address, in its canonical text form (RFC 5952), zone kept."""

    kind = "an address"
    pattern = r"[0-9A-Fa-f:.]+(?:%[\w.-]+)?"

    def read_text(self, text: str) -> Reading:
        try:
            return Reading(_canonical_address(text.strip()), text)
        except ValueError:
            raise self.bad(text) from None


class _Host(Reader):
    """A host as a device names it: an address, or a name left as it is."""

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
    """An EUI-48 address in any notation, given in lower case with colons."""

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
    """One of a few words, each with the value it stands for."""

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


class Part(Reader):
    """A piece of a text, read by another reader: the start of ``0.00-1.00``."""

    def __init__(self, shape: str, reader: Reader, kind: str) -> None:
        super().__init__()
        self.shape = re.compile(shape)
        self.reader = reader
        self.kind = kind

    def read(self, text: str) -> Reading:
        """Read the piece that the shape marks."""
        self.refuse_stand_ins(text)
        match = self.shape.fullmatch(text)
        reading = self.reader[match[1]] if match else None
        if reading is None:
            raise self.bad(text)
        return reading

    read_text = read


class Computed(Reader):
    """What a function of ours makes of a text: a reading, or the nodes of a nested list.

    For the pieces of a line that repeat, as a table of lines can't say. The function may
    raise `Odd`. Nothing is remembered, because nodes belong to one record.
    """

    def __init__(self, function: Callable[[str], Any], pattern: str, kind: str = "text") -> None:
        super().__init__()
        self.function = function
        self.pattern = pattern
        self.kind = kind

    def __missing__(self, text: Any) -> Any:
        return self.function(text)


TEXT: Final[Reader] = Reader()
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

    Without `units` the unit's own spellings are taken. `stated_in` is the spelling whose
    unit a bare number is in, by default the canonical one. Called twice with the same
    arguments it returns the same reader, so that both sides of a body share readings.
    """
    table = unit.spellings if units is None else units
    scale = table[stated_in] if stated_in else Decimal(1)
    key = (unit, id(table), scale, truncates)
    numbers = _NUMBERS.get(key)
    if numbers is None:
        numbers = _NUMBERS.setdefault(key, _Number(unit, table, scale, truncates=truncates))
    return numbers
