"""Results that netassay exported are read back as they were."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES
from netassay import testing
from netassay.cli import run
from netassay.records.result import Reject
from sources.writers import gzipped

RESULTS = [item for item in netassay.read(SAMPLES) if isinstance(item, netassay.Result)]


def read_bytes(name, data, **hints):
    """Return what a file of these bytes holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return list(netassay.read(path, **hints))


@given(
    results=st.lists(testing.results() | st.sampled_from(RESULTS), min_size=1, max_size=3),
    form=st.sampled_from(["lines", "array", "pretty", "stacked"]),
    name=st.sampled_from(["a.json", "cx/ping.ndjson", "a.txt"]),
)
def test_read_back(results, form, name):
    """Whatever was measured and however it is written, it comes back equal, under any hint."""
    lines = [netassay.to_json(result) for result in results]
    if form == "lines":
        text = "\n".join(lines)
    elif form == "array":
        text = f"[{','.join(lines)}]"
    else:
        indent = 2 if form == "pretty" else None
        text = "\n".join(json.dumps(json.loads(line), indent=indent) for line in lines)
        name = "a.json"
    back = read_bytes(name.rpartition("/")[2], text.encode(), test="ping", family="cx")
    assert results == back
    assert [result.id for result in results] == [result.id for result in back]


@pytest.mark.parametrize("result", RESULTS)
def test_compact_form(result):
    """Without what is null or empty, it is the same result but for what only names and no value tell."""
    compact = netassay.to_dict(result, compact=True)
    [back] = read_bytes("a.json", json.dumps(compact).encode())
    assert compact == netassay.to_dict(back, compact=True)
    assert result == back or (result.test, result.family) == ("http", "cx")


def test_what_the_command_wrote(tmp_path, capsys):
    """The command's output is its own input: the second time gives the same bytes."""
    first, second = tmp_path / "1.ndjson", tmp_path / "2.ndjson"
    run(["normalize", str(SAMPLES), "-o", str(first)])
    run(["normalize", str(first), "-o", str(second), "--jobs", "2"])
    assert first.read_bytes() == second.read_bytes()
    packed = tmp_path / "3.ndjson.gz"
    packed.write_bytes(gzipped(first.read_bytes()))
    assert list(netassay.read(first)) == list(netassay.read(packed))
    capsys.readouterr()


def test_same_rows(tmp_path):
    """A load of exported results has the rows of a load of their responses, but for their places."""
    exported = tmp_path / "1.ndjson"
    exported.write_text("".join(netassay.to_json(result) + "\n" for result in RESULTS))
    for name, source in (("a", SAMPLES), ("b", exported)):
        summary = netassay.load(source, to=tmp_path / name, form="ndjson")
        assert len(RESULTS) == summary.results
    for table in (tmp_path / "a").glob("*.ndjson"):
        rows, again = (
            [json.loads(line) for line in path.read_text().splitlines()]
            for path in (table, tmp_path / "b" / table.name)
        )
        for row in [*rows, *again]:
            row.pop("source", None), row.pop("place", None)
        assert rows == again


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": "x"}, "its id is not of 32 hex digits"),
        ({"id": None}, "id can't be None"),
        ({"kind": "maybe"}, "kind can't be 'maybe'"),
        ({"output": {}}, "output"),
        ({"measurement": 7}, ""),
    ],
)
def test_changed_ones(change, reason):
    """An exported result that was changed is told to be none, and is no response either."""
    data = json.dumps(netassay.to_dict(RESULTS[0]) | change).encode()
    [reject] = read_bytes("a.json", data)
    assert isinstance(reject, Reject)
    assert reject.reason.startswith("no exported result: ")
    assert reason in reject.reason
    assert data == reject.data


def test_normalize_takes_responses():
    """`normalize` is for responses; it names what it got."""
    with pytest.raises(netassay.NotAResponse, match="a result that netassay exported"):
        netassay.normalize(netassay.to_dict(RESULTS[0]))


def test_tables_are_named(tmp_path):
    """A folder of tables is one reject, and so is each row of one of its files."""
    netassay.load(SAMPLES / "cx", to=tmp_path / "out", form="ndjson")
    [reject] = netassay.read(tmp_path)
    assert (str(tmp_path / "out"), "tables that netassay loaded, not responses") == (
        reject.source,
        reject.reason,
    )
    for table in ("results", "ping", "findings"):
        reasons = {item.reason for item in netassay.read(tmp_path / "out" / f"{table}.ndjson")}
        assert {"a row of a table that netassay loaded, not a response"} == reasons
