"""Times that not every sink holds are null beside their text, in every sink, with a finding."""

from __future__ import annotations

import json
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from netassay.core.values.times import EARLIEST, LATEST, Timestamp
from sinks.reading_back import READERS, destination

#: Each beside its nanoseconds, None where it is out of range.
TIMES = {
    "1677-09-21T00:12:43.145224193Z": None,
    "1677-09-21T00:12:43.145224192Z": None,
    "1677-09-21T00:12:43.145224999Z": None,
    "1677-09-21T00:12:43.145225Z": EARLIEST,
    "2262-04-11T23:47:16.854775Z": LATEST,
    "2262-04-11T23:47:16.854775001Z": None,
    "2262-04-11T23:47:16.854775807Z": None,
    "2262-04-11T23:47:16.854775808Z": None,
    "3000-01-01T00:00:00Z": None,
    "0001-01-01T00:00:00Z": None,
    "9999-12-31T23:59:59.999999999Z": None,
    "1970-01-01T00:00:00Z": 0,
}


def body(text):
    """Return a body that began at a time."""
    return {"status": "COMPLETED", "startTime": text, "endTime": None, "output": {"host": "h"}}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Return a file of a response for each time."""
    path = tmp_path_factory.mktemp("times") / "times.ndjson"
    path.write_text("\n".join(json.dumps(body(text)) for text in TIMES))
    return path


@pytest.mark.parametrize("form", READERS)
def test_every_sink_holds_the_same(form, source, tmp_path):
    """What is out of range is null in the table, and its text is beside it."""
    to = destination(tmp_path, form)
    assert len(TIMES) == netassay.load(source, **to).results
    results = READERS[form](to["to"])["results"]
    numbers = results.column("started_at").cast("int64").to_pylist()
    texts = results.column("started_at_text").to_pylist()
    assert TIMES == dict(zip(texts, numbers, strict=True))


def test_no_infinite_time(source, tmp_path):
    """No time is one that DuckDB takes for an infinite one."""
    netassay.load(source, to=tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb")) as connection:
        found = "SELECT count(*) FROM results WHERE isinf(started_at)"
        assert [(0,)] == connection.sql(found).fetchall()


def test_in_memory(source):
    """The first and the last time are times in Arrow and pandas, too."""
    tables = netassay.to_arrow(netassay.read(source))
    kept = len([number for number in TIMES.values() if number is not None])
    assert len(TIMES) - kept == tables["results"].column("started_at").null_count
    frame = netassay.to_pandas(netassay.read(source), "results")
    assert kept == frame["started_at"].notna().sum()


@pytest.mark.parametrize(("text", "number"), TIMES.items())
def test_finding(text, number):
    """A finding tells of a time that is out of range; the result keeps it."""
    result = netassay.normalize(body(text), test="tcp")
    assert text == result.started_at
    told = [(one.code, one.path, one.stated) for one in result.findings]
    expected = [] if number is not None else [("time-range", "started_at", text)]
    assert expected == [one for one in told if one[0].startswith("time")]


@given(st.integers(-(2**65), 2**65), st.booleans())
def test_finding_or_number(ns, usual):
    """Any time is in range or told, in a body as most are and in any other."""
    days, rest = divmod(ns, 86400 * 10**9)
    seconds, fraction = divmod(rest, 10**9)
    day = (date(1970, 1, 1) + timedelta(days)).isoformat()
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{fraction:09}"
    text = f"{day}T{clock}Z"
    one = body(text) | ({"progressPercent": 100, "endTime": text} if usual else {})
    result = netassay.normalize(one, test="tcp")
    assert ns == result.started_at.ns
    told = any(finding.code == "time-range" for finding in result.findings)
    assert told is not (EARLIEST <= ns <= LATEST)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2025-05-20T13:07:48", True),
        ("2025-05-20 13:07:48.25", True),
        (" 2025-05-20T13:07:48 ", True),
        ("2025-05-20T13:07:48Z", False),
        ("2025-05-20t13:07:48z", False),
        ("2025-05-20T13:07:48+00:00", False),
        ("2025-05-20T13:07:48-0530", False),
    ],
)
@pytest.mark.parametrize("key", ["startTime", "endTime"])
def test_a_time_without_a_zone(key, text, told):
    """A time that does not say of which zone it is is taken for UTC, and told."""
    result = netassay.normalize({"status": "COMPLETED", key: text, "output": {"host": "h"}})
    found = [one for one in result.findings if one.code == "no-time-zone"]
    path = {"startTime": "started_at", "endTime": "ended_at"}[key]
    assert [(path, text)] * told == [(one.path, one.stated) for one in found]
    assert Timestamp(text.strip()) == getattr(result, path)
