"""Patterns of addresses, MACs, serial numbers and host names in free text.

Every pattern is linear: possessive or bounded, with no quantifier within another over the
same characters.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, ip_address
from typing import Final

from netassay.redaction.domains import is_top_domain

__all__ = [
    "INNER",
    "PLAIN",
    "STRONG",
    "WORD",
    "canonical_address",
    "canonical_mac",
    "is_name",
    "is_nobody",
    "is_serial",
]

_HEX: Final = "[0-9A-Fa-f]"
# A MAC in pairs, and an address, may be glued to what stands before or behind it: `AP-00:11:...`,
# `3 ms198.51.100.10`, and with a port `10.1.2.3.443`; 1.3.6.1 begins the object identifiers of SNMP.
_MAC: Final = (
    rf"(?:{_HEX}{{2}}(?P<sep>[:-]){_HEX}{{2}}(?:(?P=sep){_HEX}{{2}}){{4}}(?!(?P=sep){_HEX})"
    rf"|(?<![0-9A-Fa-f:])(?<!\d\.){_HEX}{{4}}(?P<dot>[.:-]){_HEX}{{4}}(?P=dot){_HEX}{{4}}"
    rf"(?!(?P=dot){_HEX}|{_HEX}|::)"
    rf"|(?<![0-9A-Za-z])(?:{_HEX}{{6}}[.:-]{_HEX}{{6}}|{_HEX}{{12}})(?![0-9A-Za-z]))"
)
_IPV4: Final = r"(?<!\d)(?<!\d\.)(?!1\.3\.6\.1\.\d)(?:\d{1,3}\.){3}\d{1,3}(?!\d)(?!\.\d++\.\d)"

#: What tells itself by its shape.
STRONG: Final = re.compile(
    r"(?P<url>(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s\"'<>\\^`{|}]++)"
    rf"|(?P<uuid>(?<![0-9A-Za-z]){_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}(?![0-9A-Za-z]))"
    rf"|(?P<mac>{_MAC})"
    rf"|(?P<ipv6>(?<!{_HEX})(?={_HEX}{{0,4}}:)[0-9A-Fa-f:.]{{2,48}}+(?:%[\w.-]++)?)"
    rf"|(?P<ipv4>{_IPV4})"
)
PLAIN: Final = re.compile(rf"(?P<mac>{_MAC})|(?P<ipv4>{_IPV4})")
#: A word, which may be anything, and the parts of one.
WORD: Final = re.compile(r"\w[\w.+-]*+(?:@[\w.-]++)?")
INNER: Final = re.compile(r"[^\W_]++")

_SEPARATORS: Final = re.compile(r"[:.\-]")
_TWELVE_DIGITS: Final = re.compile(rf"{_HEX}{{12}}")
_NOBODY: Final = frozenset({"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "localhost"})
_SERIAL: Final = re.compile(r"[A-Z]{2}(?:\d{7}|(?=[A-Z]{0,7}\d)[A-Z0-9]{8})")
#: In small letters, as keys of counters are, only with several digits.
_SMALL_SERIAL: Final = re.compile(r"[a-z]{2}(?:\d{7}|(?=(?:[a-z]*\d){4})[a-z0-9]{8})")
_NAME: Final = re.compile(r"(?:[\w-]{1,63}\.){1,32}([^\W\d_][\w-]{1,62})")
_LONGEST_NAME: Final = 253


def canonical_mac(text: str) -> str | None:
    """Return an EUI-48 address in lower case with colons, None for another text."""
    digits = _SEPARATORS.sub("", text)
    if not _TWELVE_DIGITS.fullmatch(digits):
        return None
    return bytes.fromhex(digits).hex(":")


def canonical_address(text: str) -> str | None:
    """Return an IP address in canonical form without its zone, None for another text."""
    try:
        return str(ip_address(text.partition("%")[0]))
    except ValueError:
        parts = text.split(".")
        if len(parts) == 4 and all(part.isdecimal() and len(part) <= 3 for part in parts):  # noqa: PLR2004 - IPv4
            # Some devices print 010.001.002.003, which is no octal.
            numbers = [int(part) for part in parts]
            return str(IPv4Address(bytes(numbers))) if max(numbers) <= 255 else None  # noqa: PLR2004
    return None


def is_nobody(value: str) -> bool:
    """Say whether a canonical value is nobody's: a mask, this host, all hosts, no answer."""
    if value in _NOBODY:
        return True
    try:
        address = ip_address(value)
    except ValueError:
        return False
    ends = address.version == 4 and address.packed[0] in (0, 255)  # noqa: PLR2004 - masks
    return address.is_unspecified or address.is_loopback or ends


def is_serial(word: str) -> bool:
    """Say whether a word looks like a serial number of HPE Aruba Networking."""
    return bool(_SERIAL.fullmatch(word) or _SMALL_SERIAL.fullmatch(word))


def is_name(word: str) -> bool:
    """Say whether a word looks like the full name of a host."""
    match = _NAME.fullmatch(word) if len(word) <= _LONGEST_NAME else None
    return match is not None and is_top_domain(match[1])
