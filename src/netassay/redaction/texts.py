"""Whole texts with stand-ins: every secret replaced wherever it stands, the layout kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.shapes import (
    INNER,
    canonical_address,
    canonical_mac,
    is_name,
    is_serial,
    labelled,
)

if TYPE_CHECKING:
    from netassay.redaction.values import Values

__all__ = ["learn_text", "redacted_text"]

#: Fewer blanks than these are no column.
_COLUMN: Final = 2
#: Two or three numbers of an IPv4 address where a text ends.
_CUT: Final = re.compile(r"(?<![\d.])(\d{1,3}\.\d{1,3}\.)(?:\d{1,3}\.?)?\Z")
_LONGEST_CUT: Final = 12
_DIGITS: Final = re.compile(r"\d++")
_AFTER_URL: Final = ".,;:!?)]'"


def learn_text(text: str, values: Values) -> None:
    """Learn what a text says of names, and which addresses are in it."""
    for kind, name in labelled(text):
        values.learn(kind, name)
    for match in values.known.pattern.finditer(text):
        if match.lastgroup in ("mac", "ipv4", "ipv6"):
            canonical = canonical_mac(match[0]) or canonical_address(match[0])
            if canonical is not None:
                values.reserve(canonical)


def redacted_text(text: str, values: Values) -> str:
    """Return a text with stand-ins; columns stay where the blanks behind them allow it."""
    pieces, at, longer = [], 0, 0
    for match in values.known.pattern.finditer(text):
        pieces.append(_closed_up(text[at : match.start()], longer))
        made = _found(str(match.lastgroup), match[0], values)
        pieces.append(made)
        at, longer = match.end(), len(made) - len(match[0])
    pieces.append(_closed_up(text[at:], longer))
    return _without_cut_address("".join(pieces), values)


def _without_cut_address(text: str, values: Values) -> str:
    """Return a text without what is left at its end of an address that was cut off."""
    start = max(0, len(text) - _LONGEST_CUT)
    match = _CUT.search(text, start)
    if match is None or not values.standins.is_reserved(match[1]):
        return text
    return text[: match.start()] + _DIGITS.sub("x", match[0])


def _closed_up(gap: str, longer: int) -> str:
    """Return what follows a stand-in, its first blanks fewer by what that is longer."""
    blanks = len(gap) - len(gap.lstrip(" "))
    if longer == 0 or blanks < _COLUMN:
        return gap
    return " " * max(1, blanks - longer) + gap[blanks:]


def _found(shape: str, said: str, values: Values) -> str:
    if shape == "url":
        url = said.rstrip(_AFTER_URL)
        return values.url(url) + said[len(url) :]
    if shape == "odd":
        return values.named("value", said)
    if shape == "uuid":
        return values.named("task", said)
    if shape == "ipv6":
        return _with_colons(said, values)
    return _word(said, values) if shape == "word" else _plain(shape, said, values)


def _plain(shape: str, said: str, values: Values) -> str:
    """Replace a MAC or an IPv4 address; twelve digits alone are a number, unless known."""
    if shape == "ipv4":
        return values.address(said) or said
    if said.isdecimal() and not values.standins.is_reserved(canonical_mac(said) or ""):
        return said
    return values.mac(said) or said


def _with_colons(said: str, values: Values) -> str:
    """Replace an IPv6 address with what punctuation stands at its ends, or what is in it."""
    start = int(said.startswith(":") and not said.startswith("::"))
    for end in (len(said), len(said) - 1):
        core = said[start:end]
        if core[-1:] != "." and ":" in core:
            made = values.address(core)
            if made is not None:
                return said[:start] + made + said[end:]
    return _in_parts(said, values)


def _word(said: str, values: Values) -> str:
    bare = said.rstrip(".-+")
    kind = values.known.sought(bare)
    if kind is not None:
        return values.named(kind, bare) + said[len(bare) :]
    user, at, host = bare.partition("@")
    if at and host:
        return f"{values.named('user', user)}@{values.replaced('host', host)}{said[len(bare) :]}"
    if is_name(bare):
        return values.named("host", bare) + said[len(bare) :]
    return _in_parts(said, values)


def _in_parts(text: str, values: Values) -> str:
    """Replace what is known, or looks like something, within a word that as a whole does not."""
    pieces, at = [], 0
    for match in INNER.finditer(text):
        start, said = match.start(), match[0]
        if start < at:
            continue
        if match.lastgroup == "part":
            run = values.known.run(text, start, said)
            if run is None and not is_serial(said):
                continue
            said = run or said
            made = values.named("serial", said)
        else:
            made = _plain(str(match.lastgroup), said, values)
        pieces += [text[at:start], made]
        at = start + len(said)
    return "".join([*pieces, text[at:]])
