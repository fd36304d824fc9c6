"""Texts in other clothes: bytes in UTF-16, base64 that may be damaged, bytes of no text at all."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING, Final

from netassay.sources.encodings import PLAIN, encoding_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["bytes_with", "encoded_in", "text_of"]

_Span = tuple[int, int]

#: Fewer characters of base64 hold no name.
_RUN: Final = re.compile(r"[A-Za-z0-9+/]{16,}+")
#: What a run goes on with: base64 that is damaged is in pieces.
_AROUND: Final = re.compile(r"[^\s\"'\\,;<>{}\[\]()\x1f]++")
_SHORTEST: Final = 16
_LOOKED_AT: Final = 400
#: Of what is text, in any language, hardly a byte is a control character.
_MOST_ODD: Final = 0.1
_PRINTABLE: Final = re.compile(rb"[\t\n\r\x20-\x7e\x00]|[\xc2-\xf4][\x80-\xbf]{1,3}")
#: Packed by gzip, bzip2, xz, zstd, zip, LZ4 or 7z.
_PACKED: Final = (
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"PK\x03\x04",
    b"7z\xbc\xaf",
)
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\udc80-\udcff]")
_MOST_NO_TEXT: Final = 0.3
_WIDE: Final = (("utf-16-le", b"[^\0]\0"), ("utf-16-be", b"\0[^\0]"))
_FEWEST_WIDE: Final = 0.2


def encoded_in(text: str) -> Iterator[_Span]:
    """Give where a text has base64 of a text, with all that stands at it without a blank."""
    for around in _AROUND.finditer(text):
        if len(around[0]) >= _SHORTEST and any(
            _is_of_text(run[0]) for run in _RUN.finditer(text, *around.span())
        ):
            yield around.span()


def _is_of_text(run: str) -> bool:
    """Say whether a run of base64 is that of a text, wherever it was cut."""
    first = run[:_LOOKED_AT]
    if first.islower() and first.isalpha():
        return False
    for skipped in range(4):
        whole = first[skipped:]
        data = b64decode(whole[: len(whole) // 4 * 4])
        told = b"".join(_PRINTABLE.findall(data))
        if len(data) >= 9 and len(data) - len(told) <= _MOST_ODD * len(data):  # noqa: PLR2004
            return True
    return False


def text_of(data: bytes) -> tuple[str, Callable[[str], bytes]] | None:
    """Return bytes as a text, and what makes such bytes of one; None for bytes of no text."""
    if data.startswith(_PACKED):
        return None
    name, mark = _wide(data)
    if name:
        even = len(data) - (len(data) - len(mark)) % (4 if "32" in name else 2)
        text = data[len(mark) : even].decode(name, "replace" if "32" in name else "surrogatepass")
        return text, lambda made: mark + made.encode(name, "surrogatepass")
    mark = PLAIN.mark
    text = data.decode("utf-8", "surrogateescape")
    if len(_NO_TEXT.findall(text)) > _MOST_NO_TEXT * len(text):
        return None
    return text, lambda made: made.encode("utf-8", "surrogateescape")


def _wide(data: bytes) -> tuple[str, bytes]:
    """Return the encoding of bytes of which each character takes several, "" for others."""
    encoding = encoding_of(data)
    if encoding.wide:
        return encoding.name, encoding.mark
    if b"\0" in data:
        for name, pair in _WIDE:
            if len(re.findall(pair, data, re.DOTALL)) > _FEWEST_WIDE * len(data):
                return name, b""
    return "", b""


def bytes_with(data: bytes, change: Callable[[str], str]) -> bytes:
    """Return bytes with the text in them changed; of bytes of no text only their number is left."""
    found = text_of(data)
    if found is None:
        return b"(%d bytes of no text)" % len(data)
    text, encoded = found
    return encoded(change(text))
