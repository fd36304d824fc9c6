"""The guest in a PostgreSQL database: nothing of others runs with the rights of a load."""

from __future__ import annotations

import json
from itertools import count, product

import adbc_driver_postgresql
import adbc_driver_postgresql.dbapi as adbc
import pytest

from benchmarks.generator import lines
from netassay.errors import LoadError
from netassay.loading import load
from netassay.sinks.postgres_rows import POSTGRES_TABLES
from sinks.postgres_server import Server
from sinks.test_postgres import contents, execute, rows_of

_NUMBERS = count()
#: Results whose texts are in no encoding of one octet.
BODY = {"status": "FAILED", "failReason": "Gerät „Ω漢\U0001f600“ \\' antwortet nicht"}

#: Functions that a load calls, or that the driver does, or a view.
FUNCTIONS = (
    "concat",
    "hashtextextended",
    "pg_try_advisory_lock",
    "current_schema",
    "current_setting",
    "set_config",
    "format_type",
    "version",
    "count",
    "sum",
    "min",
    "max",
    "avg",
    "date_trunc",
)
OPERATORS = ("=", "<>", ">", "+", "-", "*", "/")
TYPES = (
    "integer",
    "bigint",
    "numeric",
    "double precision",
    "text",
    "name",
    "oid",
    "regproc",
    "regnamespace",
    '"char"',
    "boolean",
    "timestamp with time zone",
)
ARGUMENTS = [
    "",
    *TYPES,
    *(f"text, {kind}" for kind in TYPES),
    *(f"{kind}, integer" for kind in TYPES),
    "text, text, boolean",
    "text, timestamp with time zone, text",
]


@pytest.fixture(scope="module")
def postgres_server():
    """Give a server for all tests of this module."""
    with Server() as started:
        yield started


def database(postgres_server, options=""):
    """Make a database; return its address."""
    name = f"guest_{next(_NUMBERS)}"
    execute(postgres_server.uri, f"CREATE DATABASE {name} {options}")
    return postgres_server.database(name)


@pytest.fixture
def admin(postgres_server):
    """Give a database of a test's own, as its owner sees it."""
    return database(postgres_server)


def role(admin, *settings):
    """Make a role without any rights; return its name and the address under which it comes in."""
    name = f"role_{next(_NUMBERS)}"
    execute(admin, f"CREATE ROLE {name} LOGIN PASSWORD 'of {name}'")
    execute(admin, *(f"ALTER ROLE {name} SET {setting}" for setting in settings))
    return name, f"postgresql://{name}:of%20{name}@{admin.partition('@')[2]}"


@pytest.fixture
def source(tmp_path):
    """Return a file of responses of all tests, one of them with texts of all the world."""
    path = tmp_path / "responses.ndjson"
    path.write_bytes(b"".join(lines(60)) + json.dumps(BODY).encode() + b"\n")
    return path


def hostile(body):
    """Give the statements that make functions and operators of any arguments we may have."""
    kind = "boolean LANGUAGE plpgsql VOLATILE"
    for name in FUNCTIONS:
        for arguments in dict.fromkeys(ARGUMENTS):
            yield f"CREATE FUNCTION public.{name}({arguments}) RETURNS {kind} AS {body}"
    for operator, (left, right) in product(OPERATORS, product(TYPES, TYPES)):
        name = f"any_{OPERATORS.index(operator)}"
        yield f"CREATE FUNCTION public.{name}({left}, {right}) RETURNS {kind} AS {body}"
        yield (
            f"CREATE OPERATOR public.{operator}"
            f" (LEFTARG = {left}, RIGHTARG = {right}, FUNCTION = public.{name})"
        )


