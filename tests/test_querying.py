"""SQL over results: the tables are there, and nothing else can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import netassay
from bodies import SAMPLES, body, url
from cli.responses import disagreeing
from netassay.analysis.query import Database

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def database() -> Database:
    """Return a database of all samples and a reject."""
    found = [(item, "somewhere", None) for item in netassay.read(SAMPLES)]
    reject = netassay.Reject("bad.json", "not JSON", b"\xff", "line 1")
    return Database([*found, (reject, None, None)])


def rows(database: Database, sql: str) -> list[dict[str, object]]:
    """Return the rows that a query gives."""
    return database.ask(sql).to_pylist()


def test_tables_are_those_of_to_arrow(database: Database) -> None:
    """Every table has the rows that `to_arrow` gives it, column by column."""
    tables = netassay.to_arrow(netassay.read(SAMPLES))
    for name, table in tables.items():
        if name == "rejects":
            assert [{"n": 1}] == rows(database, "SELECT count(*) AS n FROM rejects")
            continue
        made = database.ask(f"SELECT * FROM {name}")  # noqa: S608 - a name of ours
        assert table.column_names == made.column_names
        assert table.num_rows == made.num_rows


def test_questions_across_tables(database: Database) -> None:
    """Tests, their lists and their results are joined by id; nanoseconds are kept."""
    (row,) = rows(
        database,
        "SELECT results.family, max(bitrate_bps) AS top, any_value(started_at::VARCHAR) AS began"
        " FROM iperf_intervals JOIN results ON results.id = result_id GROUP BY ALL",
    )
    assert {"family": "gateways", "top": 53.9e6, "began": "2025-05-20 14:02:29.753198552"} == row


def test_units_are_comments(database: Database) -> None:
    """Each column says what it is and in which unit."""
    (row,) = rows(
        database,
        "SELECT comment FROM duckdb_columns()"
        " WHERE table_name = 'ping' AND column_name = 'rtt_avg_ms'",
    )
    assert "mean round-trip time [ms]" == row["comment"]


def test_views_are_there(database: Database) -> None:
    """The views of a loaded database are there too."""
    servers = rows(database, "SELECT DISTINCT server_address FROM throughput_by_server")
    assert [{"server_address": "84.17.57.129"}] == servers


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM '{path}'",
        "SELECT * FROM read_csv('{path}')",
        "SELECT * FROM read_text('{path}')",
        "SELECT * FROM read_blob('{path}')",
        "SELECT * FROM read_json('http://127.0.0.1:9/x.json')",
        "SELECT * FROM sniff_csv('{path}')",
        "SELECT * FROM glob('/*')",
        "COPY ping TO '{path}.copy'",
        "COPY ping FROM '{path}'",
        "EXPORT DATABASE '{path}.export'",
        "IMPORT DATABASE '{path}'",
        "ATTACH '{path}.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '{path}'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET enable_external_access",
        "SET python_enable_replacements = true",
        "SELECT * FROM hidden",
        "SELECT getenv('HOME')",
        "CREATE SECRET one (TYPE s3)",
        "CREATE PERSISTENT SECRET one (TYPE http)",
        "PREPARE p AS SELECT * FROM read_text($1); EXECUTE p('{path}')",
        "SELECT 1; COPY ping TO '{path}.copy'",
    ],
)
def test_nothing_else_can_be_reached(tmp_path: Path, sql: str) -> None:
    """No file, no network, no extension, no variable of this process, and no way to allow it."""
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n1,2\n")
    hidden = pa.table({"a": [1]})
    database = Database([])
    with pytest.raises(netassay.QueryError):
        database.ask(sql.format(path=path))
    assert ["secret.csv"] == [path.name for path in tmp_path.iterdir()]
    assert 1 == hidden.num_rows


def test_a_large_answer_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is put beside the results, whatever the database has to keep in mind."""
    monkeypatch.chdir(tmp_path)
    database = Database([])
    table = database.ask("SELECT * FROM range(200000) ORDER BY hash(range)")
    assert 200_000 == table.num_rows
    assert [] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", 'Parser Error: syntax error at or near "SELEC"'),
        ("SELECT * FROM pings", 'pings does not exist! Did you mean "ping"?'),
        ("SELECT 'x'::INTEGER", "Could not convert string 'x'"),
        ("SELECT '\ud800'", "surrogate"),
    ],
)
def test_bad_sql_is_one_line(database: Database, sql: str, said: str) -> None:
    """What is wrong with a query is told in a line of the database's own words."""
    with pytest.raises(netassay.QueryError) as caught:
        database.ask(sql)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_from_python() -> None:
    """Results of Python's own are asked the same way; duplicates count once."""
    result = netassay.normalize(body("aps/ping"), url=url("aps/ping"))
    made = netassay.query([result, result], "SELECT serial_number, loss_percent FROM ping, results")
    assert [{"serial_number": "CNXXEXAMPLE", "loss_percent": 20.0}] == made.to_pylist()
    with pytest.raises(netassay.QueryError, match="no query"):
        netassay.query([], "-- nothing")


