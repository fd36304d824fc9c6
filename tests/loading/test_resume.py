"""Resuming: what is noticed, what is taken although it grew, and what is advised."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netassay
from benchmarks.generator import lines
from cli.responses import saved as saved_file
from loading.loads import FORMS, place, tables_in
from netassay import LoadError
from netassay.cli import run
from netassay.errors import InputChanged
from netassay.loading.chunks import chunks_of
from netassay.loading.conversion import convert
from netassay.loading.resuming import advanced, resumed
from netassay.sinks import LoadProgress
from netassay.sources import Hints, SavedResponse

if TYPE_CHECKING:
    from pathlib import Path

    from netassay.records.result import Reject

PING = (
    "PING 192.0.2.{0} (192.0.2.{0}) 56(84) bytes of data.\n"
    "64 bytes from 192.0.2.{0}: icmp_seq=1 ttl=64 time=0.408 ms\n"
    "\n--- 192.0.2.{0} ping statistics ---\n"
    "1 packets transmitted, 1 received, 0% packet loss, time 0ms\n"
)
BODIES = [{"status": "FAILED", "failReason": f"reason {number}"} for number in range(6)]
URL = "https://api.example.com/network-troubleshooting/v1/aps/CN{}/ping/async-operations/task-{}"


def har(path: Path, serials: list[int]) -> Path:
    """Write a capture of one body per serial number."""
    entries = [
        {
            "request": {"method": "GET", "url": URL.format(serial, number)},
            "response": {
                "status": 200,
                "content": {"mimeType": "application/json", "text": json.dumps(BODIES[0])},
            },
        }
        for number, serial in enumerate(serials)
    ]
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": entries}}))
    return path


def postman(path: Path, serials: list[int]) -> Path:
    """Write a collection of one body per serial number."""
    items = [
        {
            "name": "ping",
            "request": {"method": "GET", "url": URL.format(serial, number)},
            "response": [
                {
                    "originalRequest": {"method": "GET", "url": URL.format(serial, number)},
                    "code": 200,
                    "body": json.dumps(BODIES[0]),
                }
            ],
        }
        for number, serial in enumerate(serials)
    ]
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    path.write_text(json.dumps({"info": {"name": "x", "schema": schema}, "item": items}))
    return path


# --- What is noticed ------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("write", [har, postman])
def test_urls_that_changed(form, write, tmp_path) -> None:
    """The same bodies under other URLs are another input."""
    options = options_of(tmp_path, form)
    path = tmp_path / "capture.json"
    assert 3 == netassay.load(write(path, [1, 2, 3]), **options).new
    assert 0 == netassay.load(path, **options, resume=True).new
    write(path, [1, 7, 3])
    with pytest.raises(InputChanged, match="not those that were loaded before"):
        netassay.load(path, **options, resume=True)
    assert 1 == netassay.load(path, **options).new


def test_hints_that_changed(tmp_path) -> None:
    """With another hint, a load begins at the start: everything is read as that hint has it."""
    path = saved_file(tmp_path, "some.ndjson", *BODIES)
    for number, hints in enumerate(
        [{}, {"url": URL.format(1, 1)}, {"url": URL.format(2, 1)}, {"test": "tcp"}]
    ):
        summary = netassay.load(path, to=tmp_path / "out", resume=True, **hints)
        assert (6, 0) == (summary.read, summary.resumed)
        assert (6 if number < 3 else 0) == summary.new


def test_a_path_that_says_another_device(tmp_path) -> None:
    """A folder whose files say another family than before is another input."""
    root = tmp_path / "in"
    for family in ("aps", "cx"):
        (root / family).mkdir(parents=True)
    path = root / "aps" / "ping.json"
    path.write_text(json.dumps(BODIES[0] | {"startTime": "2025-05-20T13:00:00Z"}))
    netassay.load(root, to=tmp_path / "out")
    path.rename(root / "cx" / "ping.json")
    with pytest.raises(InputChanged):
        netassay.load(root, to=tmp_path / "out", resume=True)
    assert 0 == netassay.load(root, to=tmp_path / "out").new


# --- What is taken --------------------------------------------------------------------


def options_of(folder: Path, form: str) -> dict[str, Any]:
    """Return what `load` is told to write a form."""
    return {"to": place(folder, form), "form": None if form == "duckdb" else form}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_grew_in_mid_line(form, tmp_path) -> None:
    """A last line that had not come whole is read again when it has, wherever it was cut."""
    some = list(lines(30))
    path, options = tmp_path / "log.ndjson", options_of(tmp_path, form)
    first = b"".join(some[:20]) + some[20][: len(some[20]) // 2]
    path.write_bytes(first)
    summary = netassay.load(path, **options, resume=True)
    assert (21, 20, 1) == (summary.read, summary.results, summary.rejects)
    # Some more of it, and still not all.
    path.write_bytes(first + some[20][len(some[20]) // 2 : -9])
    summary = netassay.load(path, **options, resume=True)
    assert (21, 20, 1, 20) == (summary.read, summary.results, summary.rejects, summary.resumed)
    path.write_bytes(b"".join(some))
    summary = netassay.load(path, **options, resume=True)
    assert (30, 30, 0) == (summary.read, summary.results, summary.rejects)
    assert (20, 10) == (summary.resumed, summary.new)
    stored = tables_in(options["to"], form)["results"].column("id").to_pylist()
    assert sorted(one.id for one in netassay.read(path)) == sorted(stored)
    assert 0 == netassay.load(path, **options, resume=True).new


@pytest.mark.slow
@settings(max_examples=15)
@given(st.data())
def test_any_cut(tmp_path_factory, data) -> None:
    """A file is loaded whole in however many steps it grew, with and without a line's end."""
    folder = tmp_path_factory.mktemp("cut")
    text = b"".join(lines(6, seed=2)) + json.dumps(BODIES[0]).encode() + b"\n"
    path, target = folder / "log.ndjson", folder / "out"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=4)))
    for cut in [*cuts, len(text)]:
        path.write_bytes(text[:cut])
        summary = netassay.load(path, to=target, resume=True)
        assert summary.read == summary.results + summary.rejects
    assert (7, 7) == (summary.read, summary.results)
    stored = tables_in(target, "parquet")["results"].column("id").to_pylist()
    assert {one.id for one in netassay.read(path)} == set(stored)


