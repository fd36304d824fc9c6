"""Tables in types that PostgreSQL has.

It lacks nanoseconds: each time is a `timestamptz`, cut to microseconds, and a column
``<name>_ns`` with the exact time. It lacks NUL characters: each becomes U+2400, and a row of
`REPLACED` holds its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.values.times import Timestamp
from netassay.export.tables.arrow import arrow
from netassay.export.tables.model import TABLES, Column, Table
from netassay.optional import needed

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["POSTGRES_TABLES", "REPLACED", "PostgresRows", "postgres_rows"]

_NUL: Final = "\0"
_SIGN: Final = "\u2400"

#: Where NUL characters were replaced.
REPLACED: Final = Table(
    "replaced_characters",
    "values whose NUL characters PostgreSQL can't hold, and where they became \u2400 (U+2400)",
    (
        Column("id", str, "id of the result or reject", required=True),
        Column("table_name", str, "table of the value", required=True),
        Column("column_name", str, "column of the value", required=True),
    ),
    ("id", "table_name", "column_name"),
)


def _exact_column(column: Column) -> list[Column]:
    if column.kind is not Timestamp:
        return []
    doc = f"{column.doc}: nanoseconds since 1970, exact"
    return [attrs.evolve(column, name=f"{column.name}_ns", kind=int, doc=doc, unit="ns")]


def _postgres_table(table: Table) -> Table:
    columns = [one for column in table.columns for one in (column, *_exact_column(column))]
    return attrs.evolve(table, columns=tuple(columns))


#: All tables in PostgreSQL, by name.
POSTGRES_TABLES: Final = {
    table.name: _postgres_table(table) for table in (*TABLES.values(), REPLACED)
}


@attrs.frozen(eq=False)
class PostgresRows:
    """Rows of a table in types of PostgreSQL, and the places of replaced characters."""

    rows: pa.Table
    replaced: pa.Table


def postgres_rows(name: str, rows: pa.Table) -> PostgresRows:
    """Return the rows of a table in types of PostgreSQL."""
    pa, pc = arrow(), needed("pyarrow.compute", "arrow")
    columns, replaced = {}, []
    for column in TABLES[name].columns:
        values = rows.column(column.name)
        if column.kind is str:
            found = pc.match_substring(values, _NUL)
            if pc.any(found).as_py():
                values = pc.replace_substring(values, _NUL, _SIGN)
                owners = rows.column(TABLES[name].owner).filter(found).unique()
                replaced.append(_replacements(owners, name, column.name))
        columns[column.name] = values
        if column.kind is Timestamp:
            columns[f"{column.name}_ns"] = values.cast(pa.int64())
            floor = pc.floor_temporal(values, unit="microsecond")
            columns[column.name] = floor.cast(pa.timestamp("us", "UTC"))
    return PostgresRows(
        pa.table(columns), pa.concat_tables(replaced) if replaced else _replacements([], "", "")
    )


def _replacements(owners: pa.Array | list[str], table: str, column: str) -> pa.Table:
    pa = arrow()
    count = len(owners)
    texts = [owners, [table] * count, [column] * count]
    names = [column.name for column in REPLACED.columns]
    return pa.table(
        {name: pa.array(text, "string") for name, text in zip(names, texts, strict=True)}
    )
