"""Addresses, URLs and words of a text, each with what stands there instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.shapes import INNER, PLAIN, canonical_mac, is_name, is_serial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.redaction.spans import Span
    from netassay.redaction.values import Values

__all__ = ["address_spans", "word_spans"]

_AFTER_URL: Final = ".,;:!?)]'"
#: The port behind an address, as BSD and tcpdump write it.
_PORT: Final = re.compile(r"(.*[0-9A-Fa-f:])\.(\d{1,5})")
_TWELVE: Final = 12
_HEX_RUN: Final = re.compile(r"[0-9A-Fa-f]{12,}+")


def address_spans(match: re.Match[str], values: Values) -> Iterator[Span]:
    """Give what to replace in a URL, a UUID or an address."""
    shape, matched, start = str(match.lastgroup), match[0], match.start()
    if shape == "url":
        url = matched.rstrip(_AFTER_URL)
        yield start, start + len(url), values.url(url)
    elif shape == "uuid":
        yield start, match.end(), values.name_standin("task", matched)
    elif shape == "ipv6":
        yield from _ipv6(match, values)
    else:
        yield from _address(match, values)


def _address(match: re.Match[str], values: Values) -> Iterator[Span]:
    """Give a MAC or an IPv4 address; twelve digits alone are a number, unless known."""
    matched = match[0]
    if match.lastgroup == "ipv4":
        standin = values.address(matched)
    elif matched.isdecimal() and not values.standins.is_reserved(canonical_mac(matched) or ""):
        standin = None
    else:
        standin = values.mac(matched)
    # One that is nobody's is taken as it is, and no word.
    yield match.start(), match.end(), standin or matched


def _ipv6(match: re.Match[str], values: Values) -> Iterator[Span]:
    """Give an IPv6 address, perhaps with punctuation at its ends or a port, or what is inside."""
    matched = match[0]
    start = int(matched.startswith(":") and not matched.startswith("::"))
    for end in (len(matched), len(matched) - 1):
        core = matched[start:end]
        if core[-1:] == "." or ":" not in core:
            continue
        port = _PORT.fullmatch(core)
        for whole in (core, port[1] if port else core):
            standin = values.address(whole)
            if standin is not None:
                begin = match.start() + start
                yield begin, begin + len(whole), standin
                return
    for inner in PLAIN.finditer(match.string, match.start(), match.end()):
        yield from _address(inner, values)


def word_spans(match: re.Match[str], values: Values) -> Iterator[Span]:
    """Give what to replace of a word: all of it, or what stands within."""
    word, start = match[0].rstrip(".-+"), match.start()
    end = start + len(word)
    kind = values.names.find(word)
    user, at, host = word.partition("@")
    if kind is not None:
        yield start, end, values.name_standin(kind, word)
    elif at and host:
        yield start, end, f"{values.name_standin('user', user)}@{values.replace('host', host)}"
    elif is_name(word):
        yield start, end, values.name_standin("host", word)
    else:
        yield from _inside(match.string, start, match.end(), values)


def _inside(text: str, start: int, end: int, values: Values) -> Iterator[Span]:
    """Give learned names and serial numbers within a word that is none as a whole."""
    at = start
    for match in INNER.finditer(text, start, end):
        begin, part = match.start(), match[0]
        if begin < at:
            continue
        name = values.names.longest_at(text, begin, part)
        if name is not None or is_serial(part):
            part = name or part
            at = begin + len(part)
            yield begin, at, values.name_standin("serial", part)
        elif len(part) >= _TWELVE:
            yield from _known_macs(match, values)


def _known_macs(match: re.Match[str], values: Values) -> Iterator[Span]:
    """Give the known MACs that are written without separators within a word."""
    for run in _HEX_RUN.finditer(match[0]):
        digits = run[0]
        at = 0
        while at <= len(digits) - _TWELVE:
            part = digits[at : at + _TWELVE]
            canonical = canonical_mac(part)
            if canonical and values.is_known_mac(canonical):
                begin = match.start() + run.start() + at
                yield begin, begin + _TWELVE, values.mac(part) or part
                at += _TWELVE
            else:
                at += 1
