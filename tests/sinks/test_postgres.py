"""The sink of a PostgreSQL database, against a real server."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from itertools import count

import adbc_driver_postgresql.dbapi as adbc
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import netassay
from benchmarks.generator import damaged, lines
from loading.mixed import mixed_folder
from netassay.cli import run
from netassay.errors import LoadError, MissingExtra
from netassay.export.tables import TABLES
from netassay.export.tables.arrow import schema_of
from netassay.loading import load
from netassay.sinks import postgres
from netassay.sinks.addresses import without_secret
from netassay.sinks.postgres_rows import POSTGRES_TABLES
from sinks.postgres_server import Server
from sinks.reading_back import sorted_tables

URL = "/network-troubleshooting/v1alpha1/aps/CN1/ping/async-operations/1"
_NUMBERS = count()
#: Promised are ten kills of a load of 200000; that takes minutes.
COUNT = int(os.environ.get("NETASSAY_LOAD_COUNT", "600"))
KILLS = int(os.environ.get("NETASSAY_LOAD_KILLS", "6"))
BATCH = COUNT // 12


@pytest.fixture(scope="module")
def postgres_server():
    """Give a server for all tests of this module."""
    with Server() as started:
        yield started


@pytest.fixture
def uri(postgres_server):
    """Give a database of a test's own."""
    return database(postgres_server)


