"""From nodes to records: the values of readings, without their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.records.stored import factories_of, nested_in
from netassay.core.values.readings import Node, Reading

if TYPE_CHECKING:
    from netassay.core.records.record import Record

__all__ = ["record_of"]

_make: Final = object.__new__


def record_of(record: type[Record], node: Node) -> Record:
    """Make the record of a node and of the nodes inside it."""
    return _records_of_rows(record, [node])[0]


def _records_of_rows(record: type[Record], rows: list[Node]) -> list[Record]:
    """Make the records of a list; a list that the row before shares (``* * *``) is copied."""
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
            if type(item) is Reading:
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


def _value_of(inner: type[Record] | None, item: Any) -> Any:
    if inner:
        return record_of(inner, item) if type(item) is dict else _records_of_rows(inner, item)
    if type(item) is dict:
        return item
    return [one.value if type(one) is Reading else one for one in item]
