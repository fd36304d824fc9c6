"""Stand-ins of secret values, always the same for the same value.

Without a key they are counted and do not depend on the value: nobody can find it by trying.
With a key they are computed from the value by HMAC: whoever has the key gets the same ones
again, and nobody else can try values.

==========  ======================================  ====================================
            counted                                 with a key
==========  ======================================  ====================================
IPv4        203.0.113.x, 198.51.100.x, 192.0.2.x,   2001:db8:4::/48: the documentation
            then (from the 763rd) 2001:db8:4::/48   ranges of IPv4 are too small
IPv6        2001:db8:6::/48                         2001:db8:6::/48
MAC         00:00:5e:00:53:xx, then (from the       02:xx:xx:xx:xx:xx
            257th) 02:xx:xx:xx:xx:xx
names       host-7.example.net, serial-7, ...       host-4f1c....example.net, ...
==========  ======================================  ====================================

Documentation ranges: RFC 5737 (IPv4), RFC 3849 (IPv6), RFC 9542 (MAC), RFC 2606 (names).
02:... are locally administered addresses (IEEE 802), which no maker gives to a device.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import pbkdf2_hmac
from ipaddress import IPv6Address
from itertools import chain, count
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal

from netassay.errors import WeakKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["StandinKind", "Standins"]

StandinKind = Literal[
    "ipv4", "ipv6", "mac", "host", "serial", "task", "user", "ssid", "id", "secret", "part", "value"
]

_SHORTEST_KEY: Final = 12
#: Rounds that make trying keys slow: a key is a word that a person chose.
_ROUNDS: Final = 200_000
_SALT: Final = b"netassay stand-ins"
_NETWORKS: Final = ("203.0.113", "198.51.100", "192.0.2")
_HOST_BITS: Final = 80
_FROM_IPV4: Final = int(IPv6Address("2001:db8:4::"))
_FROM_IPV6: Final = int(IPv6Address("2001:db8:6::"))
_LOCAL_MAC: Final = 0x02 << 40
_DIGITS: Final = 12


class Standins:
    """The stand-ins of values; one object for everything that is shown together.

    Raises `WeakKey` for a key of less than twelve characters.
    """

    def __init__(self, key: str | None = None) -> None:
        if key is not None and len(key) < _SHORTEST_KEY:
            raise WeakKey(f"a key has at least {_SHORTEST_KEY} characters")
        self._keyed = key is not None
        self._secret = (
            pbkdf2_hmac("sha256", key.encode("utf-8", "backslashreplace"), _SALT, _ROUNDS)
            if key is not None
            else secrets.token_bytes(32)
        )
        self._standins: dict[tuple[StandinKind, str], str] = {}
        self._taken: set[str] = set()
        self._counters: dict[StandinKind, Iterator[str]] = {}
        self._lock = Lock()

    def reserve(self, value: str) -> None:
        """Exclude a value from being a stand-in."""
        self._taken.add(value)

    def is_reserved(self, value: str) -> bool:
        """Say whether a value was reserved, or is a stand-in."""
        return value in self._taken

    def of(self, kind: StandinKind, value: str) -> str:
        """Return the stand-in of a value in its canonical form."""
        standin = self._standins.get((kind, value))
        if standin is None:
            with self._lock:
                standin = self._standins.get((kind, value)) or self._new(kind, value)
        return standin

    def identity(self, value: str) -> str:
        """Return another id of 32 hex digits: the original depends on secrets that could be tried."""
        return self._digest("id", value).hex()[:32] if value else value

    def _new(self, kind: StandinKind, value: str) -> str:
        candidates = self._keyed_candidates(kind, value) if self._keyed else self._counter(kind)
        chosen = next(one for one in candidates if one not in self._taken)
        self._taken.add(chosen)
        self._standins[kind, value] = chosen
        return chosen

    def _counter(self, kind: StandinKind) -> Iterator[str]:
        if kind not in self._counters:
            self._counters[kind] = _COUNTED[kind]() if kind in _COUNTED else _numbered(kind)
        return self._counters[kind]

    def _keyed_candidates(self, kind: StandinKind, value: str) -> Iterator[str]:
        for attempt in count():
            number = int.from_bytes(self._digest(kind, value, str(attempt)), "big")
            yield _KEYED[kind](number) if kind in _KEYED else _name(kind, _hex(number))

    def _digest(self, *words: str) -> bytes:
        message = "\0".join(words).encode("utf-8", "backslashreplace")
        return hmac.digest(self._secret, message, "sha256")


def _name(kind: StandinKind, which: object) -> str:
    return f"host-{which}.example.net" if kind == "host" else f"{kind}-{which}"


def _numbered(kind: StandinKind) -> Iterator[str]:
    return (_name(kind, number) for number in count(1))


def _hex(number: int) -> str:
    return f"{number % 16**_DIGITS:0{_DIGITS}x}"


def _ipv4s() -> Iterator[str]:
    reserved = (f"{network}.{last}" for network in _NETWORKS for last in range(1, 255))
    return chain(reserved, (_ipv6(_FROM_IPV4, number) for number in count(1)))


def _ipv6(network: int, number: int) -> str:
    return str(IPv6Address(network | number % 2**_HOST_BITS))


def _macs() -> Iterator[str]:
    reserved = (0x00005E005300 | last for last in range(256))
    return map(_mac, chain(reserved, (_LOCAL_MAC | number for number in count(1))))


def _mac(number: int) -> str:
    return number.to_bytes(6, "big").hex(":")


_COUNTED: Final[dict[StandinKind, Callable[[], Iterator[str]]]] = {
    "ipv4": _ipv4s,
    "ipv6": lambda: (_ipv6(_FROM_IPV6, number) for number in count(1)),
    "mac": _macs,
}
_KEYED: Final[dict[StandinKind, Callable[[int], str]]] = {
    "ipv4": lambda number: _ipv6(_FROM_IPV4, number),
    "ipv6": lambda number: _ipv6(_FROM_IPV6, number),
    "mac": lambda number: _mac(_LOCAL_MAC | number % 2**40),
}
