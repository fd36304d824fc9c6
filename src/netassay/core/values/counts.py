"""Counts: whole numbers of things."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.readings import LARGEST_COUNT, Reader, Reading, ValueProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COUNT", "OCTET", "count_upto"]

#: Digits of a count that needs no closer look.
_LONG_COUNT: Final = 18
_LARGEST_OCTET: Final = 255
#: What a number below 256 looks like.
OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"


class _CountReading(Reading, eq=False):
    """A count, which is exact."""

    @property
    def exact(self) -> Decimal | None:
        return Decimal(self.value)


class _Count(Reader):
    """A whole number of things, exact; `limit` is the largest plausible one."""

    gives = int
    kind = "a count"
    pattern = r"-?[0-9]++"

    def __init__(self, limit: int = LARGEST_COUNT) -> None:
        self.limit = limit

    _shape = re.compile(r"\s*([+-]?[0-9]{1,19})\s*")

    def usual_values(self, texts: Sequence[str]) -> Sequence[Any]:
        return list(map(int, texts))

    @property
    def usual_pattern(self) -> str:
        if self.limit == _LARGEST_OCTET:
            return OCTET
        digits = min(len(str(self.limit)), _LONG_COUNT) - 1
        return rf"[0-9]{{1,{digits}}}+"

    def __getitem__(self, value: Any) -> Reading | None:
        if type(value) is str and len(value) < _LONG_COUNT and value.isdigit() and value.isascii():
            count = int(value)
            if count <= self.limit:
                return _CountReading(count, value)
        return super().__getitem__(value)

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        joined = "".join(texts)
        if not (joined.isdigit() and joined.isascii()) or "" in texts:
            return None
        counts = list(map(int, texts)) if max(map(len, texts)) < _LONG_COUNT else []
        return counts if counts and max(counts) <= self.limit else None

    def read_text(self, text: str) -> Reading:
        match = self._shape.fullmatch(text)
        value = int(match[1]) if match else 0
        if not match or abs(value) > LARGEST_COUNT:
            raise self.bad(text)
        reading = _CountReading(value, text)
        if value < 0:
            raise ValueProblem("implausible", f"a count can't be {value}", reading)
        if value > self.limit:
            raise ValueProblem("implausible", f"{value} is over {self.limit}", reading)
        return reading


COUNT: Final[Reader] = _Count()


@cache
def count_upto(limit: int) -> Reader:
    """Return the reader of a count that can't be over `limit` (TTL, port number)."""
    return _Count(limit)
