"""NDJSON, also known as JSON Lines: one response a line.

It is read line by line, so that a file may be larger than memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.decode import decode
from netassay.errors import NotAResponse
from netassay.sources.inputs import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import Saved

__all__ = ["LINES"]


def _fits(head: list[bytes]) -> bool:
    """Tell whether another line follows a first that is an object by itself.

    One JSON document over several lines never begins so.
    """
    if not (head[1:] and head[0].startswith(b"{")):
        return False
    try:
        decode(head[0])
    except NotAResponse:
        return False
    return True


def _read(lines: Input) -> Iterator[Saved | Reject]:
    """Give each line that is not blank, without its end."""
    for number, line in enumerate(lines.lines(), 1):
        data = line.removesuffix(b"\n").removesuffix(b"\r")
        if data.strip():
            yield lines.saved(data, f"line {number}", number)


LINES: Final = Format("lines of JSON", _fits, _read)
