"""Packed inputs: what tells them, where they end, and what is missing."""

from __future__ import annotations

import gzip
import sys

import pytest

from netassay.cli import run
from netassay.errors import MissingExtra
from netassay.records.result import Reject
from netassay.sources import read, saved
from sources.writers import bzip2, gzipped, xz, zstandard

BODY = b'{"status": "RUNNING"}'
DONE = b'{"status": "COMPLETED"}'
PACK = pytest.mark.parametrize(
    ("pack", "kind"), [(gzipped, "gzip"), (zstandard, "zstd"), (bzip2, "bzip2"), (xz, "xz")]
)


def test_folder_takes_packed_files_of_known_suffixes(tmp_path, write):
    """The suffix of the packing stands behind that of the format, and hides no hint."""
    write("cx/ping.json.gz", gzipped(BODY))
    write("cx/ping.ndjson.ZST", zstandard(BODY))
    write("cx/notes.gz", gzipped(BODY))
    results = list(read(tmp_path))
    assert [("ping", "cx")] * 2 == [(result.test, result.family) for result in results]
    assert [None] == [result.test for result in read(tmp_path / "cx" / "notes.gz")]


@PACK
def test_line_in_which_the_damage_is(write, pack, kind):
    """Whole lines come out; the rest of the one that was cut is in the reject."""
    # The last twelve bytes of xz only say that it has ended.
    lost = 48 if kind == "xz" else 12
    packed = pack(b"%s\n%s" % (BODY, DONE[:9])) + pack(DONE[9:])[:-lost]
    path = write("a.ndjson", packed)
    result, reject = read(path)
    assert result.status == "RUNNING"
    place = f"line 2, byte {len(packed)} of the packed file"
    reason = f"the {kind} data end too early"
    assert (str(path), reason, place) == (reject.source, reject.reason, reject.place)
    assert DONE.startswith(reject.data)
    assert len(reject.data) >= 9


@PACK
def test_wrong_checksum(write, pack, kind):
    """Data that are whole but for their checksum come out, and the reject holds none of them."""
    packed = bytearray(pack(BODY))
    packed[{"gzip": -8, "bzip2": -4}.get(kind, -1)] ^= 1
    *_, reject = read(write("a.json", bytes(packed)))
    assert isinstance(reject, Reject)
    assert f"the {kind} data are damaged" == reject.reason


@PACK
def test_something_else_behind(write, pack, kind):
    """What follows packed data and is none is told, and not taken for padding."""
    result, reject = read(write("a.json", pack(BODY) + b"hello"))
    assert result.status == "RUNNING"
    assert (f"something else follows the {kind} data", b"") == (reject.reason, reject.data)


@PACK
def test_damaged_head(write, pack, kind):
    """A packed file whose first byte is wrong is one bad file, not many bad lines."""
    suffix = {"gzip": "gz", "zstd": "zst", "bzip2": "bz2", "xz": "xz"}[kind]
    path = write(f"a.ndjson.{suffix}", b"\xb7" + pack(BODY)[1:])
    assert [Reject(str(path), f"can't be read: not {kind} data", b"")] == list(read(path))


@pytest.mark.parametrize("name", ["a.json.gz", "a.ndjson.zst"])
def test_empty_file(write, name):
    """An empty file is what it is under its other suffix."""
    reasons = [item.reason for item in read(write(name, b""))]
    assert (["empty"] if "json." in name and "nd" not in name else []) == reasons


def test_packed_twice(write):
    """What is packed twice is no response; nothing is unpacked more than once."""
    [reject] = read(write("a.json.gz", gzip.compress(gzip.compress(BODY, mtime=0))))
    assert gzip.compress(BODY, mtime=0) == reject.data


def test_without_the_package_for_zstd(write, monkeypatch, capsys):
    """Without the package, one line says what to install; other files are read as ever."""
    monkeypatch.setitem(sys.modules, "compression", None)
    monkeypatch.setitem(sys.modules, "backports", None)
    path = write("a.json.zst", zstandard(BODY))
    with pytest.raises(MissingExtra, match=r"pip install 'netassay\[zstd\]'") as caught:
        list(saved(path))
    assert 2 == run(["normalize", str(path)])
    assert f"netassay: {caught.value}\n" == capsys.readouterr().err
    assert 1 == len(list(read(write("a.json.gz", gzipped(BODY)))))


@PACK
@pytest.mark.parametrize("pieces", [1, 3])
def test_much_from_little(write, pack, kind, pieces):
    """Data that unpack to a thousand times their size come out to the last line."""
    del kind
    path = write("a.ndjson", pack((BODY + b"\n") * 200_000, pieces))
    assert path.stat().st_size < 30_000
    assert 200_000 == sum(item.data == BODY for item in saved(path))
