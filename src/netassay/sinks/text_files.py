"""A file of text per table, to which each batch is appended: ``out/ping.csv``.

The manifest holds the length of each; the rest of an unfinished batch is cut off, that of others
is not.
"""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING, Any

from netassay.errors import LoadError
from netassay.export.tables.arrow import schema_of
from netassay.export.tables.model import TABLES
from netassay.sinks.sink import ID_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    import pyarrow as pa

    from netassay.sinks.manifest import Manifest
    from netassay.sinks.sink import Tables

    #: Writes rows to a file; the last argument is True for the first rows of the file.
    Writer = Callable[[pa.Table, BinaryIO, bool], Any]
    #: Gives the ids of the rows in a file.
    IdReader = Callable[[Path], Iterator[list[str]]]

__all__ = ["TextFiles"]


class TextFiles:
    """Tables as text files in one format; `form` is its name and the suffix."""

    def __init__(self, form: str, write: Writer, ids_in: IdReader) -> None:
        self.form = form
        self._rows_to = write
        self._ids_in = ids_in

    def ids(self, folder: Path) -> Iterator[list[str]]:
        """Give the ids of all results and rejects."""
        for table in ID_TABLES:
            path = folder / f"{table}.{self.form}"
            if path.exists():
                yield from self._ids_in(path)

    def restore(self, folder: Path, manifest: Manifest) -> None:
        """Cut off the rows of unfinished batches."""
        for table in TABLES:
            path, size = folder / f"{table}.{self.form}", manifest.sizes.get(table, 0)
            existing = path.stat().st_size if path.exists() else 0
            if existing < size or (existing > size and not manifest.writing):
                advice = "; take away what was added, or load elsewhere" if existing > size else ""
                raise LoadError(f"{path}: has {existing} bytes, but {size} were loaded{advice}")
            if existing > size:
                os.truncate(path, size)
            if path.exists() and not size:
                path.unlink()
            elif size:
                self._check_head(path, table)

    def _check_head(self, path: Path, table: str) -> None:
        """Raise `LoadError` for a file of another version of netassay with another header."""
        head = BytesIO()
        self._rows_to(schema_of(table).empty_table(), head, True)  # noqa: FBT003
        with path.open("rb") as file:
            if file.read(head.tell()) != head.getvalue():
                raise LoadError(f"{path}: has other columns than rows have now; load elsewhere")

    def write(self, folder: Path, manifest: Manifest, tables: Tables) -> None:
        """Add the rows of a batch to the files."""
        sizes = dict(manifest.sizes)
        try:
            for table in filter(tables.__contains__, TABLES):
                path = folder / f"{table}.{self.form}"
                sizes[table] = self._add(path, tables[table], first=not sizes.get(table))
        except BaseException:
            self.restore(folder, manifest)
            raise
        manifest.sizes = sizes

    def close(self, folder: Path) -> None:
        """Note nothing: the lengths of the files tell enough."""

    def _add(self, path: Path, table: pa.Table, *, first: bool) -> int:
        with path.open("ab") as file:
            self._rows_to(table, file, first)
            file.flush()
            os.fsync(file.fileno())
            return file.tell()
