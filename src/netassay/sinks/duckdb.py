"""A database of DuckDB: one file, a transaction per batch.

A table's comment says its key, but no constraint holds it: rows are looked for before they
are added, in one transaction. An index has to be in memory whole, and those of a million results
did not fit into twice the memory that a load is given. Times are UTC with nanoseconds (``TIMESTAMP_NS``).
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

from netassay._version import __version__
from netassay.core.values.times import Timestamp
from netassay.errors import LoadError, WrongDestination
from netassay.export.tables.arrow import arrow
from netassay.export.tables.model import TABLES
from netassay.optional import needed
from netassay.sinks.duckdb_file import create, memory_for, unwritten
from netassay.sinks.interruptible import interruptible
from netassay.sinks.loaded_files import LOADED_FILES, LoadedFolders, rows_of
from netassay.sinks.locks import DestinationLock
from netassay.sinks.ownership import Relation, of_others
from netassay.sinks.sink import LoadProgress, Sink, batch_ids, without_ids
from netassay.sinks.sql import LOADS, VIEWS, comments, definition, view_comment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa

    from netassay.sinks.sink import Tables
    from netassay.sources.unchanged import FileState

__all__ = ["TYPES", "DuckDb", "without_zone"]

P = ParamSpec("P")
T = TypeVar("T")

TYPES: Final = {
    int: "BIGINT",
    float: "DOUBLE",
    str: "VARCHAR",
    bool: "BOOLEAN",
    bytes: "BLOB",
    Timestamp: "TIMESTAMP_NS",
}
#: Batches are written one at a time, and other processes want the processors meanwhile.
_THREADS: Final = 1

_TABLES: Final = (*TABLES.values(), LOADED_FILES)
_RELATIONS: Final = """
    SELECT name, kind, comment FROM (
        SELECT lower(table_name) AS name, 'table' AS kind, comment, database_name,
            schema_name FROM duckdb_tables()
        UNION ALL
        SELECT lower(view_name), 'view', comment, database_name, schema_name
        FROM duckdb_views()
    ) WHERE database_name = current_database() AND schema_name = current_schema()
"""
_COLUMNS: Final = """
    SELECT lower(table_name), list(lower(column_name)) FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = current_schema() GROUP BY 1
"""


def _statements(method: Callable[Concatenate[DuckDb, P], T]) -> Callable[Concatenate[DuckDb, P], T]:
    """Let Ctrl-C end what a method does; turn errors of the database into a `LoadError` of one line."""

    @wraps(method)
    def called(self: DuckDb, /, *values: P.args, **options: P.kwargs) -> T:
        try:
            return interruptible(partial(method, self, *values, **options), self.interrupt)
        except self._duckdb.Error as error:
            raise LoadError(f"{self._path}: {str(error).splitlines()[0]}") from error

    return called


class DuckDb(Sink):
    """The sink of a database file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._duckdb = needed("duckdb", "duckdb")
        self._lock: DestinationLock | None = None
        self._connection: Any = None
        self._number = 0
        self._folders = LoadedFolders(self._files_below)

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; see `Sink`."""
        # Connections of one process share a database, and none keeps others out.
        self._lock = DestinationLock.acquired(self._path)
        return self._begun(load, resume=resume)

    @_statements
    def _begun(self, load: str, *, resume: bool) -> LoadProgress:
        create(self._path, self._duckdb.connect)
        config = {"threads": _THREADS, "memory_limit": memory_for(unwritten(self._path))}
        self._connection = self._duckdb.connect(str(self._path), config=config)
        with self._transaction():
            self._make_tables()
            return self._begin_load(load, resume=resume)

    def _make_tables(self) -> None:
        """Create the missing tables and columns."""
        run = self._connection.execute
        relations = self._relations()
        conflict = of_others(relations, _TABLES)
        if conflict:
            raise WrongDestination(f"{self._path}: has {conflict}")
        missing = list(_missing(relations))
        for statement in missing:
            run(statement)
        if missing:
            run(LOADS)
            for comment in comments(_TABLES):
                run(comment)
            for view in VIEWS:
                there = relations.get(view.name)
                # Another query takes the comment away.
                if there is None or (there.kind == "view" and there.comment == view.doc):
                    run(f"CREATE OR REPLACE VIEW {view.name} AS {view.query}")
                    run(view_comment(view))

    def _relations(self) -> dict[str, Relation]:
        """Return the tables and views, by their names in lower case, as the database compares them."""
        run = self._connection.execute
        columns = dict(run(_COLUMNS).fetchall())
        return {
            name: Relation(kind, comment, frozenset(columns.get(name, ())))
            for name, kind, comment in run(_RELATIONS).fetchall()
        }

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

    @_statements
    def write(self, tables: Tables, done: LoadProgress) -> int:
        """Write a batch; see `Sink`."""
        size = sum([rows.nbytes for rows in tables.values()])
        self._connection.execute(f"SET memory_limit = '{memory_for(size)}'")
        with self._transaction():
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

    def loaded_files(self, hints: str, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return what is known of files in a folder; see `Sink`."""
        return self._folders.known(hints, folder)

    @_statements
    def _files_below(self, hints: str, folder: str) -> pa.Table:
        query = (
            "SELECT folder, name, size, modified_ns, digest FROM loaded_files"
            " WHERE hints = ? AND load < ? AND (folder = ? OR starts_with(folder, ?))"
        )
        values = [hints, self._number, folder, f"{folder.rstrip('/')}/"]
        return self._connection.sql(query, params=values).to_arrow_table()

    @_statements
    def remember(self, hints: str, files: Sequence[FileState]) -> None:
        """Keep what files were; see `Sink`."""
        rows = rows_of(hints, files, self._number)
        with self._transaction(), self._rows_registered(rows):
            run = self._connection.execute
            run("DELETE FROM loaded_files WHERE key IN (SELECT key FROM new_rows)")
            run("INSERT INTO loaded_files BY NAME SELECT * FROM new_rows")

    @contextmanager
    def _rows_registered(self, rows: pa.Table) -> Iterator[None]:
        """Register rows for statements under the name ``new_rows``."""
        self._connection.register("new_rows", rows)
        try:
            yield
        finally:
            # In a transaction that failed this fails too: what went wrong is on its way up.
            with suppress(self._duckdb.Error):
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

    def interrupt(self) -> None:
        """End the statement that another thread runs, if one does."""
        if self._connection is not None:
            self._connection.interrupt()

    def close(self) -> None:
        """Close the database."""
        try:
            if self._connection is not None:
                self._connection.close()
        finally:
            self._connection = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None


def _missing(relations: dict[str, Relation]) -> Iterator[str]:
    """Give the statements that add missing tables and columns."""
    for table in _TABLES:
        if table.name not in relations:
            yield definition(table, TYPES, keyed=False)
            continue
        for column in table.columns:
            if column.name not in relations[table.name].columns:
                yield f"ALTER TABLE {table.name} ADD COLUMN {column.name} {TYPES[column.kind]}"


def without_zone(rows: pa.Table) -> pa.Table:
    """Return rows whose times, in UTC, have no zone, as in the database's columns."""
    naive = arrow().timestamp("ns")
    for at, field in enumerate(rows.schema):
        if arrow().types.is_timestamp(field.type):
            rows = rows.set_column(at, field.name, rows.column(at).cast(naive))
    return rows