def test_without_duckdb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where DuckDB is missing the error says what brings it."""
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(netassay.MissingExtra, match=r"netassay\[duckdb\]"):
        netassay.query([], "SELECT 1")


# --- pandas -----------------------------------------------------------------------------


def test_a_frame_has_units() -> None:
    """A row per result, units in the names and in the frame's attributes, times exact."""
    results = [netassay.normalize(body("aps/ping"), url=url("aps/ping"))]
    frame = netassay.to_pandas(results, "ping")
    (row,) = frame.to_dict("records")
    assert ("CNXXEXAMPLE", 204.7, 5) == (
        row["serial_number"],
        row["rtt_avg_ms"],
        row["transmitted"],
    )
    assert ["verdict", "summary", "destination"] == list(frame.columns)[7:10]
    assert ("degraded", results[0].summary) == (row["verdict"], row["summary"])
    units = frame.attrs["units"]
    assert ("ms", "%", "bytes", "s") == tuple(
        units[name] for name in ("rtt_avg_ms", "loss_percent", "payload_bytes", "elapsed_s")
    )
    assert "transmitted" not in units
    assert set(units) <= set(frame.columns)
    assert "2025-05-20 13:07:48.849780286+00:00" == str(row["started_at"])


def test_absent_is_absent() -> None:
    """A count that is missing is no number, and leaves the others whole."""
    broken = body("aps/ping", rawOutput=None)
    broken["output"]["receivedPacketsCount"] = None
    results = [
        netassay.normalize(one, test="ping", family="aps") for one in (body("aps/ping"), broken)
    ]
    received = netassay.to_pandas(results, "ping")["received"]
    assert "Int64" == str(received.dtype)
    assert [False, True] == list(received.isna())
    assert 4 == received[0]


def test_rows_have_the_heads_of_their_own_results() -> None:
    """Each measurement stands behind the device and the time of its own result."""
    results = [
        netassay.normalize(body("aps/ping"), url=url("aps/ping", f"CN{at}")) for at in range(5)
    ]
    others = [netassay.normalize(body("cx/ping"), url=url("cx/ping", "SG1"))]
    frame = netassay.to_pandas([*results[:3], *others, *results[3:]], "ping")
    assert {
        **{f"CN{at}": "www.google.com" for at in range(5)},
        "SG1": "www.example.com",
    } == dict(zip(frame["serial_number"], frame["destination"], strict=True))


def test_other_tables_and_none() -> None:
    """Any other table can be had; what is no table is told, with those that are."""
    results = [netassay.normalize(disagreeing(), test="ping", family="aps")]
    assert [0, 1, 2] == list(netassay.to_pandas(results, "ping_replies")["position"])
    assert {"disagree", "arithmetic"} == set(netassay.to_pandas(results, "findings")["code"])
    assert 0 == len(netassay.to_pandas([], "iperf"))
    with pytest.raises(netassay.UnknownName, match="'pong'; there are"):
        netassay.to_pandas([], "pong")
