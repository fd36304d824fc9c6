"""Sinks: destinations of tables, written a batch at a time, each whole or not at all.

    sink             the interface of a sink
    folder           a folder of files
    manifest         the loads of a folder, in one JSON file
    id_file          the ids of a folder, in one file
    parquet          files of Parquet
    text_files       files of text, to which batches are appended
    csv, ndjson      these formats of text files
    text_values      times and bytes as text
    sql              definitions, comments and views in SQL
    duckdb           a DuckDB database
    postgres         a PostgreSQL database
    postgres_session its connection, on which nothing runs but what is meant
    postgres_schema  its tables
    postgres_rows    its rows
    addresses        addresses of databases, with and without password

A new sink is one module and its place in `sink_for`, a new form of files in `_FORMS`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from netassay.errors import UnknownName
from netassay.export.tables.arrow import arrow
from netassay.sinks.addresses import is_address
from netassay.sinks.csv import csv_files
from netassay.sinks.duckdb import DuckDb
from netassay.sinks.folder import Folder
from netassay.sinks.ndjson import ndjson_files
from netassay.sinks.parquet import ParquetFiles
from netassay.sinks.postgres import Postgres
from netassay.sinks.sink import LoadProgress, Sink

if TYPE_CHECKING:
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

    What begins with ``postgresql://`` or ends in ``.duckdb`` is a database; any other path is
    a folder, of Parquet where `form` does not say otherwise. Raises `UnknownName` for what
    is no form, and for a name that only a file would have, `MissingExtra` where a package
    is not installed.
    """
    arrow()
    name = os.fspath(destination)
    if form is not None and form not in _FORMS:
        raise UnknownName(f"no form is called {form!r}; there are {', '.join(get_args(Form))}")
    path = Path(name)
    if is_address(name) or path.suffix == ".duckdb":
        if form is not None:
            raise UnknownName("a database has no form of files")
        return Postgres(name) if is_address(name) else DuckDb(path)
    if path.suffix.removeprefix(".") in _FORMS and not path.is_dir():
        raise UnknownName(f"{name}: tables want a folder; --to {path.stem} --format FORMAT")
    return Folder(path, _FORMS[form or "parquet"]())
