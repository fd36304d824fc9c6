"""The interface of a sink, and its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, Self

import attrs

from netassay.export.tables.arrow import arrow
from netassay.export.tables.model import TABLES
from netassay.optional import needed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    import pyarrow as pa

    from netassay.sources.unchanged import FileState

    #: Tables by their names; those without rows may be missing.
    Tables = Mapping[str, pa.Table]

__all__ = ["ID_TABLES", "LoadProgress", "Sink", "batch_ids", "without_ids"]

#: The tables whose rows are what was read, each with an id of its own.
ID_TABLES: Final = ("results", "rejects")


@attrs.frozen
class LoadProgress:
    """The progress of a load: of the responses read, each is a result or a reject.

    `errors` counts findings that are errors. `mark` is the checksum of the input read, by
    which a resumed load recognizes it.
    """

    read: int = 0
    results: int = 0
    rejects: int = 0
    errors: int = 0
    mark: int = 0


class Sink(Protocol):
    """The destination of a load: `begin`, then `write` for each batch, at last `close`.

    All raise `LoadError` or `OSError` where the destination fails. When `write` returns, the
    batch and the progress of the load are stored durably; of a batch whose `write` did not
    return, the next `begin` removes everything.
    """

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; return its progress so far.

        `load` is the name of its input. `resume` continues the last load of that name;
        otherwise, or where there is none, a new one begins.
        """
        ...

    def write(self, tables: Tables, done: LoadProgress) -> int:
        """Write a batch whole or not at all; return how many responses were new.

        Rows of stored results and rejects are left out. `tables` hold each id once; `done` is
        the progress of the load with this batch.
        """
        ...

    def loaded_files(self, hints: str, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return what is known of files in a folder: by name, the size, time (ns) and digest.

        They are those that earlier loads with these hints have read; this load's own, which
        it may be resuming, are not among them.
        """
        ...

    def remember(self, hints: str, files: Sequence[FileState]) -> None:
        """Keep what files were that have been read, once all that is in them is written.

        Where this is lost, they are read again, and nothing in them is new.
        """
        ...

    def close(self) -> None:
        """Close the destination."""
        ...

    def __enter__(self) -> Self:
        """Return the sink."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the sink."""
        self.close()


def batch_ids(tables: Tables) -> list[str]:
    """Return the ids of the results and rejects in a batch."""
    columns = [tables[name].column("id") for name in ID_TABLES if name in tables]
    return [value for column in columns for value in column.to_pylist()]


def without_ids(tables: Tables, known: set[str]) -> Tables:
    """Return a batch without the rows of the results and rejects with these ids."""
    if not known:
        return tables
    pc = needed("pyarrow.compute", "arrow")
    values = arrow().array(list(known), "string")
    kept = {
        name: table.filter(pc.invert(pc.is_in(table.column(TABLES[name].owner), values)))
        for name, table in tables.items()
    }
    return {name: table for name, table in kept.items() if table.num_rows}
