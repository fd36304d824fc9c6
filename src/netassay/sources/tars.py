"""Tar archives: their members, one after the other as they are read, from any stream.

`tarfile` reads a header. What extends one (long names, pax records) is read here, because
`tarfile` takes it into memory however long it says to be.
"""

from __future__ import annotations

import re
import tarfile
from typing import TYPE_CHECKING, Final

import attrs

from netassay.sources.members import LONGEST_NAME, Member, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.sources.packing import ByteStream

__all__ = ["HEAD_BYTES", "TarMembers", "is_tar"]

HEAD_BYTES: Final = 512
_END: Final = b"\0" * HEAD_BYTES
#: Bytes of a header's extension.
_LONGEST_EXTENSION: Final = 1 << 20
_RECORD: Final = re.compile(rb"(\d{1,20}) ([^=]+)=")
_LINKS: Final = (tarfile.LNKTYPE, tarfile.SYMTYPE)
_BARE: Final = (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
#: Where a header of a sparse file, and a further one of its map, say that another follows.
_SPARSE_HEAD: Final = 482
_SPARSE_MAP: Final = 504


def is_tar(head: bytes, *, expected: bool = False) -> bool:
    """Say whether an input that begins so is a tar archive; an empty one tells by its name only."""
    if len(head) < HEAD_BYTES or b"\0" not in head:
        return False
    return expected if head == _END else _header(head) is not None


def _header(block: bytes) -> tarfile.TarInfo | None:
    """Return a header, None for a block whose checksum is wrong."""
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return None
    return header if header.size >= 0 else None


class _Damaged(Exception):
    """The archive is cut off or invalid."""


@attrs.define
class _Extension:
    """What the headers before a member's own say of it."""

    name: str = ""
    size: int | None = None
    sparse: bool = False


class TarMembers:
    """The members of a tar archive.

    `damage` is empty until the archive turns out to be damaged, which ends it.
    """

    def __init__(self, stream: ByteStream) -> None:
        self.damage = ""
        self.taken = 0
        self._stream = stream

    @property
    def place(self) -> str:
        """The byte that it has come to."""
        return f"byte {self.taken} of the archive"

    def __iter__(self) -> Iterator[Member]:
        try:
            yield from self._members()
        except _Damaged as error:
            self.damage = str(error)

    def _members(self) -> Iterator[Member]:
        extension, ended = _Extension(), False
        while block := self._read(HEAD_BYTES, least=0):
            # Archives may stand one behind the other, each with its end.
            ended = block == _END
            if ended:
                continue
            header = _header(block)
            if header is None:
                raise _Damaged("the tar data are damaged")
            if header.type in _EXTENDING:
                self._extend(extension, header)
                continue
            yield from self._member(header, extension, block)
            extension = _Extension()
        if not ended:
            raise _Damaged("the tar data end too early")

    def _member(
        self, header: tarfile.TarInfo, extension: _Extension, block: bytes
    ) -> Iterator[Member]:
        name = extension.name or header.name
        size = header.size if extension.size is None else extension.size
        if header.type in _LINKS:
            yield Member(name, refusal="a link, which is not followed")
        elif header.type in _BARE:
            yield Member(name, refusal="not a file")
        elif not header.isdir():
            part = Part(self._stream, size, "tar")
            if header.type == tarfile.GNUTYPE_SPARSE:
                self._skip_map(block)
            if len(name) > LONGEST_NAME:
                yield Member(name[-LONGEST_NAME:], refusal="a name that is too long")
            elif extension.sparse or header.type == tarfile.GNUTYPE_SPARSE:
                yield Member(name, refusal="a sparse file, which is not read")
            elif header.isreg():
                yield Member(name, part, [part])
            part.skip()
            self.taken += part.taken
            if part.damage:
                raise _Damaged(part.damage)
            self._read(-size % HEAD_BYTES)

    def _skip_map(self, block: bytes) -> None:
        """Skip the rest of a sparse file's map."""
        more = block[_SPARSE_HEAD]
        while more:
            more = self._read(HEAD_BYTES)[_SPARSE_MAP]

    def _extend(self, extension: _Extension, header: tarfile.TarInfo) -> None:
        """Take in a header that says something of the next member."""
        if header.size > _LONGEST_EXTENSION:
            raise _Damaged("the tar data are damaged: a header of more than 1 MiB")
        data = self._read(header.size)
        self._read(-header.size % HEAD_BYTES)
        if header.type == tarfile.GNUTYPE_LONGNAME:
            extension.name = _text(data)
        elif header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE):
            _take_records(extension, data)

    def _read(self, size: int, least: int | None = None) -> bytes:
        """Return so many bytes; raise `_Damaged` for fewer, unless there are just the `least`."""
        data = self._stream.read(size) if size else b""
        self.taken += len(data)
        if len(data) not in (size, size if least is None else least):
            raise _Damaged("the tar data end too early")
        return data


_EXTENDING: Final = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.XGLTYPE,
)


def _text(data: bytes) -> str:
    return data.partition(b"\0")[0].decode("utf-8", "surrogateescape")


def _take_records(extension: _Extension, data: bytes) -> None:
    """Take in pax records: ``30 path=cx/ping.json`` and a line end, 30 bytes in all."""
    at = 0
    while match := _RECORD.match(data, at):
        end = at + int(match[1])
        key, value = match[2], data[match.end() : end - 1]
        if end <= match.end() or end > len(data):
            raise _Damaged("the tar data are damaged")
        if key == b"path":
            extension.name = _text(value)
        elif key == b"size":
            if not (value.isdigit() and len(value) < 20):  # noqa: PLR2004 - within 64 bits
                raise _Damaged("the tar data are damaged")
            extension.size = int(value)
        elif key.startswith(b"GNU.sparse."):
            extension.sparse = True
        at = end
