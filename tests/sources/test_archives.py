"""Archives: what a folder of files gives, its archive gives, and nothing else is done with it."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import sys
import tarfile
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from unittest import mock

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from netassay.cli import run
from netassay.records.result import Reject
from netassay.sources import decompressors, read, saved
from netassay.sources import zips as zips_module
from sources.archives import ARCHIVES, tarred, zipped
from sources.writers import FORMATS, PACKINGS, SAMPLED, gzipped, zstandard

BODY = b'{"status": "RUNNING"}'
DONE = b'{"status": "COMPLETED"}'
#: The text of a run of a tool.
RUN = b"""PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.
64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.31 ms

--- 192.0.2.1 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 0.310/0.310/0.310/0.000 ms
"""
WAYS = [
    pytest.param(suffix, pack, id=f"{suffix[1:]}{at}") for at, (suffix, pack) in enumerate(ARCHIVES)
]
WAY = pytest.mark.parametrize(("suffix", "pack"), WAYS)
FOLDERS = st.sampled_from(
    ["", "cx/", "aps/", "x/gateways/", "site 1/", "é/", ".hidden/", "__MACOSX/"]
)
NAMES = st.sampled_from(["ping", "traceroute", "a", "b", "._a", "README"])


@st.composite
def contents(draw):
    """Draw a file: its suffix and its bytes."""
    if draw(st.booleans()):
        suffix, write = draw(st.sampled_from(FORMATS))
        packing, pack = draw(st.sampled_from(PACKINGS))
        responses = draw(st.lists(st.sampled_from(SAMPLED), max_size=2))
        return suffix + packing, pack(write(responses))
    return draw(
        st.sampled_from(
            [(".log", RUN), (".txt", b"hello\n"), (".json", BODY), (".csv", b"a,b"), ("", BODY)]
        )
    )


@st.composite
def trees(draw):
    """Draw files by their paths, in the order in which a folder gives them."""
    files = draw(st.lists(st.tuples(FOLDERS, NAMES, contents()), max_size=4))
    found = {f"{folder}{name}{suffix}": data for folder, name, (suffix, data) in files}
    return {name: found[name] for name in sorted(found, key=Path)}


def facts(items, before):
    """Return the results, and of rejects what is told of them, without the folder or archive.

    The id of a body without a start or a URL tells where it was found.
    """
    rejected = {attrs.astuple(one)[1:] for one in items if isinstance(one, Reject)}
    sources = [one.source.removeprefix(before) for one in items if isinstance(one, Reject)]
    results = [attrs.evolve(one, id="") for one in items if not isinstance(one, Reject)]
    return results, rejected, sources


@given(files=trees(), way=st.sampled_from(ARCHIVES))
def test_what_the_folder_gives(files, way):
    """An archive of a folder gives what the folder gives, and says where each thing stood."""
    suffix, pack = way
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder, "in", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        Path(folder, "in").mkdir(exist_ok=True)
        archive = Path(folder, f"a{suffix}")
        archive.write_bytes(pack(files))
        plain = facts(list(read(Path(folder, "in"))), f"{folder}/in/")
        assert plain == facts(list(read(archive)), f"{archive}:")
        sources = [item.source.removeprefix(f"{folder}/in/") for item in saved(Path(folder, "in"))]
        assert sources == [item.source.removeprefix(f"{archive}:") for item in saved(archive)]
        assert {"in", archive.name} == {path.name for path in Path(folder).iterdir()}


FILES = {
    f"{url.split('/')[-5]}/{url.split('/')[-3]}.json": json.dumps(body).encode()
    for url, body in SAMPLED[::5]
}


def statuses(items):
    """Return status or reason of each item."""
    return [item.reason if isinstance(item, Reject) else item.status for item in items]


@WAY
def test_member_tells_its_test(write, suffix, pack):
    """A member's path is a hint, as a file's is, and the place of what it holds."""
    path = write(
        f"a{suffix}", pack({"devices/cx/ping.json": BODY, "x.ndjson": BODY + b"\n" + DONE})
    )
    first, second, third = read(path)
    assert ("ping", "cx", None, None) == (first.test, first.family, second.test, third.test)
    assert [(f"{path}:devices/cx/ping.json", "")] + [
        (f"{path}:x.ndjson", f"line {number}") for number in (1, 2)
    ] == [(item.source, item.place) for item in saved(path)]


def test_beside_the_archive(write):
    """An archive in the folder of a family holds tests of that family, as if it were unpacked there."""
    [result] = read(write("cx/a.zip", zipped({"ping.json": BODY})))
    assert ("ping", "cx") == (result.test, result.family)


class Pipe(io.BytesIO):
    """Standard input that can't be sought."""

    def seekable(self):
        """Say no."""
        return False


