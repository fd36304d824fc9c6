"""The one relational model, derived from the record classes.

    results                    one row per response
    <test>                     one row per measurement, with the result's verdict and summary;
                               nested records stand in its columns
    <test>_<list>              one row per item of a list, with its position from 0
    findings, extras, unread   of all results
    rejects                    what was no response, with its bytes

Everything is keyed by the result's id, so that a response loaded twice is one row. No
column is written down here that a record's annotations say.
"""

from __future__ import annotations

import typing
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.records.record import Record, fields_of
from netassay.core.values.times import Timestamp
from netassay.export.tables.names import RESULT, listed, one_of
from netassay.measurements import TESTS
from netassay.records.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.records.record import Field

__all__ = ["REJECTS", "RESULTS", "TABLES", "TREES", "Column", "Table", "Tree"]


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
        """The column that says which result a row belongs to, or which reject it is."""
        return self.key[0]


@attrs.frozen
class Part:
    """Columns that come of one record: the row's own (`field` is empty), or a nested one."""

    field: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]


@attrs.frozen
class Tree:
    """A table, the record class that its rows are of, and the tables of that record's lists.

    `keys` are the columns that every row has from the rows above it. `field` is the list
    that the rows stand in. Rows without a record class are plain values, or the items of
    a dict. `handed_down` names the columns that rows below have from this one. `judged` are
    the columns that a test's own rows have from their results.
    """

    table: Table
    field: str
    keys: tuple[Column, ...]
    parts: tuple[Part, ...] = ()
    below: tuple[Tree, ...] = ()
    handed_down: tuple[str, ...] = ()
    holds: type = Record
    judged: tuple[Column, ...] = ()


def _scalars(cls: type[Record]) -> list[Field]:
    skipped = ("measurement", "started_at", "ended_at") if cls is Result else ()
    return [
        field
        for field in fields_of(cls)
        if not (field.many or field.record or field.base is dict or field.name in skipped)
    ]


def _column(field: Field, prefix: str = "") -> Column:
    kind = field.base
    if field.unit:
        kind = int if field.unit.whole else float
    return Column(
        f"{prefix}{field.exported}",
        kind,
        field.doc,
        unit=field.unit.symbol if field.unit else "",
        required=not field.optional and not prefix,
        default=None if prefix else field.default,
    )


def _parts(cls: type[Record]) -> tuple[Part, ...]:
    """Return the columns of a record, and those of the single records in it."""
    fields = _scalars(cls)
    own = Part("", tuple(field.name for field in fields), tuple(map(_column, fields)))
    return (own, *(_nested(field) for field in fields_of(cls) if _is_nested(field)))


def _is_nested(field: Field) -> bool:
    return field.record not in (None, Record) and not field.many


def _nested(field: Field) -> Part:
    assert field.record is not None  # noqa: S101 - for the type checker
    fields = _scalars(field.record)
    columns = [_column(inner, f"{field.name}_") for inner in fields]
    described = [attrs.evolve(column, doc=f"{field.doc}: {column.doc}") for column in columns]
    return Part(field.name, tuple(inner.name for inner in fields), tuple(described))


_OWNER: Final = Column(RESULT, str, "id of the result that it belongs to", required=True)
_POSITION: Final = Column("position", int, "position in the list, from 0", required=True)


def _tree_of(test: str, cls: type[Record], table: str, keys: tuple[Column, ...]) -> Tree:
    """Return the tree of a test's record, or of the records of one of its lists."""
    parts = _parts(cls)
    columns = (*keys, *(column for part in parts for column in part.columns))
    doc = (cls.__doc__ or "").split("\n\n")[0]
    made = Table(table, doc, columns, tuple(key.name for key in keys if key.required))
    return Tree(made, "", keys, parts, _below(test, cls, keys))


def _below(test: str, cls: type[Record], keys: tuple[Column, ...]) -> tuple[Tree, ...]:
    return tuple(
        _list_of(test, field, keys) for field in fields_of(cls) if field.many or field.base is dict
    )


