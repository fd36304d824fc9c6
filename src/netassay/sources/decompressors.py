"""Decompressors of gzip, bzip2, xz and zstd, and of what zip archives pack by; none unpacks more than it is asked for."""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from netassay.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MARK_BYTES", "SUFFIXES", "Member", "Packing", "of_method", "packing_of"]

#: Suffixes of packed files, and the names of their formats.
SUFFIXES: Final = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}

#: Bytes that show how an input is packed.
MARK_BYTES: Final = 4
_GZIP_PADDING: Final = b"\0"


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

    def __init__(self, window: int = 16 + zlib.MAX_WBITS) -> None:
        self._inner = zlib.decompressobj(window)

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


class _LzmaOfZip(_Member):
    """LZMA as a zip archive has it: version, size of the properties, properties, data."""

    def __init__(self) -> None:
        self._inner: Any = None
        self._head = b""

    @property
    def eof(self) -> bool:
        """Whether the member has ended."""
        return self._inner is not None and super().eof

    @property
    def needs_input(self) -> bool:
        """Whether more packed data are needed."""
        return self._inner is None or bool(self._inner.needs_input)

    def decompress(self, data: bytes, size: int) -> bytes:
        """Return at most `size` unpacked bytes, and keep the rest."""
        if self._inner is None:
            self._head += data
            if len(self._head) < _LZMA_HEAD.size:
                return b""
            self._inner = _raw_lzma(self._head)
            data = self._head[_LZMA_HEAD.size :]
        unpacked: bytes = self._inner.decompress(data, size)
        return unpacked


#: Version of the packer, size of the properties (always 5), `lc`, `lp` and `pb` in one, dictionary.
_LZMA_HEAD: Final = struct.Struct("<2xHBI")
_LZMA_PROPERTIES: Final = 5
#: Bytes of a dictionary, which a decompressor may take at once; 64 MiB is the most that packers offer.
_LARGEST_DICTIONARY: Final = 64 << 20


def _raw_lzma(head: bytes) -> lzma.LZMADecompressor:
    length, packed, dictionary = _LZMA_HEAD.unpack_from(head)
    if length != _LZMA_PROPERTIES or dictionary > _LARGEST_DICTIONARY:
        raise lzma.LZMAError("properties that no packer writes")
    rest, lc = divmod(packed, 9)
    pb, lp = divmod(rest, 5)
    properties = {"lc": lc, "lp": lp, "pb": pb, "dict_size": max(dictionary, 4096)}
    try:
        filters = [{"id": lzma.FILTER_LZMA1, **properties}]
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    except ValueError as error:
        raise lzma.LZMAError(*error.args) from None


@attrs.frozen
class Packing:
    """A packing: how its members begin, their decompressor, and its error.

    `alone`: there is one member, and what follows is none of it.
    """

    name: str
    mark: re.Pattern[bytes]
    member: Callable[[], Member]
    failure: type[Exception]
    padding: bytes = b""
    alone: bool = False


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


def packing_of(head: bytes) -> Packing | None:
    """Return the packing of data that begin so; raise `MissingExtra` for zstd without its package."""
    known = next((one for one in _KNOWN if one.mark.match(head)), None)
    return _zstd() if known is None and _ZSTD_MARK.match(head) else known


# --- In zip archives ------------------------------------------------------------------

_ANY: Final = re.compile(b"")


def _deflate() -> Member:
    return _GzipMember(-zlib.MAX_WBITS)


#: By the number of the method (APPNOTE.TXT 4.4.5).
_METHODS: Final[dict[int, tuple[Callable[[], Member], type[Exception]]]] = {
    8: (_deflate, zlib.error),
    12: (_Bzip2Member, _DamagedBzip2),
    14: (_LzmaOfZip, lzma.LZMAError),
    95: (lzma.LZMADecompressor, lzma.LZMAError),
}
_ZSTD_METHOD: Final = 93


def of_method(number: int) -> Packing | None:
    """Return the packing of a method of zip archives, None for one that is not read."""
    if number == _ZSTD_METHOD:
        return attrs.evolve(_zstd(), name="zip", mark=_ANY, alone=True)
    member, failure = _METHODS.get(number, (None, Exception))
    return None if member is None else Packing("zip", _ANY, member, failure, alone=True)
