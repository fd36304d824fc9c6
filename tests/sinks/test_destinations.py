"""What a destination's name means, and that what means nothing is refused with what would be right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES
from netassay.cli import run
from netassay.errors import MissingExtra, NetassayError, UnknownName
from netassay.sinks import sink_for
from netassay.sinks.addresses import is_address, without_secret
from netassay.sinks.destinations import STORES, destination_of
from netassay.sinks.duckdb import DuckDb
from netassay.sinks.folder import Folder
from netassay.sinks.postgres import Postgres

SECRET = "s3cr3t"  # noqa: S105 - looked for in messages
#: Addresses, each with what its message has to say.
ADDRESSES = {
    f"postgresql+psycopg2://user:{SECRET}@host/db": "postgresql://USER@HOST/DATABASE",
    f"postgresql+asyncpg://user:{SECRET}@host/db": "postgresql://USER@HOST/DATABASE",
    f"jdbc:postgresql://host/db?user=u&password={SECRET}": "postgresql://USER@HOST/DATABASE",
    f"PSYCOPG2://user:{SECRET}@host/db": "postgresql://USER@HOST/DATABASE",
    f"mysql://user:{SECRET}@host/db": "postgresql://USER@HOST/DATABASE",
    f"mysql+pymysql://user:{SECRET}@host/db": ".duckdb",
    f"mssql://user:{SECRET}@host/db": ".duckdb",
    f"snowflake://user:{SECRET}@account/db": ".duckdb",
    f"https://user:{SECRET}@host/path": "s3://",
    f"http://host/path?token={SECRET}": "s3://",
    f"redis://user:{SECRET}@host/path": "a folder",
    f"mongodb+srv://user:{SECRET}@host/db": "a folder",
    "sqlite:///": ".duckdb",
    "sqlite:///out.db": ".duckdb",
    "sqlite:////tmp/out.db": ".duckdb",
    "duckdb:///out.duckdb": "ends in .duckdb",
    "file://host/out": "file:///PATH",
    "file:/tmp/out": "file:///PATH",
    "sqlite:out": ".duckdb",
    "duckdb:out": "ends in .duckdb",
    "md:name": ".duckdb",
    "s3:bucket": "two slashes",
    "file:///tmp/out.xlsx": "a folder",
    "://": "a folder",
    "x://y": "a folder",
    f"'postgresql://user:{SECRET}@host/db'": "a folder",
    f"postgresql:/user:{SECRET}@host/db": "two slashes",
    f"user:{SECRET}@host/db": "postgresql://USER@HOST/DATABASE",
    f"user:{SECRET}@host:5432": "postgresql://USER@HOST/DATABASE",
    f"host=localhost dbname=db password={SECRET}": "postgresql://USER@HOST/DATABASE",
    f"Driver=x;Server=y;UID=u;PWD={SECRET}": "postgresql://USER@HOST/DATABASE",
    "host=localhost dbname=db": "postgresql://USER@HOST/DATABASE",
}
FILES = {
    "out.db": "out.duckdb",
    "out.DB": "out.duckdb",
    "out.sqlite": "out.duckdb",
    "out.sqlite3": "out.duckdb",
    "folder/out.ddb": "out.duckdb",
    "out.csv": "--to out --format csv",
    "out.CSV": "--to out --format csv",
    "out.parquet": "--to out --format parquet",
    "out.jsonl": "--to out --format ndjson",
    "out.json": "--to out --format ndjson",
    "out.xlsx": "folder",
    "out.csv.gz": "folder",
    "out.duckdb.gz": "folder",
    "out.html": "folder",
    "out.txt": "folder",
    ":memory:": ".duckdb",
    ":memory:name": ".duckdb",
    "": "a folder",
    " ": "a folder",
}


@pytest.mark.parametrize(("name", "told"), [*ADDRESSES.items(), *FILES.items()])
def test_what_is_no_destination(name, told, tmp_path, monkeypatch, capsys) -> None:
    """It is wrong use, told in one line with what would be right; nothing is created, no password told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.json").write_text('{"status": "RUNNING"}')
    for source in (str(SAMPLES), "in.json", "."):
        with pytest.raises(UnknownName) as raised:
            netassay.load(source, to=name)
        assert 2 == run(["load", source, "--to", name])
        out, err = capsys.readouterr()
        assert ("", 1) == (out, len(err.splitlines()))
        for text in (str(raised.value), err):
            assert told in text
            assert SECRET not in text
            assert "password=" not in text
    assert [tmp_path / "in.json"] == list(tmp_path.iterdir())


