"""The tables in PostgreSQL: created where they are missing, checked where they exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.values.times import Timestamp
from netassay.errors import LoadError, WrongDestination
from netassay.sinks.loaded_files import LOADED_FILES
from netassay.sinks.ownership import of_others
from netassay.sinks.postgres_rows import POSTGRES_TABLES
from netassay.sinks.postgres_views import make_views, relations_of
from netassay.sinks.sql import LOADS, comments, definition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.export.tables.model import Table

__all__ = ["STAGED", "STAGED_FILES", "prepare"]

#: The tables whose rows decide what is new, each with a staging table of the session.
STAGED: Final = {"results": "staged_results", "rejects": "staged_rejects"}
#: The staging table of files that were read.
STAGED_FILES: Final = "staged_files"

_TABLES: Final = {**POSTGRES_TABLES, LOADED_FILES.name: LOADED_FILES}
#: Each type in a statement, and as the server shows it.
_TYPES: Final = {
    int: ("pg_catalog.int8", "bigint"),
    float: ("pg_catalog.float8", "double precision"),
    str: ("pg_catalog.text", "text"),
    bool: ("pg_catalog.bool", "boolean"),
    bytes: ("pg_catalog.bytea", "bytea"),
    Timestamp: ("pg_catalog.timestamptz", "timestamp with time zone"),
}
_SQL_TYPES: Final = {kind: name for kind, (name, _) in _TYPES.items()}
_COLUMNS: Final = """
    SELECT class.relname, attribute.attname,
        pg_catalog.format_type(attribute.atttypid, NULL)
    FROM pg_catalog.pg_class AS class
    LEFT JOIN pg_catalog.pg_attribute AS attribute
        ON attribute.attrelid OPERATOR(pg_catalog.=) class.oid
            AND attribute.attnum OPERATOR(pg_catalog.>) 0::pg_catalog.int2
            AND NOT attribute.attisdropped
    WHERE class.relnamespace OPERATOR(pg_catalog.=) (
        SELECT oid FROM pg_catalog.pg_namespace
        WHERE nspname OPERATOR(pg_catalog.=) pg_catalog.current_schema()
    )
"""
#: The types of the columns of each table.
ExistingColumns = dict[str, dict[str, str]]


def prepare(cursor: Any) -> None:
    """Create the missing tables of the current schema, and the session's staging tables.

    Raises `LoadError` where a table of that name is there already and is not netassay's, or
    has a column of another type. A column that is not there yet is added.
    """
    existing = _existing(cursor)
    relations = relations_of(cursor, existing)
    conflict = of_others(relations, _TABLES.values())
    if conflict:
        message = f"has {conflict}"
        raise WrongDestination(f"{message}; ?options=-csearch_path%3DNAME says which schema to use")
    changes = list(_changes(existing))
    for statement in changes:
        cursor.execute(statement)
    if changes:
        make_views(cursor, relations)
    for name, staging in (*STAGED.items(), (LOADED_FILES.name, STAGED_FILES)):
        cursor.execute(f"CREATE TEMPORARY TABLE {staging} (LIKE {name}) ON COMMIT DELETE ROWS")


def _existing(cursor: Any) -> ExistingColumns:
    """Return the columns of the tables in the current schema."""
    cursor.execute(_COLUMNS)
    existing: ExistingColumns = {}
    for table, column, kind in cursor.fetchall():
        existing.setdefault(table, {})[column] = kind
    return existing


def _changes(existing: ExistingColumns) -> Iterator[str]:
    """Give the statements that create what the schema lacks."""
    yield from [LOADS] if "loads" not in existing else []
    made = [table for table in _TABLES.values() if table.name not in existing]
    for table in made:
        yield from _create(table)
    added = [
        _add_columns(table, existing[table.name]) for table in _TABLES.values() if table not in made
    ]
    yield from (statement for statements in added for statement in statements)
    if made or any(added):
        yield from comments(_TABLES.values())


def _create(table: Table) -> Iterator[str]:
    """Give the statements that create a table and its key.

    A key is short: no index holds a text of any length, which a device's words may have.
    """
    kinds = {column.name: column.kind for column in table.columns}
    is_key = all(kinds[name] is int for name in table.key[1:])
    yield definition(table, _SQL_TYPES, keyed=is_key)
    if not is_key:
        yield f"CREATE INDEX ON {table.name} ({table.owner})"


def _add_columns(table: Table, existing: dict[str, str]) -> list[str]:
    """Return the statements that add missing columns to a table."""
    for column in table.columns:
        found, (_, kind) = existing.get(column.name), _TYPES[column.kind]
        if found not in (None, kind):
            raise LoadError(f"the column {table.name}.{column.name} is {found}, not {kind}")
    missing = [column for column in table.columns if column.name not in existing]
    return [
        f"ALTER TABLE {table.name} ADD COLUMN {column.name} {_SQL_TYPES[column.kind]}"
        for column in missing
    ]
