"""Numbers in a readable unit: four digits of a rate, all digits of a round trip."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netassay.core.values.units import Unit

__all__ = ["Scale", "digits", "scale_for", "unrounded", "with_unit"]

_PREFIXES: Final = ("", "k", "M", "G", "T")
#: Units that get prefixes, by symbol, and their names behind a prefix.
_SCALED: Final = {"bit/s": "bit/s", "bytes": "B"}
_SIGNIFICANT: Final = 4


@attrs.frozen
class Scale:
    """A unit for display: its symbol, and its size in canonical units."""

    symbol: str
    factor: int = 1

    def figure(self, value: float) -> str:
        """Return a number of canonical units in this unit."""
        if self.factor == 1:
            return digits(value)
        number = Decimal(repr(value)) / self.factor
        places = max(0, _SIGNIFICANT - 1 - number.adjusted()) if number else 0
        return _without_zeros(round(number, places))


def scale_for(values: Iterable[float], unit: Unit | None) -> Scale:
    """Return the scale that makes the largest number readable.

    Only volumes and rates are scaled, by powers of 1000; an exact size in bytes, a time or
    a share stays in its canonical unit.
    """
    if unit is None:
        return Scale("")
    name = _SCALED.get(unit.symbol)
    if name is None or unit.whole:
        return Scale(unit.symbol)
    largest = max(map(abs, values), default=0)
    power = max((n for n in range(len(_PREFIXES)) if largest >= 1000**n), default=0)
    return Scale(f"{_PREFIXES[power]}{name}", 1000**power) if power else Scale(unit.symbol)


def with_unit(value: float, unit: Unit | None) -> str:
    """Return one number with its unit: ``9.58 Mbit/s``."""
    scale = scale_for([value], unit)
    return f"{scale.figure(value)} {scale.symbol}".rstrip()


def unrounded(value: float, unit: Unit | None) -> str:
    """Return a number in its canonical unit if `with_unit` rounds it, else an empty text."""
    scale = scale_for([value], unit)
    if unit is None or Decimal(scale.figure(value)) * scale.factor == Decimal(repr(value)):
        return ""
    return f"{digits(value)} {unit.symbol}"


def digits(value: float) -> str:
    """Return all digits of a number, without exponent and trailing zeros."""
    return _without_zeros(Decimal(repr(value)))


def _without_zeros(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
