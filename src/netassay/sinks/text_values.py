"""Times and bytes as text, for formats that have only text."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from netassay.export.tables.arrow import arrow
from netassay.optional import needed

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["with_text_values"]


def with_text_values(table: pa.Table) -> pa.Table:
    """Return a table with times as RFC 3339 text and bytes as base64 (RFC 4648).

    A column of bytes gets a suffix: ``data_base64``.
    """
    types = arrow().types
    for at, field in enumerate(table.schema):
        column = table.column(at)
        if types.is_timestamp(field.type):
            table = table.set_column(at, field.name, _times(column))
        elif types.is_binary(field.type):
            encoded = [b64encode(value).decode() for value in column.to_pylist()]
            table = table.set_column(at, f"{field.name}_base64", arrow().array(encoded, "string"))
    return table


def _times(column: pa.ChunkedArray) -> pa.ChunkedArray:
    # Without its zone: Arrow would look that up in a database which not every system has.
    naive = column.cast(arrow().timestamp("ns"))
    return needed("pyarrow.compute", "arrow").strftime(naive, "%Y-%m-%dT%H:%M:%SZ")