def database(postgres_server, options=""):
    """Make a database; return where it is."""
    name = f"test_{next(_NUMBERS)}"
    with (
        adbc.connect(postgres_server.uri, autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(f"CREATE DATABASE {name} {options}")
    return postgres_server.database(name)


def rows_of(uri, query):
    """Return the rows that a query gives."""
    return next(all_rows(uri, [query]))


def all_rows(uri, queries):
    """Give the rows of each query."""
    with adbc.connect(uri) as connection, connection.cursor() as cursor:
        for query in queries:
            cursor.execute(query)
            yield cursor.fetchall()


def execute(uri, *statements):
    """Run statements for good."""
    with adbc.connect(uri, autocommit=True) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def contents(uri):
    """Return all rows of all tables, in an order of their own."""
    columns = {
        name: ", ".join(column.name for column in table.columns)
        for name, table in POSTGRES_TABLES.items()
    }
    queries = [f"SELECT {names} FROM {table}" for table, names in columns.items()]  # noqa: S608
    found = zip(columns, all_rows(uri, queries), strict=True)
    return {name: sorted(rows, key=repr) for name, rows in found}


@pytest.fixture(scope="module")
def responses(tmp_path_factory):
    """Give a file of responses over all tests, a few of them damaged."""
    path = tmp_path_factory.mktemp("responses") / "responses.ndjson"
    path.write_bytes(b"".join(damaged(lines(COUNT), one_in=50)))
    return path


def tables_in(uri):
    """Return all tables as Arrow has them, times from their exact nanoseconds."""
    with adbc.connect(uri) as connection, connection.cursor() as cursor:
        found = {}
        for name in TABLES:
            fields = schema_of(name)
            columns = [f"{f.name}_ns" if pa.types.is_timestamp(f.type) else f.name for f in fields]
            cursor.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608
            table = cursor.fetch_arrow_table().rename_columns(fields.names)
            found[name] = pa.table(
                [c.cast(f.type) for c, f in zip(table, fields, strict=True)], fields
            )
    return found


def comparable(tables):
    """Return tables in one order, without what only a load knows."""
    tables = {**tables, "results": tables["results"].drop_columns(["source", "place"])}
    return sorted_tables(tables)


def test_same_rows_as_in_memory(uri, responses):
    """Each table has the rows that `to_arrow` has, and in the database each number its sum."""
    summary = load(responses, to=uri, batch=COUNT // 3)
    assert summary.read == summary.results + summary.rejects == COUNT
    in_memory = netassay.to_arrow(netassay.read(responses))
    found = comparable(tables_in(uri))
    for name, table in comparable(in_memory).items():
        assert table.equals(found[name]), name
    sums = {name: {"*": table.num_rows, **sums_of(table)} for name, table in in_memory.items()}
    queries = [
        f"SELECT {', '.join('count(*)' if name == '*' else f'sum({name})::float8' for name in columns)}"  # noqa: S608
        f" FROM {table}"
        for table, columns in sums.items()
    ]
    for table, [row] in zip(sums, all_rows(uri, queries), strict=True):
        expected = list(sums[table].values())
        assert expected == pytest.approx([value or 0 for value in row], rel=1e-12), table


def sums_of(table):
    """Return the sum of each column of numbers."""
    is_number = [pa.types.is_integer, pa.types.is_floating]
    numbers = [field.name for field in table.schema if any(test(field.type) for test in is_number)]
    return {name: pc.sum(table.column(name)).as_py() or 0 for name in numbers}


def test_a_folder_of_everything(uri, tmp_path):
    """Responses, logs, archives and captures together are loaded as into any other sink."""
    folder, _ = mixed_folder(tmp_path)
    items = list(netassay.read(folder))
    summary = load(folder, to=uri, batch=150)
    assert len(items) == summary.read == summary.results + summary.rejects
    found = comparable(tables_in(uri))
    for name, table in comparable(netassay.to_arrow(items)).items():
        assert table.equals(found[name]), name


def test_same_response_twice_is_one_row(uri, responses):
    """What is there already stays as it is, in the same load or in another."""
    load(responses, responses, to=uri)
    first = contents(uri)
    summary = load(responses, to=uri, reread=True)
    assert 0 == summary.new
    assert first == contents(uri)
    assert [(0, 2 * COUNT), (1, COUNT)] == rows_of(
        uri, "SELECT number, read FROM loads ORDER BY number"
    )


def test_units_and_meanings_are_comments(uri, responses):
    """Tables, columns and views say what they are, columns with their unit."""
    load(responses, to=uri)
    query = (
        "SELECT relname, objsubid, description FROM pg_description JOIN pg_class ON oid = objoid"
    )
    found = {(table, column): text for table, column, text in rows_of(uri, query)}
    for name, table in POSTGRES_TABLES.items():
        assert found[name, 0].startswith(table.doc)
        for number, column in enumerate(table.columns, 1):
            unit = f" [{column.unit}]" if column.unit else ""
            assert f"{column.doc}{unit}" == found[name, number]
    assert found["latest_results", 0].startswith("the latest result of each device and test (")


def test_views(uri, responses):
    """The views answer what they are for."""
    load(responses, to=uri)
    for view in ("latest_results", "loss_over_time", "throughput_by_server"):
        [(rows,)] = rows_of(uri, f"SELECT count(*) FROM {view}")  # noqa: S608
        assert rows > 0


def write_bodies(path, *bodies):
    """Write bodies, a line each; return the file."""
    envelopes = [{"url": URL, "status": 200, "body": body} for body in bodies]
    path.write_text("\n".join(map(json.dumps, envelopes)))
    return path


@pytest.mark.parametrize(
    ("time", "ns", "shown"),
    [
        ("2025-05-20T13:07:48.849780286Z", 1747746468849780286, "2025-05-20 13:07:48.84978"),
        ("1969-12-31T23:59:59.999999999Z", -1, "1969-12-31 23:59:59.999999"),
        ("1700-01-01T00:00:00.000000001Z", -8520335999999999999, "1700-01-01 00:00:00"),
        ("3000-01-01T00:00:00Z", None, None),
    ],
)
def test_nanoseconds(uri, tmp_path, time, ns, shown):
    """A time stands cut to microseconds, never later than it was, and exact beside that."""
    load(write_bodies(tmp_path / "a.ndjson", {"status": "RUNNING", "startTime": time}), to=uri)
    query = "SELECT (started_at AT TIME ZONE 'UTC')::text, started_at_ns, started_at_text"
    assert [(shown, ns, time)] == rows_of(uri, f"{query} FROM results")


def test_nul_characters(uri, tmp_path):
    """NUL becomes the sign for it, and a table of its own tells where."""
    body = {"status": "COMPLETED", "failReason": "a\0b", "output": {"x\0y": "\0"}}
    load(
        write_bodies(tmp_path / "a.ndjson", body, {"status": "FAILED", "failReason": "\u2400"}),
        to=uri,
    )
    reasons = rows_of(uri, "SELECT fail_reason FROM results ORDER BY status")
    assert [("a\u2400b",), ("\u2400",)] == reasons
    assert [("/output/x\u2400y", '"\\u0000"')] == rows_of(uri, "SELECT pointer, value FROM extras")
    query = "SELECT table_name, column_name FROM replaced_characters ORDER BY 1, 2"
    places = {("extras", "pointer"), ("results", "fail_reason")}
    assert places <= set(rows_of(uri, query))
    bad = tmp_path / "bad.ndjson"
    bad.write_bytes(b"a\0b\xff\n")
    load(bad, to=uri)
    assert [(b"a\0b\xff",)] == rows_of(uri, "SELECT data FROM rejects")


def test_names_of_any_length(uri, tmp_path):
    """A device may call its fields what it likes: no index is too small for that."""
    name = "".join(random.Random(1).choices("abcdefgh\0\u2400", k=20_000))
    body = {"status": "COMPLETED", "output": {name: 1, name.replace("\0", "\u2400"): 2}}
    load(write_bodies(tmp_path / "a.ndjson", body), to=uri)
    assert [(2,)] == rows_of(uri, "SELECT count(*) FROM extras")


def test_response_without_a_result(uri, tmp_path):
    """A batch of nothing but rejects is a batch; a large one keeps its bytes."""
    bad = tmp_path / "bad.ndjson"
    bad.write_bytes(b"x" * 50_000_000)
    assert 1 == load(bad, to=uri).rejects
    assert [(50_000_000,)] == rows_of(uri, "SELECT length(data) FROM rejects")


# --- What a load may meet -----------------------------------------------------------------


def test_server_stopped_in_mid_run(postgres_server, uri, responses):
    """One line says what happened; when the server is back, the load goes on."""
    calm = database(postgres_server)
    load(responses, to=calm)

    def stopping(done):
        if done.read == 5 * BATCH:
            postgres_server.stop()

    with pytest.raises(LoadError) as caught:
        load(responses, to=uri, batch=BATCH, progress=stopping)
    assert str(caught.value).startswith("postgresql://tester:***@127.0.0.1:")
    assert "\n" not in str(caught.value)
    with pytest.raises(LoadError, match="Connection refused"):
        load(responses, to=uri, batch=BATCH, resume=True)
    postgres_server.start()
    summary = load(responses, to=uri, batch=BATCH, resume=True)
    assert COUNT == summary.read
    assert 5 * BATCH == summary.resumed
    assert contents(calm) == contents(uri)


#: A load that tells when it has read so many; the server of a busy machine may see late that
#: the one before has ended.
SCRIPT = """
import sys
from netassay import loading
from netassay.sinks import postgres

path, to, batch, many = sys.argv[1:]
postgres._PATIENCE = 300.0
loading.load(path, to=to, batch=int(batch), resume=True,
             progress=lambda done: done.read < int(many) or print(flush=True))
"""


@pytest.mark.slow
def test_killed_at_any_moment(postgres_server, uri, responses):
    """However often a load is killed, resuming it gives what one that ran through gave."""
    calm = database(postgres_server)
    load(responses, to=calm, batch=BATCH)
    chance = random.Random(0)
    killed = 0
    for _ in range(KILLS):
        many = chance.randrange(COUNT * 3 // 4)
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(responses), uri, str(BATCH), str(many)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        _, errors = process.communicate()
        assert "" == errors
        killed += process.returncode == -signal.SIGKILL
    assert 0 < killed
    summary = load(responses, to=uri, batch=BATCH, resume=True)
    assert COUNT == summary.read
    assert contents(calm) == contents(uri)


def test_two_loads_at_once(uri, responses, monkeypatch):
    """A second load into the same schema is told to wait its turn."""
    monkeypatch.setattr(postgres, "_PATIENCE", 0.2)
    with postgres.Postgres(uri) as first:
        first.begin("first", resume=False)
        with pytest.raises(LoadError, match="another load is writing to it"):
            load(responses, to=uri)
    assert COUNT == load(responses, to=uri).read


def test_waits_for_a_load_that_ends(uri, responses, monkeypatch):
    """The server may see later than we do that a load has ended."""
    monkeypatch.setattr(postgres, "_PATIENCE", 60.0)
    first = postgres.Postgres(uri)
    first.begin("first", resume=False)
    ending = threading.Timer(0.5, first.close)
    ending.start()
    assert COUNT == load(responses, to=uri).read
    ending.join()


@pytest.mark.parametrize("name", ["loads", "ping"])
def test_tables_of_somebody_else(uri, responses, name):
    """Tables that no load made are left alone; another schema is the way out."""
    execute(uri, f"CREATE TABLE {name} (x int)", "CREATE SCHEMA tests")
    with pytest.raises(LoadError, match=f"has a table {name} that no load made"):
        load(responses, to=uri)
    assert COUNT == load(responses, to=f"{uri}?options=-csearch_path%3Dtests").read
    assert [] == rows_of(uri, f"SELECT * FROM {name}")  # noqa: S608
    assert COUNT // 2 < rows_of(uri, "SELECT count(*) FROM tests.results")[0][0]


def test_schema_that_is_not_there(uri, responses):
    """A search path that leads nowhere is told."""
    with pytest.raises(LoadError, match="no schema of the search path is there"):
        load(responses, to=f"{uri}?options=-csearch_path%3Dnowhere")


def test_other_encoding(postgres_server, responses):
    """A database that can't hold every character is refused before anything is written."""
    options = "ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    with pytest.raises(LoadError, match="the database's encoding is LATIN1; results need UTF8"):
        load(responses, to=database(postgres_server, options))


def test_columns_of_an_older_version(uri, responses):
    """A column that is not there is added, with its comment; one of another type is told."""
    load(responses, to=uri)
    execute(uri, "ALTER TABLE ping DROP COLUMN rtt_avg_ms CASCADE")
    execute(uri, "ALTER TABLE ping DROP COLUMN verdict, DROP COLUMN summary")
    execute(uri, *(f"DELETE FROM {name}" for name in POSTGRES_TABLES))  # noqa: S608
    load(responses, to=uri, reread=True)
    [(mean, judged)] = rows_of(uri, "SELECT avg(rtt_avg_ms), count(verdict) FROM ping")
    assert mean > 0
    assert judged > 0
    execute(uri, "DROP VIEW loss_over_time", "ALTER TABLE ping ALTER COLUMN transmitted TYPE text")
    with pytest.raises(LoadError, match=r"the column ping\.transmitted is text, not bigint"):
        load(responses, to=uri)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (lambda uri: uri.replace("secret", "public"), "password authentication failed"),
        (lambda uri: uri.replace("tester:", "nobody:"), "password authentication failed"),
        (lambda uri: uri + "x", "does not exist"),
        (lambda uri: uri + "?x=y", "invalid URI query parameter"),
        (lambda uri: uri.replace("%2F", "/"), ""),
    ],
)
def test_no_way_in(postgres_server, uri, responses, wrong, reason):
    """What is wrong is said in one line, without the password."""
    with pytest.raises(LoadError) as caught:
        load(responses, to=wrong(uri))
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
    assert postgres_server.password.partition("/")[2] not in str(caught.value)


def test_on_the_command_line(postgres_server, uri, monkeypatch, tmp_path, capsys):
    """The command loads a folder that it is called in; what it says keeps the password."""
    (tmp_path / "a.json").write_text('{"status": "RUNNING"}')
    monkeypatch.chdir(tmp_path)
    assert 0 == run(["load", ".", "--to", uri])
    assert [("RUNNING",)] == rows_of(uri, "SELECT status FROM results")
    assert 3 == run(["load", ".", "--to", f"{uri}x"])
    assert 2 == run(["load", ".", "--to", uri, "--format", "csv"])
    said = capsys.readouterr()
    assert "1 responses read: 1 results and 0 rejects" in said.err
    assert "does not exist" in said.err
    assert postgres_server.password.partition("/")[2] not in said.out + said.err


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://host/name", "postgresql://host/name"),
        ("postgresql://me:p%40ss@host/name", "postgresql://me:***@host/name"),
        ("postgres://me:p@ss:/w@host/name", "postgres://me:***@host/name"),
        ("postgresql:///name?password=geheim&x=y", "postgresql:///name?password=***&x=y"),
        ("a:b@c/password=d", "a:b@c/password=d"),
    ],
)
def test_addresses_without_their_password(address, shown):
    """However a password stands in an address, it is not told; paths are not touched."""
    assert shown == without_secret(address, address)


