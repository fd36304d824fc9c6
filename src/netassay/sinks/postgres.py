"""A PostgreSQL database: rows by ADBC, a transaction per batch, the ledger in the same one.

The results and rejects of a batch go through staging tables, from which the database takes
those that it does not have; what belongs to them follows by COPY. One load at a time
writes into a schema.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay._version import __version__
from netassay.errors import LoadError
from netassay.optional import needed
from netassay.sinks.addresses import without_secret
from netassay.sinks.loaded_files import LOADED_FILES, LoadedFolders, rows_of
from netassay.sinks.postgres_rows import POSTGRES_TABLES, REPLACED, postgres_rows
from netassay.sinks.postgres_schema import STAGED, STAGED_FILES, prepare
from netassay.sinks.postgres_session import connect, pin_schema, reason
from netassay.sinks.sink import LoadProgress, Sink, batch_ids, without_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from netassay.sinks.sink import Tables
    from netassay.sources.unchanged import FileState

__all__ = ["Postgres"]

#: Seconds to wait for another load to end: the server needs a moment to see that one died.
_PATIENCE: Final = 10.0
_LOCK: Final = """
    SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended(
        pg_catalog.concat('netassay ', pg_catalog.current_schema()), 0))
"""


class Postgres(Sink):
    """The sink of a database."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._dbapi = needed("adbc_driver_postgresql.dbapi", "postgres")
        self._connection: Any = None
        self._number = 0
        self._folders = LoadedFolders(self._files_below)

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; see `Sink`."""
        with self._load_errors():
            self._connection = connect(self._uri)
            with self._transaction() as cursor:
                pin_schema(cursor)
                self._lock(cursor)
                prepare(cursor)
                return self._begin_load(cursor, load, resume=resume)

    def write(self, tables: Tables, done: LoadProgress) -> int:
        """Write a batch; see `Sink`."""
        with self._load_errors(), self._transaction() as cursor:
            new: set[str] = set()
            for name in STAGED.keys() & tables.keys():
                new |= self._insert_new(cursor, name, tables[name])
            stored = set(batch_ids(tables)) - new
            for name, rows in without_ids(tables, stored).items():
                self._copy(cursor, name, rows)
            cursor.execute(
                "UPDATE loads SET read = $1, results = $2, rejects = $3, errors = $4, mark = $5"
                " WHERE number OPERATOR(pg_catalog.=) $6",
                parameters=[*attrs.astuple(done), self._number],
            )
            return len(new)

    def loaded_files(self, hints: str, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return what is known of files in a folder; see `Sink`."""
        return self._folders.known(hints, folder)

    def _files_below(self, hints: str, folder: str) -> pa.Table:
        query = (
            "SELECT folder, name, size, modified_ns, digest FROM loaded_files WHERE hints OPERATOR(pg_catalog.=) $1"
            " AND load OPERATOR(pg_catalog.<) $2 AND (folder OPERATOR(pg_catalog.=) $3 OR pg_catalog.starts_with(folder, $4))"
        )
        values = [hints, self._number, folder, f"{folder.rstrip('/')}/"]
        with self._load_errors(), self._transaction() as cursor:
            cursor.execute(query, parameters=values)
            return cursor.fetch_arrow_table()

    def remember(self, hints: str, files: Sequence[FileState]) -> None:
        """Keep what files were; see `Sink`."""
        names = [column.name for column in LOADED_FILES.columns]
        changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        rows = rows_of(hints, files, self._number)
        with self._load_errors(), self._transaction() as cursor:
            cursor.adbc_ingest(STAGED_FILES, rows, mode="append", temporary=True)
            cursor.execute(
                f"INSERT INTO loaded_files ({', '.join(names)}) SELECT {', '.join(names)}"  # noqa: S608 - names of ours
                f" FROM pg_temp.{STAGED_FILES} ON CONFLICT (key) DO UPDATE SET {changes}"
            )

    def _insert_new(self, cursor: Any, name: str, rows: Any) -> set[str]:
        """Insert the results or rejects that are not stored; return their ids."""
        staged, columns = (
            STAGED[name],
            ", ".join(column.name for column in POSTGRES_TABLES[name].columns),
        )
        cursor.adbc_ingest(staged, postgres_rows(name, rows).rows, mode="append", temporary=True)
        cursor.execute(
            f"INSERT INTO {name} ({columns}) SELECT {columns} FROM pg_temp.{staged}"  # noqa: S608 - names of ours
            " ON CONFLICT DO NOTHING RETURNING id"
        )
        new: set[str] = set(cursor.fetch_arrow_table().column("id").to_pylist())
        return new

    def _copy(self, cursor: Any, name: str, rows: Any) -> None:
        """Copy the new rows of tables without staging, and the places of replaced characters."""
        fit = postgres_rows(name, rows)
        if name not in STAGED:
            cursor.adbc_ingest(name, fit.rows, mode="append")
        if fit.replaced.num_rows:
            cursor.adbc_ingest(REPLACED.name, fit.replaced, mode="append")

    def _lock(self, cursor: Any) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            cursor.execute(_LOCK)
            if cursor.fetchone()[0]:
                return
            if time.monotonic() > until:
                raise LoadError("another load is writing to it")
            time.sleep(_PATIENCE / 50)

    def _begin_load(self, cursor: Any, load: str, *, resume: bool) -> LoadProgress:
        if resume:
            query = (
                "SELECT number, read, results, rejects, errors, mark FROM loads"
                " WHERE name OPERATOR(pg_catalog.=) $1 ORDER BY number DESC LIMIT 1"
            )
            cursor.execute(query, parameters=[load])
            row = cursor.fetchone()
            if row:
                self._number, *counts = row
                return LoadProgress(*counts)
        cursor.execute(
            "SELECT coalesce(pg_catalog.max(number) OPERATOR(pg_catalog.+) 1, 0) FROM loads"
        )
        (self._number,) = cursor.fetchone()
        values = [self._number, load, __version__]
        cursor.execute("INSERT INTO loads VALUES ($1, $2, $3, 0, 0, 0, 0, 0)", parameters=values)
        return LoadProgress()

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """Give a cursor in a transaction, which is committed unless an exception is raised."""
        try:
            with self._connection.cursor() as cursor:
                yield cursor
            self._connection.commit()
        except BaseException:
            with suppress(Exception):
                self._connection.rollback()
            raise

    @contextmanager
    def _load_errors(self) -> Iterator[None]:
        """Turn errors of the database into a `LoadError` of one line."""
        try:
            yield
        except self._dbapi.Error as error:
            raise LoadError(self._told(reason(error))) from None
        except LoadError as error:
            raise type(error)(self._told(str(error))) from None

    def _told(self, why: str) -> str:
        return without_secret(f"{self._uri}: {why}", self._uri)

    def close(self) -> None:
        """Close the database."""
        if self._connection is not None:
            with suppress(Exception):
                # A connection that was lost can't be closed; it is closed all the same.
                self._connection.close()
            self._connection = None
