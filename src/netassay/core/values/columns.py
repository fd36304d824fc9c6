"""Columns: the names of what rows of texts hold, and by what each text is read."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from netassay.core.values.readings import Node, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netassay.core.values.readings import Reader

__all__ = ["Columns"]


class Columns:
    """The columns of rows: their names, and by what the texts in each are read.

    A column without a reader holds readings. `at` gives the position of a name.
    """

    def __init__(self, readers: Mapping[str, Reader | None]) -> None:
        self.names = tuple(readers)
        self.readers = tuple(readers.values())
        self.at = {name: number for number, name in enumerate(self.names)}
        self._changed: dict[tuple[str, str], Columns] = {}
        self._shared: dict[Columns, tuple[tuple[int, ...], tuple[int, ...]] | None] = {}
        self._usual = self._pattern()

    def _pattern(self) -> Callable[[str], Any] | None:
        """Return what matches the usual texts of all rows, a line each; None without any."""
        patterns = [reader.usual_pattern for reader in self.readers if reader is not None]
        if not patterns or "" in patterns or None in self.readers[: len(patterns)]:
            return None
        row = r"\n".join(f"(?:\0|{pattern})" for pattern in patterns)
        return re.compile(f"(?:{row}\n)*+").fullmatch

    def are_usual(self, rows: Sequence[tuple[Any, ...]]) -> bool:
        """Say whether each text can be read without a closer look."""
        if self._usual is None:
            return False
        texts = len(self.readers) - self.readers.count(None)
        cells = chain.from_iterable(
            rows if texts == len(self.readers) else [row[:texts] for row in rows]
        )
        joined = "\n".join(["\0" if cell is None else cell for cell in cells]) + "\n"
        return joined.count("\n") == texts * len(rows) and self._usual(joined) is not None

    def shared_with(self, other: Columns) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """Return the positions here and there of the columns of `other`.

        None where one of those is missing here, or read otherwise.
        """
        if other not in self._shared:
            alike = all(
                name in self.at
                and reader is not None
                and (own := self.readers[self.at[name]]) is not None
                and own.usual is reader.usual
                for name, reader in zip(other.names, other.readers, strict=True)
            )
            places = tuple(range(len(other.names)))
            self._shared[other] = (
                (tuple(self.at[name] for name in other.names), places) if alike else None
            )
        return self._shared[other]

    def plus(self, name: str) -> Columns:
        """Return these columns and one of readings."""
        return self._remembered(name, "", dict(zip(self.names, self.readers, strict=True)))

    def renamed(self, old: str, new: str) -> Columns:
        """Return these columns with another name for one."""
        pairs = zip(self.names, self.readers, strict=True)
        return self._remembered(
            old, new, {new if name == old else name: reader for name, reader in pairs}
        )

    def _remembered(self, old: str, new: str, readers: dict[str, Reader | None]) -> Columns:
        found = self._changed.get((old, new))
        if found is None:
            if not new:
                readers = readers | {old: None}
            found = self._changed.setdefault((old, new), Columns(readers))
        return found

    def node(self, row: tuple[Any, ...]) -> Node:
        """Return the node of a row whose texts are known to be usual."""
        return {
            name: cell if isinstance(cell, Reading) else reader[cell]  # type: ignore[index]
            for name, reader, cell in zip(self.names, self.readers, row, strict=True)
            if cell is not None
        }
