"""Packed inputs: gzip, bzip2, xz and zstd, told by their first bytes, unpacked as they are read.

A damaged input ends where its damage begins, and `damage` says what is wrong. A file may
hold several members or frames one after the other.
"""

from __future__ import annotations

import errno
import io
import re
from typing import TYPE_CHECKING, Final, Protocol

from netassay.sources.decompressors import MARK_BYTES, packing_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netassay.sources.decompressors import Member, Packing

__all__ = ["ByteStream", "Layer", "UnpackedStream", "is_seekable", "open_packed", "refuse_other"]

#: Bytes unpacked at once: few, since a decompressor that meets damage gives nothing of them.
_PIECE: Final = 512
_BUFFER: Final = 1 << 16
#: First bytes that show what an input is: those of a tar archive's first header.
HEAD_BYTES: Final = 512
#: The beginning of text, with or without a byte order mark.
_TEXT: Final = re.compile(rb"(?:[\t\n\r -~]|\xef\xbb\xbf|\xff\xfe|\xfe\xff|\0\0)++.?", re.DOTALL)


class ByteStream(Protocol):
    """An open binary file, or a stream that unpacks one."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, all that are left where no size is given."""
        ...

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line with its end, nothing at the end of the stream."""
        ...


class Layer(Protocol):
    """One of the streams that an input is unpacked by.

    `damage` is empty until the data turn out to be damaged, `place` says where that is.
    """

    damage: str

    @property
    def place(self) -> str:
        """Where reading has come to, ``byte 40 of the packed file``."""
        ...


class _Damaged(Exception):
    """The packed data are cut off or invalid."""


class UnpackedStream(io.RawIOBase):
    """The unpacked bytes of a packed file, up to its end or its damage.

    `damage` is empty until the file turns out to be damaged, `taken` the count of its bytes
    that were taken in by then. `packed` is what the file is called.
    """

    def __init__(self, file: ByteStream, packing: Packing, packed: str = "the packed file") -> None:
        self.damage = ""
        self.taken = 0
        self._file = file
        self._packing = packing
        self._packed = packed
        self._member: Member | None = None
        self._begun = False
        self._rest = b""

    @property
    def place(self) -> str:
        """The byte that it has come to."""
        return f"byte {self.taken} of {self._packed}"

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
        if packing.alone and self._begun:
            return False
        more = True
        self._rest = self._rest.lstrip(packing.padding)
        while more and len(self._rest) < MARK_BYTES:
            more = self._fill()
            self._rest = self._rest.lstrip(packing.padding)
        if not self._rest:
            return False
        if not packing.mark.match(self._rest):
            raise _Damaged(f"something else follows the {packing.name} data")
        self._member, self._begun = packing.member(), True
        return True

    def _fill(self) -> bool:
        data = self._file.read(_PIECE)
        self.taken += len(data)
        self._rest += data
        return bool(data)


class _Unread(io.RawIOBase):
    """A file that can't seek, with its first bytes, which were read, put back."""

    def __init__(self, head: bytes, file: ByteStream) -> None:
        self._head = head
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        data, self._head = self._head[:size], self._head[size:]
        if not data:
            data = _some(self._file, size)
        buffer[: len(data)] = data
        return len(data)


def _some(file: ByteStream, size: int) -> bytes:
    """Return at most `size` bytes, no more than there are: who types wants to see answers."""
    read1: Callable[[int], bytes] = getattr(file, "read1", file.read)
    return read1(size)


def is_seekable(file: ByteStream) -> bool:
    """Say whether a stream can go back."""
    seekable: Callable[[], bool] | None = getattr(file, "seekable", None)
    return seekable is not None and seekable()


def _looked_at(file: ByteStream) -> tuple[bytes, ByteStream]:
    """Return the first bytes of a stream, and the stream with these before it again.

    They are all that a stream of less than `HEAD_BYTES` has, or as many as have come with its
    first line.
    """
    head = b""
    while len(head) < HEAD_BYTES and (more := _some(file, HEAD_BYTES - len(head))):
        head += more
        if b"\n" in head:
            break
    if is_seekable(file):
        file.seek(-len(head), io.SEEK_CUR)  # type: ignore[attr-defined]
        return head, file
    return head, io.BufferedReader(_Unread(head, file), _BUFFER)


def open_packed(
    file: ByteStream, expected: str = "", packed: str = "the packed file"
) -> tuple[bytes, ByteStream, Sequence[Layer]]:
    """Return a file's first bytes, the stream of all, unpacked, and what unpacks it if it was packed.

    `expected` is what its name says it is packed as: text under such a name is taken as it
    is (clients unpack what they fetch, and keep the name), anything else raises `OSError`.
    Raises `MissingExtra` for zstd without a package that reads it.
    """
    head, stream = _looked_at(file)
    packing = packing_of(head)
    if packing is None:
        refuse_other(head, expected)
        return head, stream, ()
    unpacked = UnpackedStream(stream, packing, packed)
    return *_looked_at(unpacked), (unpacked,)


def refuse_other(head: bytes, expected: str) -> None:
    """Raise `OSError` for data that are neither what their name says nor text."""
    if expected and head and not _TEXT.fullmatch(head[:MARK_BYTES]):
        raise OSError(errno.EINVAL, f"not {expected} data")
