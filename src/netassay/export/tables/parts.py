"""What the relational model is made of: columns, tables, and trees of tables."""

from __future__ import annotations

from typing import Any

import attrs

from netassay.core.records.record import Record

__all__ = ["Cells", "Column", "ColumnGroup", "Table", "TableTree"]


@attrs.frozen
class Column:
    """One column: `kind` is int, float, str, bool, bytes or `Timestamp`.

    `unit` is the symbol of its unit, empty for none. A `required` column is never null;
    what a record lacks there is `default`.
    """

    name: str
    kind: type
    doc: str
    unit: str = ""
    required: bool = False
    default: Any = None


@attrs.frozen
class Table:
    """One table; `key` names the columns that tell its rows apart."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def owner(self) -> str:
        """The column with the id of the result or reject."""
        return self.key[0]


@attrs.frozen
class ColumnGroup:
    """The columns of one record: the row's own (`field` is empty), or a nested one.

    `as_json` are those of the names that hold a record of any test, which is JSON in its column.
    """

    field: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    as_json: tuple[str, ...] = ()


@attrs.frozen
class TableTree:
    """A table of records, and the tables of their lists.

    `field` is the list of the rows, `keys` are the columns from the rows above. `item_type` is
    `Record`, list for plain values, dict for the items of a dict, or `Cells` for the items of all
    dicts in a list. `inherited` names the
    columns that rows below get from these. `result_columns` are those that the rows of a test
    get from their results.
    """

    table: Table
    field: str
    keys: tuple[Column, ...]
    groups: tuple[ColumnGroup, ...] = ()
    below: tuple[TableTree, ...] = ()
    inherited: tuple[str, ...] = ()
    item_type: type = Record
    result_columns: tuple[Column, ...] = ()


class Cells:
    """Marks a table with a row for each item of each dict in a list."""
