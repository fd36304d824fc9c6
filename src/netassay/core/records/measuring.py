"""Records of nodes: the values of what was read, without their texts."""

from __future__ import annotations

from typing import Any, Final

from netassay.core.records.record import Record, factories_of, nested_in
from netassay.core.values.readings import Node, Reading

__all__ = ["measured"]

_make: Final = object.__new__


def measured(record: type[Record], node: Node) -> Record:
    """Make the record of a node: the values of its readings, all the way down."""
    return _measured_rows(record, [node])[0]


def _measured_rows(record: type[Record], rows: list[Node]) -> list[Record]:
    """Make the records of a list; what two rows share (``* * *``) is made once."""
    nested = nested_in(record)
    if not nested:
        return _measured_flat(record, rows)
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
                storage[name] = _measured_part(nested[name], item)
        for name, factory in factories:
            if name not in storage:
                storage[name] = factory()
        made_rows.append(made)
        before = row
    return made_rows


def _measured_flat(record: type[Record], rows: list[Node]) -> list[Record]:
    """Make records of plain values alone; rows that are one node share one record."""
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


def _measured_part(inner: type[Record] | None, item: Any) -> Any:
    if inner:
        return measured(inner, item) if type(item) is dict else _measured_rows(inner, item)
    if type(item) is dict:
        return item
    return [one.value if type(one) is Reading else one for one in item]
