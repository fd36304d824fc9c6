"""Values that the strategies of pings draw: hosts, addresses, times, totals of times."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import Any, Final

from hypothesis import strategies as st

__all__ = [
    "ENDS",
    "addresses",
    "hosts",
    "ipv4",
    "ipv6",
    "lost_sequences",
    "microseconds",
    "rtt_totals",
    "ttls",
    "whole_from",
]

ipv4: Final = st.integers(1, 254).map("192.0.2.{}".format)
ipv6: Final = st.integers(1, 0xFFFF).map("2001:db8::{:x}".format)
addresses: Final = ipv4 | ipv6
_LABELS: Final = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)
hosts: Final = _LABELS.filter(lambda label: label.strip("-") == label).map("{}.example.com".format)
ttls: Final = st.integers(1, 255)
#: Round trips of up to 100 s in ms, to the microsecond.
microseconds: Final = st.integers(1, 99_999_999).map(lambda number: Decimal(number) / 1000)
ENDS: Final = st.sampled_from(["\n", "\r\n"])


def rtt_totals(times: list[Decimal], decimals: int = 3) -> dict[str, Any]:
    """Return the least, mean and largest time as fields of a ping, cut to `decimals`."""
    if not times:
        return {}
    step = Decimal(1).scaleb(-decimals)
    values = {"rtt_min": min(times), "rtt_avg": sum(times) / len(times), "rtt_max": max(times)}
    return {
        name: float(Decimal(value).quantize(step, ROUND_DOWN)) for name, value in values.items()
    }


def lost_sequences(first: int, sent: int, answered: set[int]) -> list[int]:
    """Return the numbers of the requests that got no answer."""
    return [number for number in range(first, first + sent) if number not in answered]


def whole_from(text: str, last: str) -> int:
    """Return the offset of the end of the last figure: a text cut behind it lacks nothing."""
    return text.rindex(last) + len(last)
