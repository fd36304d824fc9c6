"""Packed inputs: gzip, bzip2, xz and zstd, told by their first bytes, unpacked as they are read.

A damaged input ends where its damage begins, and `damage` says what is wrong. A file may
hold several members or frames one after the other.
"""

from __future__ import annotations

import bz2
import errno
import io
import lzma
import re
import zlib
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from netassay.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

__all__ = ["SUFFIXES", "ByteStream", "UnpackedStream", "open_packed"]

#: Suffixes of packed files, and the names of their formats.
SUFFIXES: Final = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}

#: Bytes that show how an input is packed.
_HEAD_BYTES: Final = 4
#: Bytes unpacked at once: few, since a decompressor that meets damage gives nothing of them.
_PIECE: Final = 512
_BUFFER: Final = 1 << 16
#: The beginning of text, with or without a byte order mark.
_TEXT: Final = re.compile(rb"(?:[\t\n\r -~]|\xef\xbb\xbf|\xff\xfe|\xfe\xff|\0\0)++.?", re.DOTALL)
_GZIP_PADDING: Final = b"\0"


class ByteStream(Protocol):
    """An open binary file, or a stream that unpacks one."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, all that are left where no size is given."""
        ...

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line with its end, nothing at the end of the stream."""
        ...


class Member(Protocol):
    """A decompressor of one member of a file."""

    def decompress(self, data: bytes, size: int, /) -> bytes:
        """Return at most `size` unpacked bytes, and keep the rest."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether more packed data are needed."""
        ...

    @property
    def eof(self) -> bool:
        """Whether the member has ended."""
        ...

    @property
    def unused_data(self) -> bytes:
        """The data behind the member's end."""
        ...


class _Member:
    """A member whose decompressor of the standard library needs some help."""

    _inner: Any

    @property
    def eof(self) -> bool:
        """Whether the member has ended."""
        ended: bool = self._inner.eof
        return ended

    @property
    def unused_data(self) -> bytes:
        """The data behind the member's end."""
        behind: bytes = self._inner.unused_data
        return behind


