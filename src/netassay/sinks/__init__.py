"""Sinks: destinations of tables, written a batch at a time, each whole or not at all.

    sink             the interface of a sink
    destinations     what a destination's name means
    folder           a folder of files
    manifest         the loads of a folder, in one JSON file
    locks            one load at a time
    id_file          the ids of a folder, in one file
    parquet          files of Parquet
    text_files       files of text, to which batches are appended
    csv, ndjson      these formats of text files
    file_forms       tables as whole files
    cloud            a folder in an object store
    commits          its batches, each of which is there by one write
    id_runs          its ids
    text_values      times and bytes as text
    sql              definitions, comments and views in SQL
    ownership        whose a table or view of our names is
    duckdb           a DuckDB database
    postgres         a PostgreSQL database
    postgres_session its connection, on which nothing runs but what is meant
    postgres_schema  its tables
    postgres_views   its views
    postgres_rows    its rows
    addresses        addresses of databases, with and without password

A new sink is one module and its place in `sink_for`, a new form of files in `_FORMS`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from netassay.errors import UnknownName
from netassay.export.tables.arrow import arrow
from netassay.sinks.cloud import CloudFolder
from netassay.sinks.csv import csv_files
from netassay.sinks.destinations import destination_of
from netassay.sinks.duckdb import DuckDb
from netassay.sinks.folder import Folder
from netassay.sinks.ndjson import ndjson_files
from netassay.sinks.parquet import ParquetFiles
from netassay.sinks.postgres import Postgres
from netassay.sinks.sink import LoadProgress, Sink

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from netassay.sinks.folder import Files

__all__ = ["Form", "LoadProgress", "Sink", "sink_for"]

#: The forms of files that a folder may have.
Form = Literal["parquet", "csv", "ndjson"]
_FORMS: Final[dict[Form, Callable[[], Files]]] = {
    "parquet": ParquetFiles,
    "csv": csv_files,
    "ndjson": ndjson_files,
}


def sink_for(destination: str | os.PathLike[str], form: Form | None = None) -> Sink:
    """Return the sink of a destination.

    What begins with ``postgresql://`` or ends in ``.duckdb`` is a database, what begins with
    ``s3://`` or its like a folder in an object store; any other path is a folder, of Parquet where
    `form` does not say otherwise. Raises `UnknownName` for what is no form and no destination, with
    what would be right, and `MissingExtra` where a package is not installed.
    """
    found = destination_of(destination)
    arrow()
    if form is not None and form not in _FORMS:
        raise UnknownName(f"no form is called {form!r}; there are {', '.join(get_args(Form))}")
    if found.kind == "object store":
        return CloudFolder(found.name, form or "parquet")
    if found.kind == "folder":
        return Folder(Path(found.name), _FORMS[form or "parquet"]())
    if form is not None:
        raise UnknownName("a database has no form of files")
    return Postgres(found.name) if found.kind == "postgres" else DuckDb(Path(found.name))
