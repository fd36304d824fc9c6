"""The one relational model, derived from the record classes.

    results                    one row per response
    <test>                     one row per measurement, with the result's verdict and summary;
                               nested records stand in its columns
    <test>_<list>              one row per item of a list, with its position from 0
    findings, extras, unread   of all results
    rejects                    what was no response, with its bytes

Everything is keyed by the result's id, so that a response loaded twice is one row. Columns
come from the records' annotations.
"""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.records.record import Record, fields_of
from netassay.core.values.times import Timestamp
from netassay.export.tables.names import RESULT, item_name, list_table
from netassay.export.tables.parts import Cells, Column, ColumnGroup, Table, TableTree
from netassay.measurements import TESTS
from netassay.records.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.records.record import Field

__all__ = ["REJECTS", "RESULTS", "TABLES", "TREES", "Cells", "Column", "Table", "TableTree"]


def _scalars(cls: type[Record]) -> list[Field]:
    skipped = ("measurement", "started_at", "ended_at") if cls is Result else ()
    return [
        field
        for field in fields_of(cls)
        if not (field.many or field.base is dict or field.name in skipped)
        and field.record in (None, Record)
    ]


def _column(field: Field, prefix: str = "") -> Column:
    # Times within a measurement stand as their text, as in JSON: no digit and no year is lost.
    kind = str if field.base is Timestamp or field.record else field.base
    if field.unit:
        kind = int if field.unit.whole else float
    return Column(
        f"{prefix}{field.exported}",
        kind,
        f"{field.doc}, as JSON" if field.record else field.doc,
        unit=field.unit.symbol if field.unit else "",
        required=not field.optional and not prefix,
        default=None if prefix else field.default,
    )


def _column_groups(cls: type[Record]) -> tuple[ColumnGroup, ...]:
    """Return the columns of a record, and those of the single records in it."""
    fields = _scalars(cls)
    as_json = tuple(field.name for field in fields if field.record)
    names = tuple(field.name for field in fields)
    own = ColumnGroup("", names, tuple(map(_column, fields)), as_json)
    return (own, *(_nested(field) for field in fields_of(cls) if _is_nested(field)))


def _is_nested(field: Field) -> bool:
    return field.record not in (None, Record) and not field.many


def _nested(field: Field) -> ColumnGroup:
    assert field.record is not None  # noqa: S101 - for the type checker
    fields = _scalars(field.record)
    columns = [_column(inner, f"{field.name}_") for inner in fields]
    described_columns = [
        attrs.evolve(column, doc=f"{field.doc}: {column.doc}") for column in columns
    ]
    return ColumnGroup(field.name, tuple(inner.name for inner in fields), tuple(described_columns))


_OWNER: Final = Column(RESULT, str, "id of the result that it belongs to", required=True)
_POSITION: Final = Column("position", int, "position in the list, from 0", required=True)


def _tree_of(test: str, cls: type[Record], table: str, keys: tuple[Column, ...]) -> TableTree:
    """Return the tree of a test's record, or of the records of one of its lists."""
    groups = _column_groups(cls)
    columns = (*keys, *(column for group in groups for column in group.columns))
    doc = (cls.__doc__ or "").split("\n\n")[0]
    own_table = Table(table, doc, columns, tuple(key.name for key in keys if key.required))
    return TableTree(own_table, "", keys, groups, _below(test, cls, keys))


def _below(test: str, cls: type[Record], keys: tuple[Column, ...]) -> tuple[TableTree, ...]:
    return tuple(
        _list_tree(test, field, keys)
        for field in fields_of(cls)
        if field.many or field.base is dict
    )


def _list_tree(test: str, field: Field, above: tuple[Column, ...]) -> TableTree:
    name = list_table(test, field.name)
    if field.base is dict:
        return (_cells_tree if field.many else _dict_tree)(name, field, above)
    if field.record is None:
        value = Column(item_name(field.name, test), field.base, field.doc)
        keys = (*above, _POSITION)
        table = Table(name, field.doc, (*keys, value), tuple(key.name for key in keys))
        return TableTree(table, field.name, keys, item_type=list)
    tree = _tree_of(test, field.record, name, (*above, _POSITION))
    tree = attrs.evolve(tree, field=field.name, table=attrs.evolve(tree.table, doc=field.doc))
    return _with_inherited_keys(test, tree, field) if tree.below else tree


