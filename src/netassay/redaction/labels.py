"""What labels and keys call by its name: serial numbers, host names, SSIDs, users, secrets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["holds_names", "is_common_word", "kind_of_key", "labelled_values"]

_WORDS: Final = {
    "serial": "serial serialnumber sn",
    "ssid": "ssid essid ess",
    "user": "user username login account identity email",
    "host": "host hostname sysname server fqdn domain destination ip ipv4 ipv6 address addr"
    " ipaddress gateway resolver dns",
    "mac": "mac macaddress bssid",
    "task": "task",
    "url": "url uri location href link referer",
    "id": "id uuid guid customer tenant workspace",
    "secret": "password passwd passphrase passcode secret psk community hexkey token credential",
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
_SECRET_KEY: Final = re.compile(
    r"(?:pre[_-]?shared|shared|encryption|private|api|auth|authentication|wep|wpa)[_-]?keys?(?![a-z])",
    re.IGNORECASE,
)


def kind_of_key(key: str) -> str | None:
    """Return the kind of value that a key holds (``deviceSerial``, ``host_name``), or None.

    The last telling word counts, as in ``serverMacAddress``, before which ``mac`` weighs more
    than any address.
    """
    if len(key) > _LONGEST_KEY:
        return None
    if _SECRET_KEY.search(key):
        return "secret"
    words = [word.lower() for word in _KEY_WORDS.findall(key)]
    kinds = [kind for word in words if (kind := _kind_of_word(word))]
    if words[-1:] == ["name"] and not _NAMED.isdisjoint(words[-2:-1]):
        kinds.append("host")
    telling = [kind for kind in kinds if kind != "id"] or kinds
    return "mac" if "mac" in telling else telling[-1] if telling else None


def holds_names(key: str) -> bool:
    """Say whether the keys of the object under a key are names: ``{"users": {"jdoe": ...}}``."""
    words = _KEY_WORDS.findall(key[-_LONGEST_KEY:])
    last = words[-1].lower() if words else ""
    return last not in _KINDS and _kind_of_word(last) is not None


def _kind_of_word(word: str) -> str | None:
    return (
        _KINDS.get(word)
        or _KINDS.get(word.removesuffix("s"))
        or _KINDS.get(word.removesuffix("es"))
    )


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
        ("ssid", rf"{_LINE}(?:wlan )?e?ssid(?:-profile)?[ \t]++\"?(?![:=])({_QUOTED})"),
        ("user", rf"\b(?:user(?:[ _-]?name)?|login(?: as)?|account){_SEPARATOR}({_WORD})"),
        ("user", r"(?:/home/|[/\\]Users[/\\])([\w.-]++)"),
        ("user", rf"{_LINE}username[ \t]++\"?({_WORD})"),
        ("host", rf"\b(?:host|(?:host|sys|system|device|switch)[ _-]?name){_SEPARATOR}([\w.-]++)"),
        ("host", rf"{_LINE}hostname[ \t]++\"?([\w.-]++)"),
        ("serial", r"/network-troubleshooting/[^/\s]++/[\w-]++/([^/\s:{<][^/\s?#]*+)/"),
        ("task", r"/async-operations/([\w-]++)"),
        ("host", r"^Linux ([\w.-]++) \d"),
        (
            "host",
            rf"{_LINE}(?:[\w.-]{{1,32}}@)?([A-Za-z][\w.-]{{1,62}}+)(?:\([\w/. -]{{1,40}}\))?[#>%](?=[ \r\nA-Za-z]|\Z)",
        ),
        (
            "host",
            rf"{_LINE}(?:[\w.-]{{1,32}}@)?([A-Za-z][\w.-]{{1,62}}+):[~/][\w./~-]{{0,80}}+[#$] ?",
        ),
        (
            "host",
            rf"{_LINE}\(([\w.-]++)\) ?[\^*]{{0,3}}(?:\[[^\]\n]{{0,80}}\] ?)?(?:\([\w/. -]{{1,40}}\) ?)?[#>]",
        ),
        ("user", rf"{_LINE}([\w.-]{{1,32}})@[\w.-]{{2,63}}+(?:[#>$%]|:[~/])"),
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
