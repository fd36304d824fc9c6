"""Reads back what sinks have written, each form with a reader of its own, as Arrow tables."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

import netassay
from netassay.export.tables import TABLES
from netassay.export.tables.arrow import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Tables = dict[str, pa.Table]


def sorted_tables(tables: Tables) -> Tables:
    """Return tables with their rows in the order of their keys."""
    return {
        name: table.combine_chunks().sort_by([(key, "ascending") for key in TABLES[name].key])
        for name, table in tables.items()
    }


def from_parquet(folder: Path) -> Tables:
    """Return the tables in a folder of Parquet."""
    return {
        name: pq.read_table(folder / name) if (folder / name).exists() else empty(name)
        for name in TABLES
    }


def from_duckdb(path: Path) -> Tables:
    """Return the tables in a database."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {name: connection.sql(f"FROM {name}").to_arrow_table() for name in TABLES}
    return {name: with_schema(name, table) for name, table in found.items()}


def from_csv(folder: Path) -> Tables:
    """Return the tables in a folder of CSV."""
    return {name: _csv_table(folder / f"{name}.csv", name) for name in TABLES}


def from_ndjson(folder: Path) -> Tables:
    """Return the tables in a folder of NDJSON."""
    return {name: _ndjson_table(folder / f"{name}.ndjson", name) for name in TABLES}


READERS: dict[str, Callable[[Path], Tables]] = {
    "parquet": from_parquet,
    "duckdb": from_duckdb,
    "csv": from_csv,
    "ndjson": from_ndjson,
}


def destination(folder: Path, form: str) -> dict[str, Any]:
    """Return what `load` is told to write a form into a new place."""
    if form == "duckdb":
        return {"to": folder / "out.duckdb"}
    return {"to": folder / form, "form": form}


def empty(name: str) -> pa.Table:
    """Return a table without rows."""
    return schema_of(name).empty_table()


def with_schema(name: str, table: pa.Table) -> pa.Table:
    """Return a table under the schema that it should have, units and meanings included."""
    return table.cast(schema_of(name))


def _csv_table(path: Path, name: str) -> pa.Table:
    if not path.exists():
        return empty(name)
    schema = schema_of(name)
    types = {f.name: pa.string() if pa.types.is_timestamp(f.type) else f.type for f in schema}
    options = pa.csv.ConvertOptions(
        column_types={
            f"{key}_base64" if pa.types.is_binary(kind) else key: pa.string()
            if pa.types.is_binary(kind)
            else kind
            for key, kind in types.items()
        },
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        null_values=[""],
    )
    parse = pa.csv.ParseOptions(newlines_in_values=True)
    read = pa.csv.ReadOptions(block_size=1 << 27)
    table = pa.csv.read_csv(path, read, parse, options)
    columns = [
        pc.replace_substring_regex(column, "^'", "") if pa.types.is_string(column.type) else column
        for column in table.columns
    ]
    return _from_text(name, pa.table(columns, table.column_names))


def _ndjson_table(path: Path, name: str) -> pa.Table:
    if not path.exists():
        return empty(name)
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    names = list(rows[0])
    assert all(names == list(row) for row in rows)
    types = {field.name: field.type for field in schema_of(name)}
    columns = [
        pa.array(
            [row[key] for row in rows],
            types[key] if key in types and not pa.types.is_timestamp(types[key]) else pa.string(),
        )
        for key in names
    ]
    return _from_text(name, pa.table(columns, names))


def _from_text(name: str, table: pa.Table) -> pa.Table:
    """Return a table of texts with times and bytes in the place of those."""
    columns = []
    for field in schema_of(name):
        key = f"{field.name}_base64" if pa.types.is_binary(field.type) else field.name
        values = table.column(key)
        if pa.types.is_timestamp(field.type):
            values = pa.array([_ns(text) for text in values.to_pylist()], field.type)
        elif pa.types.is_binary(field.type):
            values = pa.array([b64decode(text) for text in values.to_pylist()], field.type)
        columns.append(values)
    return pa.table(columns, schema=schema_of(name))


def _ns(text: str | None) -> int | None:
    if text is None:
        return None
    return netassay.normalize({"status": "RUNNING", "startTime": text}).started_at.ns
