"""From a record batch of responses to one of results."""

from __future__ import annotations

import json
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netassay
from benchmarks.generator import damaged, lines
from netassay import batch_schema, normalize_batch
from netassay.errors import UnknownName
from netassay.measurements import TESTS
from sources.writers import SAMPLED

LINES = [line.decode(errors="replace") for line in damaged(lines(60), one_in=5)]


def batch(bodies, **columns):
    """Return a batch of bodies."""
    return pa.RecordBatch.from_pydict({"body": bodies, **columns})


def without_gaps(value):
    """Return plain data without what is absent: some of that is exported as null, some not."""
    if isinstance(value, dict):
        return {name: without_gaps(item) for name, item in value.items() if item is not None}
    return [without_gaps(item) for item in value] if isinstance(value, list) else value


def test_samples():
    """A row has what the exported result has, its measurement under the name of its test."""
    urls = [url for url, _ in SAMPLED]
    made = normalize_batch(batch([json.dumps(body) for _, body in SAMPLED], url=urls))
    assert batch_schema().equals(made.schema, check_metadata=True)
    for row, (url, body) in zip(made.to_pylist(maps_as_pydicts="strict"), SAMPLED, strict=True):
        exported = netassay.to_dict(netassay.normalize(body, url))
        measurement = exported.pop("measurement")
        assert without_gaps(measurement) == without_gaps(row.pop(exported["test"]))
        for name in ("started_at", "ended_at"):
            time = exported.pop(name)
            assert (time and str(time), time and time.ns) == (
                row.pop(f"{name}_text"),
                row.pop(f"{name}_ns"),
            )
            assert time is None or time.ns // 1000 == int(row[name].timestamp() * 10**6)
            del row[name]
        exported["extras"] = {key: json.dumps(value) for key, value in exported["extras"].items()}
        assert netassay.__version__ == row.pop("netassay_version")
        assert exported == {name: value for name, value in row.items() if name in exported}
        assert {None} == {value for name, value in row.items() if name not in exported}


@settings(max_examples=20)
@given(cuts=st.lists(st.integers(0, len(LINES)), max_size=5))
def test_any_parts_give_the_same(cuts):
    """It depends on nothing but the row: however a batch is cut, the rows are the same."""
    whole = batch(LINES, k=list(range(len(LINES))))
    at = sorted({0, len(LINES), *cuts})
    parts = [whole.slice(a, b - a) for a, b in pairwise(at)]
    made = pa.Table.from_batches([normalize_batch(part, url=None, keep=["k"]) for part in parts])
    assert pa.Table.from_batches([normalize_batch(whole, url=None, keep=["k"])]).equals(made)
    assert len(LINES) == made.num_rows


def test_rejects_keep_their_bytes():
    """What is no response is a row of nothing but its reason, place and bytes."""
    bodies = [b"{", b"a\0\xff", b"", None]
    made = normalize_batch(batch(pa.array(bodies, pa.binary())), url=None)
    rejects = [row.pop("reject") for row in made.to_pylist()]
    assert bodies == [reject["data"] for reject in rejects]
    reasons = ["not JSON", "not UTF-8", "empty", "null, not an object"]
    for reason, reject in zip(reasons, rejects, strict=True):
        assert reject["reason"].startswith(reason)
    for row in made.drop_columns(["reject"]).to_pylist():
        assert {None} == set(row.values())


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.string_view()]
)
def test_types_of_bodies(kind):
    """Texts and bytes of any size are bodies."""
    body = json.dumps({"status": "RUNNING"})
    text = body if pa.types.is_string(kind) or "string" in str(kind) else body.encode()
    made = normalize_batch(batch(pa.array([text], kind)), url=None)
    assert ["RUNNING"] == made.column("status").to_pylist()


def test_half_a_character():
    """Half of a surrogate pair, which Arrow can't hold, stands escaped."""
    body = '{"status": "FAILED", "failReason": "\\ud800", "output": {"\\udc00": ["\\udfff"]}}'
    [row] = normalize_batch(batch([body]), url=None).to_pylist()
    assert "\\ud800" == row["fail_reason"]
    assert [("/output", '{"\\udc00":["\\udfff"]}')] == row["extras"]


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"])
def test_times_that_nanoseconds_do_not_reach(time):
    """Where 64 bits don't hold the nanoseconds, the microseconds and the text do."""
    [row] = normalize_batch(
        batch([f'{{"status": "RUNNING", "startTime": "{time}"}}']), url=None
    ).to_pylist()
    assert (None, time) == (row["started_at_ns"], row["started_at_text"])
    assert time[:19] == row["started_at"].isoformat()[:19]


def test_no_rows():
    """A batch without rows gives one without rows, of the same columns."""
    made = normalize_batch(batch(pa.array([], pa.string())), url=None)
    assert (0, batch_schema()) == (made.num_rows, made.schema)


@pytest.mark.parametrize(
    "options", [{"body": "text"}, {"url": "link"}, {"keep": ["more"]}, {"keep": ["id"]}]
)
def test_columns_that_are_not_there(options):
    """A name that a result needs, or that is none, is the caller's mistake."""
    with pytest.raises(UnknownName):
        normalize_batch(batch(["{}"], url=[""], id=[1]), **options)


def test_units_travel():
    """Units are in the metadata of the fields within a test's struct."""
    assert set(TESTS) < set(batch_schema().names)
    ping = batch_schema().field("ping").type
    assert b"ms" == ping.field("rtt_avg_ms").metadata[b"unit"]
    assert b"ms" == ping.field("replies").type.value_type.field("time_ms").metadata[b"unit"]
    assert b"%" == batch_schema().field("progress_percent").metadata[b"unit"]
