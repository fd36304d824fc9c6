"""The answer to a query, column by column, as JSON types: nothing rounded, nothing cut off.

What JSON has no form for is text: times in RFC 3339 with nanoseconds, dates and times of day in
ISO 8601 (years before 1 and after 9999 with a sign), ``infinity`` and ``-infinity`` among them,
bytes in base64. Numbers have all their digits, however many. A map is an object.
"""

from __future__ import annotations

import math
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from netassay.export.tables.arrow import arrow

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["AnswerColumn", "columns_of", "encoded", "text_of"]

_encode: Final = msgspec.json.Encoder().encode
#: Nanoseconds in each unit of Arrow's times.
_NANOSECONDS: Final = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}
_DAY: Final = 86400 * 10**9
#: The largest number of 32 and of 64 bits, and the same below zero: DuckDB's infinite times.
_INFINITE: Final = {32: 2**31 - 1, 64: 2**63 - 1}
_LAST_YEAR: Final = 9999


@attrs.frozen
class AnswerColumn:
    """A column: its name, its values as JSON types, and its numbers or booleans as they came."""

    name: str
    values: list[Any]
    numbers: pa.ChunkedArray | None


def columns_of(answer: pa.Table) -> list[AnswerColumn]:
    """Return the columns of an answer, each of another name; bytes get the suffix ``_base64``."""
    names: list[str] = []
    columns = []
    for field, column in zip(answer.schema, answer.columns, strict=True):
        is_bytes = arrow().types.is_binary(field.type) or arrow().types.is_large_binary(field.type)
        names.append(_unique(f"{field.name}_base64" if is_bytes else field.name, names))
        values = [_plain(value) for value in column]
        columns.append(AnswerColumn(names[-1], values, column if _is_plain(field.type) else None))
    return columns


def encoded(value: Any) -> bytes:
    """Return a value of a column, or several in lists and dicts, as JSON."""
    return _encode(value)


def text_of(value: Any) -> str | None:
    """Return a value as the text of a cell; None for nothing."""
    if value is None or isinstance(value, str):
        return value
    return _encode(value).decode()


def _unique(name: str, taken: list[str]) -> str:
    number, unique = 2, name
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    return unique


def _is_plain(kind: pa.DataType) -> bool:
    types = arrow().types
    tests = (types.is_integer, types.is_floating, types.is_decimal, types.is_boolean)
    return any(test(kind) for test in tests)


def _plain(scalar: Any) -> Any:
    """Return a scalar of Arrow as a JSON type."""
    if not scalar.is_valid:
        return None
    types, kind = arrow().types, scalar.type
    if types.is_temporal(kind):
        return _time(scalar)
    if types.is_nested(kind) or types.is_dictionary(kind):
        return _nested(scalar)
    value = scalar.as_py()
    if types.is_decimal(kind):
        return msgspec.Raw(f"{value:f}".encode())  # A number with all its digits.
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return _finite(value) if isinstance(value, float) else value


def _finite(value: float) -> float | str | None:
    """Return a float that JSON holds; nothing for what is no number."""
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return None if math.isnan(value) else value


def _nested(scalar: Any) -> Any:
    types, kind = arrow().types, scalar.type
    if types.is_union(kind) or types.is_dictionary(kind):
        return _plain(scalar.value)
    if types.is_map(kind):
        pairs = [(_plain(pair[0]), _plain(pair[1])) for pair in scalar.values]
        return {text_of(key): value for key, value in pairs}
    if not types.is_struct(kind):
        return [_plain(value) for value in scalar.values]
    names = [field.name for field in kind]
    values = [_plain(scalar[at]) for at in range(len(names))]
    # A struct made by ``row`` has no names.
    return dict(zip(names, values, strict=True)) if len({*names, ""}) > len(names) else values


# --- Times ------------------------------------------------------------------------------


def _time(scalar: Any) -> Any:
    types, kind = arrow().types, scalar.type
    if types.is_interval(kind):
        value = scalar.as_py()
        return {name: getattr(value, name) for name in ("months", "days", "nanoseconds")}
    number, bits = scalar.value, kind.bit_width
    if types.is_time(kind):
        return _clock(number * _NANOSECONDS[kind.unit]).rstrip("0").rstrip(".")
    if types.is_duration(kind):
        return number
    if abs(number) == _INFINITE[bits]:
        return "infinity" if number > 0 else "-infinity"
    if types.is_date(kind):
        return _date(number if bits == 32 else number // (_DAY // 10**6))  # noqa: PLR2004
    days, rest = divmod(number * _NANOSECONDS[kind.unit], _DAY)
    return f"{_date(days)}T{_clock(rest)}Z"


def _clock(nanoseconds: int) -> str:
    seconds, fraction = divmod(nanoseconds, 10**9)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{fraction:09}"


def _date(days: int) -> str:
    """Return the date so many days after 1970-01-01, in the Gregorian calendar of any year.

    Years are counted from March here, so that a leap day is the last of its year.
    """
    era, day = divmod(days + 719468, 146097)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    number = era * 400 + year + (month >= 10)  # noqa: PLR2004 - January and February
    sign = "" if 0 <= number <= _LAST_YEAR else "-" if number < 0 else "+"
    return f"{sign}{abs(number):04}-{month + 3 if month < 10 else month - 9:02}-{day - (153 * month + 2) // 5 + 1:02}"  # noqa: PLR2004
