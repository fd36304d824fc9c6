r"""Texts behind escapes: JSON that was cut off is kept as it was, with ``\n`` and ``\u00fc`` in it.

A name that begins behind such a line end, or holds such a letter, is found in the text that is
meant, and replaced in the text that is there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

__all__ = ["Unescaped", "holds_json", "unescaped"]

_ESCAPE: Final = re.compile(
    r"\\(?:u(?P<pair>[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2})"
    r"|u(?P<code>[0-9A-Fa-f]{4})|(?P<char>[\"\\/bfnrt]))|(?P<quote>\")"
)
_CHARACTERS: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
#: What parts strings of JSON, so that nothing goes on behind their ends; regular expressions
#: take it for a blank.
_END_OF_STRING: Final = "\x1f"
_JSON: Final = re.compile(r"\"[ \t\r\n]*+[:,][ \t\r\n]*+[\"\[{]|[\[{][ \t\r\n]*+\"")


class Unescaped:
    """The text that is meant by one with escapes; `raw` tells where a position of it stands there."""

    def __init__(self, raw: str) -> None:
        pieces: list[str] = []
        self._behind = [0]
        self._raw = [0]
        at = length = 0
        for match in _ESCAPE.finditer(raw):
            char = _meant(match)
            pieces += [raw[at : match.start()], char]
            length += match.start() - at + 1
            at = match.end()
            self._behind.append(length)
            self._raw.append(at)
        pieces.append(raw[at:])
        self.text = "".join(pieces)

    def raw(self, at: int) -> int:
        """Return the position in the text with escapes of one in `text`."""
        step = bisect_right(self._behind, at) - 1
        return self._raw[step] + at - self._behind[step]


def unescaped(text: str) -> Unescaped | None:
    """Return the text that is meant, None where there is no escape."""
    if "\\" not in text:
        return None
    if not any(match["quote"] is None for match in _ESCAPE.finditer(text)):
        return None
    return Unescaped(text)


def holds_json(text: str) -> bool:
    """Say whether a text has strings of JSON in it, whose escapes are no characters of their own."""
    return _JSON.search(text) is not None


def _meant(match: re.Match[str]) -> str:
    if match["quote"]:
        return _END_OF_STRING
    if match["char"]:
        return _CHARACTERS.get(match["char"], match["char"])
    if match["code"]:
        return chr(int(match["code"], 16))
    high, low = int(match["pair"][:4], 16), int(match["pair"][6:], 16)
    return chr(0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF)))
