"""From results to Arrow tables, a column at a time.

Records keep their plain values in a dict each, and Arrow reads dicts as structs in one
pass: no value passes through Python code, and missing fields are null.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from netassay._version import __version__
from netassay.core.codec import encode
from netassay.core.values.times import EARLIEST, LATEST
from netassay.export.json_form import encoded
from netassay.export.tables.arrow import array_of, arrow, schema_of, type_of
from netassay.export.tables.model import ADDED_COLUMNS, REJECTS, RESULTS, SEVERITIES, TREES
from netassay.export.tables.parts import Cells
from netassay.measurements import test_named
from netassay.sources.locations import file_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa

    from netassay.core.records.record import Record
    from netassay.core.values.times import Timestamp
    from netassay.export.tables.parts import Column, ColumnGroup, TableTree
    from netassay.records.result import Reject, Result

__all__ = ["Rows", "reject_id"]

#: The name of a table, and the arrays of its columns.
TableArrays = tuple[str, list[Any]]


@attrs.define
class Rows:
    """Collects results and rejects into one record batch per table.

    Of results or rejects with the same id only the first is added; `ids` are those added
    before.
    """

    ids: set[str] = attrs.field(factory=set)
    _results: list[Result] = attrs.field(factory=list, init=False)
    _sources: list[tuple[str | None, str | None]] = attrs.field(factory=list, init=False)
    _rejects: list[tuple[Any, ...]] = attrs.field(factory=list, init=False)

    def add(self, result: Result, source: str | None = None, place: str | None = None) -> None:
        """Add a result, with its file and its place there.

        Raises `ValueError` for a result without an id: no row could refer to it.
        """
        if not result.id:
            raise ValueError("a result without an id has no place in a table")
        if result.id not in self.ids:
            self.ids.add(result.id)
            # The first access stores both in the result.
            _ = result.verdict, result.summary
            self._results.append(result)
            self._sources.append((source, place))

    def reject(self, reject: Reject) -> None:
        """Add a reject."""
        key = reject_id(reject)
        if key not in self.ids:
            self.ids.add(key)
            row = (key, reject.source, reject.place, reject.reason, reject.data)
            self._rejects.append(row)

    def batches(self) -> dict[str, pa.RecordBatch]:
        """Return a record batch for each table that has rows, by the table's name."""
        batch = arrow().RecordBatch.from_arrays
        return {
            table: batch(arrays, schema=schema_of(table))
            for table, arrays in chain(self._result_arrays(), self._reject_arrays())
            if len(arrays[0])
        }

    def _result_arrays(self) -> Iterator[TableArrays]:
        own = _group_arrays(RESULTS.groups[0], self._results)
        yield RESULTS.table.name, [*own, *_added_arrays(self._results, self._sources)]
        for tree in RESULTS.below:
            yield from _list_arrays(tree, self._results, own[:1])
        named = dict(zip((column.name for column in RESULTS.table.columns), own, strict=False))
        for test, places in _by_test(self._results).items():
            tree, at = TREES[test], arrow().array(places, "int64")
            result_columns = [named[column.name].take(at) for column in tree.result_columns]
            measurements = [self._results[place].measurement for place in places]
            yield from _tree_arrays(tree, measurements, [own[0].take(at)], result_columns)

    def _reject_arrays(self) -> Iterator[TableArrays]:
        columns = zip(*self._rejects, strict=True) if self._rejects else [()] * 5
        named = zip(columns, REJECTS.columns, strict=True)
        yield REJECTS.name, [_array(list(values), column) for values, column in named]


def reject_id(reject: Reject) -> str:
    """Return 32 hex digits, the same for the same bytes at the same place of the same source."""
    file = file_of(reject.source)
    where = f"{file}\0{reject.place}\0".encode("utf-8", "backslashreplace")
    return sha256(where + reject.data).hexdigest()[:32]


def _by_test(results: Iterable[Result]) -> dict[str, list[int]]:
    """Return the places of the results that have a measurement, by their tests."""
    found: dict[str, list[int]] = {}
    for place, result in enumerate(results):
        if result.measurement is None:
            continue
        test = test_named(result.test or "")
        if type(result.measurement) is not test.record:
            kind = type(result.measurement).__name__
            raise TypeError(f"the measurement of {test.name} can't be a {kind}")
        found.setdefault(test.name, []).append(place)
    return found


def _tree_arrays(
    tree: TableTree, records: Sequence[Any], keys: list[Any], result_columns: Sequence[Any] = ()
) -> Iterator[TableArrays]:
    """Build the tables of records and of their lists.

    Rows of lists inherit `keys`, the keys of the records, but not `result_columns`.
    """
    own = [_group_arrays(group, records) for group in tree.groups]
    yield tree.table.name, [*keys, *result_columns, *chain.from_iterable(own)]
    named = dict(zip((column.name for column in tree.groups[0].columns), own[0], strict=True))
    inherited_keys = [*keys, *(named[name] for name in tree.inherited)]
    for below in tree.below:
        yield from _list_arrays(below, records, inherited_keys)


