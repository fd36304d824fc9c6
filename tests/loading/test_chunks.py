"""Chunks and the batches that they make."""

from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from netassay.loading import chunks
from netassay.loading.chunks import checksum, chunks_of
from netassay.records.result import Reject

SIZES = st.lists(st.sampled_from([0, 1, 5, 10, 50, 100]), max_size=40)


@given(sizes=SIZES, batch=st.integers(1, 12))
def test_every_item_is_in_a_batch_that_closes(sizes, batch):
    """Whatever their sizes, all items come, in order, and the last batch closes as any other."""
    items = [Reject("a", "", b"x" * size, str(at)) for at, size in enumerate(sizes)]
    with mock.patch.multiple(chunks, _ITEMS=4, _BYTES=20, _BATCH_BYTES=60):
        made = list(chunks_of(items, batch))
    assert items == [item for chunk in made for item in chunk.items]
    assert not made or made[-1].closes
    count, mark = 0, 0
    for chunk in made:
        assert 0 < len(chunk.items) <= 4
        for item in chunk.items:
            mark = checksum(item, mark)
        assert mark == chunk.mark
        count += len(chunk.items)
        assert count <= batch
        count = 0 if chunk.closes else count
