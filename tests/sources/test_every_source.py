"""Whatever responses are written in and packed by, the same results are read back."""

from __future__ import annotations

import io
import json
import sys
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import netassay
from draws import shared_by
from netassay.records.result import Reject, Result
from netassay.sources import read, saved
from sources.writers import FORMATS, PACKINGS, SAMPLED, bzip2, gzipped, xz, zstandard

#: What opens and closes things.
MARKS = [b"]", b"}", b"{", b"[", b",", b'"', b"null", b"\n", b"\\", b"{{", b"\0", b"\xef\xbb\xbf"]
WAYS = [
    pytest.param(suffix, write, packing, pack, id=f"{write.__name__}{packing}{at % 5}")
    for suffix, write in FORMATS
    for at, (packing, pack) in enumerate(PACKINGS)
]
#: Samples, and bodies with any text in them.
RESPONSES = st.lists(
    st.sampled_from(SAMPLED)
    | st.builds(
        lambda response, text: (response[0], {"status": "FAILED", "failReason": text}),
        st.sampled_from(SAMPLED),
        st.text(max_size=40),
    ),
    max_size=4,
)


def expected(responses):
    """Return what each response alone gives."""
    return [netassay.normalize(json.dumps(body), url) for url, body in responses]


def read_file(name, data, **options):
    """Return what is read of a file of these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return list(read(path, **options))


def through_pipe(data):
    """Return what is read of standard input, where that can't be sought."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    with mock.patch.object(sys, "stdin", io.TextIOWrapper(Pipe(data))):
        return list(read("-"))


@pytest.mark.parametrize(("suffix", "write", "packing", "pack"), WAYS)
@shared_by(len(WAYS))
@given(responses=RESPONSES)
def test_same_results_in_order(suffix, write, packing, pack, responses):
    """A file of responses gives the results of its responses, in their order."""
    results = read_file(f"a{suffix}{packing}", pack(write(responses)))
    if write.__name__ == "as_page" and not responses:
        assert ["no response example on this page"] == [item.reason for item in results]
    else:
        assert expected(responses) == results


@pytest.mark.parametrize(("suffix", "write", "packing", "pack"), WAYS)
def test_standard_input_tells_all_by_its_content(suffix, write, packing, pack):
    """Standard input needs no name to tell its format and how it is packed."""
    del suffix, packing
    assert expected(SAMPLED) == through_pipe(pack(write(SAMPLED)))


@pytest.mark.parametrize(("suffix", "write", "packing", "pack"), WAYS)
def test_content_counts_more_than_the_name(suffix, write, packing, pack):
    """A packed file under a plain name is unpacked; an unpacked one under its old name is read."""
    data = write(SAMPLED[:3])
    assert expected(SAMPLED[:3]) == read_file(f"a{suffix}", pack(data))
    assert expected(SAMPLED[:3]) == read_file(f"a{suffix}{packing}", data)


@pytest.mark.parametrize(("suffix", "write"), FORMATS)
@pytest.mark.parametrize("pack", [gzipped, zstandard, bzip2, xz])
@shared_by(4 * len(FORMATS))
@given(data=st.data())
def test_damaged_packing(suffix, write, pack, data):
    """Of a file that is cut off what comes out is as it was; one reject at its end says why."""
    responses = SAMPLED[::4]
    packed = pack(write(responses))
    cut = data.draw(st.integers(10, len(packed) - 2))
    *results, reject = read_file(f"a{suffix}.x", packed[:cut])
    assert isinstance(reject, Reject)
    assert reject.reason.endswith("end too early")
    assert f"byte {cut} of the packed file" in reject.place
    assert expected(responses[: len(results)]) == results


@pytest.mark.parametrize("pack", [gzipped, zstandard, bzip2, xz])
@shared_by(4)
@given(data=st.data())
def test_changed_byte_in_packed_lines(pack, data):
    """A byte that changed is told, or changes nothing."""
    responses = SAMPLED[::4]
    written = b"".join(json.dumps(body).encode() + b"\n" for _, body in responses)
    packed = bytearray(pack(written))
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    items = read_file("a.ndjson.gz", bytes(packed))
    whole = [netassay.normalize(json.dumps(body)) for _, body in responses]
    assert whole == items or [item for item in items if isinstance(item, Reject)]


@pytest.mark.parametrize("suffix", [suffix for suffix, _ in FORMATS])
@pytest.mark.parametrize("pack", [gzipped, zstandard, bzip2, xz])
@shared_by(4 * len(FORMATS))
@given(data=st.binary(max_size=300))
def test_any_bytes_packed(suffix, pack, data):
    """Packed rubbish gives what the rubbish itself gives."""

    def facts(items):
        return [(i.reason, i.place, i.data) if isinstance(i, Reject) else i for i in items]

    # What begins as packed is unpacked, by itself too.
    assume(not data.startswith((b"\x1f\x8b", b"(\xb5/\xfd", b"BZh", b"\xfd7zXZ", b"PK")))
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, f"a{suffix}"), Path(folder, f"a{suffix}.gz")
        plain.write_bytes(data)
        packed.write_bytes(pack(data))
        assert facts(read(plain)) == facts(read(packed))
        assert len(list(saved(packed))) == len(list(read(packed)))


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=4) | st.sampled_from(MARKS)),
    min_size=1,
    max_size=3,
)


@pytest.mark.parametrize(("suffix", "write"), FORMATS)
@given(edits=EDITS)
def test_damaged_containers(suffix, write, edits):
    """Bytes that were lost or came in anywhere give results, and rejects that say why."""
    data = write(SAMPLED[:2])
    for where, lost, come in edits:
        at = int(where * len(data))
        data = data[:at] + come + data[at + lost :]
    for item in read_file(f"a{suffix}", data):
        assert isinstance(item, Result) or item.reason
