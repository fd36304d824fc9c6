"""The load: read, convert and write, a batch at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.codec import encode
from netassay.errors import LoadError
from netassay.export.tables.arrow import arrow, schema_of
from netassay.loading.chunks import checksum, chunks_of
from netassay.loading.conversion import outcome_of
from netassay.loading.workers import convert_all
from netassay.normalizing.hints import asked_for
from netassay.sinks import LoadProgress, sink_for
from netassay.sinks.sink import batch_ids, without_ids
from netassay.sources import Hints, RepeatableSource, saved
from netassay.sources.files import paths_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from netassay.loading.conversion import ChunkRows
    from netassay.normalizing.reconcile import Prefer
    from netassay.records.result import Reject
    from netassay.redaction import Redactor
    from netassay.sinks import Form, Sink
    from netassay.sinks.sink import Tables
    from netassay.sources import SavedResponse

    Path = str | os.PathLike[str]

__all__ = ["BATCH", "Summary", "load"]

#: Responses in a batch by default.
BATCH: Final = 20_000


@attrs.frozen
class Summary:
    """The counts of a load: of `read` responses, each is one of `results` or `rejects`.

    `errors` counts findings that are errors. `resumed` responses were read before this load
    resumed; `new` ones of the others were not in the destination.
    """

    read: int
    results: int
    rejects: int
    errors: int
    resumed: int
    new: int


def load(  # noqa: PLR0913 - the options of a load
    *paths: Path,
    to: Path,
    form: Form | None = None,
    jobs: int = 1,
    resume: bool = False,
    batch: int = BATCH,
    url: str | None = None,
    test: str | None = None,
    family: str | None = None,
    prefer: Prefer = "output",
    progress: Callable[[LoadProgress], object] | None = None,
    redactor: Redactor | None = None,
    nothing: Callable[[str], object] | None = None,
) -> Summary:
    """Load saved responses into `to`; return the counts.

    `paths`, `url`, `test`, `family` and `prefer` are those of `netassay.read`. `to` is the
    destination, see `netassay.sinks.sink_for`; `form` is the format of a folder's files.
    Batches of `batch` responses are written whole or not at all. A response is stored once,
    however often it is loaded. `jobs` processes work side by side.

    `resume` continues the last load of the same paths and hints, or begins one. `progress` is
    called with the `LoadProgress` after each chunk.

    `nothing` is called with a message for each path that holds no response at all.

    A `redactor` replaces names and addresses by stand-ins. Everything is then read twice, by
    one process, and resuming needs a redactor with a key.

    Raises `FileNotFoundError` for a missing path, `UnknownName` for an unknown name,
    `MissingExtra` for a package that is not installed, and `LoadError` or `OSError` where
    the destination fails; then the load can be resumed.
    """
    work = _Load(
        paths, Hints(url, test, family, prefer), jobs, batch, resume, progress, redactor, nothing
    )
    work.check()
    with sink_for(to, form) as sink:
        return work.into(sink)


@attrs.frozen
class _Load:
    """What `load` was asked for, but for the destination."""

    paths: Sequence[Path]
    hints: Hints
    jobs: int
    batch: int
    resume: bool
    progress: Callable[[LoadProgress], object] | None
    redactor: Redactor | None
    nothing: Callable[[str], object] | None

    def check(self) -> None:
        """Raise what is wrong with it, before anything is opened."""
        if self.jobs < 1 or self.batch < 1:
            raise ValueError("jobs and batch are at least 1")
        if self.redactor is not None and self.jobs > 1:
            raise ValueError("what is redacted is the work of one process")
        if self.redactor is not None and self.resume and not self.redactor.keyed:
            raise ValueError("a redacted load can be resumed with the key that it began with")
        asked_for(self.hints.test, self.hints.family)
        paths_of(self.paths)

    def into(self, sink: Sink) -> Summary:
        """Write all rows to a sink; return the counts."""
        items = self._items()
        before = sink.begin(self._name, resume=self.resume)
        if self.progress:
            self.progress(before)
        run = _Run(sink, before, self.progress)
        chunks = chunks_of(_skip(before, items), self.batch, before.mark)
        for chunk, chunk_rows in convert_all(chunks, self.hints, self.jobs, self.redactor):
            run.take(chunk_rows, chunk.mark, closes=chunk.closes)
        return run.summary

    def _items(self) -> Iterator[SavedResponse | Reject]:
        """Return all items, once a redactor has learned them."""
        if self.redactor is None:
            return saved(*self.paths, nothing=self.nothing)
        items = RepeatableSource([os.fspath(path) for path in self.paths], self.nothing)
        for item in items:
            self.redactor.learn(outcome_of(item, self.hints))
        return iter(items)

    @property
    def _name(self) -> str:
        """The name of the load: its paths and hints."""
        names = [os.fspath(path) for path in self.paths]
        name = encode({"paths": names, **attrs.asdict(self.hints)}).decode()
        return name if self.redactor is None else f"redacted {self.redactor.text(name)}"


def _skip(
    done: LoadProgress, items: Iterator[SavedResponse | Reject]
) -> Iterator[SavedResponse | Reject]:
    """Skip what an earlier load read; raise `LoadError` where the input has changed."""
    mark = 0
    for _ in range(done.read):
        item = next(items, None)
        if item is None:
            break
        mark = checksum(item, mark)
    if mark != done.mark:
        message = f"the first {done.read} responses are not those that were loaded before"
        raise LoadError(f"{message}; load without --resume")
    yield from items


class _Run:
    """Collects the rows of chunks and writes them a batch at a time."""

    def __init__(
        self, sink: Sink, before: LoadProgress, progress: Callable[[LoadProgress], object] | None
    ) -> None:
        self._sink = sink
        self._before = self._done = before
        self._progress = progress
        self._new = 0
        self._clear()

    def _clear(self) -> None:
        self._ids: set[str] = set()
        self._batches: dict[str, list[pa.RecordBatch]] = {}

    def take(self, chunk_rows: ChunkRows, mark: int, *, closes: bool) -> None:
        """Add the rows of a chunk; write the batch that it closes."""
        table = arrow().Table.from_batches
        tables: Tables = {name: table([batch]) for name, batch in chunk_rows.batches.items()}
        ids = batch_ids(tables)
        tables = without_ids(tables, self._ids.intersection(ids))
        self._ids.update(ids)
        for name, rows in tables.items():
            self._batches.setdefault(name, []).extend(rows.to_batches())
        self._done = _advance(self._done, chunk_rows, mark)
        if closes:
            self._write()
        if self._progress:
            self._progress(self._done)

    def _write(self) -> None:
        table: Any = arrow().Table.from_batches
        tables = {name: table(parts, schema_of(name)) for name, parts in self._batches.items()}
        self._new += self._sink.write(tables, self._done)
        self._clear()

    @property
    def summary(self) -> Summary:
        """The counts so far."""
        counts = attrs.asdict(self._done)
        del counts["mark"]
        return Summary(**counts, resumed=self._before.read, new=self._new)


def _advance(done: LoadProgress, chunk_rows: ChunkRows, mark: int) -> LoadProgress:
    return LoadProgress(
        done.read + chunk_rows.results + chunk_rows.rejects,
        done.results + chunk_rows.results,
        done.rejects + chunk_rows.rejects,
        done.errors + chunk_rows.errors,
        mark,
    )
