"""Records of nodes: the values of what was read, without their texts."""

from __future__ import annotations

from typing import Any

from netassay.core.readings import Node, Reading
from netassay.core.record import Record, blank, nested_in

__all__ = ["measured"]


def measured(record: type[Record], node: Node) -> Record:
    """Make the record of a node: the values of its readings, all the way down."""
    made = blank(record)
    nested = nested_in(record)
    storage = made.__dict__
    for name, item in node.items():
        if type(item) is Reading:
            storage[name] = item.value
        else:
            storage[name] = _measured_part(nested[name], item)
    return made


def _measured_part(inner: type[Record] | None, item: Any) -> Any:
    if type(item) is dict:
        return measured(inner, item) if inner else item
    if inner:
        return _measured_rows(inner, item)
    return [one.value if type(one) is Reading else one for one in item]


def _measured_rows(record: type[Record], rows: list[Node]) -> list[Record]:
    """Make the records of a list; rows that are one node (``* * *``) share one record."""
    made_rows: list[Record] = []
    before: Node = {}
    nested = nested_in(record)
    make: Any = blank if nested else object.__new__
    for row in rows:
        if row is before:
            made_rows.append(made_rows[-1])
            continue
        made = make(record)
        storage = made.__dict__
        for name, item in row.items():
            if type(item) is Reading:
                storage[name] = item.value
            elif item is before.get(name):
                storage[name] = list(made_rows[-1].__dict__[name])
            else:
                storage[name] = _measured_part(nested[name], item)
        made_rows.append(made)
        before = row
    return made_rows