def _list_arrays(
    tree: TableTree, records: Sequence[Record], above: list[Any]
) -> Iterator[TableArrays]:
    """Build the tables of a list that each of the records has."""
    if tree.item_type is Cells:
        yield from _cell_arrays(tree, records, above)
        return
    owners: list[int] = []
    keys: list[Any] = []
    items: list[Any] = []
    for owner, record in enumerate(records):
        values = record.__dict__.get(tree.field)
        if values:
            owners += [owner] * len(values)
            keys += values if tree.item_type is dict else range(len(values))
            items += values.values() if tree.item_type is dict else values
    if not items:
        return
    taken = arrow().array(owners, "int64")
    own = [*(array.take(taken) for array in above), _array(keys, tree.keys[-1])]
    if tree.item_type in (dict, list):
        value = tree.table.columns[-1]
        yield tree.table.name, [*own, _array(_plain(items, tree), value)]
    else:
        yield from _tree_arrays(tree, items, own)


def _cell_arrays(
    tree: TableTree, records: Sequence[Record], above: list[Any]
) -> Iterator[TableArrays]:
    """Build the table of the dicts in a list that each of the records has."""
    cells = [
        (owner, position, *item)
        for owner, record in enumerate(records)
        for position, row in enumerate(record.__dict__.get(tree.field) or ())
        for item in row.items()
    ]
    if not cells:
        return
    owners, *own = map(list, zip(*cells, strict=True))
    taken = arrow().array(owners, "int64")
    columns = tree.table.columns[-len(own) :]
    arrays = [_array(values, column) for values, column in zip(own, columns, strict=True)]
    yield tree.table.name, [*(array.take(taken) for array in above), *arrays]


def _plain(items: list[Any], tree: TableTree) -> list[Any]:
    as_json = tree.item_type is dict and tree.table.columns[-1].kind is str
    return [encode(item).decode() for item in items] if as_json else items


# --- Columns --------------------------------------------------------------------------


def _group_arrays(group: ColumnGroup, records: Sequence[Any]) -> list[Any]:
    """Return the arrays of a part's columns."""
    if not group.columns:
        return []
    stored = [record.__dict__ for record in records]
    if group.field:
        inner = [values.get(group.field) for values in stored]
        stored = [None if record is None else record.__dict__ for record in inner]
    if group.as_json:
        stored = [values | _as_json(values, group.as_json) for values in stored]
    # Arrow would look up every column in every record; many have fields that no row has.
    present = set[str]().union(*filter(None, stored))
    pairs = list(zip(group.names, group.columns, strict=True))
    struct = arrow().struct([(name, type_of(column)) for name, column in pairs if name in present])
    made = iter(array_of(stored, struct).flatten())
    arrays = [
        next(made) if name in present else arrow().nulls(len(stored), type_of(column))
        for name, column in pairs
    ]
    return [
        array.fill_null(column.default) if column.required and array.null_count else array
        for array, column in zip(arrays, group.columns, strict=True)
    ]


def _as_json(values: dict[str, Any], names: Iterable[str]) -> dict[str, str]:
    return {name: encoded(values[name]).decode() for name in names if values.get(name) is not None}


def _array(values: list[Any], column: Column) -> pa.Array:
    return array_of(values, type_of(column))


def _added_arrays(
    results: list[Result], sources: list[tuple[str | None, str | None]]
) -> Iterator[pa.Array]:
    """Give the arrays of `ADDED_COLUMNS`, in order."""
    values = _added_values(results, sources)
    for column in ADDED_COLUMNS:
        yield _array(values[column.name], column)


def _added_values(
    results: list[Result], sources: list[tuple[str | None, str | None]]
) -> dict[str, list[Any]]:
    made: dict[str, list[Any]] = {}
    for name in ("started_at", "ended_at"):
        times = [result.__dict__.get(name) for result in results]
        made[name] = [_nanoseconds(time) for time in times]
        made[f"{name}_text"] = times
    found = [[finding.severity for finding in result.findings] for result in results]
    for severity in SEVERITIES:
        made[f"findings_{severity}"] = [severities.count(severity) for severities in found]
    made["source"] = [source for source, _ in sources]
    made["place"] = [place for _, place in sources]
    made["netassay_version"] = [__version__] * len(results)
    return made


def _nanoseconds(time: Timestamp | None) -> int | None:
    """Return a time as an exact number, None where not every sink holds it."""
    return None if time is None or not EARLIEST <= time.ns <= LATEST else time.ns
