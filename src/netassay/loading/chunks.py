"""What is read, in chunks: the same ones each time, so that a load can go on behind any.

A chunk is what one process works on at a time; some chunks make a batch, which is what a
sink takes whole or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.records.result import Reject
    from netassay.sources import SavedResponse

__all__ = ["Chunk", "chunks_of", "marked"]

#: The most that a chunk holds: responses, and bytes of them.
_ITEMS: Final = 2000
_BYTES: Final = 4 << 20
#: Bytes of responses that close a batch, however few responses they are.
_BATCH_BYTES: Final = 64 << 20


@attrs.define
class Chunk:
    """Some of what was read. `mark` is the checksum of all up to its end.

    `closes` says that a batch ends with it.
    """

    items: list[SavedResponse | Reject] = attrs.field(factory=list)
    mark: int = 0
    closes: bool = False


def marked(item: SavedResponse | Reject, mark: int) -> int:
    """Return the checksum of all that was read, from that of all before an item."""
    return crc32(item.data, mark)


def chunks_of(
    items: Iterable[SavedResponse | Reject], batch: int, mark: int = 0
) -> Iterator[Chunk]:
    """Part what is read into chunks, and these into batches of `batch` responses.

    `mark` is the checksum of what was read before.
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
        chunk.mark = marked(item, chunk.mark)
        size += len(item.data)
        chunk.closes = in_batch + len(chunk.items) >= batch or batch_size + size >= _BATCH_BYTES
        full = chunk.closes or len(chunk.items) >= _ITEMS or size >= _BYTES
    if chunk.items:
        chunk.closes = True
        yield chunk
