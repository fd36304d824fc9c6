"""Scales: how many canonical units a printed unit is."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache
from typing import Final

from netassay.core.values.readings import LONGEST_NUMBER

__all__ = ["EXACT", "ONE", "Scale", "scale_of"]

#: Keeps all digits of a number times a scale.
EXACT: Final = Context(prec=2 * LONGEST_NUMBER)
#: Digits behind the point of most numbers, at most.
_USUAL_DIGITS: Final = 7


class Scale:
    """The number of canonical units that a printed unit is.

    Nearly all are ``10**exponent * 2**n``. A float takes the first as a part of its text and
    the second without an error, so that its value is that of the exact product.
    """

    def __init__(self, exact: Decimal) -> None:
        self.exact = exact
        _, digits, exponent = exact.normalize().as_tuple()
        factor = int("".join(map(str, digits)))
        self._is_quick = factor & (factor - 1) == 0
        self._factor = float(factor)
        self._suffix = f"e{exponent}" if exponent else ""
        self._steps = [self._step(digits) for digits in range(_USUAL_DIGITS)]

    def value(self, number: str) -> float:
        """Return a number of this unit, without an exponent, in the canonical one."""
        if self._is_quick:
            return float(number + self._suffix) * self._factor
        return float(EXACT.multiply(Decimal(number), self.exact))

    def step(self, digits: int) -> float:
        """Return one unit of the last of so many digits behind the point."""
        if 0 <= digits < len(self._steps):
            return self._steps[digits]
        return self._step(digits)

    def _step(self, digits: int) -> float:
        return float(EXACT.multiply(Decimal((0, (1,), -digits)), self.exact))


@cache
def scale_of(exact: Decimal) -> Scale:
    """Return the one scale of that many canonical units."""
    return Scale(exact)


ONE: Final = scale_of(Decimal(1))
