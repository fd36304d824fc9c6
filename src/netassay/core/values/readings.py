"""Readings, readers and nodes: the three words of everything that reads.

* A `Reading` is one value with its text and the precision of that text: two figures can only be
  compared at the precision they were printed with.
* A `Reader` turns texts of one kind (a count, a time in ms, an address) into readings. It
  remembers nothing: a reading is a function of its text alone. `core.values.readers` has the
  readers of each kind.
* A `Node` is a record while it is read: its fields' readings by name.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.values.units import Unit

__all__ = [
    "STAND_IN",
    "TEXT",
    "Node",
    "Reader",
    "Reading",
    "ValueProblem",
    "agree",
    "constant",
    "figure",
]

#: A record while it is read: by field name a `Reading`, the node of a nested record, or a list
#: of nodes. Absent fields have no key.
Node = dict[str, Any]

#: Longest text that can be a number: longer than any device prints, short enough to stay exact.
LONGEST_NUMBER: Final = 40
LARGEST_COUNT: Final = 2**63 - 1

EXACTLY_ZERO: Final = Decimal(0)


class Reading(msgspec.Struct, eq=False, gc=False):
    """A value and the text it was read from.

    Only figures have more: `exact` is the number in the field's canonical unit, None for
    other values. `ulp` is one unit of the last printed digit, in the canonical unit, 0 for a
    count; `step` is the same as a float. The true value lies between `low` and `high`.
    `truncated`: the tool truncates where others round. `foreign`: the text has another unit
    than its field or key.
    """

    value: Any
    text: str

    def __repr__(self) -> str:
        return f"Reading({self.value!r}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        """Say whether both were read from the same text in the same way."""
        if type(self) is not type(other):
            return False
        return bool(self.text == other.text and self.value == other.value and self.way == other.way)

    __hash__ = object.__hash__

    @property
    def way(self) -> Any:
        """What tells apart figures of one text that were read in two ways."""
        return None

    @property
    def foreign(self) -> bool:
        """Whether the text has another unit than its field or key."""
        return False

    @property
    def truncated(self) -> bool:
        """Whether the tool truncates where others round."""
        return False

    @property
    def exact(self) -> Decimal | None:
        """The number, None where the value is none."""
        return None

    @property
    def ulp(self) -> Decimal:
        """One unit of the last digit that was printed."""
        return EXACTLY_ZERO

    @property
    def step(self) -> float:
        """`ulp` as a float."""
        return 0.0

    @property
    def low(self) -> Decimal:
        """The smallest number that is printed as this text."""
        exact = self.exact or EXACTLY_ZERO
        return exact if self.truncated else exact - self.ulp / 2

    @property
    def high(self) -> Decimal:
        """The smallest number above `exact` that is printed as another text."""
        return (self.exact or EXACTLY_ZERO) + (self.ulp if self.truncated else self.ulp / 2)


class _Figure(Reading, eq=False):
    """A figure whose precision is not that of a plain number."""

    number: Decimal
    unit_of_last_digit: Decimal
    truncates: bool

    @property
    def way(self) -> Any:
        return self.number, self.unit_of_last_digit, self.truncates

    @property
    def truncated(self) -> bool:
        return self.truncates

    @property
    def exact(self) -> Decimal | None:
        return self.number

    @property
    def ulp(self) -> Decimal:
        return self.unit_of_last_digit

    @property
    def step(self) -> float:
        return float(self.unit_of_last_digit)


def figure(
    text: str,
    exact: Decimal,
    ulp: Decimal,
    *,
    value: float | None = None,
    truncated: bool = False,
) -> Reading:
    """Return the reading of a number whose precision its text alone does not tell.

    `value` is what a record is to hold, where that is not `exact`.
    """
    held = float(exact) if value is None else value
    return _Figure(held, text, exact, ulp, truncated)


def agree(one: Reading, other: Reading) -> bool:
    """Say whether two readings can be of the same value.

    Numbers agree where their ranges overlap by more than a bound, texts where they differ only
    in blanks.
    """
    if one is other or one.value == other.value:
        return True
    if one.exact is None or other.exact is None:
        texts = type(one.value) is str and type(other.value) is str
        return bool(texts and one.value.split() == other.value.split())
    # So far apart, they are apart however their floats were rounded.
    if abs(one.value - other.value) > 1.001 * (one.step + other.step):
        return False
    return one.low < other.high and other.low < one.high


def constant(value: Any) -> Reading:
    """Return a reading that no text states: a line implies it by being there."""
    return Reading(value, "" if value is None else str(value))


class ValueProblem(Exception):
    """A value that needs a finding with this `code`; `reading` is None where it is not usable."""

    def __init__(self, code: str, message: str, reading: Reading | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.reading = reading


#: The message on the text ``string``, which the API's examples have in place of values.
STAND_IN: Final = "the API documentation's stand-in, not a value"
_NULL: Final = "null"
_ANY_TEXT: Final = r"(?!(?:string|(?i:null))\n)[^\s\0][^\n]*+"


def _stands_for_none(text: str) -> bool:
    """Say whether a text stands for no value."""
    return (
        not text
        or text.isspace()
        or (len(text) == len(_NULL) and text.casefold() == _NULL)
        or text == "string"
    )


class Reader:
    """Texts of one kind to readings: ``reader[text]``.

    None and ``null`` give None (absent). A value that needs a finding raises `ValueProblem`. `pattern`
    is the regular expression of such a text within a printed line, `kind` names it in
    messages. `gives` is the class of its values and `unit` the unit of its numbers, each None
    where that is not known beforehand.
    """

    gives: type | None = None
    unit: Unit | None = None
    kind = "text"
    pattern = r"\S+"
    #: Whether it gives the nodes of a list, in place of a reading.
    gives_nodes = False

    @property
    def usual(self) -> Reader:
        """The reader that reads the usual texts of this one alike; mostly this one."""
        return self

    @property
    def usual_pattern(self) -> str:
        """What texts look like that need no closer look, without a line feed; empty for none."""
        return _ANY_TEXT if self.takes_any_text else ""

    @property
    def takes_any_text(self) -> bool:
        """Whether each text is a value as it is."""
        return type(self) is Reader

    def __getitem__(self, value: Any) -> Reading | None:
        if type(value) is str:
            return None if value == "null" else self.read(value)
        if type(value) in (list, dict):
            raise TypeError(f"a {type(value).__name__} is no plain value")
        return None if value is None else self.read_other(value)

    def read(self, text: str) -> Reading:
        """Return the reading of a text; raise `ValueProblem` where it is not of this kind."""
        self.refuse_stand_ins(text)
        return self.read_text(text)

    def read_text(self, text: str) -> Reading:
        """Return the reading of a text that is not a stand-in."""
        return Reading(text, text)

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        """Return the values of texts; None where one of them is absent, or needs a finding."""
        if self.takes_any_text:
            return None if any([_stands_for_none(text) for text in set(texts)]) else texts
        try:
            return [self[text].value for text in texts]  # type: ignore[union-attr]
        except (ValueProblem, AttributeError):
            return None

    def usual_values(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return the values of texts that look as `usual_pattern` says."""
        return texts if self.takes_any_text else [self[text].value for text in texts]  # type: ignore[union-attr]

    def steps(self, texts: Sequence[str]) -> list[float]:
        """Return the steps of usual texts."""
        return [reading.step for text in texts if (reading := self[text]) is not None]

    def foreign(self, texts: Sequence[str]) -> list[int]:
        """Return the positions of usual texts that have another unit than bare numbers."""
        return [at for at, text in enumerate(texts) if (reading := self[text]) and reading.foreign]

    def read_other(self, value: Any) -> Reading:
        """Return the reading of a JSON value that is no string."""
        text = ""
        if type(value) is int and -LARGEST_COUNT <= value <= LARGEST_COUNT:
            text = str(value)
        elif type(value) is float and math.isfinite(value):
            text = str(int(value)) if value.is_integer() else repr(value)
        if not text:
            raise self.bad(value)
        return self.read(text)

    def refuse_stand_ins(self, text: str) -> None:
        """Raise `ValueProblem` for texts that stand for no value."""
        if text == "string":
            raise ValueProblem("placeholder", STAND_IN)
        if _stands_for_none(text):
            raise ValueProblem("null-text", "a text stands where null was meant")

    def bad(self, value: Any) -> ValueProblem:
        """Return the exception for a value that is not of this kind."""
        shown = f"a {type(value).__name__}" if isinstance(value, list | dict) else repr(value)
        if len(shown) > LONGEST_NUMBER:
            shown = f"{shown[:LONGEST_NUMBER]}..."
        return ValueProblem("bad-value", f"{shown} is not {self.kind}")


TEXT: Final[Reader] = Reader()
