"""`query`: a question in SQL, answered as a table, as CSV or as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import sys

import pytest

from bodies import SAMPLES
from cli.processes import on_terminal
from cli.responses import CONTROLS, HOSTILE, SERIAL, URL, hostile, ping, saved
from netassay.cli import run

RATES = "SELECT test, protocol FROM iperf JOIN results ON id = result_id"


@pytest.fixture
def command(capsysbinary, monkeypatch):
    """Run a command; return its exit code, standard output and standard error."""

    def call(*words, data=None):
        if data is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = run(words)
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_lines_of_json(command):
    """In a pipe each row is a line of JSON."""
    code, out, err = command("query", str(SAMPLES), RATES)
    assert (0, "") == (code, err)
    assert [{"test": "iperf", "protocol": "TCP"}] == [json.loads(line) for line in out.splitlines()]


def test_forms(command):
    """The same answer as a table, as CSV and as one document of JSON."""
    sql = "SELECT destination, rtt_avg_ms, started_at FROM ping JOIN results ON id = result_id"
    words = ("query", str(SAMPLES / "aps"), sql, "--format")
    assert [
        {
            "destination": "www.google.com",
            "rtt_avg_ms": 204.7,
            "started_at": "2025-05-20T13:07:48.849780286Z",
        }
    ] == json.loads(command(*words, "json")[1])
    (row,) = csv.DictReader(io.StringIO(command(*words, "csv")[1]))
    assert ("www.google.com", "204.7") == (row["destination"], row["rtt_avg_ms"])
    heads, _, first = command(*words, "table")[1].splitlines()
    assert ["destination", "rtt_avg_ms", "started_at"] == heads.split()
    assert ["www.google.com", "204.7", "2025-05-20T13:07:48.849780286Z"] == first.split()


def test_values_of_all_kinds(command):
    """Lists, structs, bytes, sums and nothing at all have a form in JSON and in CSV."""
    sql = (
        "SELECT [1, NULL] AS l, {'k': 'v'} AS s, '\\xAA'::BLOB AS b, sum(position) AS n, NULL AS z,"
        " 1.25::DECIMAL(5, 2) AS d, DATE '2025-01-02' AS day, true AS t, 'nan'::DOUBLE AS x,"
        " INTERVAL 1 DAY AS i, 7 AS n FROM ping_replies"
    )
    _, out, _ = command("query", str(SAMPLES / "aps"), sql)
    assert {
        "l": [1, None],
        "s": {"k": "v"},
        "b_base64": "qg==",
        "n": 6,
        "z": None,
        "d": 1.25,
        "day": "2025-01-02",
        "t": True,
        "x": None,
        "i": {"months": 0, "days": 1, "nanoseconds": 0},
        "n_2": 7,
    } == json.loads(out)
    _, out, _ = command("query", str(SAMPLES / "aps"), sql, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert ("[1,null]", '{"k":"v"}', "6", "") == (row["l"], row["s"], row["n"], row["z"])
    assert 0 == command("query", str(SAMPLES / "aps"), sql, "--format", "table")[0]


def test_hints_and_standard_input(command):
    """What the body does not say can be said; `-` is standard input."""
    data = json.dumps(ping()).encode()
    sql = "SELECT serial_number, source FROM results"
    _, out, _ = command("query", "-", sql, "--url", URL, data=data)
    assert {"serial_number": SERIAL, "source": "-"} == json.loads(out)


def test_rejects_are_rows_and_1(command, tmp_path):
    """What is no response is told, makes it 1, and can be asked for."""
    path = saved(tmp_path, "a.ndjson", ping(), "{nonsense")
    code, out, err = command("query", path, "SELECT place, data FROM rejects")
    assert 1 == code
    assert {"place": "line 2, column 2", "data_base64": "e25vbnNlbnNl"} == json.loads(out)
    assert "not JSON" in err


def test_redacted(command, tmp_path):
    """With --redact no row holds a secret, neither of results nor of rejects."""
    path = saved(tmp_path, "a.ndjson", {"url": URL, "status": 200, "body": ping()}, "{10.0.0.1")
    sql = (
        "SELECT serial_number, destination, resolved_address FROM ping JOIN results ON id=result_id"
    )
    _, out, _ = command("query", path, sql, "--redact")
    assert {
        "serial_number": "serial-1",
        "destination": "host-1.example.net",
        "resolved_address": "203.0.113.1",
    } == json.loads(out)
    _, out, _ = command("query", path, "SELECT data::VARCHAR AS data FROM rejects", "--redact")
    assert "10.0.0.1" not in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "SAMPLES"), "SELECT ..."),
        (("query",), "WORDS"),
        (("query", "no-such-file", "SELECT 1"), "no-such-file"),
        (("query", "SAMPLES", "SELEC 1"), 'syntax error at or near "SELEC"'),
        (("query", "SAMPLES", "SELECT * FROM '/etc/passwd'"), "does not exist"),
        (("query", "SAMPLES", "COPY ping TO 'x.csv'"), "disabled by configuration"),
        (("query", "SAMPLES", ""), "no query"),
        (("query", "SAMPLES", "SELECT 1", "--format", "xml"), "xml"),
    ],
)
def test_wrong_use_is_2(command, words, said):
    """A query that can't be run is told in lines that begin with our name."""
    code, out, err = command(
        *(str(SAMPLES / "aps") if word == "SAMPLES" else word for word in words)
    )
    assert (2, "") == (code, out)
    assert said in err
    assert all(line.startswith("netassay: ") for line in err.splitlines())


@pytest.mark.parametrize("form", ["table", "csv", "json", "ndjson"])
def test_hostile_text(command, tmp_path, form):
    """Tables escape what a device says; CSV begins no formula; JSON is JSON."""
    path = saved(tmp_path, "a.json", hostile() | {"failReason": f"=cmd|' /C calc'!A0{HOSTILE}"})
    _, out, _ = command("query", path, "SELECT fail_reason FROM results", "--format", form)
    if form == "table":
        assert not set(out) & set(CONTROLS)
    elif form == "csv":
        (row,) = csv.reader(io.StringIO(out.split("\n", 1)[1]))
        assert row[0].startswith("'=cmd")
    else:
        assert HOSTILE in out or json.loads(out)


def test_long_answers_are_cut_on_a_terminal_only(command):
    """A table shows a thousand rows and counts the others; all are there in CSV."""
    words = ("query", str(SAMPLES / "cx"), "SELECT * FROM range(1500)", "--format")
    _, out, err = command(*words, "table")
    assert 1002 == len(out.splitlines())
    assert "500 more rows" in err
    assert 1501 == len(command(*words, "csv")[1].splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are Unix's")
@pytest.mark.parametrize("width", [60, 120])
def test_on_a_terminal(width):
    """A terminal gets tables that fit it."""
    ended = on_terminal("query", str(SAMPLES), "SELECT * FROM ping", width=width)
    assert 0 == ended.code
    lines = re.sub(r"\x1b\[[0-9;]*m|\r", "", ended.left).split("\n")
    assert "204.7" in ended.left
    assert all(len(line) <= width for line in lines)
