"""Tables and views of others that have a name of ours are never changed or replaced (DuckDB)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

import netassay
from bodies import SAMPLES
from netassay import LoadError
from netassay.export.tables import TABLES
from netassay.sinks.sql import VIEWS

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["loads", "results", "ping", *(view.name for view in VIEWS)]


def execute(path: Path, *statements: str) -> None:
    """Run statements on a database."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)


def contents(path: Path) -> list[tuple[object, ...]]:
    """Return what a database has: the statement, the comment and the rows of each table and view."""
    query = """SELECT table_name, comment, sql FROM duckdb_tables() WHERE NOT internal
        UNION ALL SELECT view_name, comment, sql FROM duckdb_views() WHERE NOT internal ORDER BY 1"""
    with duckdb.connect(str(path), read_only=True) as connection:
        return [
            (*row, sorted(connection.execute(f'FROM "{row[0]}"').fetchall(), key=repr))
            for row in connection.execute(query).fetchall()
        ]


@pytest.mark.parametrize("made", ["TABLE", "VIEW"])
@pytest.mark.parametrize("name", [*NAMES, "Ping", "LATEST_RESULTS"])
def test_a_database_of_others(name, made, tmp_path) -> None:
    """A database with a table or view of a name of ours is left as it is, and named."""
    path = tmp_path / "out.duckdb"
    execute(path, f"CREATE {made} {name} AS SELECT 1 AS mine, 'x' AS name")
    before = contents(path)
    for _ in range(2):
        with pytest.raises(LoadError) as told:
            netassay.load(SAMPLES, to=path)
        assert f"{path}: has a {made.lower()} {name.lower()} that no load made" == str(told.value)
    assert before == contents(path)


@pytest.mark.parametrize("made", ["TABLE", "VIEW"])
def test_a_view_of_a_user_stays(made, tmp_path) -> None:
    """A view that a user put in the place of ours stays when a later version adds columns."""
    path = tmp_path / "out.duckdb"
    netassay.load(SAMPLES / "aps", to=path)
    execute(
        path,
        "DROP VIEW latest_results",
        f"CREATE {made} latest_results AS SELECT 42 AS mine",
        "CREATE OR REPLACE VIEW throughput_by_server AS SELECT 43 AS mine",
        "DROP VIEW loss_over_time",
        "ALTER TABLE ping DROP COLUMN errors",
    )
    netassay.load(SAMPLES / "cx", to=path)
    found = {name: rows for name, _, _, rows in contents(path)}
    assert ([(42,)], [(43,)]) == (found["latest_results"], found["throughput_by_server"])
    assert len(found["loss_over_time"]) > 0


def test_our_views_are_replaced(tmp_path) -> None:
    """A view that is as a load made it has the columns that a later version adds."""
    path = tmp_path / "out.duckdb"
    netassay.load(SAMPLES / "aps", to=path)
    execute(
        path,
        "ALTER TABLE results DROP COLUMN summary",
        "CREATE OR REPLACE VIEW latest_results AS SELECT id FROM results",
        "COMMENT ON VIEW latest_results IS 'the latest result of each device and test'",
    )
    netassay.load(SAMPLES / "cx", to=path)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(summary) FROM latest_results").fetchone() > (0,)


def test_a_table_of_a_user_beside_ours(tmp_path) -> None:
    """A user's table with the name of one that is new in this version gains no columns."""
    path = tmp_path / "out.duckdb"
    netassay.load(SAMPLES / "aps", to=path)
    execute(path, "DROP TABLE cable_test", "CREATE TABLE cable_test AS SELECT 1 AS mine")
    before = contents(path)
    with pytest.raises(LoadError, match="has a table cable_test that no load made"):
        netassay.load(SAMPLES / "cx", to=path)
    assert before == contents(path)


def test_what_is_in_other_schemas_and_under_other_names(tmp_path) -> None:
    """Tables of others are no obstacle where their names are none of ours; nothing of them changes."""
    path = tmp_path / "out.duckdb"
    statements = [
        f"CREATE TABLE other.{name} AS SELECT 1 AS mine" for name in ("loads", "results", "ping")
    ]
    execute(path, "CREATE SCHEMA other", *statements, "CREATE TABLE new_rows AS SELECT 1 AS mine")
    for _ in range(2):
        netassay.load(SAMPLES, to=path)
    with duckdb.connect(str(path), read_only=True) as connection:
        query = "FROM other.loads UNION ALL FROM other.results UNION ALL FROM new_rows"
        assert [(1,), (1,), (1,)] == connection.execute(query).fetchall()


def test_a_copy_without_comments_is_ours(tmp_path) -> None:
    """Our tables are known without their comments, too."""
    path, copy = tmp_path / "out.duckdb", tmp_path / "copy.duckdb"
    netassay.load(SAMPLES, to=path)
    names = ["loads", *TABLES]
    execute(
        copy,
        f"ATTACH '{path}' AS old (READ_ONLY)",
        *(f"CREATE TABLE {name} AS FROM old.{name}" for name in names),
    )
    assert 0 == netassay.load(SAMPLES, to=copy, reread=True).new