@WAY
@pytest.mark.parametrize("kind", [Pipe, io.BytesIO])
def test_standard_input(suffix, pack, kind):
    """Standard input needs no name to be known as an archive."""
    del suffix
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(kind(pack(FILES)))):
        results = list(read("-"))
    assert results == [netassay.normalize(data, None, *_test(name)) for name, data in FILES.items()]
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(kind(pack(FILES)))):
        assert [f"-:{name}" for name in FILES] == [item.source for item in saved("-")]


def _test(name):
    family, test = name.removesuffix(".json").split("/")
    return netassay.measurements.endpoint_named(test).name, family


@WAY
def test_whatever_the_name(write, suffix, pack):
    """Content counts: an archive under another name, and text under an archive's."""
    assert ["RUNNING"] == statuses(read(write("a.json", pack({"b.json": BODY}))))
    assert ["RUNNING"] == statuses(read(write(f"b{suffix}", BODY)))


@WAY
def test_empty(write, suffix, pack):
    """An archive without members, or with none that is read, gives nothing."""
    assert [] == list(read(write(f"a{suffix}", pack({}))))
    assert [] == list(
        read(write(f"b{suffix}", pack({"a.csv": b"1", ".b.json": BODY, "c/d.csv": b""})))
    )


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.tar.gz"])
def test_other_data_under_the_name(write, name):
    """What is neither an archive nor text is named by what it should have been."""
    [reject] = read(write(name, b"\xb7\0\1\2" * 400))
    kind = {".zip": "zip", ".tar": "tar"}.get(name[1:], "gzip")
    assert f"can't be read: not {kind} data" == reject.reason
    [reject] = read(write(name, b"hello"))
    assert "not JSON" in reject.reason


# --- Archives in archives ---------------------------------------------------------------


@WAY
@pytest.mark.parametrize("outer", [zipped, tarred])
def test_archive_in_an_archive(write, suffix, pack, outer):
    """An archive may hold archives."""
    path = write("a.x", outer({f"b{suffix}": pack({"cx/ping.json": BODY}), "c.json": DONE}))
    assert ["RUNNING", "COMPLETED"] == statuses(read(path))
    assert f"{path}:b{suffix}:cx/ping.json" == next(saved(path)).source


@pytest.mark.parametrize("outer", [zipped, tarred])
def test_archives_too_deep(write, outer):
    """Those within another within another are told by name; what is beside them is read."""
    inner = zipped({"b.zip": zipped({"a.json": BODY}), "b.json": BODY})
    path = write("a.x", outer({"c.zip": inner, "d.json": DONE}))
    deep, *others = read(path)
    assert (f"{path}:c.zip:b.zip", "an archive within an archive within another") == (
        deep.source,
        deep.reason,
    )
    assert ["RUNNING", "COMPLETED"] == statuses(others)


# --- Hostile and damaged ones ------------------------------------------------------------

HOSTILE = [
    "../../etc/x.json",
    "/etc/x.json",
    "..\\..\\x.json",
    "C:\\x.json",
    "a\x1b[2Jb.json",
    "\u202ex.json",
]


@pytest.mark.parametrize("name", [*HOSTILE, "\udcff.json"])
@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: tarred(files, tarfile.GNU_FORMAT)])
def test_hostile_names(tmp_path, write, capsys, monkeypatch, name, pack):
    """A name says where something stood; it is no place on the disk, and no command of a terminal."""
    if name[0] == "\udcff" and pack is zipped:
        pytest.skip("zipfile writes none")
    monkeypatch.chdir(tmp_path)
    path = write("in/a.x", pack({name: b"42"}))
    [reject] = read(path)
    assert "a number, not an object" == reject.reason
    assert reject.source.startswith(f"{path}:")
    reject.source.encode()
    assert [tmp_path / "in"] == list(tmp_path.iterdir())
    assert [path] == list(path.parent.iterdir())
    assert 1 == run(["normalize", str(path)])
    err = capsys.readouterr().err
    assert err.isprintable() or err.rstrip("\n").isprintable()


