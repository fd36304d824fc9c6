"""A database of DuckDB: one file, a transaction per batch.

A table's comment says its key, but no constraint holds it: rows are looked for before they
are added, in one transaction. An index has to be in memory whole, and those of a million results
did not fit into twice the memory that a load is given. Times are UTC with nanoseconds (``TIMESTAMP_NS``).
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from netassay._version import __version__
from netassay.core.values.times import Timestamp
from netassay.errors import LoadError, WrongDestination
from netassay.export.tables.arrow import arrow
from netassay.export.tables.model import TABLES
from netassay.optional import needed
from netassay.sinks.sink import LoadProgress, Sink, batch_ids, without_ids
from netassay.sinks.sql import LOADS, VIEWS, comments, definition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from netassay.sinks.sink import Tables

__all__ = ["TYPES", "DuckDb", "interrupts", "without_zone"]

TYPES: Final = {
    int: "BIGINT",
    float: "DOUBLE",
    str: "VARCHAR",
    bool: "BOOLEAN",
    bytes: "BLOB",
    Timestamp: "TIMESTAMP_NS",
}
#: Batches are written one at a time, and other processes want the processors meanwhile.
_CONFIG: Final = {"threads": 1, "memory_limit": "64MB"}


class DuckDb(Sink):
    """The sink of a database file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._duckdb = needed("duckdb", "duckdb")
        self._connection: Any = None
        self._number = 0

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; see `Sink`."""
        with self._load_errors():
            self._create()
            self._connection = self._duckdb.connect(str(self._path), config=_CONFIG)
            with self._transaction():
                self._make_tables()
                return self._begin_load(load, resume=resume)

    def _create(self) -> None:
        """Create the file where there is none, whole or not at all.

        One in which a full disk left half of a header could never be opened again.
        """
        if self._path.exists():
            return
        # The same name each time: what a load left that was killed, the next one takes away.
        temporary = self._path.with_name(f".netassay-{crc32(os.fsencode(self._path.name)):08x}.tmp")
        temporary.unlink(missing_ok=True)
        try:
            self._duckdb.connect(str(temporary)).close()
            os.link(temporary, self._path)
        except FileExistsError:
            return  # Another load was faster.
        except OSError:
            temporary.replace(self._path)  # Some systems have no hard links.
        finally:
            temporary.unlink(missing_ok=True)

    def _make_tables(self) -> None:
        """Create the missing tables and columns."""
        run = self._connection.execute
        query = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        existing = set(run(query).fetchall())
        names = {name for name, _ in existing}
        if "loads" not in names and names.intersection(TABLES):
            raise WrongDestination(f"{self._path}: has tables of these names that no load made")
        missing = list(_missing(names, existing))
        for statement in missing:
            run(statement)
        if missing:
            run(LOADS)
            for view in VIEWS:
                run(f"CREATE OR REPLACE VIEW {view.name} AS {view.query}")
            for comment in comments(TABLES.values()):
                run(comment)

    def _begin_load(self, load: str, *, resume: bool) -> LoadProgress:
        run = self._connection.execute
        if resume:
            query = (
                "SELECT number, read, results, rejects, errors, mark FROM loads"
                " WHERE name = ? ORDER BY number DESC LIMIT 1"
            )
            row = run(query, [load]).fetchone()
            if row:
                self._number, *counts = row
                return LoadProgress(*counts)
        (self._number,) = run("SELECT coalesce(max(number) + 1, 0) FROM loads").fetchone()
        values = [self._number, load, __version__]
        run("INSERT INTO loads VALUES (?, ?, ?, 0, 0, 0, 0, 0)", values)
        return LoadProgress()

    def write(self, tables: Tables, done: LoadProgress) -> int:
        """Write a batch; see `Sink`."""
        with self._load_errors(), self._transaction():
            ids = batch_ids(tables)
            stored = self._stored_ids(ids)
            for name, rows in without_ids(tables, stored).items():
                with self._rows_registered(without_zone(rows)):
                    self._connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM new_rows")  # noqa: S608 - a name of ours
            self._connection.execute(
                "UPDATE loads SET read = ?, results = ?, rejects = ?, errors = ?, mark = ?"
                " WHERE number = ?",
                [done.read, done.results, done.rejects, done.errors, done.mark, self._number],
            )
            return len(ids) - len(stored)

    def _stored_ids(self, ids: list[str]) -> set[str]:
        query = (
            "SELECT id FROM results SEMI JOIN new_rows USING (id)"
            " UNION ALL SELECT id FROM rejects SEMI JOIN new_rows USING (id)"
        )
        with self._rows_registered(arrow().table({"id": arrow().array(ids, "string")})):
            return {one for (one,) in self._connection.execute(query).fetchall()}

    @contextmanager
    def _rows_registered(self, rows: pa.Table) -> Iterator[None]:
        """Register rows for statements under the name ``new_rows``."""
        self._connection.register("new_rows", rows)
        try:
            yield
        finally:
            self._connection.unregister("new_rows")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._roll_back()
            raise
        self._connection.execute("COMMIT")

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except self._duckdb.Error:
            # It has rolled back itself; what went wrong is on its way up.
            return

    @contextmanager
    def _load_errors(self) -> Iterator[None]:
        """Turn errors of the database into a `LoadError` of one line."""
        try:
            with interrupts():
                yield
        except self._duckdb.Error as error:
            raise LoadError(f"{self._path}: {str(error).splitlines()[0]}") from error

    def close(self) -> None:
        """Close the database."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@contextmanager
def interrupts() -> Iterator[None]:
    """Raise `KeyboardInterrupt` for Ctrl-C during a statement, which DuckDB calls another error."""
    try:
        yield
    except (RuntimeError, needed("duckdb", "duckdb").InterruptException) as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from None
        raise


def _missing(names: set[str], existing: set[tuple[str, str]]) -> Iterator[str]:
    """Give the statements that add missing tables and columns."""
    for table in TABLES.values():
        if table.name not in names:
            yield definition(table, TYPES, keyed=False)
            continue
        for column in table.columns:
            if (table.name, column.name) not in existing:
                yield f"ALTER TABLE {table.name} ADD COLUMN {column.name} {TYPES[column.kind]}"


def without_zone(rows: pa.Table) -> pa.Table:
    """Return rows whose times, in UTC, have no zone, as in the database's columns."""
    naive = arrow().timestamp("ns")
    for at, field in enumerate(rows.schema):
        if arrow().types.is_timestamp(field.type):
            rows = rows.set_column(at, field.name, rows.column(at).cast(naive))
    return rows
