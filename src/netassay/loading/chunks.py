"""Chunks of saved responses: the same in each load, so that a load can resume behind any.

A process converts one chunk at a time. Several chunks make a batch, which a sink writes whole
or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netassay.records.result import Reject
    from netassay.sources import SavedResponse

__all__ = ["Chunk", "checksum", "chunks_of"]

#: Limits of a chunk: responses, and their bytes.
_ITEMS: Final = 2000
_BYTES: Final = 4 << 20
#: Bytes of responses that close a batch.
_BATCH_BYTES: Final = 64 << 20


@attrs.define
class Chunk:
    """Consecutive saved responses. `mark` is the checksum of all input up to its end.

    `closes`: a batch ends with it.
    """

    items: list[SavedResponse | Reject] = attrs.field(factory=list)
    mark: int = 0
    closes: bool = False


def checksum(item: SavedResponse | Reject, mark: int) -> int:
    """Return the checksum of the input up to an item, from that of the input before it."""
    return crc32(item.data, mark)


def chunks_of(
    items: Iterable[SavedResponse | Reject],
    batch: int = _ITEMS,
    mark: int = 0,
    summed: Callable[[SavedResponse | Reject, int], int] = checksum,
) -> Iterator[Chunk]:
    """Split the input into chunks, and these into batches of `batch` responses.

    `mark` is the checksum of the input before it, `summed` what makes it.
    """
    chunk, size, in_batch, batch_size = Chunk(mark=mark), 0, 0, 0
    full = False
    for item in items:
        if full:
            # Only now is it known not to be the last, which closes its batch in any case.
            in_batch, batch_size = in_batch + len(chunk.items), batch_size + size
            if chunk.closes:
                in_batch = batch_size = 0
            yield chunk
            chunk, size = Chunk(mark=chunk.mark), 0
        chunk.items.append(item)
        chunk.mark = summed(item, chunk.mark)
        size += len(item.data)
        chunk.closes = in_batch + len(chunk.items) >= batch or batch_size + size >= _BATCH_BYTES
        full = chunk.closes or len(chunk.items) >= _ITEMS or size >= _BYTES
    if chunk.items:
        chunk.closes = True
        yield chunk
