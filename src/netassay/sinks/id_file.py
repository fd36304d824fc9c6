"""The ids of a folder: a file of 16 bytes each, searched a block at a time.

Looking for the ids of a batch in a million others takes some 20 ms and next to no memory,
as Arrow reads the file where the system has mapped it. The rows have the same ids: a file that is
lost, cut short or damaged is made anew from them.
"""

from __future__ import annotations

import mmap
import os
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from netassay.errors import LoadError
from netassay.export.tables.arrow import arrow
from netassay.optional import needed
from netassay.sinks.manifest import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["SIZE", "IdFile", "open_ids"]

#: Bytes of an id.
SIZE: Final = 16
#: Ids searched at once, so that memory does not grow with the file.
_AT_ONCE: Final = 1 << 20


def open_ids(path: Path, count: int, mark: int | None, stored: Iterable[bytes]) -> IdFile:
    """Open the first `count` ids in a file; the rest is cut off.

    `mark` is their checksum, None where a former version did not tell. Where the file does not have
    them, it is made anew from `stored`, the ids of the rows; raises `LoadError` where those are
    not as many.
    """
    found = _mark_of(path, count)
    if found is None or mark not in (None, found):
        replace_file(path, lambda file: _write_all(file, path, count, stored))
        found = _mark_of(path, count)
    return IdFile(path, count, found or 0)


def _mark_of(path: Path, count: int) -> int | None:
    """Return the checksum of the first ids in a file; None where there are not as many."""
    mark, left = 0, count * SIZE
    try:
        with path.open("rb") as file:
            while left and (block := file.read(min(left, _AT_ONCE))):
                mark, left = crc32(block, mark), left - len(block)
    except FileNotFoundError:
        return None if left else 0
    return None if left else mark


def _write_all(file: BinaryIO, path: Path, count: int, stored: Iterable[bytes]) -> None:
    size = sum(map(file.write, stored))
    if size != count * SIZE:
        raise LoadError(
            f"{path}: lost or damaged; {count} ids were loaded, rows have {size // SIZE}"
        )


class IdFile:
    """The first `count` ids in a file, whose checksum is `mark`; the rest is cut off."""

    def __init__(self, path: Path, count: int, mark: int) -> None:
        self.count = count
        self.mark = mark
        self._file = path.open("r+b" if path.exists() else "w+b")
        self._file.truncate(count * SIZE)

    def contained(self, ids: Sequence[str]) -> set[str]:
        """Return the ids that the file contains."""
        if not (self.count and ids):
            return set()
        wanted = _array(b"".join(map(bytes.fromhex, ids)))
        with mmap.mmap(self._file.fileno(), self.count * SIZE, access=mmap.ACCESS_READ) as mapped:
            found = [
                _matches(memoryview(mapped)[start : start + _AT_ONCE * SIZE], wanted)
                for start in range(0, self.count * SIZE, _AT_ONCE * SIZE)
            ]
        return set().union(*found)

    def add(self, ids: Sequence[str]) -> None:
        """Add ids durably."""
        self._file.seek(self.count * SIZE)
        data = b"".join(map(bytes.fromhex, ids))
        self._file.write(data)
        self._file.flush()
        os.fsync(self._file.fileno())
        self.count += len(ids)
        self.mark = crc32(data, self.mark)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _array(ids: bytes | memoryview) -> Any:
    pa = arrow()
    buffers = [None, pa.py_buffer(ids)]
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(SIZE), len(ids) // SIZE, buffers)


def _matches(stored: memoryview, wanted: Any) -> set[str]:
    """Return the ids of `wanted` that are among those stored."""
    pc = needed("pyarrow.compute", "arrow")
    with stored:
        array = _array(stored)
        found = array.filter(pc.is_in(array, wanted)).to_pylist()
        del array
    return {value.hex() for value in found}
