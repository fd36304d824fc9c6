"""Whatever a file holds, reading it gives results and rejects and never raises."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netassay.records.result import Reject, Result
from netassay.sources import read, saved
from netassay.sources.formats import BY_SUFFIX

SUFFIXES = [*BY_SUFFIX, ".log", ""]
GOOD = b'{"status": "RUNNING", "output": {"destination": "192.0.2.7"}}'
PIECES = st.sampled_from(
    [
        *(bytes([code]) for code in range(256)),
        *b'[ ] { } , : " \\ ``` ~~~ # #### --- null 42 1e999 NaN \xef\xbb\xbf \xff\xfe'.split(b" "),
        *(b"\n", b"\r\n", b"**Status:** 200\n", b"**Response Body:**\n", b"```json\n", b"\n```\n"),
        *(b'"\\ud800"', b'{"status":', b'{"code": 200, "msg":', b'"body":', b'{"url": "x", '),
        *(GOOD, GOOD + b"\n", GOOD[:30], b"**URL:** `/network-troubleshooting/v1/cx/1/ping`\n"),
    ]
)
DATA = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=30).map(b"".join))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=DATA)
@example(data=b'[{"a": "' + b"\\" * 1001)
@example(data=b"[" * 100_000 + b"]" * 100_000)
@example(data=b"\xff\xfe{\0")
def test_any_bytes(suffix, data):
    """Any bytes under any suffix give results, and rejects that say why and hold bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"any{suffix}")
        path.write_bytes(data)
        items = list(read(path))
        assert len(items) == len(list(saved(path)))
    for item in items:
        assert isinstance(item, Result | Reject)
        if isinstance(item, Reject):
            assert item.reason
            assert item.data in data


#: What packed files begin with.
PACKED = re.compile(rb"\x1f\x8b|BZh[1-9]|\xfd7zX|\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")
LINES = st.one_of(
    st.just(GOOD),
    st.sampled_from([b"hello", b"42", b'{"a": 1}', b"[" + GOOD + b"]", GOOD[:-1], b"\0", b" "]),
    st.binary(max_size=40)
    .map(lambda line: line.translate(None, b"\n\r\xef\xff\xfe"))
    .filter(lambda line: not PACKED.match(line)),
)


@given(
    lines=st.lists(LINES, max_size=20), end=st.sampled_from([b"\n", b"\r\n"]), last=st.booleans()
)
def test_good_and_bad_lines(lines, end, last):
    """Each line that is not blank is one item, and each reject holds just its line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.ndjson")
        path.write_bytes(end.join([GOOD, *lines]) + end * last)
        items = list(read(path))
    expected = [GOOD, *(line for line in lines if line.strip())]
    assert len(expected) == len(items)
    for line, item in zip(expected, items, strict=True):
        assert line == (item.data if isinstance(item, Reject) else GOOD)


@given(items=st.lists(st.sampled_from([GOOD, b"42", b'{"a": "],{["}', b"null"]), max_size=9))
def test_good_and_bad_items(items):
    """Each item of an array is one item, and each reject holds just its item."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.json")
        path.write_bytes(b"[" + b" ,\n".join(items) + b"]")
        read_items = list(read(path))
    assert items == [item.data if isinstance(item, Reject) else GOOD for item in read_items]
