"""Values as devices have them; names and addresses are those of documentation (RFC 2606, 5737)."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ADDRESSES", "HOSTS", "IPV4", "MACS", "WORDS", "figures", "mean"]

IPV4: Final = st.builds(
    "{}.{}".format, st.sampled_from(["192.0.2", "198.51.100", "203.0.113"]), st.integers(1, 254)
)
_IPV6: Final = st.integers(1, 0xFFFF).map("2001:db8::{:x}".format)
ADDRESSES: Final = IPV4 | _IPV6
HOSTS: Final = st.from_regex(
    r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?\.example\.(com|org|net)", fullmatch=True
)
MACS: Final = st.integers(0, 255).map("00:00:5e:00:53:{:02x}".format)
WORDS: Final = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)
_ROUNDINGS: Final = st.sampled_from([ROUND_DOWN, ROUND_HALF_EVEN])


def figures(largest: int, digits: int = 0) -> st.SearchStrategy[float]:
    """Return numbers from 0 up to a largest one, with so many digits behind the point."""
    steps = 10**digits
    return st.integers(0, largest * steps).map(lambda number: number / steps)


@st.composite
def mean(draw: st.DrawFn, numbers: Sequence[float], digits: int) -> float:
    """Draw the mean of numbers as a device prints it: rounded, or cut off."""
    exact = sum(map(Decimal, map(repr, numbers)), Decimal(0)) / len(numbers)
    return float(exact.quantize(Decimal(1).scaleb(-digits), rounding=draw(_ROUNDINGS)))
