"""Single values of known kinds: learned, and replaced in their own form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.names import LearnedNames
from netassay.redaction.shapes import canonical_address, canonical_mac, is_nobody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.redaction.standins import StandinKind, Standins

__all__ = ["Values"]

_DIGIT: Final = re.compile(r"\d")
_SHORTEST_SECRET: Final = 5
#: A shorter word may be one of the language.
_LONG_WORD: Final = 10
#: `00:11:22:`
_HALF_MAC: Final = 9
_URL: Final = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]{1,15}://)?(?:([^\s/?#@]*+)(@))?"
    r"(\[[^\]\s]*+\]|[^\s/?#:]*+)(:\d*+)?(.*+)",
    re.DOTALL,
)
#: A step of a path, a value or a name of a query.
_STEP: Final = re.compile(r"[^/?#&=;]++")
#: iperf 3.0: the host's name, seconds, microseconds.
_COOKIE: Final = re.compile(r"(.{1,255}?)((?:\.\d{1,20}){2})")
#: /network-troubleshooting/VERSION/FAMILY/SERIAL/TEST/async-operations/TASK
_API: Final = "/network-troubleshooting/"
_IN_API: Final[tuple[tuple[int, StandinKind], ...]] = ((4, "serial"), (7, "task"))


class Values:
    """Replaces values by kind: a `StandinKind` of stand-ins, or host, address, mac, url or cookie.

    A host may be an address or a name, a URL a host alone; each keeps its form.
    """

    def __init__(self, standins: Standins) -> None:
        self.standins = standins
        self.names = LearnedNames()

    def learn(self, kind: str, value: str) -> None:
        """Remember the names in a value, to find them in texts."""
        if kind in ("host", "address", "mac", "url", "cookie"):
            for part, name in _parts(value.strip()):
                canonical = canonical_mac(name) or canonical_address(name)
                self._learn(part, name.removesuffix("."), canonical)
        elif kind != "id" or _DIGIT.search(value):
            # An id without a digit may be any word, and is replaced in its field only.
            name = value.strip()
            # Printed as JSON or by `repr`, a backslash is two.
            for one in {name, *name.split("\\")}:
                self._learn(kind, one, None)  # type: ignore[arg-type]

    def reserve(self, canonical: str) -> None:
        """Remember an address and its first half: a text may be cut off within it."""
        self.standins.reserve(canonical)
        if canonical.count(".") == 3:  # noqa: PLR2004 - IPv4
            self.standins.reserve(canonical[: canonical.index(".", canonical.index(".") + 1) + 1])
        elif canonical_mac(canonical) == canonical:
            self.standins.reserve(canonical[:_HALF_MAC])

    def learn_secret(self, secret: str) -> None:
        """Remember a secret that a device printed; one that may be any word is in its place only."""
        is_any_word = secret.isalpha() and (secret.islower() or secret.istitle())
        if len(secret) >= _SHORTEST_SECRET and not (is_any_word and len(secret) < _LONG_WORD):
            self._learn("secret", secret, None)

    def secret(self, secret: str) -> str:
        """Return the stand-in of what is a secret in its place, whatever it says."""
        low = secret.lower()
        return self.standins.of(self.names.kind(low) or "secret", low)

    def is_known_mac(self, canonical: str) -> bool:
        """Say whether a MAC was learned."""
        return self.standins.is_reserved(canonical)

    def _learn(self, kind: StandinKind, name: str, canonical: str | None) -> None:
        if canonical is not None:
            self.reserve(canonical)
        elif name and not is_nobody(name.lower()):
            self.names.add(kind, name)
            self.standins.reserve(name.lower())

    def replace(self, kind: str, value: str) -> str:
        """Return the stand-in of a whole value; blanks around it stay."""
        bare = value.strip()
        if not bare:
            return value
        standin = self._replace(kind, bare)
        return standin if bare == value else value.replace(bare, standin, 1)

    def _replace(self, kind: str, value: str) -> str:
        if kind == "url":
            return self.url(value)
        if kind == "cookie":
            match = _COOKIE.fullmatch(value)
            return (
                f"{self._host(match[1])}{match[2]}" if match else self.name_standin("value", value)
            )
        if kind in ("host", "address", "mac"):
            return self._host(value)
        return self.name_standin(kind, value)  # type: ignore[arg-type]

    def name_standin(self, kind: StandinKind, name: str) -> str:
        """Return the stand-in of a name, by the kind it was learned with first."""
        low = name.lower()
        return name if is_nobody(low) else self.standins.of(self.names.kind(low) or kind, low)

    def address(self, text: str) -> str | None:
        """Return the stand-in of an IP address with its zone, None for another text."""
        canonical = canonical_address(text)
        if canonical is None or is_nobody(canonical):
            return None if canonical is None else text
        _, percent, zone = text.partition("%")
        return f"{self.standins.of(_version(canonical), canonical)}{percent}{zone}"

    def mac(self, text: str) -> str | None:
        """Return the stand-in of a MAC in its notation, None for another text."""
        canonical = canonical_mac(text)
        if canonical is None or is_nobody(canonical):
            return None if canonical is None else text
        digits = iter(self.standins.of("mac", canonical).replace(":", ""))
        standin = "".join(next(digits) if char.isalnum() else char for char in text)
        return standin.upper() if text.upper() == text else standin

    def _host(self, name: str) -> str:
        plain = self.mac(name) or self.address(name)
        if plain is not None:
            return plain
        network, slash, bits = name.partition("/")
        if slash and bits.isdecimal():
            return f"{self._host(network)}/{bits}"
        if slash or "@" in name or ":" in name:
            return self.url(name)
        return self.name_standin("host", name.removesuffix("."))

    def url(self, url: str) -> str:
        """Return a URL, or a host with a port, redacted; scheme, port and count of steps stay."""
        match = _URL.fullmatch(url)
        if not match:
            return self.name_standin("value", url)
        scheme, login, at, host, port, rest = match.groups(default="")
        if not (scheme or at or port or rest):
            return self.name_standin("value", host)
        return f"{scheme}{self._login(login)}{at}{self._netloc(host)}{port}{self._path(rest)}"

    def _netloc(self, host: str) -> str:
        if host.startswith("["):
            return f"[{self.address(host[1:-1]) or self.name_standin('host', host)}]"
        if not host:
            return host
        return self.address(host) or self.name_standin("host", host.removesuffix("."))

    def _login(self, login: str) -> str:
        user, colon, password = login.partition(":")
        return (
            (self.name_standin("user", user) if user else "")
            + colon
            + (self.name_standin("value", password) if password else "")
        )

    def _path(self, rest: str) -> str:
        if not rest.startswith(_API):
            return _STEP.sub(lambda match: self.name_standin("part", match[0]), rest)
        steps = rest.split("/")
        for at, kind in _IN_API:
            if len(steps) > at and steps[at]:
                steps[at] = self.name_standin(kind, steps[at])
        return "/".join(steps)


def _version(canonical: str) -> StandinKind:
    return "ipv6" if ":" in canonical else "ipv4"


def _parts(value: str) -> Iterator[tuple[StandinKind, str]]:
    """Give the names in a host, a URL or a cookie."""
    if canonical_mac(value) or canonical_address(value):
        yield "host", value
        return
    cookie = _COOKIE.fullmatch(value)
    match = _URL.fullmatch(cookie[1] if cookie else value)
    if match:
        _, login, _, host, _, _ = match.groups(default="")
        yield "user", login.partition(":")[0]
        yield "host", host.strip("[]")
