"""Encodings of inputs, by their byte order marks, and back.

Responses are UTF-8. A Windows shell that redirects its output into a file writes UTF-16,
and some editors put a mark before UTF-8.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PLAIN", "Encoding", "encoding_of"]


@attrs.frozen
class Encoding:
    """An encoding by its mark; `wide` where a character is more than one byte."""

    mark: bytes
    name: str
    wide: bool = False

    def to_utf8(self, data: bytes) -> bytes:
        """Return bytes of this encoding, their mark removed, as UTF-8."""
        return data.decode(self.name).encode() if self.wide else data

    def from_utf8(self, data: bytes) -> bytes:
        """Return UTF-8 as the bytes of this encoding that it came from, with their mark."""
        return self.mark + (data.decode().encode(self.name) if self.wide else data)

    def changed(self, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
        """Return bytes of this encoding with their text, as UTF-8, changed."""
        if not self.wide:
            return change(data)
        try:
            text = self.to_utf8(data.removeprefix(self.mark))
        except UnicodeDecodeError:
            return change(data)
        made = change(text)
        return data if made is text else self.from_utf8(made)

    def begins(self, data: bytes) -> bool:
        """Tell whether data begin with the mark and, where it is wide, with an ASCII character.

        Two bytes alone are too little to take what may be damaged UTF-8 for another encoding.
        """
        if not data.startswith(self.mark):
            return False
        return not self.wide or 0 in data[len(self.mark) :][:2]


PLAIN: Final = Encoding(b"", "utf-8")
# The mark of UTF-32 begins with that of UTF-16.
_WITH_MARK: Final = (
    Encoding(codecs.BOM_UTF8, "utf-8"),
    Encoding(codecs.BOM_UTF32_LE, "utf-32-le", wide=True),
    Encoding(codecs.BOM_UTF32_BE, "utf-32-be", wide=True),
    Encoding(codecs.BOM_UTF16_LE, "utf-16-le", wide=True),
    Encoding(codecs.BOM_UTF16_BE, "utf-16-be", wide=True),
)


def encoding_of(data: bytes) -> Encoding:
    """Return the encoding of an input by its first bytes."""
    return next((encoding for encoding in _WITH_MARK if encoding.begins(data)), PLAIN)