def test_a_log_that_grew(tmp_path) -> None:
    """A log with lines of no run among its runs, which come last, goes on where its runs ended."""
    path, target = tmp_path / "a.log", tmp_path / "out"
    runs = [f"Sun May 25 {number:02}:00:00 UTC 2025\n{PING.format(number)}" for number in range(9)]
    for count in (3, 4, 9):
        path.write_text("".join(runs[:count]))
        summary = netassay.load(path, to=target, resume=True)
        assert (count + 1, count, 1) == (summary.read, summary.results, summary.rejects)
    assert 4 == summary.resumed
    assert 9 == tables_in(target, "parquet")["results"].num_rows


def test_an_array_that_grew(tmp_path) -> None:
    """A JSON array that was cut off goes on behind its last whole item."""
    path, target = tmp_path / "a.json", tmp_path / "out"
    whole = json.dumps([body | {"startTime": "2025-05-20T13:00:00Z"} for body in BODIES])
    path.write_text(whole[: whole.index("reason 3") - 40])
    first = netassay.load(path, to=target)
    assert first.rejects == 1
    path.write_text(whole)
    summary = netassay.load(path, to=target, resume=True)
    assert (6, 6, 0) == (summary.read, summary.results, summary.rejects)
    assert 6 == tables_in(target, "parquet")["results"].num_rows


@pytest.mark.parametrize("form", FORMS)
def test_what_changed_and_did_not_grow(form, tmp_path) -> None:
    """Another last response, a response less, or another before the last is another input."""
    some, path, options = list(lines(20)), tmp_path / "log.ndjson", options_of(tmp_path, form)
    path.write_bytes(b"".join(some[:10]))
    netassay.load(path, **options)
    others = [some[:9] + some[10:11], some[:9], some[1:11], [some[11], *some[1:12]]]
    for other in others:
        path.write_bytes(b"".join(other))
        with pytest.raises(InputChanged):
            netassay.load(path, **options, resume=True)


def test_marks_of_a_former_version() -> None:
    """A mark that holds one checksum only is compared as it was."""
    items: list[SavedResponse | Reject] = [
        SavedResponse("a", json.dumps(body).encode()) for body in BODIES
    ]
    done = LoadProgress()
    for chunk in chunks_of(iter(items), 2):
        done = advanced(done, convert(chunk.items, Hints()), chunk)
    former = attrs.evolve(done, mark=done.mark & 0xFFFFFFFF)
    for stored in (done, former):
        before, rest = resumed(stored, iter([*items, items[0]]))
        assert (6, [items[0]]) == (before.read, list(rest))
    grown = [*items[:-1], attrs.evolve(items[-1], data=items[-1].data + b" ")]
    assert 5 == resumed(done, iter(grown))[0].read
    with pytest.raises(InputChanged):
        resumed(attrs.evolve(former, read=5), iter(items))
    assert isinstance(InputChanged("x"), LoadError)


# --- What is advised ------------------------------------------------------------------


def test_the_advice_leads_on(tmp_path, capsys) -> None:
    """Where a load can't be resumed, nobody is told to resume it; what is said instead works."""
    path, to = tmp_path / "log.ndjson", str(tmp_path / "out")
    path.write_bytes(b"".join(lines(20)))
    assert 0 == run(["load", str(path), "--to", to])
    path.write_bytes(b"".join(lines(20, seed=9)))
    assert run(["load", str(path), "--to", to, "--resume"]) > 1
    said = capsys.readouterr().err.splitlines()
    assert "load without --resume" in said[-1]
    assert not any("--resume goes on" in line for line in said)
    assert 0 == run(["load", str(path), "--to", to])
    assert 0 == run(["load", str(path), "--to", to, "--resume"])
    assert "20 read before" in capsys.readouterr().err


@pytest.mark.parametrize(("key", "advised"), [([], False), (["--redact-key", "k" * 32], True)])
def test_without_a_key_nothing_is_resumed(key, advised, tmp_path, monkeypatch, capsys) -> None:
    """A load that was redacted without a key can't be resumed, and nobody is told to."""
    from netassay.sinks.parquet import ParquetFiles  # noqa: PLC0415

    path, to = tmp_path / "log.ndjson", str(tmp_path / "out")
    path.write_bytes(b"".join(lines(20)))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ParquetFiles, "write", full)
    assert run(["load", str(path), "--to", to, "--redact", *key]) > 1
    assert advised == ("--resume goes on" in capsys.readouterr().err)
