"""Answers of every type of the database come out right, or are refused in one line."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES
from netassay.cli import run
from netassay.cli.answers import _date

SAMPLE = SAMPLES / "aps" / "tcp.json"
#: An expression of SQL, and its value as JSON.
VALUES = {
    "TIMESTAMP '3000-01-01'": '"3000-01-01T00:00:00.000000000Z"',
    "TIMESTAMP_S '3000-01-01'": '"3000-01-01T00:00:00.000000000Z"',
    "TIMESTAMP_MS '3000-01-01 01:02:03.004'": '"3000-01-01T01:02:03.004000000Z"',
    "TIMESTAMP_NS '2025-01-01 00:00:00.123456789'": '"2025-01-01T00:00:00.123456789Z"',
    "TIMESTAMPTZ '3000-01-01 00:00:00+00'": '"3000-01-01T00:00:00.000000000Z"',
    "TIMESTAMP '0044-03-15 (BC) 00:00:00'": '"-0043-03-15T00:00:00.000000000Z"',
    "TIMESTAMP '290000-01-01'": '"+290000-01-01T00:00:00.000000000Z"',
    "TIMESTAMP 'infinity'": '"infinity"',
    "TIMESTAMP '-infinity'": '"-infinity"',
    "TIMESTAMP_NS 'infinity'": '"infinity"',
    "TIMESTAMPTZ '-infinity'": '"-infinity"',
    "DATE '2025-01-02'": '"2025-01-02"',
    "DATE '1600-02-29'": '"1600-02-29"',
    "DATE '0044-03-15 (BC)'": '"-0043-03-15"',
    "DATE '20000-01-01'": '"+20000-01-01"',
    "DATE 'infinity'": '"infinity"',
    "DATE '-infinity'": '"-infinity"',
    "TIME '12:34:56.789'": '"12:34:56.789"',
    "TIME '12:00:00'": '"12:00:00"',
    "TIME '24:00:00'": '"24:00:00"',
    "TIMETZ '12:00:00+02'": '"12:00:00+02"',
    "[TIMETZ '12:00:00+02', NULL]": '["12:00:00+02",null]',
    "{'a': 1, 'b c': TIMETZ '12:00:00+02'}": '{"a":1,"b c":"12:00:00+02"}',
    "MAP {'k': TIMETZ '12:00:00+02'}": '{"k":"12:00:00+02"}',
    "union_value(t := TIMETZ '12:00:00+02')": '"12:00:00+02"',
    "union_value(t := TIMESTAMP '3000-01-01')": '"3000-01-01T00:00:00.000000000Z"',
    "union_value(n := 2)": "2",
    "MAP {'a': 1, 'b': NULL}": '{"a":1,"b":null}',
    "MAP {1: {'x': 2}}": '{"1":{"x":2}}',
    "MAP {[1]: 2}": '{"[1]":2}',
    "MAP {DATE '2025-01-02': 1}": '{"2025-01-02":1}',
    "MAP {}": "{}",
    "[TIMESTAMP '3000-01-01', TIMESTAMP 'infinity']": '["3000-01-01T00:00:00.000000000Z","infinity"]',
    "12345678901234567890123456789.123456789::DECIMAL(38,9)": "12345678901234567890123456789.123456789",
    "-0.000000001::DECIMAL(38,9)": "-0.000000001",
    "[0.1::DECIMAL(38,9)]": "[0.100000000]",
    "170141183460469231731687303715884105727::HUGEINT": "170141183460469231731687303715884105727",
    "sum(x) FROM range(3) t(x)": "3",
    "340282366920938463463374607431768211455::UHUGEINT": '"340282366920938463463374607431768211455"',
    "18446744073709551615::UBIGINT": "18446744073709551615",
    "9007199254740993": "9007199254740993",
    "'10101'::BIT": '"10101"',
    "['1'::BIT, '01'::BIT]": '["1","01"]',
    "'c0ffee00-0000-0000-0000-000000000000'::UUID": '"c0ffee00-0000-0000-0000-000000000000"',
    "INTERVAL '1 month 2 days 3 seconds'": '{"months":1,"days":2,"nanoseconds":3000000000}',
    "[INTERVAL '3000000 hours']": '["3000000:00:00"]',
    "'x'::ENUM('x', 'y')": '"x"',
    "['y']::ENUM('x', 'y')[]": '["y"]',
    "'\\xAA\\x00'::BLOB": '"qgA="',
    "{'b': '\\xAA'::BLOB}": '{"b":"qg=="}',
    "[1, 2]::INTEGER[2]": "[1,2]",
    "'inf'::DOUBLE": '"Infinity"',
    "'-inf'::FLOAT": '"-Infinity"',
    "'nan'::DOUBLE": "null",
    "NULL": "null",
    "TRUE": "true",
    "[]": "[]",
}


def answered(sql, form, capsysbinary):
    """Return the exit code, the answer and what was said."""
    code = run(["query", str(SAMPLE), sql, "--format", form])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def asked(expression):
    """Return the query of an expression."""
    return f"SELECT {expression}" if " FROM " in expression else f"SELECT {expression} AS v"


@pytest.mark.parametrize(("expression", "expected"), VALUES.items())
def test_as_json(expression, expected, capsysbinary):
    """Each value is JSON with all that the database knows of it."""
    code, out, err = answered(asked(expression), "ndjson", capsysbinary)
    assert (0, "") == (code, err)
    assert out.startswith('{"')
    assert out.endswith(f":{expected}}}\n")


def test_as_csv_and_as_table(capsysbinary):
    """A table and CSV have the same; numbers have no quotes and texts do."""
    sql = "SELECT " + ", ".join(
        f"{one} AS v{at}" for at, one in enumerate(VALUES) if "FROM" not in one
    )
    code, out, _ = answered(sql, "csv", capsysbinary)
    assert 0 == code
    _, cells = csv.reader(io.StringIO(out))
    expected = [
        json.loads(text, parse_float=Decimal) for one, text in VALUES.items() if "FROM" not in one
    ]
    for cell, value in zip(cells, expected, strict=True):
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            assert Decimal(cell) == value
        elif isinstance(value, str) and not value.endswith("Infinity"):
            assert value == cell.removeprefix("'")
    code, out, _ = answered(sql, "table", capsysbinary)
    assert 0 == code
    assert "12345678901234567890123456789.123456789" in out.replace("\n", "")


def test_names_that_stand_twice(capsysbinary):
    """Columns of one name, and of odd ones, stay apart, converted ones too."""
    sql = """SELECT 1 AS a, TIMETZ '12:00:00+02' AS a, 2 AS "x ""y", 'z' AS "#1" """
    _, out, _ = answered(sql, "ndjson", capsysbinary)
    assert {"a": 1, "a_2": "12:00:00+02", 'x "y': 2, "#1": "z"} == json.loads(out)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT INTERVAL '3000000 hours'",
        "SELECT -INTERVAL '3000000 hours'",
        "SELECT 1/0::BIT",
        "SELECT 'x'::DATE",
    ],
)
@pytest.mark.parametrize("form", ["ndjson", "csv", "table"])
def test_refused_in_one_line(sql, form, capsysbinary):
    """What has no form is refused, and nothing is written."""
    code, out, err = answered(sql, form, capsysbinary)
    assert (2, "") == (code, out)
    assert 1 == err.count("\n")
    assert "fault" not in err


def test_in_python():
    """In Python an answer has the types of Arrow, and text where Arrow has none."""
    answer = netassay.query([], "SELECT TIMETZ '12:00:00+02' AS t, 1::UHUGEINT AS u, 1 AS n")
    assert ["string", "string", "int32"] == list(map(str, answer.schema.types))
    assert [{"t": "12:00:00+02", "u": "1", "n": 1}] == answer.to_pylist()


@given(st.dates())
def test_dates(day):
    """A date of the years 1 to 9999 is what the calendar of Python says."""
    assert day.isoformat() == _date((day - date(1970, 1, 1)).days)


@given(st.integers(-(2**31), 2**31))
def test_days_follow_each_other(day):
    """In any year the next day is another one, 400 years later the same day of a year."""
    assert _date(day) != _date(day + 1)
    assert _date(day)[-6:] == _date(day + 146097)[-6:]