def flagged(data: bytes, flag: int = 1, method: int | None = None) -> bytes:
    """Return a zip archive whose members have a flag or a method."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        pieces = data.split(mark)
        for number, piece in enumerate(pieces[1:], 1):
            at_flags = at - 4
            head = struct.pack("<H", flag) if method is None else piece[at_flags : at_flags + 2]
            number_of = (
                piece[at_flags + 2 : at_flags + 4] if method is None else struct.pack("<H", method)
            )
            pieces[number] = piece[:at_flags] + head + number_of + piece[at_flags + 4 :]
        data = mark.join(pieces)
    return data


def test_encrypted_members(write):
    """An encrypted member is told, and its name."""
    path = write("a.zip", flagged(zipped({"a.json": BODY, "b.csv": b""})))
    assert [Reject(f"{path}:a.json", "encrypted", b"")] == list(read(path))


@pytest.mark.parametrize("method", [1, 6, 9, 97, 99])
def test_methods_that_are_not_read(write, method):
    """A member that is packed by something else is told with its number."""
    [reject] = read(write("a.zip", flagged(zipped({"a.json": BODY}), method=method)))
    assert f"packed by method {method} of zip archives, which is not read" == reject.reason


@pytest.mark.parametrize("method", [0, 8, 12, 14])
@given(data=st.data())
def test_changed_byte_in_a_zip(method, data):
    """A byte that changed is told, or changes nothing of what comes out."""
    packed = bytearray(zipped({"a.json": BODY, "b.ndjson": (DONE + b"\n") * 3}, method))
    packed[data.draw(st.integers(0, len(packed) - 1))] ^= data.draw(st.integers(1, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        path.write_bytes(packed)
        items = statuses(read(path))
    # A changed name may be one that is not read.
    whole = ["RUNNING", *["COMPLETED"] * 3]
    assert set(items) - set(whole) or all(one in whole for one in items)


@pytest.mark.parametrize("method", [0, 8, 12, 14])
def test_damaged_member(write, method):
    """Of a damaged member comes out what could be unpacked, then one reject; others are whole."""
    lines = b"".join(b'{"status": "RUNNING", "failReason": "%d"}\n' % at for at in range(2000))
    packed = bytearray(zipped({"a.ndjson": lines, "b.json": DONE}, method))
    packed[packed.index(b"PK\x03\x04", 4) - 10] ^= 8
    *results, reject, last = read(write("a.zip", bytes(packed)))
    assert "the zip data are damaged" == reject.reason
    assert "COMPLETED" == last.status
    assert all(
        result.status == "RUNNING" for result in results if isinstance(result, netassay.Result)
    )
    assert method in (12, 14) or len(results) > 1000


@given(cut=st.floats(0, 1), pack=st.sampled_from([tarred, lambda files: gzipped(tarred(files))]))
def test_tar_cut_anywhere(cut, pack):
    """Whole members before the cut come out as they were; the cut is told once."""
    packed = pack(FILES)
    data = packed[: 512 + int(cut * (len(packed) - 513))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.tar")
        path.write_bytes(data)
        *results, last = read(path)
    whole = [netassay.normalize(body, None, *_test(name)) for name, body in FILES.items()]
    if isinstance(last, Reject):
        assert last.reason.endswith("data end too early")
        assert whole[: len(results)] == results
    else:
        # Only zeros behind the end were cut off.
        assert whole == [*results, last]


@pytest.mark.parametrize("size", [10, 30, 200])
def test_zip_cut_off(write, size):
    """A zip archive without its directory can't be read, and says so."""
    data = zipped(FILES)
    [reject] = read(write("a.zip", data[:-size]))
    assert "the zip data are damaged, or end too early" == reject.reason


@given(st.binary(max_size=2000))
def test_any_bytes_behind_a_mark(data):
    """Whatever follows the beginning of an archive gives items, and never raises."""
    for head in (b"PK\x03\x04", b"PK\x05\x06", tarred({"a.json": BODY})[:512]):
        with mock.patch.object(sys, "stdin", io.TextIOWrapper(Pipe(head + data))):
            assert statuses(read("-"))


