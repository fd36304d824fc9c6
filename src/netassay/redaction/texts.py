"""Whole texts with stand-ins: every secret replaced, the layout kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.encoded import encoded_in
from netassay.redaction.escapes import holds_json, unescaped
from netassay.redaction.labels import labelled_values
from netassay.redaction.secrets import secrets_in
from netassay.redaction.shapes import STRONG, WORD, canonical_address, canonical_mac
from netassay.redaction.spans import Spans
from netassay.redaction.words import address_spans, word_spans

if TYPE_CHECKING:
    from netassay.redaction.spans import Span
    from netassay.redaction.values import Values

__all__ = ["learn_text", "redact_text", "spans_of"]

#: Fewer blanks than these are no column.
_COLUMN: Final = 2
#: Escapes within escapes, so deep.
_DEEPEST: Final = 4
#: Two or three numbers of an IPv4 address, or three to five of a MAC, where a text ends.
_CUT: Final = re.compile(
    r"(?<![\d.])(?P<ipv4>\d{1,3}\.\d{1,3}\.)(?:\d{1,3}\.?)?\Z"
    r"|(?P<mac>(?:[0-9A-Fa-f]{2}[:-]){3})(?:[0-9A-Fa-f]{2}[:-]){0,2}[0-9A-Fa-f]?\Z"
)
_LONGEST_CUT: Final = 20
_LAST_LINE: Final = re.compile(r"[^\r\n\x1f]*+\Z")
_BEGINNING: Final = re.compile(r"(?<![^\W_])[^\W_]|(?<!\S)\S")
_LONGEST_CUT_NAME: Final = 253
_DIGITS: Final = re.compile(r"[0-9A-Fa-f]++")
_ALNUM: Final = re.compile(r"[^\W_]")
#: Bytes that are no UTF-8, as the letters that they are in Latin-1.
_LATIN: Final = {0xDC00 + byte: chr(byte) for byte in range(0x80, 0x100)}
_ODD: Final = re.compile(r"[\udc80-\udcff]")


def learn_text(text: str, values: Values) -> None:
    """Learn the labelled names and the secrets in a text, and its addresses."""
    for _ in range(_DEEPEST):
        inner = unescaped(text)
        if inner is None or not holds_json(text):
            for start, end in secrets_in(text):
                values.learn_secret(text[start:end])
        for kind, name in labelled_values(text):
            values.learn(kind, name)
        for match in STRONG.finditer(text):
            if match.lastgroup in ("mac", "ipv4", "ipv6"):
                canonical = canonical_mac(match[0]) or canonical_address(match[0])
                if canonical is not None:
                    values.reserve(canonical)
        if inner is None:
            break
        text = inner.text


def redact_text(text: str, values: Values) -> str:
    """Return a text with stand-ins; columns stay where the blanks behind them allow it."""
    pieces, at, longer = [], 0, 0
    for start, end, standin in spans_of(text, values):
        pieces.append(_adjust_gap(text[at:start], longer))
        pieces.append(standin)
        at, longer = end, len(standin) - (end - start)
    pieces.append(_adjust_gap(text[at:], longer))
    return "".join(pieces)


def spans_of(text: str, values: Values, depth: int = 0) -> list[Span]:
    r"""Return where what is to be replaced stands in a text, in order, each with its stand-in.

    What is meant by escapes goes first: `\nCN...` is no word.
    """
    if _ODD.search(text):
        text = text.translate(_LATIN)
    inner = unescaped(text) if depth < _DEEPEST else None
    spans = Spans(text)
    if inner is not None:
        for start, end, standin in spans_of(inner.text, values, depth + 1):
            spans.add(inner.raw(start), inner.raw(end), standin)
    for start, end in values.names.phrases(text):
        spans.add(start, end, values.name_standin("value", text[start:end]))
    if inner is None or not holds_json(text):
        for start, end in secrets_in(text):
            spans.cover(start, end, values.secret(text[start:end]))
    for start, end in encoded_in(text):
        spans.cover(start, end, values.name_standin("value", text[start:end]))
    for match in spans.found(STRONG):
        spans.add_all(address_spans(match, values))
    for match in spans.found(WORD):
        spans.add_all(word_spans(match, values))
    _add_cut(spans, text, values)
    return spans.in_order()


def _add_cut(spans: Spans, text: str, values: Values) -> None:
    """Add the beginning of an address or a name where a text was cut off within it."""
    match = _CUT.search(text, max(0, len(text) - _LONGEST_CUT))
    if match is not None:
        known = match["ipv4"] or match["mac"].lower().replace("-", ":")
        if values.standins.is_reserved(known):
            spans.add(match.start(), len(text), _DIGITS.sub("x", match[0]))
            return
    last = max(0, len(text) - _LONGEST_CUT_NAME)
    line = _LAST_LINE.search(text, max(last, text.rfind("\n") + 1))
    for at in _BEGINNING.finditer(text, line.start() if line else len(text)):
        if values.names.begins(text[at.start() :]):
            spans.cover(at.start(), len(text), _ALNUM.sub("x", text[at.start() :]))
            return


def _adjust_gap(gap: str, longer: int) -> str:
    """Return the text behind a stand-in, its blanks reduced by what the stand-in is longer."""
    blanks = len(gap) - len(gap.lstrip(" "))
    if longer == 0 or blanks < _COLUMN:
        return gap
    return " " * max(1, blanks - longer) + gap[blanks:]
