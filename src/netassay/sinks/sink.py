"""What a sink must provide, and what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

import attrs

from netassay.export.tables.arrow import arrow
from netassay.export.tables.model import TABLES
from netassay.optional import needed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    import pyarrow as pa

    #: Tables by their names; those without rows may be missing.
    Tables = Mapping[str, pa.Table]

__all__ = ["Done", "Sink", "ids_of", "without"]


@attrs.frozen
class Done:
    """How far a load has come: of the responses read, each is a result or a reject.

    `errors` counts the findings that are errors. `mark` is a checksum over all that was
    read, by which a resumed load knows its input again.
    """

    read: int = 0
    results: int = 0
    rejects: int = 0
    errors: int = 0
    mark: int = 0


class Sink(Protocol):
    """Where a load goes: first `begin`, then `write` for each batch, at last `close`.

    All raise `LoadError` or `OSError` where the destination fails. What `write` has returned
    from is there for good, together with how far the load has come; of a batch that it has
    not returned from, `begin` leaves nothing.
    """

    def begin(self, load: str, *, resume: bool) -> Done:
        """Begin a load; return what of it is there already.

        `load` tells loads of other inputs apart. To `resume` is to go on with the last load
        of that name; without it, or where there is none, a new one begins with nothing.
        """
        ...

    def write(self, tables: Tables, done: Done) -> int:
        """Write a batch, all of it or nothing; return how many responses were new.

        Rows of results and rejects that are there already are left out. `tables` have no
        id twice; `done` is how far the load has come with this batch.
        """
        ...

    def close(self) -> None:
        """Let go of the destination."""
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


def ids_of(tables: Tables) -> list[str]:
    """Return the ids of the results and rejects in a batch."""
    columns = [tables[name].column("id") for name in ("results", "rejects") if name in tables]
    return [value for column in columns for value in column.to_pylist()]


def without(tables: Tables, known: set[str]) -> Tables:
    """Return a batch without the rows of some results and rejects."""
    if not known:
        return tables
    pc = needed("pyarrow.compute", "arrow")
    values = arrow().array(list(known), "string")
    kept = {
        name: table.filter(pc.invert(pc.is_in(table.column(TABLES[name].owner), values)))
        for name, table in tables.items()
    }
    return {name: table for name, table in kept.items() if table.num_rows}