class _GzipMember(_Member):
    """A member of a gzip file (RFC 1952), its checksum included."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)

    def decompress(self, data: bytes, size: int) -> bytes:
        """Return at most `size` unpacked bytes, and keep the rest."""
        unpacked: bytes = self._inner.decompress(self._inner.unconsumed_tail + data, size)
        return unpacked

    @property
    def needs_input(self) -> bool:
        """Whether more packed data are needed."""
        return not self._inner.unconsumed_tail


class _DamagedBzip2(Exception):
    """The data of bzip2 are damaged; its own `OSError` would look like one of the medium."""


class _Bzip2Member(_Member):
    """A stream of a bzip2 file, its checksums included."""

    def __init__(self) -> None:
        self._inner = bz2.BZ2Decompressor()

    def decompress(self, data: bytes, size: int) -> bytes:
        """Return at most `size` unpacked bytes, and keep the rest."""
        try:
            unpacked: bytes = self._inner.decompress(data, size)
        except OSError as error:
            raise _DamagedBzip2 from error
        return unpacked

    @property
    def needs_input(self) -> bool:
        """Whether more packed data are needed."""
        needs: bool = self._inner.needs_input
        return needs


@attrs.frozen
class Packing:
    """A packing: how its members begin, their decompressor, and its error."""

    name: str
    mark: re.Pattern[bytes]
    member: Callable[[], Member]
    failure: type[Exception]
    padding: bytes = b""


#: Those that the standard library reads.
_KNOWN: Final = (
    Packing("gzip", re.compile(rb"\x1f\x8b"), _GzipMember, zlib.error, _GZIP_PADDING),
    Packing("bzip2", re.compile(rb"BZh[1-9]"), _Bzip2Member, _DamagedBzip2),
    Packing("xz", re.compile(rb"\xfd7zX"), lzma.LZMADecompressor, lzma.LZMAError, b"\0"),
)
#: A frame, or one that is to be skipped (RFC 8878).
_ZSTD_MARK: Final = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")


def _zstd() -> Packing:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except ImportError:
        try:
            from backports import zstd  # noqa: PLC0415
        except ImportError:
            message = "zstd data need a package more: pip install 'netassay[zstd]'"
            raise MissingExtra(message) from None
    return Packing("zstd", _ZSTD_MARK, zstd.ZstdDecompressor, zstd.ZstdError)


def _packing_of(head: bytes) -> Packing | None:
    known = next((one for one in _KNOWN if one.mark.match(head)), None)
    return _zstd() if known is None and _ZSTD_MARK.match(head) else known


class _Damaged(Exception):
    """The packed data are cut off or invalid."""


class UnpackedStream(io.RawIOBase):
    """The unpacked bytes of a packed file, up to its end or its damage.

    `damage` is empty until the file turns out to be damaged, `taken` the count of its bytes
    that were taken in by then.
    """

    def __init__(self, file: ByteStream, packing: Packing) -> None:
        self.damage = ""
        self.taken = 0
        self._file = file
        self._packing = packing
        self._member: Member | None = None
        self._rest = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Unpack some bytes; return how many, 0 at the end."""
        data = b""
        if not self.damage:
            try:
                data = self._more(len(buffer))
            except _Damaged as error:
                self.damage = str(error)
            except self._packing.failure:
                self.damage = f"the {self._packing.name} data are damaged"
        buffer[: len(data)] = data
        return len(data)

    def _more(self, size: int) -> bytes:
        data = b""
        while not data:
            if self._member is None and not self._begin():
                break
            member = self._member
            assert member is not None  # noqa: S101 - it has begun
            ended = not self._rest and member.needs_input and not self._fill()
            fed, self._rest = self._rest, b""
            data = member.decompress(fed, size)
            if member.eof:
                self._rest, self._member = member.unused_data, None
            elif ended and not data:
                raise _Damaged(f"the {self._packing.name} data end too early")
        return data

    def _begin(self) -> bool:
        """Begin the next member; return False where there is none."""
        packing = self._packing
        more = True
        self._rest = self._rest.lstrip(packing.padding)
        while more and len(self._rest) < _HEAD_BYTES:
            more = self._fill()
            self._rest = self._rest.lstrip(packing.padding)
        if not self._rest:
            return False
        if not packing.mark.match(self._rest):
            raise _Damaged(f"something else follows the {packing.name} data")
        self._member = packing.member()
        return True

    def _fill(self) -> bool:
        data = self._file.read(_PIECE)
        self.taken += len(data)
        self._rest += data
        return bool(data)


class _Unread(io.RawIOBase):
    """A file that can't seek, with its first bytes, which were read, put back."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head = head
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data, self._head = self._head, b""
        if not data:
            # `read1` waits for no more than there is: who types wants to see answers.
            read1: Callable[[int], bytes] = getattr(self._file, "read1", self._file.read)
            data = read1(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def open_packed(file: BinaryIO, expected: str = "") -> tuple[ByteStream, UnpackedStream | None]:
    """Return the stream of a file's bytes, unpacked, and its `UnpackedStream` if it was packed.

    `expected` is what its name says it is packed as: text under such a name is taken as it
    is (clients unpack what they fetch, and keep the name), anything else raises `OSError`.
    Raises `MissingExtra` for zstd without a package that reads it.
    """
    head = file.read(_HEAD_BYTES)
    packing = _packing_of(head)
    if packing is None and expected and head and not _TEXT.fullmatch(head):
        raise OSError(errno.EINVAL, f"not {expected} data")
    stream: ByteStream = file
    if file.seekable():
        file.seek(-len(head), io.SEEK_CUR)
    else:
        stream = io.BufferedReader(_Unread(head, file), _BUFFER)
    if packing is None:
        return stream, None
    unpacked = UnpackedStream(stream, packing)
    return io.BufferedReader(unpacked, _BUFFER), unpacked
