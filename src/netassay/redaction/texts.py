"""Whole texts with stand-ins: every secret replaced, the layout kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.shapes import (
    INNER,
    canonical_address,
    canonical_mac,
    is_name,
    is_serial,
    labelled_values,
)

if TYPE_CHECKING:
    from netassay.redaction.values import Values

__all__ = ["learn_text", "redact_text"]

#: Fewer blanks than these are no column.
_COLUMN: Final = 2
#: Two or three numbers of an IPv4 address where a text ends.
_CUT: Final = re.compile(r"(?<![\d.])(\d{1,3}\.\d{1,3}\.)(?:\d{1,3}\.?)?\Z")
_LONGEST_CUT: Final = 12
_DIGITS: Final = re.compile(r"\d++")
_AFTER_URL: Final = ".,;:!?)]'"


def learn_text(text: str, values: Values) -> None:
    """Learn the labelled names in a text, and its addresses."""
    for kind, name in labelled_values(text):
        values.learn(kind, name)
    for match in values.names.pattern.finditer(text):
        if match.lastgroup in ("mac", "ipv4", "ipv6"):
            canonical = canonical_mac(match[0]) or canonical_address(match[0])
            if canonical is not None:
                values.reserve(canonical)


def redact_text(text: str, values: Values) -> str:
    """Return a text with stand-ins; columns stay where the blanks behind them allow it."""
    pieces, at, longer = [], 0, 0
    for match in values.names.pattern.finditer(text):
        pieces.append(_adjust_gap(text[at : match.start()], longer))
        standin = _replace_match(str(match.lastgroup), match[0], values)
        pieces.append(standin)
        at, longer = match.end(), len(standin) - len(match[0])
    pieces.append(_adjust_gap(text[at:], longer))
    return _without_cut_address("".join(pieces), values)


def _without_cut_address(text: str, values: Values) -> str:
    """Return a text without the beginning of a cut off address at its end."""
    start = max(0, len(text) - _LONGEST_CUT)
    match = _CUT.search(text, start)
    if match is None or not values.standins.is_reserved(match[1]):
        return text
    return text[: match.start()] + _DIGITS.sub("x", match[0])


def _adjust_gap(gap: str, longer: int) -> str:
    """Return the text behind a stand-in, its blanks reduced by what the stand-in is longer."""
    blanks = len(gap) - len(gap.lstrip(" "))
    if longer == 0 or blanks < _COLUMN:
        return gap
    return " " * max(1, blanks - longer) + gap[blanks:]


def _replace_match(shape: str, matched: str, values: Values) -> str:
    if shape == "url":
        url = matched.rstrip(_AFTER_URL)
        return values.url(url) + matched[len(url) :]
    if shape == "phrase":
        return values.name_standin("value", matched)
    if shape == "uuid":
        return values.name_standin("task", matched)
    if shape == "ipv6":
        return _replace_ipv6(matched, values)
    return (
        _replace_word(matched, values)
        if shape == "word"
        else _replace_address(shape, matched, values)
    )


def _replace_address(shape: str, matched: str, values: Values) -> str:
    """Replace a MAC or an IPv4 address; twelve digits alone are a number, unless known."""
    if shape == "ipv4":
        return values.address(matched) or matched
    if matched.isdecimal() and not values.standins.is_reserved(canonical_mac(matched) or ""):
        return matched
    return values.mac(matched) or matched


def _replace_ipv6(matched: str, values: Values) -> str:
    """Replace an IPv6 address, perhaps with punctuation at its ends, or the secrets inside."""
    start = int(matched.startswith(":") and not matched.startswith("::"))
    for end in (len(matched), len(matched) - 1):
        core = matched[start:end]
        if core[-1:] != "." and ":" in core:
            standin = values.address(core)
            if standin is not None:
                return matched[:start] + standin + matched[end:]
    return _replace_inside(matched, values)


def _replace_word(matched: str, values: Values) -> str:
    word = matched.rstrip(".-+")
    kind = values.names.find(word)
    if kind is not None:
        return values.name_standin(kind, word) + matched[len(word) :]
    user, at, host = word.partition("@")
    if at and host:
        return f"{values.name_standin('user', user)}@{values.replace('host', host)}{matched[len(word) :]}"
    if is_name(word):
        return values.name_standin("host", word) + matched[len(word) :]
    return _replace_inside(matched, values)


def _replace_inside(text: str, values: Values) -> str:
    """Replace learned names and secrets within a word that is none as a whole."""
    pieces, at = [], 0
    for match in INNER.finditer(text):
        start, matched = match.start(), match[0]
        if start < at:
            continue
        if match.lastgroup == "part":
            name = values.names.longest_at(text, start, matched)
            if name is None and not is_serial(matched):
                continue
            matched = name or matched
            standin = values.name_standin("serial", matched)
        else:
            standin = _replace_address(str(match.lastgroup), matched, values)
        pieces += [text[at:start], standin]
        at = start + len(matched)
    return "".join([*pieces, text[at:]])
