"""How far a load came, and whether an input begins with what was loaded.

`LoadProgress.mark` is one number of 63 bits: the checksum of all items; 29 bits of that of all
but the last; whether the last was a result; and a bit that says that all of this is there, as
marks of a former version hold the first checksum only.

The last item may not have been whole: of a file that grows, the last line, run or item of an array
may have been cut off. It is read again where it was rejected, or where what it was is how it begins now.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final
from zlib import crc32

import attrs

from netassay.errors import InputChanged
from netassay.loading.chunks import checksum
from netassay.sinks import LoadProgress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netassay.loading.chunks import Chunk
    from netassay.loading.conversion import ChunkRows
    from netassay.records.result import Reject
    from netassay.sources import SavedResponse

    Item = SavedResponse | Reject

__all__ = ["advanced", "checksum_of", "resumed"]

_ALL: Final = (1 << 32) - 1
_BEFORE_BITS: Final = 29
_BEFORE: Final = (1 << _BEFORE_BITS) - 1
_LAST_IS_RESULT: Final = 1 << 61
_COMPLETE: Final = 1 << 62


def checksum_of(progress: LoadProgress) -> int:
    """Return the checksum of all items that were read."""
    return progress.mark & _ALL


def advanced(done: LoadProgress, rows: ChunkRows, chunk: Chunk) -> LoadProgress:
    """Return the progress with one more chunk."""
    mark = chunk.mark | (chunk.before & _BEFORE) << 32 | _COMPLETE
    return LoadProgress(
        done.read + rows.results + rows.rejects,
        done.results + rows.results,
        done.rejects + rows.rejects,
        done.errors + rows.errors,
        mark | (_LAST_IS_RESULT if rows.last_is_result else 0),
    )


def resumed(
    done: LoadProgress,
    items: Iterator[Item],
    summed: Callable[[Item, int], int] = checksum,
) -> tuple[LoadProgress, Iterator[Item]]:
    """Return the progress of what need not be read again, and the items behind it.

    `summed` is what made the checksums. Raises `InputChanged` where the input does not begin with
    what was read.
    """
    before = mark = 0
    last: Item | None = None
    for _ in range(done.read):
        last = next(items, None)
        if last is None:
            raise _changed(done)
        before, mark = mark, summed(last, mark)
    if mark == checksum_of(done):
        return done, items
    if last is None or not _is_to_read_again(done, last, before, searched=summed is checksum):
        raise _changed(done)
    is_result = bool(done.mark & _LAST_IS_RESULT)
    without = attrs.evolve(
        done,
        read=done.read - 1,
        results=done.results - is_result,
        rejects=done.rejects - (not is_result),
        mark=before,
    )
    return without, chain([last], items)


def _changed(done: LoadProgress) -> InputChanged:
    message = f"the first {done.read} responses are not those that were loaded before"
    return InputChanged(f"{message}; load without --resume")


def _is_to_read_again(done: LoadProgress, last: Item, before: int, *, searched: bool) -> bool:
    """Say whether the item in the place of the last one that was read is that one, come further.

    A checksum of another kind can't be searched for among those of its parts.
    """
    if not done.mark & _COMPLETE or (done.mark >> 32 & _BEFORE) != before & _BEFORE:
        return False
    if not done.mark & _LAST_IS_RESULT:
        return True
    return searched and _begins_with(last, before, checksum_of(done))


def _begins_with(item: Item, before: int, mark: int) -> bool:
    """Say whether the item up to some byte has a checksum."""
    mark_so_far = checksum(attrs.evolve(item, data=b""), before)
    for at in range(len(item.data)):
        mark_so_far = crc32(item.data[at : at + 1], mark_so_far)
        if mark_so_far == mark:
            return True
    return False
