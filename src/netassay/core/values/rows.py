"""Rows: the records of a list while they are read, as the texts that they came as.

Both sides of a response mostly hold the very same texts. So a row stays a tuple of texts,
compared and converted a column at a time, until one of its readings is asked for: then it
becomes a node, in its place.
"""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netassay.core.values.columns import Columns
    from netassay.core.values.readings import Node, Reader, Reading

__all__ = ["Figures", "Rows", "any_has", "row_at", "steps_of", "values_of"]


class Rows(list[Any]):
    """Rows of texts, as a list of nodes: one that is asked for is made then.

    `checked` makes them; there each text was found to be usual, so that reading it later can't
    fail.
    """

    __slots__ = ("_are_texts", "_read", "columns")

    def __init__(self, columns: Columns, rows: Iterable[Any], read: list[Any]) -> None:
        """Make rows; `read` are the values of each column, None for an empty one, ``...`` unread."""
        super().__init__(rows)
        self.columns = columns
        self._read = read
        self._are_texts = True

    @classmethod
    def checked(cls, columns: Columns, rows: list[tuple[Any, ...]]) -> Rows | None:
        """Return the rows, None where a text of them needs a closer look."""
        if columns.are_usual(rows):
            return cls(columns, rows, [...] * len(columns.names))
        read = []
        for reader, cells in zip(columns.readers, zip(*rows, strict=True), strict=True):
            values = _values(reader, cells)
            if values is None and cells.count(None) < len(cells):
                return None
            read.append(values)
        return cls(columns, rows, read)

    def _column(self, at: int) -> Sequence[Any] | None:
        """Return the values of a column, None where it is empty."""
        values: Any = self._read[at]
        if values is ...:
            cells = [row[at] for row in super().__iter__()]
            reader = self.columns.readers[at]
            if reader is None or None in cells:
                values = _values(reader, cells)
            else:
                values = reader.usual_values(cells)
            self._read[at] = values
        return values  # type: ignore[no-any-return]

    # --- As a list of nodes -------------------------------------------------------------

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        row = super().__getitem__(index)
        if type(row) is tuple:
            row = self.columns.node(row)
            self[index] = row
        return row

    def __setitem__(self, index: Any, row: Any) -> None:
        if self._are_texts:
            self._keep_values()
        super().__setitem__(index, row)

    def __iter__(self) -> Iterator[Any]:
        """Make nodes of all rows."""
        for at, row in enumerate(super().__iter__()):
            if type(row) is tuple:
                self[at] = self.columns.node(row)
        return super().__iter__()

    def __reversed__(self) -> Iterator[Any]:
        return iter(list(self)[::-1])

    def _make_nodes(self) -> None:
        for _ in self:
            """Each becomes a node."""

    def append(self, row: Any) -> None:
        """Add a node."""
        self._make_nodes()
        super().append(row)

    def extend(self, rows: Iterable[Any]) -> None:
        """Add nodes."""
        self._make_nodes()
        super().extend(rows)

    def insert(self, index: Any, row: Any) -> None:
        """Add a node in front of another."""
        self._make_nodes()
        super().insert(index, row)

    def pop(self, index: Any = -1) -> Any:
        """Take a node out."""
        self._make_nodes()
        return super().pop(index)

    def __delitem__(self, index: Any) -> None:
        self._make_nodes()
        super().__delitem__(index)

    # --- As texts -----------------------------------------------------------------------

    @property
    def as_read(self) -> Iterator[Any]:
        """The rows as they are: tuples of texts, and nodes."""
        return super().__iter__()

    @property
    def are_texts(self) -> bool:
        """Whether no row is a node."""
        return self._are_texts

    def texts(self, places: tuple[int, ...]) -> list[tuple[Any, ...]]:
        """Return the texts of some columns, row by row; None where a row has none."""
        if places == tuple(range(len(self.columns.names))):
            return list(super().__iter__())
        if len(places) == 1:
            return [(row[places[0]],) for row in super().__iter__()]
        return list(map(itemgetter(*places), super().__iter__()))

    def values(self, name: str) -> Sequence[Any]:
        """Return the values of a column; None where a row has none."""
        at = self.columns.at.get(name)
        values = None if at is None else self._column(at)
        if self._are_texts:
            return [None] * len(self) if values is None else values
        return [
            (None if values is None else values[number])
            if type(row) is tuple
            else (row[name].value if name in row else None)
            for number, row in enumerate(super().__iter__())
        ]

    def has(self, name: str) -> bool:
        """Say whether some row has a field."""
        at = self.columns.at.get(name)
        values = None if at is None else self._column(at)
        if self._are_texts:
            return values is not None
        return any(
            [
                name in row
                if type(row) is dict
                else values is not None and values[number] is not None
                for number, row in enumerate(super().__iter__())
            ]
        )

    def node(self, at: int) -> Any:
        """Return a row as a node, and leave it as it is."""
        row = super().__getitem__(at)
        return self.columns.node(row) if type(row) is tuple else row

    def stored(self) -> list[tuple[str, Sequence[Any]]]:
        """Return the columns that hold something: the name, and the value of each row of texts."""
        columns = [(name, self._column(at)) for at, name in enumerate(self.columns.names)]
        return [(name, values) for name, values in columns if values is not None]

    def _keep_values(self) -> None:
        """Convert all columns, before a row becomes a node."""
        for at in range(len(self._read)):
            self._column(at)
        self._are_texts = False

    def with_column(self, name: str, reading: Reading) -> Rows:
        """Return rows of texts with one reading, alike in each, in a column of this name."""
        at = self.columns.at.get(name, len(self.columns.names))
        read = [*self._read[:at], [reading.value] * len(self), *self._read[at + 1 :]]
        cell = (reading,)
        rows = [(*row[:at], *cell, *row[at + 1 :]) for row in super().__iter__()]
        return Rows(self.columns.plus(name), rows, read)

    def renamed(self, old: str, new: str) -> Rows:
        """Return rows of texts with another name for a column."""
        return Rows(self.columns.renamed(old, new), super().__iter__(), self._read)

    def arranged(self, rows: Sequence[int | Node]) -> Rows:
        """Return some of these rows, by their positions, with other nodes between."""
        own = list(super().__iter__())
        for at in range(len(self._read)):
            self._column(at)
        read: list[Any] = [
            values and [None if type(at) is dict else values[at] for at in rows]
            for values in self._read
        ]
        made = Rows(self.columns, [at if type(at) is dict else own[at] for at in rows], read)  # type: ignore[index]
        made._are_texts = self._are_texts and not any([type(at) is dict for at in rows])
        return made