@given(st.data())
def test_changed_bytes_in_a_tar(data):
    """Changed bytes anywhere give items, and never raise."""
    packed = bytearray(tarred(FILES, data.draw(st.sampled_from([0, 1, 2]))))
    for _ in range(3):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(Pipe(bytes(packed)))):
        assert all(isinstance(item, netassay.Result) or item.reason for item in read("-"))


def test_links_and_devices(write):
    """Links are not followed and devices are not opened; both are told where they are called like files."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for at, kind in enumerate(
            [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
        ):
            for name in (f"{at}.json", f"{at}"):
                member = tarfile.TarInfo(name)
                member.type, member.linkname = kind, "/etc/passwd"
                archive.addfile(member)
        member = tarfile.TarInfo("z.json")
        member.size = len(BODY)
        archive.addfile(member, io.BytesIO(BODY))
    items = statuses(read(write("a.tar", data.getvalue())))
    assert ["a link, which is not followed"] * 2 + ["not a file"] * 2 + ["RUNNING"] == items


def test_long_names(write):
    """Long names come whole in every form of tar, and names that no file can have are refused."""
    name = "x" * 90 + "/" + "y" * 90 + "/" + "z" * 90 + "/cx/ping.json"
    for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        path = write("a.tar", tarred({name: BODY}, form))
        assert f"{path}:{name}" == next(saved(path)).source
    [reject] = read(write("a.tar", tarred({"x" * 5000 + ".json": BODY, "y.csv": b""})))
    assert "a name that is too long" == reject.reason


def test_large_header(write):
    """A header that says to be gigabytes long is not taken into memory."""
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 1 << 40
    data = member.tobuf(tarfile.GNU_FORMAT) + b"\0" * 5000
    [reject] = read(write("a.tar", data))
    assert "a header of more than 1 MiB" in reject.reason


def test_sparse_files(write):
    """A sparse file is told; what follows it is read."""
    header = tarfile.TarInfo("s.json")
    header.type, header.size = tarfile.GNUTYPE_SPARSE, 100
    block = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    block[482] = 1
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    data = bytes(block) + b"\0" * 512 + b"1" * 512 + tarred({"a.json": BODY})
    items = statuses(read(write("a.tar", data)))
    assert ["a sparse file, which is not read", "RUNNING"] == items


def test_several_behind_each_other(write):
    """Tar archives one behind the other are all read; other data behind one are told."""
    one, two = tarred({"a.json": BODY}), tarred({"b.json": DONE})
    assert ["RUNNING", "COMPLETED"] == statuses(read(write("a.tar", one + two)))
    assert ["RUNNING", "the tar data are damaged"] == statuses(
        read(write("b.tar", one + b"x" * 600))
    )


# --- Bombs -------------------------------------------------------------------------------


def test_overlapping_members(write):
    """Members that share their bytes, as in zip bombs, are refused."""
    data = zipped({"a.json": BODY})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    count = 5
    end = end[:8] + struct.pack("<HHI", count, count, len(entry) * count) + end[16:]
    items = list(read(write("a.zip", data[:start] + entry * count + end)))
    assert {"it shares bytes with another member, as in a zip bomb"} == set(statuses(items))


def peak_of(path: Path) -> int:
    """Return the most memory that reading takes, in bytes."""
    tracemalloc.start()
    for _ in saved(path):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_much_from_little(write, method):
    """A member that unpacks to a thousand times its size is read in the memory of some lines."""
    lines = (BODY + b"\n") * 150_000
    path = write("a.zip", zipped({"a.ndjson": lines}, method))
    assert path.stat().st_size < 15_000
    assert 150_000 == sum(item.data == BODY for item in saved(path))
    assert peak_of(path) < len(lines) * 2 / 3


def test_members_that_unpack_to_gigabytes(write, monkeypatch):
    """What unpacks to more than a thousand times its size together is refused; the rest is read."""
    monkeypatch.setattr(zips_module, "_UNSUSPICIOUS", 1 << 20)
    bomb = b" " * 900_000
    files = {"a.json": bomb, "b.json": bomb, "c.json": BODY, "d.json": bomb}
    reasons = statuses(read(write("a.zip", zipped(files, zipfile.ZIP_BZIP2))))
    told = "it unpacks to more than 1000 times its size, as a zip bomb does"
    assert ["nothing but blanks", told, "RUNNING", told] == reasons
    assert told not in statuses(read(write("b.zip", zipped({"a.ndjson": (BODY + b"\n") * 90_000}))))


def test_many_members(write):
    """Members that were read leave nothing in memory: many take no more than some of them."""
    body = b'{"status": "RUNNING", "failReason": "%s"}' % (b"x" * 40_000)
    path = write("a.tar.gz", gzip.compress(tarred({f"{at}.json": body for at in range(600)}), 1))
    assert 600 == sum(item.data == body for item in saved(path))
    assert peak_of(path) < 600 * len(body) / 2


def test_more_than_the_directory_says(write):
    """A member that is larger than the directory says ends there, and is damaged."""
    data = zipped({"a.ndjson": (BODY + b"\n") * 1000})
    at = data.index(b"PK\x01\x02")
    data = data[: at + 24] + struct.pack("<I", len(BODY) + 1) + data[at + 28 :]
    assert ["RUNNING", "the zip data are damaged"] == statuses(read(write("a.zip", data)))


def test_archive_that_is_too_large_to_be_held(write, monkeypatch):
    """A zip archive that can't be sought is held up to a limit; what is beside it is read."""
    monkeypatch.setattr(zips_module, "_MOST_HELD", 1000)
    monkeypatch.setattr(zips_module, "_IN_MEMORY", 100)
    large = zipped({"a.json": os.urandom(3000)})
    path = write(
        "a.tar", tarred({"a.zip": large, "b.zip": zipped({"c.json": BODY}), "d.json": DONE})
    )
    first, *others = read(path)
    assert first.reason.endswith("that can't be sought")
    assert ["RUNNING", "COMPLETED"] == statuses(others)


