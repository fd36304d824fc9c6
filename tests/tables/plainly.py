"""The tables of exported results, made the plain way: row by row, from nothing but the JSON."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

Row = dict[str, Any]

SHORT = {"cable_test": "cable", "arp_table": "arp"}
#: What hands columns down to the rows in its list: (position, own column, column there).
ABOVE = {
    "hops": ("hop_position", "hop", "hop"),
    "passes": ("pass_position", "number", "pass_number"),
    "ports": ("port_position", "port", "port"),
    "responses": ("response_position", "command", "response_command"),
}
VALUES = {
    "lost_sequences": "sequence",
    "messages": "message",
    "addresses": "address",
    "requested": "port",
    "show_command_requested": "command",
}


def rows_of(results: list[Row]) -> dict[str, list[Row]]:
    """Return the rows of all tests' tables, of exported results."""
    tables: dict[str, list[Row]] = {}
    for result in results:
        measured = result["measurement"]
        if measured is not None:
            keys = {"result_id": result["id"]}
            add(tables, result["test"], result["test"], measured, keys)
            tables[result["test"]][-1] |= {k: result[k] for k in ("verdict", "summary")}
    return tables


def add(tables: dict[str, list[Row]], test: str, name: str, record: Row, keys: Row) -> None:
    """Add a record's row, and those of its lists."""
    row, below = dict(keys), []
    for key, value in record.items():
        if isinstance(value, list):
            below.append((key, value))
        elif isinstance(value, dict) and key == "counters":
            tables.setdefault(f"{test}_counters", []).extend(
                {**keys, "counter": counter, "value": count} for counter, count in value.items()
            )
        elif key == "measurement":
            row[key] = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        elif isinstance(value, dict):
            row |= {f"{key}_{inner}": item for inner, item in value.items()}
        else:
            row[key] = value
    tables.setdefault(name, []).append(row)
    for key, values in below:
        for position, item in enumerate(values):
            add_item(tables, test, key, item, keys, position)


def add_item(
    tables: dict[str, list[Row]], test: str, key: str, item: Any, keys: Row, position: int
) -> None:
    """Add one item of a list."""
    name = f"{SHORT.get(test, test)}_{key}"
    own = {**keys, "position": position}
    if not isinstance(item, dict):
        tables.setdefault(name, []).append({**own, VALUES.get(name) or VALUES[key]: item})
        return
    if key == "rows":
        cells = ({**own, "name": column, "value": text} for column, text in item.items())
        tables.setdefault(name, []).extend(cells)
        return
    inner = {name: value for name, value in item.items() if isinstance(value, list)}
    add(tables, test, name, {k: v for k, v in item.items() if k not in inner}, own)
    for inner_key, values in inner.items():
        at, column, there = ABOVE[key]
        handed = {**keys, at: position, there: item[column]}
        for inner_position, row in enumerate(values):
            add_item(tables, test, inner_key, row, handed, inner_position)


def rows_in(table: pa.Table) -> list[Row]:
    """Return the rows of a table, times as whole nanoseconds, without what is null."""
    for at, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            table = table.set_column(at, field.name, table.column(at).cast(pa.int64()))
    return [without_nulls(row) for row in table.to_pylist()]


def without_nulls(row: Row) -> Row:
    """Return a row without what is null."""
    return {name: value for name, value in row.items() if value is not None}