def _list_of(test: str, field: Field, above: tuple[Column, ...]) -> Tree:
    name = listed(test, field.name)
    if field.base is dict:
        return _dict_of(name, field, above)
    if field.record is None:
        value = Column(one_of(field.name, test), field.base, field.doc)
        keys = (*above, _POSITION)
        table = Table(name, field.doc, (*keys, value), tuple(key.name for key in keys))
        return Tree(table, field.name, keys, holds=list)
    tree = _tree_of(test, field.record, name, (*above, _POSITION))
    tree = attrs.evolve(tree, field=field.name, table=attrs.evolve(tree.table, doc=field.doc))
    return _handing_down(test, tree, field) if tree.below else tree


def _handing_down(test: str, tree: Tree, field: Field) -> Tree:
    """Return the tree with its rows' keys in the tables below: a probe's hop, a pair's port."""
    assert field.record is not None  # noqa: S101 - for the type checker
    one = one_of(field.name)
    row_key = field.record.row_key
    named = [column for column in tree.parts[0].columns if column.name in row_key]
    keys = tuple(
        attrs.evolve(column, name=_prefixed(one, column.name), required=False) for column in named
    )
    position = attrs.evolve(
        _POSITION, name=f"{one}_position", doc=f"position of the {one} in its list, from 0"
    )
    above = (*tree.keys[:-1], position, *keys)
    down = tuple(column.name for column in named)
    return attrs.evolve(tree, below=_below(test, field.record, above), handed_down=down)


def _prefixed(one: str, name: str) -> str:
    return name if name == one else f"{one}_{name}"


def _dict_of(name: str, field: Field, above: tuple[Column, ...]) -> Tree:
    """Return the tree of a dict: a row per key; values of any kind stand as JSON."""
    _, hint = typing.get_args(field.hint)
    plain = int in typing.get_args(hint)
    doc = "its value" if plain else "its value, as JSON"
    key = Column(one_of(field.name), str, "where it stood, or what it counts", required=True)
    keys = (*above, key)
    value = Column("value", int if plain else str, doc)
    table = Table(name, field.doc, (*keys, value), tuple(column.name for column in keys))
    return Tree(table, field.name, keys, holds=dict)


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


#: What `results` has beside the fields of a `Result`.
BESIDE: Final = (
    *_times(),
    *(
        Column(f"findings_{severity}", int, f"findings that are {severity}", required=True)
        for severity in SEVERITIES
    ),
    _SOURCE,
    _PLACE,
    Column("netassay_version", str, "version of netassay that read it", required=True),
)
_OWN: Final = _parts(Result)
RESULTS: Final = Tree(
    Table("results", "one row per response", (*_OWN[0].columns, *BESIDE), ("id",)),
    "",
    (),
    _OWN,
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
#: What the table of each test says of its results too: who looks there sees what works.
_JUDGED: Final = tuple(
    column for column in _OWN[0].columns if column.name in ("verdict", "summary")
)


def _of_test(name: str, cls: type[Record]) -> Tree:
    """Return the tree of a test's tables, its own with what its results are judged to be."""
    tree = _tree_of(name, cls, name, (_OWNER,))
    columns = (_OWNER, *_JUDGED, *tree.table.columns[1:])
    return attrs.evolve(tree, table=attrs.evolve(tree.table, columns=columns), judged=_JUDGED)


#: The tree of each test's tables, by the test's name.
TREES: Final[dict[str, Tree]] = {name: _of_test(name, spec.record) for name, spec in TESTS.items()}


def _all_tables() -> Iterator[Table]:
    waiting = [*TREES.values(), RESULTS]
    while waiting:
        tree = waiting.pop()
        yield tree.table
        waiting += tree.below
    yield REJECTS


#: All tables by name, in the order of names, `results` last: who sees a row of it sees all.
TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in sorted(_all_tables(), key=lambda table: (table.name == "results", table.name))
}
