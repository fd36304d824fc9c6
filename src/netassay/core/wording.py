"""Words of the messages on wrong tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["meant", "under_caret"]

#: Of a longer text, what is shown on either side of a mistake.
_SHOWN: Final = 50


def meant(name: str, known: Iterable[str]) -> str:
    """Return the end of a message on an unknown name: the known one that is most like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong table needs it

    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def under_caret(text: str, start: int, length: int = 1) -> str:
    """Return two lines: the text, and carets under `length` characters of it from `start` on."""
    text = "".join(" " if letter.isspace() else letter for letter in text)
    length = max(1, min(length, _SHOWN))
    begin = start - _SHOWN if start > 2 * _SHOWN else 0
    end = start + length + _SHOWN if len(text) > start + length + 2 * _SHOWN else len(text)
    before = "..." if begin else ""
    after = "..." if end < len(text) else ""
    indent = " " * (len(before) + start - begin)
    return f"    {before}{text[begin:end]}{after}\n    {indent}{'^' * length}"
