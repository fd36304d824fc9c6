"""Addresses: IPv4, IPv6 and MAC, and hosts, which may be names."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.counts import OCTET
from netassay.core.values.readings import LONGEST_NUMBER, Reader, Reading, ValueProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ADDRESS", "HOST", "MAC", "is_address"]

#: The longest text that can be an address, with a zone.
_LONGEST_ADDRESS: Final = 88
_DOTTED_QUAD: Final = rf"{OCTET}(?:\.{OCTET}){{3}}"
_dotted_quad: Final = re.compile(_DOTTED_QUAD).fullmatch


class _Address(Reader):
    """An IPv4 or IPv6 address, read as its canonical text form (RFC 5952) with its zone."""

    gives = str
    kind = "an address"
    pattern = r"[0-9A-Fa-f:.]+(?:%[\w.-]+)?"
    usual_pattern = _DOTTED_QUAD

    def usual_values(self, texts: Sequence[str]) -> Sequence[Any]:
        return texts

    def read_text(self, text: str) -> Reading:
        try:
            return Reading(_canonical_address(text.strip()), text)
        except ValueError:
            raise self.bad(text) from None

    def __getitem__(self, value: Any) -> Reading | None:
        if type(value) is str and _dotted_quad(value):
            return Reading(value, value)
        return super().__getitem__(value)

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        return texts if all(map(_dotted_quad, set(texts))) else super().column(texts)


class _Host(_Address):
    """A host: an address, read as `_Address` does, or a name as it is."""

    kind = "a host"
    pattern = r"[^\s,()]+"

    def read_text(self, text: str) -> Reading:
        host = text.strip()
        try:
            return Reading(_canonical_address(host), text)
        except ValueError:
            return Reading(host, text)


def _canonical_address(text: str) -> str:
    # Only IPv6 needs the library; it costs ten times as much as the rest of a reading.
    if ":" not in text or len(text) > _LONGEST_ADDRESS:
        if _dotted_quad(text):
            return text
        raise ValueError(text)
    return str(ipaddress.ip_address(text))


class _Mac(Reader):
    """An EUI-48 address in any notation, read as lower case with colons."""

    gives = str
    kind = "a MAC address"
    pattern = r"[0-9A-Fa-f]{2}[0-9A-Fa-f:.-]{10,15}"
    _separators = re.compile(r"[:.\-]")
    _shape = re.compile(r"[0-9A-Fa-f]{12}")
    usual_pattern = "(?:[0-9a-f]{2}:){5}[0-9a-f]{2}"
    _canonical = re.compile(usual_pattern).fullmatch

    def usual_values(self, texts: Sequence[str]) -> Sequence[Any]:
        return texts

    def column(self, texts: Sequence[str]) -> Sequence[Any] | None:
        return texts if all(map(self._canonical, texts)) else super().column(texts)

    def read_text(self, text: str) -> Reading:
        digits = self._separators.sub("", text.strip()) if len(text) <= LONGEST_NUMBER else ""
        if not self._shape.fullmatch(digits):
            raise self.bad(text)
        pairs = [digits[at : at + 2].lower() for at in range(0, 12, 2)]
        return Reading(":".join(pairs), text)


ADDRESS: Final[Reader] = _Address()
HOST: Final[Reader] = _Host()
MAC: Final[Reader] = _Mac()


def is_address(text: Any) -> bool:
    """Say whether something is an IP address, as `ADDRESS` reads it."""
    if type(text) is not str:
        return False
    if ":" not in text:
        return _dotted_quad(text.strip()) is not None
    try:
        return ADDRESS[text] is not None
    except ValueProblem:
        return False