def test_dictionary_of_gigabytes(write):
    """LZMA data that ask for a dictionary of gigabytes are refused."""
    data = zipped({"a.json": BODY}, zipfile.ZIP_LZMA)
    at = data.index(b"\x05\x00\x5d")
    assert data[at + 3 : at + 7]
    data = data[: at + 3] + b"\xff\xff\xff\xff" + data[at + 7 :]
    assert ["the zip data are damaged"] == statuses(read(write("a.zip", data)))


def test_zstd_in_a_zip(write, monkeypatch):
    """Members packed by zstd are read where its package is there; else one line says what to install."""
    data = zstandard(BODY)
    packed = zipped({"a.json": data}, zipfile.ZIP_STORED)
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = packed.index(mark)
        sizes = struct.pack("<III", zipfile.crc32(BODY), len(data), len(BODY))
        head = packed[start : start + at] + struct.pack("<H", 93) + packed[start + at + 2 :][:4]
        packed = packed[:start] + head + sizes + packed[start + at + 18 :]
    assert ["RUNNING"] == statuses(read(write("a.zip", packed)))
    monkeypatch.setattr(decompressors, "_zstd", mock.Mock(side_effect=netassay.MissingExtra("x")))
    with pytest.raises(netassay.MissingExtra):
        list(read(write("a.zip", packed)))


# --- What is a zip archive inside ---------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "an Excel workbook"),
        (["_rels/.rels", "word/document.xml", "[Content_Types].xml"], "a Word document"),
        (["[Content_Types].xml", "ppt/slides/a.xml"], "a PowerPoint presentation"),
        (["[Content_Types].xml", "visio/x.xml"], "an Office document"),
        (["META-INF/MANIFEST.MF", "a.json"], "a Java archive"),
    ],
)
def test_documents_are_named(write, names, kind):
    """A document that is a zip archive inside is named for what it is, whatever it is called."""
    for name in ("a.xlsx", "a.json"):
        path = write(name, zipped(dict.fromkeys(names, b"<x/>")))
        assert [Reject(str(path), f"{kind}, not a response", b"")] == list(read(path))


def test_open_document(write):
    """A file of LibreOffice is named."""
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    data = zipped({"mimetype": mimetype, "content.xml": b"<x/>"}, zipfile.ZIP_STORED)
    assert ["an OpenDocument file, not a response"] == statuses(read(write("a.ods", data)))