@pytest.mark.parametrize("scheme", sorted(STORES))
def test_object_stores(scheme, tmp_path, monkeypatch) -> None:
    """An object store is known by its scheme, in capitals, too, and creates nothing here."""
    monkeypatch.chdir(tmp_path)
    for name in (f"{scheme}://bucket/folder", f"{scheme.upper()}://bucket/folder"):
        found = destination_of(name)
        assert ("object store", f"{scheme}://bucket/folder") == (found.kind, found.name)
    with pytest.raises(UnknownName, match="two slashes"):
        destination_of(Path(f"{scheme}://bucket/folder"))
    assert [] == list(tmp_path.iterdir())


def test_an_object_store_without_its_extra(tmp_path, monkeypatch, capsys) -> None:
    """It is told what to install."""
    monkeypatch.chdir(tmp_path)
    for module in ("fsspec", "fsspec.core"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=r"netassay\[cloud\]"):
        netassay.load(SAMPLES, to="s3://bucket/folder")
    assert 2 == run(["load", str(SAMPLES), "--to", "s3://bucket/folder"])
    assert "netassay[cloud]" in capsys.readouterr().err
    with pytest.raises(MissingExtra) as told:
        netassay.load(SAMPLES, to=f"sftp://user:{SECRET}@host/folder")
    assert SECRET not in str(told.value)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("out", Folder),
        ("./out", Folder),
        ("out.2025-05-20", Folder),
        ("site.example.com", Folder),
        ("v1.2", Folder),
        ("results:monday", Folder),
        ("date=2025-05-20", Folder),
        ("a@b", Folder),
        ("C:\\out", Folder),
        ("c:/out", Folder),
        ("out.db/", Folder),
        ("file:///tmp/a%20b", Folder),
        ("FILE:///tmp/out.duckdb", DuckDb),
        (".hidden", Folder),
        ("..", Folder),
        ("out.duckdb", DuckDb),
        ("OUT.DUCKDB", DuckDb),
        ("C:\\out.DuckDB", DuckDb),
        ("postgresql://host/db", Postgres),
        ("postgres://host/db", Postgres),
        ("POSTGRESQL://host/db", Postgres),
        (" Postgres://host/db", Postgres),
    ],
)
def test_what_is_one(name, kind, tmp_path, monkeypatch) -> None:
    """Folders may have dots and colons in their names; suffixes and schemes are of any case."""
    monkeypatch.chdir(tmp_path)
    assert kind is type(sink_for(name))
    assert [] == list(tmp_path.iterdir())


def test_a_folder_with_the_name_of_a_file(tmp_path) -> None:
    """A folder that is there is one, whatever it is called; a database in capitals keeps its name."""
    (tmp_path / "out.csv").mkdir()
    netassay.load(SAMPLES, to=tmp_path / "out.csv", form="csv")
    assert (tmp_path / "out.csv" / "results.csv").exists()
    netassay.load(SAMPLES, to=tmp_path / "OUT.DUCKDB")
    assert (tmp_path / "OUT.DUCKDB").is_file()


def test_a_password_in_an_address_of_any_case() -> None:
    """`POSTGRESQL://` is an address, whose password is not told."""
    address = f"POSTGRESQL://user:{SECRET}@host/db"
    assert is_address(address)
    assert SECRET not in without_secret(f"{address}: refused", address)


@given(
    st.from_regex(r"\A[a-z][a-z0-9+.-]{1,12}\Z"),
    st.from_regex(r"\A[a-zA-Z0-9]{0,5}\Z"),
    st.sampled_from(["{}://{}:{}@host/db", "{}:/{}:{}@host", "{}://{}?x={}", "jdbc:{}://{}:{}@h"]),
)
def test_no_address_becomes_a_name(scheme, user, form) -> None:
    """Whatever its scheme is, an address is no folder, and its password in no message."""
    name = form.format(scheme, user, SECRET)
    try:
        kind = destination_of(name).kind
    except NetassayError as error:
        kind = str(error)
    assert kind in ("postgres", "object store") or "destination" in kind or "two slashes" in kind
    assert SECRET not in kind
