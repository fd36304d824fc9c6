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

import msgspec

from netassay.sources.arrays import Item, documents_in, is_json, items_of
from netassay.sources.inputs import LONGEST_LINE, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["DOCUMENTS_IN_LINES", "LINES"]

_begins: Final = re.compile(rb"\s*+[{[]").match
#: Finds out cheaply whether a text is one document: nothing of it is made.
_skipped: Final = msgspec.json.Decoder(msgspec.Raw).decode
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
    whole = _without_comma(_without_end(line))
    yield from _of_documents(lines, number, _documents(whole) or [Item(1, whole, 1)], arrays=arrays)


def _documents(text: bytes) -> list[Item]:
    """Return the documents that stand in a text one behind the other; none where one is no JSON."""
    try:
        _skipped(text)
    except (msgspec.MsgspecError, RecursionError):
        found = documents_in(text) if _begins(text) else []
        return found if all(is_json(item.data) for item in found) else []
    return [Item(1, text, 1)]


def _of_documents(
    lines: Input, number: int, documents: list[Item], *, arrays: bool
) -> Iterator[SavedResponse]:
    """Give the responses of documents that begin at a line, or the items of those that are arrays."""
    for document in documents:
        place, at = f"line {number}", number + document.line - 1
        if len(documents) > 1:
            place += f" document {document.number}"
        is_array = arrays and document.data.lstrip().startswith(b"[") and is_json(document.data)
        items = list(items_of(document.data)) if is_array else []
        if not items:
            yield lines.saved(document.data, place, at)
        for item in items:
            yield lines.saved(item.data, f"{place} item {item.number}", at + item.line - 1)


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
    documents = _documents(_without_comma(_without_end(b"".join(held))))
    yield from _of_documents(lines, number, documents, arrays=arrays)
    for at, line in enumerate([] if documents else held, number):
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
