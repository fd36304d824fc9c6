"""NDJSON, also known as JSON Lines: one response a line.

A comma may stand behind a line, where an array was taken apart. A line may hold several documents one
behind the other or an array of them, and one may stand over several lines, as it does where it was
written to be read by people. It is read line by line, so that a file may be larger than memory. A line that is longer than
any response is rejected, in pieces that are all its bytes.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from netassay.sources.arrays import documents_in, is_json, items_of
from netassay.sources.inputs import LONGEST_LINE, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["DOCUMENTS_IN_LINES", "LINES"]

#: The end of a document before the beginning of another.
_NEXT: Final = re.compile(rb"[]}][ \t]*+,?[ \t]*+[{[]")
#: How a line ends that begins a document over several, and the last of these lines.
_OPENED: Final = (b"{", b"[")
_CLOSED: Final = frozenset({b"}", b"},", b"]", b"],", b"}]", b"}],"})
#: Blanks that may stand behind a line's comma.
_MOST_BLANKS: Final = 64


def _fits(head: list[bytes]) -> bool:
    """Tell whether another line follows a first that is an object by itself.

    One JSON document over several lines never begins so.
    """
    return bool(head[1:]) and head[0].startswith(b"{") and is_json(_without_comma(head[0]))


def _read(lines: Input, *, arrays: bool) -> Iterator[SavedResponse | Reject]:
    """Give each line that is not blank, without its end; with `arrays`, the items of arrays."""
    lines.nothing = "no line that is not blank"
    pieces = lines.lines()
    numbered = enumerate(pieces, 1)
    for number, line in numbered:
        if len(line) >= LONGEST_LINE:
            yield from _too_long(lines, number, line, pieces)
        elif line[-_MOST_BLANKS:].rstrip().endswith(_OPENED):
            yield from _over_lines(lines, number, line, numbered, arrays=arrays)
        elif not line.isspace():
            yield from _in_line(lines, number, line, arrays=arrays)


def _in_line(lines: Input, number: int, line: bytes, *, arrays: bool) -> Iterator[SavedResponse]:
    """Give what is in a line: one response, or several documents one behind the other."""
    whole, place = _without_comma(_without_end(line)), f"line {number}"
    several = documents_in(whole) if _NEXT.search(whole) and not is_json(whole) else []
    if len(several) > 1 and all(is_json(item.data) for item in several):
        for item in several:
            inner = f"{place} document {item.number}"
            yield from _of_document(lines, number, item.data, inner, arrays=arrays)
    else:
        yield from _of_document(lines, number, whole, place, arrays=arrays)


def _of_document(
    lines: Input, number: int, document: bytes, place: str, *, arrays: bool
) -> Iterator[SavedResponse]:
    """Give a response, or those of an array."""
    is_array = arrays and document.lstrip().startswith(b"[") and is_json(document)
    items = list(items_of(document)) if is_array else []
    if not items:
        yield lines.saved(document, place, number)
    for item in items:
        yield lines.saved(item.data, f"{place} item {item.number}", number + item.line - 1)


def _over_lines(
    lines: Input,
    number: int,
    first: bytes,
    following: Iterator[tuple[int, bytes]],
    *,
    arrays: bool,
) -> Iterator[SavedResponse]:
    """Give documents that are over several lines; where they are none, each line by itself."""
    held, size = [first], len(first)
    for _, line in following:
        held.append(line)
        size += len(line)
        if line.rstrip() in _CLOSED or size >= LONGEST_LINE:
            break
    whole = _without_comma(_without_end(b"".join(held)))
    place = f"line {number}"
    if is_json(whole):
        yield from _of_document(lines, number, whole, place, arrays=arrays)
        return
    several = documents_in(whole)
    if several and all(is_json(item.data) for item in several):
        for item in several:
            inner, at = f"{place} document {item.number}", number + item.line - 1
            yield from _of_document(lines, at, item.data, inner, arrays=arrays)
        return
    for at, line in enumerate(held, number):
        if not line.isspace():
            yield from _in_line(lines, at, line, arrays=arrays)


def _without_comma(line: bytes) -> bytes:
    """Return a line that is JSON but for a comma at its end without that comma."""
    if not line[-_MOST_BLANKS:].rstrip().endswith(b","):
        return line
    before = line.rstrip()[:-1].rstrip()
    return before if is_json(before) else line


def _without_end(line: bytes) -> bytes:
    if line.endswith(b"\r\n"):
        return line[:-2]
    return line[:-1] if line.endswith(b"\n") else line


def _too_long(lines: Input, number: int, piece: bytes, pieces: Iterator[bytes]) -> Iterator[Reject]:
    """Give the pieces of a line as rejects that together hold all its bytes."""
    reason = f"a line longer than {LONGEST_LINE >> 20} MiB"
    begin = 1
    while piece:
        is_last = piece.endswith(b"\n") or len(piece) < LONGEST_LINE
        piece = _without_end(piece)
        if piece:
            end = begin + len(piece) - 1
            yield lines.reject(reason, piece, f"line {number}, bytes {begin} to {end}")
            begin = end + 1
        if is_last:
            break
        piece = next(pieces, b"")


LINES: Final = Format("lines of JSON", _fits, partial(_read, arrays=False))
#: The same under the name of a document, where arrays may be among the lines.
DOCUMENTS_IN_LINES: Final = Format(LINES.name, _fits, partial(_read, arrays=True))
