"""NDJSON, also known as JSON Lines: one response a line.

A comma may stand behind a line, where an array was taken apart. It is read line by line, so that a file may be larger than memory. A line that is longer than
any response is rejected, in pieces that are all its bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.sources.arrays import is_json
from netassay.sources.inputs import LONGEST_LINE, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["LINES"]

#: Blanks that may stand behind a line's comma.
_MOST_BLANKS: Final = 64


def _fits(head: list[bytes]) -> bool:
    """Tell whether another line follows a first that is an object by itself.

    One JSON document over several lines never begins so.
    """
    return bool(head[1:]) and head[0].startswith(b"{") and is_json(_without_comma(head[0]))


def _read(lines: Input) -> Iterator[SavedResponse | Reject]:
    """Give each line that is not blank, without its end."""
    lines.nothing = "no line that is not blank"
    pieces = lines.lines()
    for number, line in enumerate(pieces, 1):
        if len(line) >= LONGEST_LINE:
            yield from _too_long(lines, number, line, pieces)
        elif not line.isspace():
            yield lines.saved(_without_comma(_without_end(line)), f"line {number}", number)


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


LINES: Final = Format("lines of JSON", _fits, _read)
