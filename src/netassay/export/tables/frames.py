"""One table as a pandas data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.errors import UnknownName
from netassay.export.tables.memory import to_arrow
from netassay.export.tables.model import TABLES
from netassay.export.tables.names import RESULT
from netassay.measurements import TESTS
from netassay.optional import needed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import pyarrow as pa

    from netassay.records.result import Reject, Result

__all__ = ["to_pandas"]

#: What stands before the columns of a test: the result that a measurement is of.
_HEAD: Final = ("id", "family", "serial_number", "task_id", "status", "started_at", "elapsed_s")


def to_pandas(results: Iterable[Result | Reject], test: str) -> pd.DataFrame:
    """Return the measurements of a test, a row per result, as a data frame.

    Before them stand the device, the task and the time. Names of columns carry their units
    (``rtt_avg_ms``); ``frame.attrs["units"]`` has the unit of each column that has one, by
    the column's name. `test` may also be any other table of `to_arrow` (``ping_replies``,
    ``findings``). Absent values are ``<NA>``, and counts with such are counts all the same.

    Raises `UnknownName` for what is no table, `MissingExtra` without pandas.
    """
    if test not in TABLES:
        raise UnknownName(f"no table is called {test!r}; there are {', '.join(TABLES)}")
    pandas = needed("pandas", "pandas")
    tables = to_arrow(results)
    table = _with_result_columns(tables, test) if test in TESTS else tables[test]
    frame: pd.DataFrame = table.to_pandas(types_mapper=_types(pandas).get)
    frame.attrs["units"] = {
        field.name: field.metadata[b"unit"].decode()
        for field in table.schema
        if b"unit" in (field.metadata or {})
    }
    return frame


def _with_result_columns(tables: dict[str, pa.Table], test: str) -> pa.Table:
    """Return the table of a test, each row behind the head of its result."""
    arrow: Any = needed("pyarrow", "arrow")
    compute: Any = needed("pyarrow.compute", "arrow")
    rows, results = tables[test], tables["results"]
    at = compute.index_in(rows.column(RESULT), results.column("id"))
    heads = results.select(_HEAD).take(at)
    own = rows.drop_columns([RESULT])
    fields = [*heads.schema, *own.schema]
    return arrow.Table.from_arrays([*heads.columns, *own.columns], schema=arrow.schema(fields))


def _types(pandas: Any) -> dict[Any, Any]:
    arrow: Any = needed("pyarrow", "arrow")
    return {
        arrow.int64(): pandas.Int64Dtype(),
        arrow.bool_(): pandas.BooleanDtype(),
        arrow.string(): pandas.StringDtype(),
    }
