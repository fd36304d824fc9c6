"""Zip archives: their members, in the order of the archive's directory.

`zipfile` reads the directory. Members are unpacked here, a piece at a time: `zipfile` unpacks
4 KB of bzip2 at once, which may be gigabytes.
"""

from __future__ import annotations

import errno
import re
import struct
from contextlib import closing
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final, cast
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from netassay.sources.decompressors import of_method
from netassay.sources.members import CheckedStream, Member, Part
from netassay.sources.packing import UnpackedStream, is_seekable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO
    from zipfile import ZipInfo

    from netassay.sources.packing import ByteStream, Layer

__all__ = ["MARK", "DamagedZip", "OtherFile", "members_of_zip"]

#: A first member, or the end of an archive without any.
MARK: Final = re.compile(rb"PK(?:\x03\x04|\x05\x06)")
_LOCAL_HEAD: Final = struct.Struct("<4s22xHH")
_LOCAL_MARK: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x41
_PATCHED: Final = 0x20
#: What `zipfile` raises for a directory that is damaged.
_FAILURES: Final = (
    BadZipFile,
    NotImplementedError,
    ValueError,
    EOFError,
    OverflowError,
    LookupError,
    struct.error,
)
#: Packed bytes that are held where an archive can't be sought, in memory and in all.
_IN_MEMORY: Final = 64 << 20
_MOST_HELD: Final = 1 << 30
_PIECE: Final = 1 << 20
#: Members may unpack to so many bytes, and beyond to so many times their size together: logs of the
#: same line again and again come to some hundred times.
_UNSUSPICIOUS: Final = 64 << 20
_MOST_TIMES: Final = 1000

#: Files of other programs that are zip archives inside, by the members that tell.
_OFFICE: Final = "[Content_Types].xml"
_OFFICE_FOLDERS: Final = {
    "xl": "an Excel workbook",
    "word": "a Word document",
    "ppt": "a PowerPoint presentation",
}
_JAVA: Final = "META-INF/MANIFEST.MF"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."


class DamagedZip(Exception):
    """The archive's directory can't be read; nothing of it can."""


class OtherFile(Exception):
    """The archive is a file of another program; the message says what."""


def members_of_zip(stream: ByteStream) -> Iterator[Member]:
    """Give the members of a zip archive.

    One that can't be sought is held first, up to 1 GiB, over 64 MiB in a temporary file without
    a name. Raises `OSError` for a larger one, `DamagedZip` and `OtherFile`.
    """
    if is_seekable(stream):
        yield from _members(cast("IO[bytes]", stream))
    else:
        with closing(_held(stream)) as held:
            yield from _members(held)


def _members(file: IO[bytes]) -> Iterator[Member]:
    try:
        archive = ZipFile(file)
    except _FAILURES as error:
        raise DamagedZip from error
    infos = archive.infolist()
    _refuse_other(file, infos)
    overlapping = _overlapping(infos)
    unpacked = packed = 0
    for info in infos:
        sizes = unpacked + info.file_size, packed + info.compress_size
        if info.is_dir():
            continue
        if sizes[0] > max(_UNSUSPICIOUS, _MOST_TIMES * sizes[1]):
            reason = f"it unpacks to more than {_MOST_TIMES} times its size, as a zip bomb does"
            yield Member(info.filename, refusal=reason)
        else:
            unpacked, packed = sizes
            yield _member(file, info, overlaps=info.header_offset in overlapping)


def _held(stream: ByteStream) -> IO[bytes]:
    file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the archive closes it
    while piece := stream.read(_PIECE):
        file.write(piece)
        if file.tell() > _MOST_HELD:
            file.close()
            reason = f"a zip archive larger than {_MOST_HELD >> 30} GiB that can't be sought"
            raise OSError(errno.EFBIG, reason)
    file.seek(0)
    return file


def _refuse_other(file: IO[bytes], infos: list[ZipInfo]) -> None:
    """Raise `OtherFile` for a document or a program that is a zip archive inside."""
    names = [info.filename for info in infos]
    if _OFFICE in names:
        folders = (name.partition("/")[0] for name in names)
        kinds = filter(None, map(_OFFICE_FOLDERS.get, folders))
        raise OtherFile(next(kinds, "an Office document"))
    if _JAVA in names:
        raise OtherFile("a Java archive")
    if names[:1] == ["mimetype"]:
        part = _packed(file, infos[0])
        if part is not None and part.read(len(_OPEN_DOCUMENT)) == _OPEN_DOCUMENT:
            raise OtherFile("an OpenDocument file")


def _overlapping(members: list[ZipInfo]) -> set[int]:
    """Return where members begin that reach into the next, as they do in zip bombs."""
    infos = sorted(members, key=lambda info: info.header_offset)
    ends = [info.header_offset + _LOCAL_HEAD.size + info.compress_size for info in infos]
    following = [info.header_offset for info in infos[1:]]
    return {
        info.header_offset
        for info, end, start in zip(infos, ends, following, strict=False)
        if end > start
    }


def _member(file: IO[bytes], info: ZipInfo, *, overlaps: bool) -> Member:
    name = info.filename
    if info.flag_bits & _ENCRYPTED:
        return Member(name, refusal="encrypted")
    if overlaps:
        return Member(name, refusal="it shares bytes with another member, as in a zip bomb")
    packing = None if info.compress_type == ZIP_STORED else of_method(info.compress_type)
    if info.flag_bits & _PATCHED or (packing is None and info.compress_type != ZIP_STORED):
        method = f"method {info.compress_type}"
        return Member(name, refusal=f"packed by {method} of zip archives, which is not read")
    part = _packed(file, info)
    if part is None:
        return Member(name, refusal="the zip data are damaged")
    unpacked = None if packing is None else UnpackedStream(part, packing, "the packed member")
    stream = CheckedStream(part if unpacked is None else unpacked, info.file_size, info.CRC)
    layers: tuple[Layer, ...] = (part, stream) if unpacked is None else (part, unpacked, stream)
    return Member(name, stream, layers)


def _packed(file: IO[bytes], info: ZipInfo) -> Part | None:
    """Return the packed bytes of a member; None where there is none at its place."""
    try:
        file.seek(info.header_offset)
        head = file.read(_LOCAL_HEAD.size)
        mark, name, extra = _LOCAL_HEAD.unpack(head)
        file.seek(name + extra, 1)
    except (ValueError, OverflowError, struct.error):
        return None
    return Part(file, info.compress_size, "zip") if mark == _LOCAL_MARK else None
