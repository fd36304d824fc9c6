"""A member of an archive, and the streams that give its bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from zlib import crc32

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.sources.packing import ByteStream, Layer, UnpackedStream

__all__ = ["CheckedStream", "Member", "Part", "shown"]

#: A longer name is no file's.
LONGEST_NAME: Final = 4096
_AT_ONCE: Final = 1 << 20


@attrs.frozen(eq=False)
class Member:
    """A member of an archive that is no folder: its name, and its bytes or why they can't be read.

    `stream` is to be read before the next member is asked for; `layers` unpack it.
    """

    name: str
    stream: io.RawIOBase | None = None
    layers: Sequence[Layer] = ()
    refusal: str = ""


def shown(name: str) -> str:
    """Return a member's name as text that any encoding takes, without ``./`` before it."""
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


class Part(io.RawIOBase):
    """The next `size` bytes of a stream."""

    def __init__(self, stream: ByteStream, size: int, kind: str) -> None:
        self.damage = ""
        self.taken = 0
        self._stream = stream
        self._size = size
        self._kind = kind

    @property
    def place(self) -> str:
        """The byte that it has come to."""
        return f"byte {self.taken} of the member"

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Give some bytes; return how many, 0 at the end."""
        data = self._stream.read(min(len(buffer), self._size - self.taken))
        self.taken += len(data)
        if not data and self.taken < self._size:
            self.damage = f"the {self._kind} data end too early"
        buffer[: len(data)] = data
        return len(data)

    def skip(self) -> None:
        """Read what is left."""
        while self.read(min(self._size - self.taken, _AT_ONCE)):
            pass


class CheckedStream(io.RawIOBase):
    """An unpacked member of a zip archive, held to the size and the checksum that the archive gives."""

    def __init__(self, inner: Part | UnpackedStream, size: int, checksum: int) -> None:
        self.damage = ""
        self._inner = inner
        self._left = size
        self._expected = checksum
        self._checksum = 0

    @property
    def place(self) -> str:
        """The byte that it has come to."""
        return self._inner.place

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Give some bytes; return how many, 0 at the end."""
        wanted = min(len(buffer), self._left)
        data = (self._inner.read(wanted) if wanted else None) or b""
        self._left -= len(data)
        self._checksum = crc32(data, self._checksum)
        ended = not self._left if data else bool(self._left)
        if ended and (not data or self._checksum != self._expected):
            self.damage = "the zip data are damaged"
        buffer[: len(data)] = data
        return len(data)