def test_without_the_package(responses, monkeypatch):
    """One line says what to install."""
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql", None)
    monkeypatch.delitem(sys.modules, "adbc_driver_postgresql.dbapi", raising=False)
    with pytest.raises(MissingExtra, match=r"pip install 'netassay\[postgres\]'"):
        load(responses, to="postgresql://127.0.0.1/nowhere")


def test_all_tables_have_a_place():
    """No table and no column of the model is left out."""
    for name, table in TABLES.items():
        assert {column.name for column in table.columns} <= {
            one.name for one in POSTGRES_TABLES[name].columns
        }


@pytest.mark.parametrize("made", ["TABLE", "VIEW"])
@pytest.mark.parametrize("name", ["loads", "ping", "latest_results", "loss_over_time"])
def test_names_of_others(uri, responses, made, name):
    """A schema with a table or view of a name of ours is left as it is, and named."""
    execute(uri, f"CREATE {made} {name} AS SELECT 1 AS mine")
    for _ in range(2):
        with pytest.raises(LoadError, match=f"has a {made.lower()} {name} that no load made"):
            load(responses, to=uri)
    assert [(1,)] == rows_of(uri, f"SELECT mine FROM {name}")  # noqa: S608
    assert [(1,)] == rows_of(
        uri, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    ) or "VIEW" == made


