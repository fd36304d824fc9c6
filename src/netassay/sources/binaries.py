"""Files of other programs, by their first bytes: named, so that nobody looks for damage in them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["named_binary"]

_KINDS: Final = (
    ("a PDF document", rb"%PDF-"),
    ("an Office document of before 2007 (.xls, .doc, .ppt)", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("an image", rb"\x89PNG\r\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*"),
    ("a SQLite database", rb"SQLite format 3\0"),
    ("a DuckDB database", rb".{8}DUCK"),
    ("a Parquet file", rb"PAR1[\x15\x2c]"),
    ("an Arrow file", rb"ARROW1\0\0"),
    ("an Avro file", rb"Obj\x01"),
    ("an HDF5 file", rb"\x89HDF\r\n"),
    ("a NumPy file", rb"\x93NUMPY"),
    (
        "a packet capture",
        rb"\xd4\xc3\xb2\xa1|\xa1\xb2\xc3\xd4|\x4d\x3c\xb2\xa1|\xa1\xb2\x3c\x4d|\n\r\r\n.{4}(?:\x4d\x3c\x2b\x1a|\x1a\x2b\x3c\x4d)",
    ),
    ("a Python pickle", rb"\x80[\x02-\x05](?:\x95|[\]\}ch(])"),
    ("a Windows event log", rb"ElfFile\0"),
    ("a program", rb"\x7fELF|MZ.\0"),
    ("a 7z archive", rb"7z\xbc\xaf\x27\x1c"),
    ("a RAR archive", rb"Rar!\x1a\x07"),
    ("data packed by compress", rb"\x1f\x9d"),
    ("data packed by lz4", rb"\x04\x22\x4d\x18"),
    ("data packed by lzip", rb"LZIP\x01"),
    ("a video", rb".{4}ftyp"),
)
_KIND: Final = re.compile(b"|".join(b"(%s)" % mark for _, mark in _KINDS), re.DOTALL)


def named_binary(head: bytes) -> str | None:
    """Return which program's file begins so, None where that can't be told."""
    match = _KIND.match(head)
    return _KINDS[(match.lastindex or 1) - 1][0] if match else None