def _values(reader: Reader | None, cells: Sequence[Any]) -> Sequence[Any] | None:
    """Return the values of cells, of which some may be None.

    None where all are, or where a text needs a closer look.
    """
    if None not in cells:
        return [cell.value for cell in cells] if reader is None else reader.column(cells)
    there = [cell for cell in cells if cell is not None]
    found = _values(reader, there) if there else None
    if found is None:
        return None
    rest = iter(found)
    return [None if cell is None else next(rest) for cell in cells]


def values_of(rows: Sequence[Any], name: str) -> Sequence[Any]:
    """Return the values of a field in a list of nodes; None where a row has none."""
    if isinstance(rows, Rows):
        return rows.values(name)
    return [row[name].value if name in row else None for row in rows]


def row_at(rows: Sequence[Any], at: int) -> Any:
    """Return a row of a list as a node, which is only looked at."""
    return rows.node(at) if isinstance(rows, Rows) else rows[at]


def steps_of(rows: Sequence[Any], name: str) -> list[float]:
    """Return the steps of a field's readings in those rows that have it, in order."""
    if not isinstance(rows, Rows):
        return [row[name].step for row in rows if name in row]
    at = rows.columns.at.get(name, -1)
    reader = None if at < 0 else rows.columns.readers[at]
    as_read = list(rows.as_read)
    texts = [row[at] for row in as_read if type(row) is tuple] if reader is not None else []
    there = [text for text in texts if text is not None]
    of_texts = iter(reader.usual.steps(there) if reader is not None and there else ())
    return [
        next(of_texts) if type(row) is tuple else row[name].step
        for row in as_read
        if (name in row if type(row) is dict else reader is not None and row[at] is not None)
    ]


def any_has(rows: Sequence[Any], name: str) -> bool:
    """Say whether some row of a list has a field."""
    return rows.has(name) if isinstance(rows, Rows) else any([name in row for row in rows])


class Figures:
    """The values of a field in some rows, and the precision of their texts, when it is asked for."""

    def __init__(self, rows: Sequence[Any], name: str) -> None:
        self._rows = rows
        self._name = name
        self.values = [value for value in values_of(rows, name) if value is not None]

    @cached_property
    def steps(self) -> list[float]:
        """The steps of all."""
        return steps_of(self._rows, self._name)
