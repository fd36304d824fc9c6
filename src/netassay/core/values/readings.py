"""Readings: one value as a device or the API gave it, and the readers that understand them.

A `Reading` keeps the text beside the value and knows how precise the text was, because
two figures can only be compared at the precision they were printed with. A reader turns
texts of one kind (a count, a time in ms, an address) into readings and remembers them:
what devices print repeats (``0.00 bits/sec``, three-digit figures, the same address in
every reply), and both sides of a body go through the same reader, so that equal texts
give the very same object and agreement is seen without comparing numbers at all.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from netassay.core.values.units import Unit

__all__ = [
    "STAND_IN",
    "TEXT",
    "Node",
    "Odd",
    "Reader",
    "Reading",
    "agree",
    "constant",
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

EXACTLY_ZERO: Final = Decimal(0)


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
        ulp: Decimal = EXACTLY_ZERO,
        *,
        foreign: bool = False,
        truncated: bool = False,
    ) -> None:
        self.value = value
        self.text = text
        self.exact = exact
        self.ulp = ulp
        self.step = 0.0 if ulp is EXACTLY_ZERO else float(ulp)
        self.foreign = foreign
        self.truncated = truncated

    def __repr__(self) -> str:
        return f"Reading({self.value!r}, {self.text!r})"

    @property
    def low(self) -> Decimal:
        """The smallest number that would have been printed like this."""
        exact = self.exact or EXACTLY_ZERO
        return exact if self.truncated else exact - self.ulp / 2

    @property
    def high(self) -> Decimal:
        """The number below which everything would have been printed like this."""
        return (self.exact or EXACTLY_ZERO) + (self.ulp if self.truncated else self.ulp / 2)


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
    line, `kind` names it in messages. `gives` is the class of its values and `unit` the unit of
    its numbers, each None where that is not known beforehand.
    """

    gives: type | None = None
    unit: Unit | None = None
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
        if text is None or text == "null":
            # Another thread has cleared the memory and not yet put these back.
            return None
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


TEXT: Final[Reader] = Reader()
