"""Tables as PostgreSQL can hold them.

It has no nanoseconds, so that each time stands twice: as a `timestamptz`, cut to
microseconds, and exact in a column ``<name>_ns`` beside it. It has no NUL characters: each
becomes the sign for it, U+2400, and a row of `REPLACED` tells where.
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

__all__ = ["HELD", "REPLACED", "Fitted", "fitted"]

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


def _exact(column: Column) -> list[Column]:
    if column.kind is not Timestamp:
        return []
    doc = f"{column.doc}: nanoseconds since 1970, exact"
    return [attrs.evolve(column, name=f"{column.name}_ns", kind=int, doc=doc, unit="ns")]


def _held(table: Table) -> Table:
    columns = [one for column in table.columns for one in (column, *_exact(column))]
    return attrs.evolve(table, columns=tuple(columns))


#: All tables as PostgreSQL has them, by name.
HELD: Final = {table.name: _held(table) for table in (*TABLES.values(), REPLACED)}


@attrs.frozen(eq=False)
class Fitted:
    """The rows of a table as PostgreSQL holds them, and what was replaced in them."""

    rows: pa.Table
    replaced: pa.Table


def fitted(name: str, rows: pa.Table) -> Fitted:
    """Return the rows of a table so that PostgreSQL can hold them."""
    pa, pc = arrow(), needed("pyarrow.compute", "arrow")
    columns, replaced = {}, []
    for column in TABLES[name].columns:
        values = rows.column(column.name)
        if column.kind is str:
            found = pc.match_substring(values, _NUL)
            if pc.any(found).as_py():
                values = pc.replace_substring(values, _NUL, _SIGN)
                owners = rows.column(TABLES[name].owner).filter(found).unique()
                replaced.append(_told(owners, name, column.name))
        columns[column.name] = values
        if column.kind is Timestamp:
            columns[f"{column.name}_ns"] = values.cast(pa.int64())
            floor = pc.floor_temporal(values, unit="microsecond")
            columns[column.name] = floor.cast(pa.timestamp("us", "UTC"))
    return Fitted(pa.table(columns), pa.concat_tables(replaced) if replaced else _told([], "", ""))


def _told(owners: pa.Array | list[str], table: str, column: str) -> pa.Table:
    pa = arrow()
    count = len(owners)
    texts = [owners, [table] * count, [column] * count]
    names = [column.name for column in REPLACED.columns]
    return pa.table(
        {name: pa.array(text, "string") for name, text in zip(names, texts, strict=True)}
    )
