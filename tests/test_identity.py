"""The id of a result: what it is made of, what it is not, and the same through every door."""

from __future__ import annotations

import json
import os
import sys
from collections import OrderedDict, UserDict
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES, body, url
from netassay.core.codec import as_decoded
from netassay.export.tables.rows import reject_id
from sinks.reading_back import READERS, destination

#: A body that tells neither when nor of which device it is.
DEAD = {"status": "FAILED", "failReason": "Device is offline"}
STARTED = DEAD | {"startTime": "2025-05-20T13:00:00Z"}
PING = (
    "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n"
    "64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.408 ms\n"
    "\n--- 192.0.2.1 ping statistics ---\n"
    "1 packets transmitted, 1 received, 0% packet loss, time 0ms\n"
)
SAMPLE_NAMES = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))


class Dict(dict[str, Any]):
    """A mapping of a class of its own."""


def id_of(saved: Any, **hints: Any) -> str:
    """Return the id of one response."""
    return netassay.normalize(saved, **hints).id


def ids(*paths: Any, **hints: Any) -> list[str]:
    """Return the ids of all results in files and folders."""
    return [item.id for item in netassay.read(*paths, **hints) if isinstance(item, netassay.Result)]


def folders(root: Path, saved: object, count: int = 20) -> list[Path]:
    """Return files of one body, each in a folder of its own."""
    paths = [root / f"dev{number}" / "tcp.json" for number in range(1, count + 1)]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(saved))
    return paths


# --- What it is made of ---------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_hints_and_names_are_no_part_of_it(name, tmp_path) -> None:
    """A sample has the same id with hints and without, under its name and under another."""
    family, endpoint = name.split("/")
    saved = body(name, startTime="2025-05-20T13:00:00Z")
    test = netassay.normalize(saved, url=url(name)).test
    expected = id_of(saved)
    assert expected == id_of(saved, test=test) == id_of(saved, test=test, family=family)
    paths = [tmp_path / family / f"{endpoint}.json", tmp_path / "renamed.json"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(saved))
    assert [expected] * 2 == ids(*paths)
    assert [expected] * 2 == ids(*paths, family=family)


def test_a_moved_file_is_there_once(tmp_path) -> None:
    """Samples that were loaded are not loaded again from another folder with other names."""
    numbers, moved = list(enumerate(sorted(SAMPLES.glob("*/*.json")))), tmp_path / "moved"
    moved.mkdir()
    started = 0
    for number, path in numbers:
        (moved / f"{number}.json").write_bytes(path.read_bytes())
        started += isinstance(json.loads(path.read_bytes()).get("startTime"), str)
    netassay.load(*(path for _, path in numbers), to=tmp_path / "out")
    again = netassay.load(moved, to=tmp_path / "out")
    assert (len(numbers), len(numbers) - started) == (again.read, again.new)


def test_the_url_is_a_part_of_it() -> None:
    """Serial number and task id differ, the version, the host and what stands behind do not."""
    name, task = "aps/tcp", "async-operations/task-1"
    one = id_of(DEAD, url=url(name))
    assert one != id_of(DEAD)
    assert one != id_of(DEAD, url=url(name, serial="CNYYEXAMPLE"))
    assert one != id_of(DEAD, url=url(name, task="task-2"))
    for other in (
        f"/network-troubleshooting/v1/aps/CNXXEXAMPLE/tcp/{task}",
        f"network-troubleshooting/v1alpha1/aps/CNXXEXAMPLE/tcp/{task}?x=1",
        f"https://other.example.com/network-troubleshooting/v1/aps/CNXXEXAMPLE/tcp/{task}/",
    ):
        assert one == id_of(DEAD, url=other) == id_of({"url": other, "status": 200, "body": DEAD})


def test_the_kind_is_a_part_of_it() -> None:
    """A 202 and a 200 of one body are two answers."""
    running = {"status": "RUNNING", "startTime": "2025-05-20T13:00:00Z"}
    accepted, result = (
        netassay.normalize({"url": url("aps/ping"), "status": status, "body": running})
        for status in (202, 200)
    )
    assert ("accepted", "result") == (accepted.kind, result.kind)
    assert accepted.id != result.id == id_of(running, url=url("aps/ping"))


# --- Where it was found ---------------------------------------------------------------