def test_a_view_of_a_user_stays(uri, responses):
    """A view that a user changed or put in the place of ours stays; ours gain what is new."""
    load(responses, to=uri)
    [(query,)] = rows_of(uri, "SELECT pg_get_viewdef('loss_over_time'::regclass)")
    execute(
        uri,
        f"CREATE OR REPLACE VIEW loss_over_time AS {query.rstrip(';')} LIMIT 0",
        "DROP VIEW throughput_by_server",
        "CREATE TABLE throughput_by_server AS SELECT 43 AS mine",
        "DROP VIEW latest_results",
        "ALTER TABLE results DROP COLUMN summary",
    )
    load(responses, to=uri)
    assert [(0,)] == rows_of(uri, "SELECT count(*) FROM loss_over_time")
    assert [(43,)] == rows_of(uri, "SELECT mine FROM throughput_by_server")
    assert [] == rows_of(uri, "SELECT summary FROM latest_results LIMIT 0")
    execute(uri, "DROP TABLE throughput_by_server", "ALTER TABLE ping DROP COLUMN errors")
    load(responses, to=uri)
    assert [(0,)] == rows_of(uri, "SELECT count(*) FROM loss_over_time")
    [(rates,)] = rows_of(uri, "SELECT count(*) FROM throughput_by_server")
    assert rates > 0


