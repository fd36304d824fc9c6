"""All tables in memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from netassay.export.tables.arrow import arrow, schema_of
from netassay.export.tables.model import TABLES
from netassay.export.tables.rows import Rows
from netassay.records.result import Reject

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from netassay.records.result import Result

__all__ = ["to_arrow"]

#: Results whose columns are built at once.
_AT_ONCE: Final = 2000


def to_arrow(results: Iterable[Result | Reject]) -> dict[str, pa.Table]:
    """Return results as `pyarrow.Table` objects, by the names of the tables.

    `results` may be what `normalize` or `read` gives; rejects get a table of their own.
    All tables are there, those without rows too. Each field's metadata has its ``unit``
    (where it has one) and its ``description``. Results that have the same id are one row.

    A timestamp outside the years 1678 to 2261 is null, its text stands beside it. Raises
    `MissingExtra` without pyarrow.
    """
    waiting, ids = iter(results), set[str]()
    batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in TABLES}
    while some := list(islice(waiting, _AT_ONCE)):
        rows = Rows(ids)
        for item in some:
            if isinstance(item, Reject):
                rows.reject(item)
            else:
                rows.add(item)
        for name, batch in rows.batches().items():
            batches[name].append(batch)
    tables = arrow().Table.from_batches
    return {
        name: tables(table_batches, schema=schema_of(name))
        for name, table_batches in batches.items()
    }
