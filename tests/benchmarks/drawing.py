"""Values that no response had before: addresses, names, times and figures from a `Random`.

Addresses are of networks that belong to nobody (RFC 1918, RFC 6598, RFC 2544), names of
``example.net`` and its like (RFC 2606).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

#: First two octets of the networks, and how many values the second one has.
_NETWORKS = ((10, 0, 256), (172, 16, 16), (100, 64, 64), (198, 18, 2))
_DOMAINS = ("example.com", "example.net", "example.org")
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_SECONDS = 3 * 365 * 86400


def address(chance: Random) -> str:
    """Return an IPv4 address."""
    first, second, count = _NETWORKS[chance.randrange(4)]
    bits = chance.getrandbits(24)
    return f"{first}.{second + (bits & 255) % count}.{bits >> 8 & 255}.{(bits >> 16) % 254 + 1}"


def name(chance: Random, kind: str = "host") -> str:
    """Return a host's name with its domain."""
    return f"{kind}{chance.randrange(10**6)}.{_DOMAINS[chance.randrange(3)]}"


def mac(chance: Random) -> str:
    """Return a hardware address, local to its network, with colons."""
    digits = f"{chance.getrandbits(40):010x}"
    return f"02:{digits[:2]}:{digits[2:4]}:{digits[4:6]}:{digits[6:8]}:{digits[8:]}"


def moment(chance: Random) -> datetime:
    """Return a whole second of three years."""
    return _EPOCH + timedelta(seconds=chance.randrange(_SECONDS))


def span(chance: Random) -> tuple[str, str]:
    """Return when a task began and ended, to the nanosecond, as the API writes it."""
    began = moment(chance)
    ended = began + timedelta(seconds=chance.randrange(1, 90))
    return _rfc3339(began, chance), _rfc3339(ended, chance)


def _rfc3339(when: datetime, chance: Random) -> str:
    # The last digit is no zero: the API leaves zeros at the end out.
    return f"{when:%Y-%m-%dT%H:%M:%S}.{chance.randrange(10**8):08}{chance.randrange(1, 10)}Z"


def serial(chance: Random) -> str:
    """Return the serial number of a device."""
    return f"CN{chance.randrange(10**7):07}"


def task(chance: Random) -> str:
    """Return the id of a task."""
    return f"{chance.getrandbits(64):016x}"
