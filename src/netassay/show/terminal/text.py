r"""Text of devices, made visible: no other way leads it to a terminal.

A device, a file or a file's name may hold control characters. On a terminal these move
the cursor, change colours or turn the direction of writing around, so that what is seen is
not what is there. They are shown as escapes instead: ``\x1b``, ``\u202e``.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["brief", "json_visible", "lines_of", "visible"]

#: Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9), the
#: line and paragraph separators, the byte order mark.
_FORMATS: Final = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
#: C0, DEL and C1, these, and halves of surrogate pairs, which no encoding takes.
_HIDDEN: Final = re.compile(f"[\x00-\x1f\x7f-\x9f{_FORMATS}\ud800-\udfff]")
#: Characters of one value that are shown on a screen.
_LONGEST: Final = 2000
_ENDS: Final = re.compile("\r\n|\n\r|\n|\r")


def visible(text: str) -> str:
    """Return the text as one line of visible characters."""
    return _HIDDEN.sub(_escape, text)


def brief(text: str) -> str:
    """Return the beginning of a text as `visible` does, and its length if it is longer."""
    if len(text) <= _LONGEST:
        return visible(text)
    return f"{visible(text[:_LONGEST])}... ({len(text)} characters)"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, each as `visible` does, with tabs as blanks."""
    return [brief(line.expandtabs()) for line in _ENDS.split(text)]


def json_visible(line: str) -> str:
    """Return a line of JSON of the same value in visible characters.

    JSON itself escapes only the characters below U+0020.
    """
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - one octet
