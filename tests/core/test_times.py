"""Times keep all their digits, and are UTC whatever offset came in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netassay.core.values.times import Timestamp

TIMES = {
    "2025-05-20T13:07:48.849780286Z": "2025-05-20T13:07:48.849780286Z",
    "2025-05-20T13:07:48Z": "2025-05-20T13:07:48Z",
    "2025-05-20t13:07:48.5z": "2025-05-20T13:07:48.5Z",
    "2025-05-20 13:07:48.50": "2025-05-20T13:07:48.50Z",
    "2025-05-20T13:07:48.1234567890123Z": "2025-05-20T13:07:48.1234567890123Z",
    "2025-05-20T13:07:48.849780286+02:00": "2025-05-20T11:07:48.849780286Z",
    "2025-01-01T00:30:00+0100": "2024-12-31T23:30:00Z",
    "0001-01-01T12:00:00-01:00": "0001-01-01T13:00:00Z",
}


@pytest.mark.parametrize(("text", "expected"), TIMES.items())
def test_text_form(text: str, expected: str) -> None:
    """A time is RFC 3339 text in UTC, with the digits that came in."""
    assert expected == Timestamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2025-05-20",
        "2025-02-30T00:00:00Z",
        "2025-05-20T25:00:00Z",
        "x" * 500,
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "\uff12025-05-20T13:07:48Z",
    ],
)
def test_no_time(text: str) -> None:
    """What is no time, or none that a calendar holds, is a ValueError."""
    with pytest.raises(ValueError, match=r"."):
        Timestamp(text)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 999))
def test_nanoseconds_are_exact(moment: datetime, nanoseconds: int) -> None:
    """The whole nanoseconds since 1970 are exact, and so is the datetime to its microseconds."""
    text = f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}{nanoseconds:03}Z"
    time = Timestamp(text)
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    microseconds = (since.days * 86400 + since.seconds) * 10**6 + since.microseconds
    assert microseconds * 1000 + nanoseconds == time.ns
    assert moment == time.datetime