@pytest.mark.parametrize(
    "path", ['"$user", public', "public, pg_catalog", "own, public", "own, public, pg_catalog"]
)
def test_nothing_of_others_runs(admin, source, path):
    """A function that another role left in the search path is not called, however well it fits."""
    evil, evils = role(admin)
    loader, uri = role(admin, f"search_path = {path}")
    execute(admin, "CREATE SCHEMA own", f"ALTER SCHEMA own OWNER TO {loader}")
    execute(admin, f"GRANT CREATE ON SCHEMA public TO {evil}, {loader}")
    body = "$$ BEGIN INSERT INTO public.called VALUES (session_user); RETURN NULL; END $$"
    execute(
        evils,
        "CREATE TABLE public.called (who pg_catalog.text)",
        "GRANT ALL ON public.called TO PUBLIC",
        f"DO $do$ BEGIN {'; '.join(hostile(body))}; END $do$",
    )
    assert 61 == load(source, to=uri, batch=20).new
    assert 0 == load(source, to=uri, resume=True).new
    assert 0 == load(source, to=uri).new
    schema = "own" if path.startswith("own") else "public"
    with (
        adbc.connect(f"{admin}?options=-csearch_path%3Dpg_catalog", autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        for view in ("latest_results", "loss_over_time", "throughput_by_server"):
            cursor.execute(f"SELECT * FROM {schema}.{view}")  # noqa: S608
            assert cursor.fetchall()
        cursor.execute(f"SELECT who FROM public.called WHERE who = '{loader}'")  # noqa: S608
        assert [] == cursor.fetchall()


@pytest.mark.parametrize("path", ["mine, public", "public"])
def test_types_of_others(admin, source, path):
    """A type that another role left is not that of a column."""
    loader, uri = role(admin, f"search_path = {path}, pg_catalog")
    execute(admin, "CREATE SCHEMA mine", f"ALTER SCHEMA mine OWNER TO {loader}")
    execute(admin, f"GRANT CREATE ON SCHEMA public TO {loader}")
    for name in ("text", "int8", "float8", "bool", "bytea", "timestamptz"):
        execute(admin, f"CREATE DOMAIN public.{name} AS pg_catalog.int4")
    assert 61 == load(source, to=uri).new
    schema = path.partition(",")[0]
    found = rows_of(
        f"{admin}?options=-csearch_path%3Dpg_catalog",
        "SELECT DISTINCT table_schema, udt_schema FROM information_schema.columns"
        " WHERE table_name = 'results'",
    )
    assert [(schema, "pg_catalog")] == found


def test_a_role_without_create(admin, source):
    """Who may not create tables loads into those that are there; without them one line says so."""
    loader, uri = role(admin)
    with pytest.raises(LoadError, match="permission denied for schema public") as caught:
        load(source, to=uri)
    assert "\n" not in str(caught.value)
    empty = source.with_name("empty.ndjson")
    empty.write_bytes(b"")
    load(empty, to=admin)
    tables = ", ".join(["loads", "loaded_files", *POSTGRES_TABLES])
    execute(
        admin,
        f"GRANT SELECT, INSERT ON {tables} TO {loader}",
        f"GRANT UPDATE ON loads, loaded_files TO {loader}",
    )
    assert 61 == load(source, to=uri).new
    assert 0 == load(source, to=uri).new
    assert [(61,)] == rows_of(admin, "SELECT count(*) FROM results")
    database = admin.rpartition("/")[2]
    execute(admin, f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    with pytest.raises(LoadError, match="permission denied to create temporary tables"):
        load(source, to=uri)


SETTINGS = {
    "time zone": ["TimeZone = 'Asia/Kolkata'"],
    "encoding": ["client_encoding = 'LATIN1'"],
    "strings": ["standard_conforming_strings = off", "backslash_quote = on"],
    "forms": ["DateStyle = 'German'", "IntervalStyle = 'sql_standard'", "bytea_output = 'escape'"],
    "figures": ["extra_float_digits = -15"],
    "transactions": ["default_transaction_isolation = 'serializable'"],
    "odd path": ['search_path = "Od""d; schema", public'],
}


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_settings_of_the_role(postgres_server, admin, source, settings):
    """Whatever the role's session is like, the rows are the same."""
    loader, uri = role(admin, *settings)
    execute(admin, 'CREATE SCHEMA "Od""d; schema"')
    execute(admin, f'GRANT CREATE, USAGE ON SCHEMA public, "Od""d; schema" TO {loader}')
    assert 61 == load(source, to=uri, batch=25).new
    assert 0 == load(source, to=uri, batch=25).new
    plain = database(postgres_server)
    load(source, to=plain)
    same = "options=-csearch_path%3D%22Od%22%22d%3B%5C%20schema%22"
    found = contents(f"{admin}?{same}" if "Od" in settings[0] else admin)
    expected = contents(plain)
    assert expected == found
    reasons = [row for row in found["results"] if BODY["failReason"] in row]
    assert 1 == len(reasons)
    hours = "SELECT hour::text FROM loss_over_time ORDER BY 1"
    if "Od" not in settings[0]:
        assert rows_of(plain, hours) == rows_of(admin, hours)


def test_hours_of_the_view_are_utc(admin, source):
    """An hour is one of UTC, also where that of the session begins at its half."""
    load(source, to=admin)
    there = f"{admin}?options=-cTimeZone%3DAsia%2FKolkata"
    query = "SELECT extract(epoch FROM hour)::bigint FROM loss_over_time ORDER BY 1"
    found = rows_of(there, query)
    assert found
    assert all(seconds % 3600 == 0 for (seconds,) in found)


@pytest.mark.parametrize(
    "options",
    [
        "LOCALE_PROVIDER icu ICU_LOCALE 'tr' LC_COLLATE 'C' LC_CTYPE 'C'",
        "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'",
    ],
)
def test_locale_of_the_database(postgres_server, source, options):
    """Texts are sorted and folded otherwise elsewhere; the rows are the same."""
    there = database(postgres_server, f"TEMPLATE template0 {options}")
    assert 61 == load(source, to=there).new
    assert 0 == load(source, to=there).new


def test_encoding_of_the_environment(admin, source, monkeypatch):
    """An encoding that the shell asks for changes no text."""
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    assert 61 == load(source, to=admin).new
    monkeypatch.delenv("PGCLIENTENCODING")
    query = "SELECT fail_reason FROM results WHERE status = 'FAILED' AND test IS NULL"
    assert [(BODY["failReason"],)] == rows_of(admin, query)


def test_a_pooler_that_takes_no_options(admin, source, monkeypatch):
    """A pooler that refuses the options of a session is no hindrance."""
    connect = adbc_driver_postgresql.connect

    def pooler(uri, **options):
        if "pg_catalog" in uri:
            raise adbc.OperationalError(
                "IO: FATAL:  unsupported startup parameter: options", status_code=0
            )
        return connect(uri, **options)

    monkeypatch.setattr(adbc_driver_postgresql, "connect", pooler)
    assert 61 == load(source, to=admin).new


# --- What the server says -----------------------------------------------------------------


def test_the_whole_reason(admin, source):
    """All that the server says of an error is told, in one line, and nothing of our statement."""
    load(source, to=admin)
    execute(admin, "TRUNCATE results", "ALTER TABLE results ADD CONSTRAINT told CHECK (id <> id)")
    with pytest.raises(LoadError) as caught:
        load(source, to=admin, reread=True)
    told = str(caught.value).partition(": ")[2]
    assert told.startswith(
        'ERROR: new row for relation "results" violates check constraint "told" DETAIL: '
    )
    assert told.endswith("(SQLSTATE 23514)")
    assert "\n" not in told
    assert "INSERT INTO" not in told


def test_the_reason_of_a_trigger(admin, source):
    """A hint, a context and words of any length are told, too."""
    load(source, to=admin)
    raising = "RAISE EXCEPTION 'no; ''x'': y' USING DETAIL = 'the detail', HINT = 'the hint'"
    execute(
        admin,
        "TRUNCATE results",
        f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raising}; END $$",
        "CREATE TRIGGER t BEFORE INSERT ON results FOR EACH ROW EXECUTE FUNCTION refuse()",
    )
    with pytest.raises(LoadError, match=r"ERROR: no; 'x': y DETAIL: the detail HINT: the hint"):
        load(source, to=admin, reread=True)
