"""From nodes to records: the values of readings, without their texts."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from netassay.core.records.stored import factories_of, nested_in
from netassay.core.values.readings import Node, Reading
from netassay.core.values.rows import Rows

if TYPE_CHECKING:
    from netassay.core.records.record import Record

__all__ = ["record_of"]

_make: Final = object.__new__


def record_of(record: type[Record], node: Node) -> Record:
    """Make the record of a node and of the nodes inside it."""
    return _records_of_rows(record, [node])[0]


def _records_of_rows(record: type[Record], rows: list[Node]) -> list[Record]:
    """Make the records of a list; a list that the row before shares (``* * *``) is copied."""
    if isinstance(rows, Rows):
        return _records_of_texts(record, rows)
    nested = nested_in(record)
    if not nested:
        return _flat_records(record, rows)
    factories = factories_of(record)
    made_rows: list[Record] = []
    before: Node = {}
    for row in rows:
        made = _make(record)
        storage = made.__dict__
        for name, item in row.items():
            if isinstance(item, Reading):
                storage[name] = item.value
            elif item is before.get(name):
                storage[name] = list(made_rows[-1].__dict__[name])
            else:
                storage[name] = _value_of(nested[name], item)
        for name, factory in factories:
            if name not in storage:
                storage[name] = factory()
        made_rows.append(made)
        before = row
    return made_rows


def _flat_records(record: type[Record], rows: list[Node]) -> list[Record]:
    """Make records without nested ones; successive rows that are one node share a record."""
    made_rows: list[Record] = []
    before: Node | None = None
    for row in rows:
        if row is not before:
            made = _make(record)
            storage = made.__dict__
            for name, item in row.items():
                storage[name] = item.value
            before = row
        made_rows.append(made)
    return made_rows


def _records_of_texts(record: type[Record], rows: Rows) -> list[Record]:
    """Make the records of rows of texts, of which some may have become nodes."""
    columns = rows.stored()
    full = [(name, values) for name, values in columns if None not in values]
    gappy = [(name, values) for name, values in columns if None in values]
    names = tuple([name for name, _ in full])
    cells = zip(*[values for _, values in full], strict=True) if full else repeat(())
    factories = factories_of(record)
    made_rows: list[Record] = []
    for at, (row, values) in enumerate(zip(rows.as_read, cells, strict=False)):
        if type(row) is dict:
            made_rows += _records_of_rows(record, [row])
            continue
        made = _make(record)
        storage = made.__dict__
        storage.update(zip(names, values, strict=True))
        for name, column in gappy:
            if column[at] is not None:
                storage[name] = column[at]
        for name, factory in factories:
            if name not in storage:
                storage[name] = factory()
        made_rows.append(made)
    return made_rows


def _value_of(inner: type[Record] | None, item: Any) -> Any:
    if inner:
        return record_of(inner, item) if type(item) is dict else _records_of_rows(inner, item)
    if type(item) is dict:
        return item
    return [one.value if isinstance(one, Reading) else one for one in item]
