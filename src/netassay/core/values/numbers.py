"""Measured numbers, with or without unit, as devices print them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.readings import (
    EXACTLY_ZERO,
    LARGEST_COUNT,
    LONGEST_NUMBER,
    Reader,
    Reading,
    ValueProblem,
)
from netassay.core.values.scales import EXACT, ONE, Scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netassay.core.values.units import Unit

__all__ = ["Number", "number"]

#: Digits of a number that needs no closer look, and of one with a unit.
_MOST_DIGITS: Final = 18
_DIGITS_WITH_UNIT: Final = 4


class _Measured(Reading, eq=False):
    """A measured number, whose precision its text tells when somebody asks.

    Its `way` is its reader. `foreign`: its unit is not that of bare numbers.
    """

    way: Number
    foreign: bool = False

    @property
    def truncated(self) -> bool:
        return self.way.truncates

    @property
    def exact(self) -> Decimal | None:
        number, scale = self.way.parts(self.text)
        return EXACT.multiply(Decimal(number), scale.exact)

    @property
    def ulp(self) -> Decimal:
        number, scale = self.way.parts(self.text)
        if self.way.unit.whole and scale.exact == 1:
            return EXACTLY_ZERO
        last = Decimal((0, (1,), int(Decimal(number).as_tuple().exponent)))
        return EXACT.multiply(last, scale.exact)

    @property
    def step(self) -> float:
        text = self.text
        if not self.way.unit.whole and _split(text) is not None:
            return self.way.steps([text])[0]
        number, scale = self.way.parts(text)
        if self.way.unit.whole and scale.exact == 1:
            return 0.0
        return scale.step(-int(Decimal(number).as_tuple().exponent))


_shape_of_number: Final = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?) ?([A-Za-z/%]*)").fullmatch


def _split(text: str) -> tuple[str, str] | None:
    """Return a number as devices print it, and its unit; None for another text."""
    match = _shape_of_number(text)
    return match.groups() if match else None  # type: ignore[return-value]


_numbers_and_units: Final = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?) ?([A-Za-z/%]*)\n").findall


def _split_all(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Do what `_split` does with texts that are known to be such numbers."""
    return _numbers_and_units("\n".join(texts) + "\n")


class Number(Reader):
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
        self.unit = unit
        self._is_whole = unit.whole
        self._limit = unit.limit
        self.scales = {spelling: scale_of(factor) for spelling, factor in units.items()}
        self.scale = scale_of(scale)
        self.truncates = truncates
        self.kind = f"a number in {unit.description}"
        # Loose, which is fast. And a bad number is then a bad value, not an unread line.
        self.pattern = r"-?[0-9.]++"

    def __getitem__(self, value: Any) -> Reading | None:
        match = _shape_of_number(value) if type(value) is str else None
        if match is None:
            return super().__getitem__(value)
        number, printed = match.groups()
        scale = self.scales.get(printed) if printed else self.scale
        if self._is_whole:
            if scale is ONE and number.isdigit():
                return _Measured(int(number), value, self, scale is not self.scale)
        elif scale is not None:
            scaled = float(number) if scale is ONE else scale.value(number)
            if scaled <= self._limit:
                return _Measured(scaled, value, self, scale is not self.scale)
        return super().__getitem__(value)

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        """Return the values of numbers, each with its unit or without one."""
        split = [_split(text) for text in texts]
        if self._is_whole or None in split:
            return super().column(texts)
        values = self._scaled(split)  # type: ignore[arg-type]
        return values if values and max(values) <= self._limit else None

    def _scaled(self, split: Sequence[tuple[str, str]]) -> list[float] | None:
        """Return the values of numbers with their units, None where a unit is unknown."""
        known, own = self.scales, self.scale
        try:
            scales = [known[unit] if unit else own for _, unit in split]
        except KeyError:
            return None
        numbers = [number for number, _ in split]
        return [scale.value(number) for number, scale in zip(numbers, scales, strict=True)]

    def usual_values(self, texts: Sequence[str]) -> Sequence[Any]:
        """Return the values of numbers that need no closer look."""
        if self._is_whole:
            return list(map(int, texts))
        if self.scale is ONE and " " not in texts[0] and texts[0][-1].isdigit():
            try:
                return list(map(float, texts))
            except ValueError:
                """Another has a unit."""
        return self._scaled(_split_all(texts)) or ()

    @property
    def usual_pattern(self) -> str:
        """What a number below the limit looks like, with its unit or without one."""
        if self.unit.whole:
            return rf"[0-9]{{1,{_MOST_DIGITS - 1}}}+" if self.scale is ONE else ""
        alone = _digits_below(self._limit, self.scale)
        units = [
            re.escape(unit)
            for unit, scale in self.scales.items()
            if _digits_below(self._limit, scale) >= _DIGITS_WITH_UNIT and unit.isascii()
        ]
        if not alone or not units:
            return _number(alone) if alone else ""
        return rf"{_number(_DIGITS_WITH_UNIT)} ?+(?:{'|'.join(units)})|{_number(alone)}"

    def steps(self, texts: Sequence[str]) -> list[float]:
        """Return one unit of the last digit of each."""
        if self.unit.whole:
            return super().steps(texts)
        split = _split_all(texts)
        if len(split) != len(texts):
            return super().steps(texts)
        known, own = self.scales, self.scale
        return [
            (known[unit] if unit else own).step(len(number.partition(".")[2]))
            for number, unit in split
        ]

    def foreign(self, texts: Sequence[str]) -> list[int]:
        """Return the positions of those texts that have another unit than bare numbers."""
        if "".join(texts).replace(".", "").isdigit():
            return []
        split = _split_all(texts)
        if len(split) != len(texts):
            return super().foreign(texts)
        return [
            at for at, (_, unit) in enumerate(split) if unit and self.scales[unit] is not self.scale
        ]

    def read_text(self, text: str) -> Reading:
        """Read a number exactly; raise `ValueProblem` for what is none, and for one that is implausible."""
        number, scale = self.parts(text)
        exact = EXACT.multiply(Decimal(number), scale.exact)
        value: float = float(exact)
        if self.unit.whole:
            if exact != exact.to_integral_value() or abs(exact) > LARGEST_COUNT:
                raise self.bad(text)
            value = int(exact)
        reading = _Measured(value, text, self, scale is not self.scale)
        if exact < 0:
            raise ValueProblem("implausible", f"{text} is below zero", reading)
        if exact > self.unit.limit:
            raise ValueProblem(
                "implausible", f"{text} is over {self.unit.limit} {self.unit.suffix}", reading
            )
        return reading

    def parts(self, text: str) -> tuple[str, Scale]:
        """Return the number in a text and its unit; raise `ValueProblem` where it is none."""
        match = self._shape.fullmatch(text) if len(text) <= 2 * LONGEST_NUMBER else None
        scale = self.scale if match else None
        if match and match[2]:
            scale = self.scales.get(match[2].rstrip())
        if match is None or scale is None:
            raise self.bad(text)
        return match[1], scale


def _digits_below(limit: int, scale: Scale) -> int:
    """Return how many digits before the point are always below a limit."""
    return min(max(len(str(int(limit / scale.exact))) - 1, 0), _MOST_DIGITS)


def _number(digits: int) -> str:
    return rf"[0-9]{{1,{digits}}}+(?:\.[0-9]{{1,15}}+)?+"


_NUMBERS: dict[Any, Number] = {}


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
        numbers = _NUMBERS.setdefault(key, Number(unit, table, scale, truncates=truncates))
    return numbers
