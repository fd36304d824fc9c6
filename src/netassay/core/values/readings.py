"""Readings, readers and nodes: the three words of everything that reads.

* A `Reading` is one value with its text and the precision of that text: two figures can only be
  compared at the precision they were printed with.
* A `Reader` turns texts of one kind (a count, a time in ms, an address) into readings. It
  remembers them, because devices repeat texts (``0.00 bits/sec``, the same address in each
  reply). `output` and the text share readers, so equal texts give the same object, and agree
  without a comparison of numbers. `core.values.readers` has the readers of each kind.
* A `Node` is a record while it is read: its fields' readings by name.
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

#: A record while it is read: by field name a `Reading`, the node of a nested record, or a list
#: of nodes. Absent fields have no key.
Node = dict[str, Any]

#: Number of readings that a reader remembers, and the length of the longest text.
MEMORY: Final = 4096
LONGEST_REMEMBERED: Final = 48
_BITS: Final = (0, 1)
#: Longest text that can be a number: longer than any device prints, short enough to stay exact.
LONGEST_NUMBER: Final = 40
LARGEST_COUNT: Final = 2**63 - 1

EXACTLY_ZERO: Final = Decimal(0)


class Reading:
    """A value and the text it was read from.

    `exact` is the number in the field's canonical unit, None for other values. `ulp` is one unit
    of the last printed digit, in the canonical unit, 0 for a count; `step` is the same as a
    float. The true value lies between `low` and `high`. `truncated`: the tool truncates where
    others round. `foreign`: the text has another unit than its field or key.
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
        """The smallest number that is printed as this text."""
        exact = self.exact or EXACTLY_ZERO
        return exact if self.truncated else exact - self.ulp / 2

    @property
    def high(self) -> Decimal:
        """The smallest number above `exact` that is printed as another text."""
        return (self.exact or EXACTLY_ZERO) + (self.ulp if self.truncated else self.ulp / 2)


def agree(one: Reading, other: Reading) -> bool:
    """Say whether two readings can be of the same value.

    Numbers agree where their ranges overlap by more than a bound, texts where they differ only
    in blanks.
    """
    if one is other or one.value == other.value:
        return True
    if one.exact is None or other.exact is None:
        texts = type(one.value) is str and type(other.value) is str
        return texts and one.value.split() == other.value.split()
    return one.low < other.high and other.low < one.high


def constant(value: Any) -> Reading:
    """Return a reading that no text states: a line implies it by being there."""
    return Reading(value, "" if value is None else str(value))


class Odd(Exception):
    """A value that needs a finding with this `code`; `reading` is None where it is not usable."""

    def __init__(self, code: str, message: str, reading: Reading | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.reading = reading


#: The message on the text ``string``, which the API's examples have in place of values.
STAND_IN: Final = "the API documentation's stand-in, not a value"


class Reader(dict[Any, "Reading | None"]):
    """Texts of one kind to readings: ``reader[text]``.

    None and ``null`` give None (absent). A value that needs a finding raises `Odd`. `pattern`
    is the regular expression of such a text within a printed line, `kind` names it in
    messages. `gives` is the class of its values and `unit` the unit of its numbers, each None
    where that is not known beforehand.
    """

    gives: type | None = None
    unit: Unit | None = None
    kind = "text"
    pattern = r"\S+"

    # Readers are compared by identity, not by what they remember; annotations are hashed.
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return self is other

    def __init__(self) -> None:
        super().__init__({None: None, "null": None})
        self._bits: dict[int, Reading | None] = {}

    @property
    def takes_any_text(self) -> bool:
        """Whether each text is a value as it is."""
        return type(self) is Reader

    def __missing__(self, text: Any) -> Reading | None:
        reading: Reading | None
        if text is None or text == "null":
            # Another thread has cleared the memory and not yet restored these two.
            return None
        if type(text) is str:
            reading = self.read(text)
            if len(text) <= LONGEST_REMEMBERED:
                self._keep(text, reading)
        elif type(text) is not int:
            reading = self.read_other(text)
        elif text in _BITS:
            # As keys 0 and 1 equal False and True, which are no numbers.
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
        """Return the reading of a text; raise `Odd` where it is not of this kind."""
        self.refuse_stand_ins(text)
        return self.read_text(text)

    def read_text(self, text: str) -> Reading:
        """Return the reading of a text that is not a stand-in."""
        return Reading(text, text)

    def read_other(self, value: Any) -> Reading:
        """Return the reading of a JSON value that is no string."""
        if type(value) is int and -LARGEST_COUNT <= value <= LARGEST_COUNT:
            return self._again(str(value))
        if type(value) is float and math.isfinite(value):
            return self._again(str(int(value)) if value.is_integer() else repr(value))
        raise self.bad(value)

    def _again(self, text: str) -> Reading:
        """Return the reading of a number's text, remembered if possible."""
        reading = self[text]
        if reading is None:
            raise self.bad(text)
        return reading

    def refuse_stand_ins(self, text: str) -> None:
        """Raise `Odd` for texts that stand for no value."""
        if not text or text.isspace() or text.casefold() == "null":
            raise Odd("null-text", "a text stands where null was meant")
        if text == "string":
            raise Odd("placeholder", STAND_IN)

    def bad(self, value: Any) -> Odd:
        """Return the exception for a value that is not of this kind."""
        shown = f"a {type(value).__name__}" if isinstance(value, list | dict) else repr(value)
        if len(shown) > LONGEST_NUMBER:
            shown = f"{shown[:LONGEST_NUMBER]}..."
        return Odd("bad-value", f"{shown} is not {self.kind}")


TEXT: Final[Reader] = Reader()