def _with_inherited_keys(test: str, tree: TableTree, field: Field) -> TableTree:
    """Return the tree with its rows' keys in the tables below: a probe's hop, a pair's port."""
    assert field.record is not None  # noqa: S101 - for the type checker
    one = item_name(field.name)
    row_key = field.record.row_key
    named = [column for column in tree.groups[0].columns if column.name in row_key]
    keys = tuple(
        attrs.evolve(column, name=_prefixed(one, column.name), required=False) for column in named
    )
    position = attrs.evolve(
        _POSITION, name=f"{one}_position", doc=f"position of the {one} in its list, from 0"
    )
    above = (*tree.keys[:-1], position, *keys)
    down = tuple(column.name for column in named)
    return attrs.evolve(tree, below=_below(test, field.record, above), inherited=down)


def _prefixed(one: str, name: str) -> str:
    return name if name == one else f"{one}_{name}"


def _dict_tree(name: str, field: Field, above: tuple[Column, ...]) -> TableTree:
    """Return the tree of a dict: a row per key; values of any kind stand as JSON."""
    _, hint = typing.get_args(field.hint)
    plain = int in typing.get_args(hint)
    doc = "its value" if plain else "its value, as JSON"
    key = Column(item_name(field.name), str, "where it stood, or what it counts", required=True)
    keys = (*above, key)
    value = Column("value", int if plain else str, doc)
    table = Table(name, field.doc, (*keys, value), tuple(column.name for column in keys))
    return TableTree(table, field.name, keys, item_type=dict)


def _cells_tree(name: str, field: Field, above: tuple[Column, ...]) -> TableTree:
    """Return the tree of a list of dicts of texts: a row per item of each."""
    key = Column("name", str, "name of the column", required=True)
    keys = (*above, _POSITION, key)
    value = Column("value", str, "what stands there")
    told = tuple(column.name for column in keys if column.required)
    table = Table(name, f"{field.doc}: a row for each cell", (*keys, value), told)
    return TableTree(table, field.name, keys, item_type=Cells)


# --- The tables -------------------------------------------------------------------------

_ID: Final = Column("id", str, "32 hex digits, the same for the same reject", required=True)
_SOURCE: Final = Column("source", str, "file that it was read from; - is standard input")
_PLACE: Final = Column("place", str, "where in the source it stood: line 17, item 3, ...")
SEVERITIES: Final = ("error", "warning", "info")


def _times() -> Iterator[Column]:
    for field in fields_of(Result):
        if field.base is Timestamp:
            yield Column(field.name, Timestamp, field.doc.removesuffix(", RFC 3339"))
            doc = f"{field.doc}, with the digits that came in"
            yield Column(f"{field.name}_text", str, doc)


#: The columns of `results` that are no fields of a `Result`.
ADDED_COLUMNS: Final = (
    *_times(),
    *(
        Column(f"findings_{severity}", int, f"findings that are {severity}", required=True)
        for severity in SEVERITIES
    ),
    _SOURCE,
    _PLACE,
    Column("netassay_version", str, "version of netassay that read it", required=True),
)
_RESULT_GROUPS: Final = _column_groups(Result)
RESULTS: Final = TableTree(
    Table("results", "one row per response", (*_RESULT_GROUPS[0].columns, *ADDED_COLUMNS), ("id",)),
    "",
    (),
    _RESULT_GROUPS,
    _below("", Result, (_OWNER,)),
)
REJECTS: Final = Table(
    "rejects",
    "what is no response: where it stood, why, and its bytes",
    (
        _ID,
        Column("source", str, _SOURCE.doc, required=True),
        Column("place", str, _PLACE.doc, required=True),
        Column("reason", str, "why it is no response", required=True),
        Column("data", bytes, "its bytes", required=True),
    ),
    ("id",),
)
#: The columns of a result that the tables of tests repeat.
_VERDICT_COLUMNS: Final = tuple(
    column for column in _RESULT_GROUPS[0].columns if column.name in ("verdict", "summary")
)


def _test_tree(name: str, cls: type[Record]) -> TableTree:
    """Return the tree of a test's tables; its own has the verdicts of results."""
    tree = _tree_of(name, cls, name, (_OWNER,))
    columns = (_OWNER, *_VERDICT_COLUMNS, *tree.table.columns[1:])
    return attrs.evolve(
        tree, table=attrs.evolve(tree.table, columns=columns), result_columns=_VERDICT_COLUMNS
    )


#: The tree of each test's tables, by the test's name.
TREES: Final[dict[str, TableTree]] = {
    name: _test_tree(name, spec.record) for name, spec in TESTS.items()
}


def _all_tables() -> Iterator[Table]:
    waiting = [*TREES.values(), RESULTS]
    while waiting:
        tree = waiting.pop()
        yield tree.table
        waiting += tree.below
    yield REJECTS


#: All tables by name, sorted, `results` last: whoever reads a row of it finds the others.
TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in sorted(_all_tables(), key=lambda table: (table.name == "results", table.name))
}
