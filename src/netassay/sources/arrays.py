"""The items of a JSON array, as their original bytes.

An array that is no JSON as a whole (cut off in a download, or one bad item in it) is taken
apart by its brackets, so that the items which are whole still come out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs
import msgspec

from netassay.core.codec import decode
from netassay.errors import NotAResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = [
    "ArrayEnd",
    "Item",
    "broken_items",
    "documents_in",
    "end_of_value",
    "is_json",
    "items_of",
    "whole_items",
]

_decoded: Final = msgspec.json.Decoder(list[msgspec.Raw]).decode
_SEPARATORS: Final = re.compile(rb"[\s,]*")
#: A string (perhaps cut off), or what opens, closes and parts JSON values.
_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)

#: Where an item begins and where it ends.
Span = tuple[int, int]


@attrs.frozen
class Item:
    """An item of an array: its number, from 1, its bytes, and the line it begins on."""

    number: int
    data: bytes
    line: int


@attrs.frozen
class ArrayEnd:
    """What may follow an array, and the reason of the reject of anything else."""

    expected: re.Pattern[bytes]
    complaint: str


def is_json(text: bytes) -> bool:
    """Tell whether a text is one JSON value."""
    try:
        decode(text)
    except NotAResponse:
        return False
    return True


def items_of(array: bytes) -> Iterator[Item]:
    """Give the items of an array that is JSON."""
    return whole_items(_decoded(array), array, array.index(b"[") + 1)


def whole_items(items: list[msgspec.Raw], text: bytes, start: int) -> Iterator[Item]:
    """Give the items of a decoded array whose first may stand at `start`."""
    return _items(text, _spans_of(items, text, start))


def _spans_of(items: list[msgspec.Raw], text: bytes, start: int) -> Iterator[Span]:
    """Give the spans of the items, in order; commas and blanks are between them."""
    for item in items:
        start = _end_of(_SEPARATORS, text, start)
        end = start + len(memoryview(item))
        yield start, end
        start = end


def _end_of(pattern: re.Pattern[bytes], text: bytes, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _items(text: bytes, spans: Iterable[Span]) -> Iterator[Item]:
    line, counted = 1, 0
    for number, (start, end) in enumerate(spans, 1):
        line, counted = line + text.count(b"\n", counted, start), start
        yield Item(number, text[start:end], line)


def broken_items(
    array: Input, text: bytes, start: int, array_end: ArrayEnd
) -> Iterator[Item | SavedResponse | Reject]:
    """Give the items of an array that is no JSON, and at the end what is wrong with it.

    Where none of its items is JSON either, it is one bad document and not many.
    """
    parts = _split_array(text, start)
    if not any(is_json(text[start:end]) for start, end in parts.spans):
        yield array.saved(text)
        return
    yield from _items(text, parts.spans)
    after = text[parts.end :]
    if parts.closed and not array_end.expected.fullmatch(after):
        begin = _end_of(_SEPARATORS, text, parts.end)
        yield array.reject(array_end.complaint, after, _line_of(text, begin))
    elif not parts.closed and is_json(text[slice(*parts.spans[-1])]):
        reason = "cut off before the end of the array"
        yield array.reject(reason, after, _line_of(text, len(text)))


def end_of_value(text: bytes, start: int) -> int | None:
    """Return where an object or array ends that begins at `start`, None where it does not."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if depth == 0 and token.start() != start:
            return None
        depth += (token[0] in (b"{", b"[")) - (token[0] in (b"}", b"]"))
        if depth == 0:
            return token.end() if token[0] in (b"}", b"]") else None
    return None


def documents_in(text: bytes) -> list[Item]:
    """Return JSON documents that stand one behind the other, fewer than two where none do.

    Between them may be blanks and commas. The last may be cut off.
    """
    spans: list[Span] = []
    depth, start = 0, _end_of(_SEPARATORS, text, 0)
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        if token.start() < start:
            continue  # A comma between two.
        if depth == 0 and token.start() != start:
            break
        if mark in (b"{", b"["):
            depth += 1
        elif mark in (b"}", b"]"):
            depth -= 1
            if depth == 0:
                spans.append((start, token.end()))
                start = _end_of(_SEPARATORS, text, token.end())
    if start < len(text):
        spans.append((start, len(text)))
    return list(_items(text, spans)) if spans and is_json(text[slice(*spans[0])]) else []


def _line_of(text: bytes, at: int) -> str:
    line = text.count(b"\n", 0, at) + 1
    return f"line {line}"


@attrs.frozen
class _ArrayParts:
    """An array split into items: their spans, the end of what was read, whether it is closed."""

    spans: list[Span]
    end: int
    closed: bool


def _split_array(text: bytes, start: int) -> _ArrayParts:
    """Split an array at its own commas, not at those in brackets or strings.

    A comma behind the last item is accepted.
    """
    spans: list[Span] = []
    depth = 1
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        if depth == 1 and mark in (b",", b"]"):
            spans.append(_trim(text, start, token.start()))
            start = token.end()
            if mark == b"]":
                return _ArrayParts(_without_blank_end(spans, text), start, closed=True)
        elif mark in (b"{", b"["):
            depth += 1
        elif mark in (b"}", b"]"):
            # A closing brace of nothing is its item's fault, not the array's end.
            depth = max(depth - 1, 1)
    spans.append(_trim(text, start, len(text)))
    return _ArrayParts(_without_blank_end(spans, text), len(text), closed=False)


def _trim(text: bytes, start: int, end: int) -> Span:
    piece = text[start:end]
    end = start + len(piece.rstrip())
    return end - len(text[start:end].lstrip()), end


def _without_blank_end(spans: list[Span], text: bytes) -> list[Span]:
    start, end = spans[-1]
    return spans if text[start:end] else spans[:-1]