@pytest.mark.parametrize(("form", "jobs"), [*((form, 1) for form in READERS), ("ndjson", 2)])
def test_bodies_without_time_and_url_are_told_apart(form, jobs, tmp_path) -> None:
    """Twenty folders with the same body are twenty rows, loaded once, twice, or one by one."""
    paths = folders(tmp_path / "in", DEAD)
    target = destination(tmp_path, form)
    assert 20 == netassay.load(tmp_path / "in", **target, jobs=jobs, reread=True).new
    assert 0 == netassay.load(tmp_path / "in", **target, jobs=jobs, reread=True).new
    assert 0 == netassay.load(*paths, **target, reread=True).new
    stored = READERS[form](target["to"])["results"].column("id").to_pylist()
    assert sorted(set(ids(tmp_path / "in"))) == sorted(stored)


def test_one_load_each(tmp_path) -> None:
    """A load for each folder gives as many rows as one load of all."""
    for path in folders(tmp_path / "in", DEAD):
        assert 1 == netassay.load(path.parent, to=tmp_path / "out").new
    assert 0 == netassay.load(tmp_path / "in", to=tmp_path / "out", reread=True).new


def test_with_a_start_or_a_url_they_are_the_same(tmp_path) -> None:
    """What tells by itself which response it is does not depend on its place."""
    folders(tmp_path / "in", STARTED)
    assert {id_of(STARTED)} == set(ids(tmp_path / "in"))
    enveloped = {"url": url("aps/tcp"), "status": 200, "body": DEAD}
    folders(tmp_path / "urls", enveloped)
    assert {id_of(DEAD, url=url("aps/tcp"))} == set(ids(tmp_path / "urls"))


@pytest.mark.parametrize("start", [None, "", "null", "string", 5, []])
@pytest.mark.parametrize("place", ["{serial-number}", ":serial-number", "<serial>"])
def test_a_start_or_a_url_that_tells_nothing(start, place, tmp_path) -> None:
    """Nulls, stand-ins, and URLs of something else are as good as none."""
    saved = DEAD | {"startTime": start}
    path = f"/network-troubleshooting/v1/aps/{place}/tcp/async-operations/{{task-id}}"
    for number, address in enumerate([path, "https://example.com/x"]):
        root = tmp_path / str(number)
        folders(root, {"url": address, "status": 200, "body": saved}, 3)
        assert 3 == len(set(ids(root)))


