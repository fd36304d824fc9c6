"""Times in RFC 3339 form, to the nanosecond.

`datetime.fromisoformat` drops the digits 7 to 9 and `numpy.datetime64` overflows silently, so
`datetime` reads the whole seconds and the fraction is read separately.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final, Self

from netassay.core.values.readings import LONGEST_NUMBER, Reader, Reading, ValueProblem

__all__ = ["EARLIEST", "HTTP_DATE", "LATEST", "TIME", "UNIX_TIME", "Timestamp", "usual_time"]

_SHAPE: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII
)
#: The form of the API: UTC, with a fraction of up to nine digits.
_usual: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z", re.ASCII).fullmatch
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - only subtracted from its like
_DIGITS: Final = 9
_NANO: Final = 10**_DIGITS
#: The first and the last time that every sink holds, in ns since 1970: 64 bits, but for the last
#: microsecond at each end, in which DuckDB keeps its infinite times and pandas its NaT, and which
#: can't be cut to microseconds.
LATEST: Final = (2**63 - 1) // 1000 * 1000
EARLIEST: Final = -LATEST


class Timestamp(str):
    """A UTC time: its RFC 3339 text, with all digits that were given.

    `ns` is the time in whole nanoseconds since 1970-01-01T00:00:00Z.
    """

    __slots__ = ("ns",)
    ns: int

    def __new__(cls, text: str, ns: int | None = None) -> Self:
        """Make a time of RFC 3339 text; raise `ValueError` where the text is no time."""
        if ns is None:
            parsed = _parsed(text)
            text, ns = str(parsed), parsed.ns
        made = super().__new__(cls, text)
        made.ns = ns
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, int]]:
        return type(self), (str(self), self.ns)

    @property
    def datetime(self) -> datetime:
        """The time as a `datetime` in UTC, truncated to microseconds."""
        return datetime.fromisoformat(f"{self[:19]}+00:00").replace(
            microsecond=self.ns % _NANO // 1000
        )


def usual_time(text: Any) -> Timestamp | None:
    """Return the time of a text in the API's form, None for anything else.

    Raises `ValueError` for a time that does not exist.
    """
    match = _usual(text) if isinstance(text, str) else None
    if match is None:
        return None
    whole, fraction = match.groups()
    since = datetime.fromisoformat(whole) - _NAIVE_EPOCH
    made = str.__new__(Timestamp, text)
    made.ns = (since.days * 86400 + since.seconds) * _NANO + int(
        (fraction or "").ljust(_DIGITS, "0")
    )
    return made


def _parsed(text: str) -> Timestamp:
    return usual_time(text) or _parsed_carefully(text)


def _parsed_carefully(text: str) -> Timestamp:
    match = _SHAPE.fullmatch(text) if len(text) <= LONGEST_NUMBER + 24 else None
    if not match:
        message = f"{text[:LONGEST_NUMBER]!r} is no RFC 3339 time"
        raise ValueError(message)
    day, clock, fraction, offset = match.groups()
    zone = "+00:00" if offset is None or offset in "Zz" else offset
    moment = datetime.fromisoformat(f"{day}T{clock}{zone}")
    since = moment - _EPOCH
    ns = (since.days * 86400 + since.seconds) * _NANO + int((fraction or "0")[:9].ljust(9, "0"))
    digits = f".{fraction}" if fraction else ""
    if zone == "+00:00":
        return Timestamp(f"{day}T{clock}{digits}Z", ns)
    try:
        shifted = moment.astimezone(UTC)
    except OverflowError:
        message = f"{text!r} lies outside the years 1 to 9999 in UTC"
        raise ValueError(message) from None
    return Timestamp(f"{shifted.replace(tzinfo=None).isoformat()}{digits}Z", ns)


class _Time(Reader):
    kind = "an RFC 3339 time"

    def read_text(self, text: str) -> Reading:
        try:
            reading = Reading(_parsed(text.strip()), text)
        except ValueError as error:
            if _SHAPE.fullmatch(text.strip()):
                raise ValueProblem("time-order", f"no such time: {error}") from None
            raise self.bad(text) from None
        if not EARLIEST <= reading.value.ns <= LATEST:
            message = "a time that tables hold as text only"
            raise ValueProblem("time-range", message, reading)
        match = _SHAPE.fullmatch(text.strip())
        if match is not None and match[4] is None:
            raise ValueProblem("no-time-zone", "a time without a zone, taken for UTC", reading)
        return reading

    def read_other(self, value: Any) -> Reading:
        raise self.bad(value)


TIME: Final[Reader] = _Time()


class _UnixTime(_Time):
    """Seconds since 1970, whole or with a fraction: ``1712345678.123456``."""

    kind = "a number of seconds since 1970"

    def read_text(self, text: str) -> Reading:
        whole, _, fraction = text.strip().partition(".")
        if not whole.isdecimal() or len(text) > LONGEST_NUMBER or fraction.strip("0123456789"):
            raise self.bad(text)
        try:
            moment = datetime.fromtimestamp(int(whole), UTC).replace(tzinfo=None).isoformat()
        except (OverflowError, ValueError, OSError):
            message = f"{text} s since 1970 is no time"
            raise ValueProblem("time-order", message) from None
        return Reading(Timestamp(f"{moment}.{fraction}Z" if fraction else f"{moment}Z"), text)

    def read_other(self, value: Any) -> Reading:
        if type(value) is not int and type(value) is not float:
            raise self.bad(value)
        return self.read_text(str(value))


class _HttpDate(_Time):
    """A time as HTTP writes it (RFC 9110, IMF-fixdate): ``Tue, 20 May 2025 14:02:30 GMT``."""

    kind = "a date and time"
    _shape = re.compile(
        r"[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) (?:GMT|UTC)", re.ASCII
    )
    _months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

    def read_text(self, text: str) -> Reading:
        match = self._shape.fullmatch(text)
        if not match or match[2] not in self._months:
            raise self.bad(text)
        month = self._months.index(match[2]) + 1
        try:
            time = Timestamp(f"{match[3]}-{month:02}-{int(match[1]):02}T{match[4]}Z")
        except ValueError as error:
            raise ValueProblem("time-order", f"no such time: {error}") from None
        return Reading(time, text)


UNIX_TIME: Final[Reader] = _UnixTime()
HTTP_DATE: Final[Reader] = _HttpDate()
