"""The tables as Arrow schemas.

Units and meanings are in the fields' metadata: ``unit`` (``ms``, ``bit/s``, ``%``, ...)
and ``description``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from netassay.core.values.times import Timestamp
from netassay.export.tables.model import TABLES
from netassay.optional import needed

if TYPE_CHECKING:
    import pyarrow as pa

    from netassay.export.tables.model import Column

__all__ = ["array_of", "arrow", "schema_of", "type_of"]


def arrow() -> Any:
    """Return pyarrow; raise `MissingExtra` where it is not installed."""
    return needed("pyarrow", "arrow")


def array_of(values: list[Any], kind: pa.DataType) -> Any:
    """Return plain values as an array; lone surrogates, which UTF-8 lacks, are escaped."""
    try:
        return arrow().array(values, kind)
    except UnicodeEncodeError:
        return arrow().array([_encodable(value) for value in values], kind)


def _encodable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _encodable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_encodable(item) for item in value)
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value


@cache
def _types() -> dict[type, pa.DataType]:
    pa = arrow()
    return {
        int: pa.int64(),
        float: pa.float64(),
        str: pa.string(),
        bool: pa.bool_(),
        bytes: pa.binary(),
        Timestamp: pa.timestamp("ns", "UTC"),
    }


def type_of(column: Column) -> pa.DataType:
    """Return the Arrow type of a column."""
    return _types()[column.kind]


@cache
def schema_of(table: str) -> pa.Schema:
    """Return the Arrow schema of a table by its name."""
    pa, definition = arrow(), TABLES[table]
    fields = [
        pa.field(column.name, type_of(column), not column.required, _metadata(column))
        for column in definition.columns
    ]
    return pa.schema(fields, {"description": definition.doc})


def _metadata(column: Column) -> dict[str, str]:
    unit = {"unit": column.unit} if column.unit else {}
    return {**unit, "description": column.doc}