def test_spelled_in_another_way(tmp_path, monkeypatch) -> None:
    """A place is the same however its path is spelled, from wherever, and through a linked folder."""
    (path,) = folders(tmp_path / "in", DEAD, 1)
    bad = path.with_name("bad.json")
    bad.write_text("nonsense")
    (tmp_path / "current").symlink_to(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    spelled: list[Path | str] = [tmp_path / "in", "in", "./in/", "in/../in", "current/dev1"]
    expected = ids(path)
    assert [expected] * 5 == [ids(one) for one in spelled]
    monkeypatch.chdir(path.parent)
    assert expected == ids("tcp.json") == ids(".")
    found = [item for one in (bad, "bad.json") for item in netassay.read(one)]
    assert 1 == len({reject_id(item) for item in found})


def test_the_same_name_in_another_folder(tmp_path, monkeypatch) -> None:
    """Paths that are spelled alike in two folders are two places, for rejects too."""
    found = []
    for site in ("a", "b"):
        folders(tmp_path / site, DEAD, 1)
        (tmp_path / site / "bad.json").write_text("nonsense")
        monkeypatch.chdir(tmp_path / site)
        found += ids("dev1/tcp.json")
        found += [reject_id(item) for item in netassay.read("bad.json")]
    assert 4 == len(set(found))


def test_linked_files_are_several(tmp_path) -> None:
    """Files that a store of equal contents links to one are places of their own."""
    stored, links = tmp_path / "stored", [tmp_path / f"{number}.json" for number in range(3)]
    stored.write_text(json.dumps(DEAD))
    for link in links:
        link.symlink_to(stored)
    assert 3 == len(set(ids(*links)))


def test_lines_are_places(tmp_path) -> None:
    """The same body in many lines of one file is as many rows, and a file that grows keeps its ids."""
    path = tmp_path / "log.ndjson"
    path.write_text(f"{json.dumps(DEAD)}\n" * 20)
    before = ids(path)
    assert 20 == len(set(before))
    path.write_text(f"{json.dumps(DEAD)}\n" * 30)
    assert before == ids(path)[:20]


def test_logs_alike_are_several(tmp_path) -> None:
    """Two logs that hold the same runs have results of their own; each run has one id."""
    for name in ("a.log", "b.log"):
        (tmp_path / name).write_text(PING + PING)
    assert 4 == len(set(ids(tmp_path)))
    assert ids(tmp_path) == ids(tmp_path)
    hinted = ids(tmp_path, url=url("aps/ping"))
    assert 8 == len({*hinted, *ids(tmp_path)})
    assert hinted == ids(tmp_path, url=url("aps/ping"))


def test_standard_input_has_no_name(monkeypatch) -> None:
    """What comes through a pipe is told apart by its place there only, as in memory."""

    def piped(data: bytes) -> list[str]:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
        return ids("-")

    line = json.dumps(DEAD).encode() + b"\n"
    assert [id_of(DEAD)] == piped(line.strip() + b" ")[:1]
    assert 3 == len(set(piped(line * 3)))
    assert piped(line * 3) == piped(line * 3)
    assert [one.id for one in netassay.parse_texts(PING + PING)] == piped((PING + PING).encode())


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd")
def test_a_shell_pipe_has_no_name() -> None:
    """The number of a pipe changes with every command, and counts for nothing."""

    def piped() -> list[str]:
        out, into = os.pipe()
        os.write(into, json.dumps(DEAD).encode())
        os.close(into)
        try:
            return ids(f"/dev/fd/{out}")
        finally:
            os.close(out)

    assert [id_of(DEAD)] == piped() == piped()


# --- Values that are not of JSON ------------------------------------------------------


def remade(value: Any, make: Any) -> Any:
    """Return a value with each object made by `make`."""
    if isinstance(value, dict):
        return make({key: remade(item, make) for key, item in value.items()})
    return [remade(item, make) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("make", [OrderedDict, Dict, MappingProxyType, UserDict])
@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_any_mapping_is_an_object(name, make) -> None:
    """A mapping of any class gives what JSON gives, at every depth and in every envelope."""
    saved = body(name)
    expected = netassay.normalize(json.dumps(saved), url=url(name))
    mapping = remade(saved, make)
    assert expected == netassay.normalize(mapping, url=url(name))
    wrapped = make({"url": url(name), "status": 200, "body": mapping})
    assert expected == netassay.normalize(wrapped)
    assert expected == netassay.normalize(make({"code": 200, "msg": mapping}), url=url(name))
    assert expected == netassay.normalize({"data": mapping, "url": url(name)})


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_decimals_are_numbers(name) -> None:
    """What `json.loads(parse_float=Decimal)` and databases give is what JSON gives."""
    text = json.dumps(body(name))
    expected = netassay.normalize(text, url=url(name))
    for options in ({"parse_float": Decimal}, {"parse_float": Decimal, "parse_int": Decimal}):
        saved = json.loads(text, **options)
        assert expected == netassay.normalize(saved, url=url(name))


#: `Decimal` does not keep whether 2e16 was written with a point.
numbers = st.integers() | st.floats(-(10**15), 10**15)
texts = st.text(max_size=6)
values = st.recursive(
    st.none() | st.booleans() | texts | numbers,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(texts, values, max_size=4),
    st.sampled_from([OrderedDict, Dict, MappingProxyType]),
)
def test_as_decoded(value, make) -> None:
    """A value of any classes is that of its JSON text, order and types of numbers included."""
    text = json.dumps(value)
    expected = json.loads(text)
    given_ = remade(json.loads(text, parse_float=Decimal), make)
    found = as_decoded(given_)
    assert repr(expected) == repr(found)
    assert as_decoded(expected) is expected


class Text(str):
    """A text of a class of its own."""

    __slots__ = ()


def test_other_classes_of_values() -> None:
    """Texts, numbers and lists of other classes are those of JSON; what JSON lacks stays."""

    class Whole(int):
        pass

    class Real(float):
        pass

    given_ = {Text("a"): [Text("b"), Whole(5), Real(1.5), (1, Decimal("2.50")), True, None]}
    found = as_decoded(given_)
    assert repr({"a": ["b", 5, 1.5, [1, 2.5], True, None]}) == repr(found)
    for text in ("NaN", "Infinity", "-Infinity", "1e999"):
        assert as_decoded(json.loads(text, parse_constant=Decimal, parse_float=Decimal)) == (
            "1E+999" if "e" in text else text
        )
    odd = object()
    assert odd is as_decoded(OrderedDict(a=odd))["a"]


def test_a_mapping_that_holds_itself() -> None:
    """What has no end has findings, and no exception."""
    endless: Any = OrderedDict(status="RUNNING")
    endless["output"] = [endless, endless]
    assert netassay.normalize(endless).findings
