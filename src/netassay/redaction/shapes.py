"""Patterns of secrets: in free text, and behind a label.

Every pattern is linear: possessive or bounded, with no quantifier within another over the
same characters.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, ip_address
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "INNER",
    "OUTER",
    "canonical_address",
    "canonical_mac",
    "is_common_word",
    "is_name",
    "is_nobody",
    "is_serial",
    "kind_of_key",
    "labelled_values",
]

_HEX: Final = "[0-9A-Fa-f]"
_MAC: Final = (
    r"(?<![0-9A-Za-z])(?:"
    rf"{_HEX}{{2}}(?P<sep>[:-]){_HEX}{{2}}(?:(?P=sep){_HEX}{{2}}){{4}}(?!(?P=sep){_HEX})"
    rf"|{_HEX}{{4}}(?P<dot>[.:-]){_HEX}{{4}}(?P=dot){_HEX}{{4}}(?!(?P=dot){_HEX})"
    rf"|{_HEX}{{6}}[.:-]{_HEX}{{6}}|{_HEX}{{12}})(?![0-9A-Za-z])"
)
# A column may run into the one before it: `3 ms198.51.100.10`.
_IPV4: Final = r"(?<!\d)(?<!\d\.)(?:\d{1,3}\.){3}\d{1,3}(?!\d)(?!\.\d)"

#: The secrets in a text; a `word` may be anything.
OUTER: Final = (
    r"(?P<url>(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s\"'<>\\^`{|}]++)"
    rf"|(?P<uuid>(?<![0-9A-Za-z]){_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}(?![0-9A-Za-z]))"
    rf"|(?P<mac>{_MAC})"
    rf"|(?P<ipv6>(?<!{_HEX})(?={_HEX}{{0,4}}:)[0-9A-Fa-f:.]{{2,48}}+(?:%[\w.-]++)?)"
    rf"|(?P<ipv4>{_IPV4})"
    r"|(?P<word>\w[\w.+-]*+(?:@[\w.-]++)?)"
)
#: The secrets within a word that is none as a whole.
INNER: Final = re.compile(
    rf"(?P<mac>{_MAC})|(?P<ipv4>{_IPV4})|(?P<part>(?:[^\W\d_]|(?!{_IPV4})\d)++)"
)

_SEPARATORS: Final = re.compile(r"[:.\-]")
_TWELVE_DIGITS: Final = re.compile(rf"{_HEX}{{12}}")
_NOBODY: Final = frozenset({"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "localhost"})
_SERIAL: Final = re.compile(r"[A-Z]{2}(?:\d{7}|(?=[A-Z]{0,7}\d)[A-Z0-9]{8})")
_NAME: Final = re.compile(r"(?:[\w-]{1,63}\.){1,32}([A-Za-z]{2,24})", re.ASCII)
_LONGEST_NAME: Final = 253
#: Ends of names in wide use; any two letters may be a country.
_TOP_DOMAINS: Final = (
    "com net org edu gov mil int arpa info biz io dev app cloud online site local lan corp home"
    " internal intra intranet private localdomain domain test example invalid"
)


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
    return _SERIAL.fullmatch(word) is not None


def is_name(word: str) -> bool:
    """Say whether a word looks like the full name of a host."""
    match = _NAME.fullmatch(word) if len(word) <= _LONGEST_NAME else None
    return match is not None and (len(match[1]) == 2 or match[1].lower() in _TOP_DOMAINS.split())  # noqa: PLR2004


# --- Telling words ----------------------------------------------------------------------

_WORDS: Final = {
    "serial": "serial serialnumber sn",
    "ssid": "ssid essid ess",
    "user": "user username login account identity email",
    "host": "host hostname sysname server fqdn domain destination ip ipv4 ipv6 address addr"
    " ipaddress gateway resolver dns",
    "mac": "mac macaddress bssid",
    "task": "task",
    "url": "url uri location",
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
#: Words before `name` in keys of names of devices.
_NAMED: Final = frozenset(
    [
        "ap",
        "client",
        "chassis",
        "device",
        "neighbor",
        "neighbour",
        "peer",
        "switch",
        "sys",
        "system",
    ]
)
_KEY_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]+")
_LONGEST_KEY: Final = 64


def kind_of_key(key: str) -> str | None:
    """Return the kind of value that a key holds (``deviceSerial``, ``host_name``), or None.

    The last telling word counts, as in ``serverMacAddress``, before which ``mac`` weighs more
    than any address.
    """
    words = [word.lower() for word in _KEY_WORDS.findall(key)] if len(key) <= _LONGEST_KEY else []
    kinds = [_KINDS[word] for word in words if word in _KINDS]
    if words[-1:] == ["name"] and not _NAMED.isdisjoint(words[-2:-1]):
        kinds.append("host")
    return "mac" if "mac" in kinds else kinds[-1] if kinds else None


_LINE: Final = r"^[ \t]*+"
_SEPARATOR: Final = r"[ \t]*+[:=][ \t]*+\"?"
_WORD: Final = r"[^\s\"',;]++"
#: Several words where a column, a line or a quotation ends behind them, else one.
_QUOTED: Final = rf"(?:{_WORD}(?: {_WORD}){{1,4}}+(?=  |[\t\r\n\"',;]|\Z)|{_WORD})"
_LABELS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for kind, pattern in (
        (
            "serial",
            rf"\b(?:serial(?:[ _-]?(?:number|num|no))?|s/n)[.#]?{_SEPARATOR}([\w-]{{3,64}})",
        ),
        ("ssid", rf"\be?ssid(?:[ _-]?(?:name|profile))?{_SEPARATOR}({_QUOTED})"),
        ("ssid", r"\be?ssid(?:[ _-]?(?:name|profile))?[ \t:=]++[\"']([^\"'\n]{1,64})[\"']"),
        ("ssid", rf"{_LINE}(?:wlan )?e?ssid(?:-profile)?[ \t]++\"?({_QUOTED})"),
        ("user", rf"\b(?:user(?:[ _-]?name)?|login(?: as)?|account){_SEPARATOR}({_WORD})"),
        ("user", r"(?:/home/|[/\\]Users[/\\])([\w.-]++)"),
        ("user", rf"{_LINE}username[ \t]++\"?({_WORD})"),
        ("host", rf"\b(?:host|(?:host|sys|system|device|switch)[ _-]?name){_SEPARATOR}([\w.-]++)"),
        ("host", rf"{_LINE}hostname[ \t]++\"?([\w.-]++)"),
        ("serial", r"/network-troubleshooting/[^/\s]++/[\w-]++/([^/\s:{<][^/\s?#]*+)/"),
        ("task", r"/async-operations/([\w-]++)"),
        ("host", r"^Linux ([\w.-]++) \d"),
        ("host", r"^([A-Za-z][\w.-]{1,62}+)[#>](?= ?[A-Za-z])"),
        ("host", r"^\(([\w.-]++)\) ?(?:\[[^\]\n]{0,80}\] ?)?[#>]"),
    )
)
_PAIR: Final = re.compile(r"\"(\w{1,64})\"[ \t]*+:[ \t]*+\"([^\"\\\n]{1,200})\"")
_COMMON_WORDS: Final = (
    "none null unknown n/a na yes no on off enable enabled disable disabled true false string not"
    " set default any all name is the output text up down ok failed passed active inactive static"
    " dynamic auto automatic manual local remote"
)


def is_common_word(word: str) -> bool:
    """Say whether a word is common in texts of devices, and so no secret."""
    return word.strip().lower() in _COMMON_WORDS.split()


def labelled_values(text: str) -> Iterator[tuple[str, str]]:
    """Give the kinds and values of labels in a text: ``Serial Number: CN...``."""
    for kind, pattern in _LABELS:
        for match in pattern.finditer(text):
            if not is_common_word(match[1]):
                yield kind, match[1]
    for match in _PAIR.finditer(text):
        label_kind = kind_of_key(match[1])
        if label_kind is not None and not is_common_word(match[2]):
            yield label_kind, match[2]