def test_a_table_of_a_user_beside_ours(uri, responses):
    """A user's table with the name of one that is new in this version gains no columns."""
    load(responses, to=uri)
    execute(uri, "DROP TABLE cable_test", "CREATE TABLE cable_test AS SELECT 1 AS mine")
    with pytest.raises(LoadError, match="has a table cable_test that no load made"):
        load(responses, to=uri)
    assert [(1,)] == rows_of(uri, "SELECT * FROM cable_test")


def test_unchanged_files_are_passed_over(uri, tmp_path):
    """A file that was loaded and did not change is not read; one that did is."""
    paths = [tmp_path / name for name in ("a'b.json", "ü.json", "c.json")]
    for number, path in enumerate(paths):
        path.write_text(json.dumps({"status": "FAILED", "failReason": str(number)}))
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert (3, 0) == counted(load(tmp_path, to=uri))
    assert (0, 3) == counted(load(tmp_path, to=uri))
    paths[0].write_text(json.dumps({"status": "FAILED", "failReason": "later"}))
    os.utime(paths[1], (1_700_000_000, 1_700_000_001))
    assert (1, 2) == counted(load(tmp_path, to=uri))
    assert (0, 3) == counted(load(tmp_path, to=uri))
    assert (3, 0) == counted(load(tmp_path, to=uri, reread=True))
    assert [(3,)] == rows_of(uri, "SELECT count(*) FROM loaded_files")


def counted(summary):
    """Return how many responses a load read, and how many files it passed over."""
    return summary.read, summary.passed_over
