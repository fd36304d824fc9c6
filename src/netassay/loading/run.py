"""The load: read, convert and write, a batch at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.codec import encode
from netassay.errors import UnknownName, WrongDestination
from netassay.export.tables.arrow import arrow, schema_of
from netassay.loading.chunks import checksum, chunks_of
from netassay.loading.conversion import outcome_of
from netassay.loading.growing import LoadedFiles, shown_hints
from netassay.loading.resuming import advanced, checksum_of, resumed
from netassay.loading.workers import convert_all
from netassay.normalizing.hints import asked_for
from netassay.sinks import LoadProgress, sink_for
from netassay.sinks.addresses import without_secret, wrong_address
from netassay.sinks.destinations import destination_of
from netassay.sinks.sink import batch_ids, without_ids
from netassay.sources import Hints, RepeatableSource, saved
from netassay.sources.collisions import input_written
from netassay.sources.files import STANDARD_INPUT, paths_of
from netassay.stores import is_url, overlap, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from netassay.loading.chunks import Chunk
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
    resumed; `new` ones of the others were not in the destination. `passed_over` files were not
    read: they were loaded before, and have not changed.
    """

    read: int
    results: int
    rejects: int
    errors: int
    resumed: int
    new: int
    passed_over: int = 0


def load(  # noqa: PLR0913 - the options of a load
    *paths: Path,
    to: Path,
    form: Form | None = None,
    jobs: int = 1,
    resume: bool = False,
    batch: int = BATCH,
    reread: bool = False,
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

    Files that were loaded before into the same destination, with the same hints and by this
    version, and have not changed, are passed over without being read, unless `reread`.

    `resume` continues the last load of the same paths and hints, or begins one. The input may have
    grown since, in its last response too. `progress` is called with the `LoadProgress` after each chunk.
    `nothing` is called with a message for each path that holds no response at all.

    A `redactor` replaces names and addresses by stand-ins. Everything is then read, and twice,
    by one process, and resuming needs a redactor with a key.

    Raises `FileNotFoundError` for a missing path, `UnknownName` for an unknown name,
    `MissingExtra` for a package that is not installed, `WrongDestination` for one that is an
    input or holds something else, `InputChanged` where the input to resume is another, and
    `LoadError` or `OSError` where the destination fails; then the load can be resumed.
    """
    hints = Hints(url, test, family, prefer)
    work = _Load(paths, hints, jobs, batch, resume, reread, progress, redactor, nothing)
    work.check()
    _check_destination(os.fspath(to), paths)
    with sink_for(to, form) as sink:
        return work.into(sink)


def _check_destination(to: str, paths: Sequence[Path]) -> None:
    """Raise what is wrong with a destination, whatever sink it has."""
    if to == STANDARD_INPUT:
        raise UnknownName("-: tables don't go to standard output; a folder of that name is ./-")
    found = destination_of(to)
    if found.kind == "postgres" and (wrong := wrong_address(found.name)):
        raise WrongDestination(f"{without_secret(to, to)}: {wrong}")
    read = input_written(found.name, paths) if found.kind in ("folder", "duckdb") else None
    if found.kind == "object store":
        names = [os.fspath(path) for path in paths]
        urls = [name for name in names if is_url(name) and overlap(name, found.name)]
        read = shown(urls[0]) if urls else None
    if read is not None:
        raise WrongDestination(f"{shown(to)}: is, holds or lies in what is read ({read})")


@attrs.frozen
class _Load:
    """What `load` was asked for, but for the destination."""

    paths: Sequence[Path]
    hints: Hints
    jobs: int
    batch: int
    resume: bool
    reread: bool
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
        stored = sink.begin(self._name, resume=self.resume)
        if self.progress:
            self.progress(stored)
        loaded = LoadedFiles(sink, self.hints, reread=self.reread)
        before, rest = resumed(stored, self._items(loaded), self._summed)
        run = _Run(sink, before, loaded, self.progress)
        chunks = chunks_of(rest, self.batch, checksum_of(before), self._summed)
        for chunk, chunk_rows in convert_all(chunks, self.hints, self.jobs, self.redactor):
            run.take(chunk_rows, chunk)
        return run.finish()

    def _items(self, loaded: LoadedFiles) -> Iterator[SavedResponse | Reject]:
        """Return the items of all files but those that were loaded before.

        A redactor learns all items first. A name that it meets in one file only explains free
        text in another, so that then none is passed over.
        """
        if self.redactor is None:
            return loaded.counted(saved(*self.paths, unchanged=loaded, nothing=self.nothing))
        items = RepeatableSource([os.fspath(path) for path in self.paths], self.nothing)
        for item in items:
            self.redactor.learn(outcome_of(item, self.hints))
        return iter(items)

    @property
    def _name(self) -> str:
        """The name of the load: its paths and hints."""
        names = [shown(os.fspath(path)) for path in self.paths]
        name = encode({"paths": names, **shown_hints(self.hints)}).decode()
        return name if self.redactor is None else f"redacted {self.redactor.digest(name)}"

    @property
    def _summed(self) -> Callable[[SavedResponse | Reject, int], int]:
        """The checksum of the input up to an item; of what is redacted nobody can try what it was."""
        redactor = self.redactor
        if redactor is None:
            return checksum
        return lambda item, mark: int(redactor.digest(f"mark {checksum(item, mark)}")[:8], 16)


class _Run:
    """Collects the rows of chunks and writes them a batch at a time."""

    def __init__(
        self,
        sink: Sink,
        before: LoadProgress,
        loaded: LoadedFiles,
        progress: Callable[[LoadProgress], object] | None,
    ) -> None:
        self._sink = sink
        self._loaded = loaded
        self._before = self._done = before
        self._progress = progress
        self._new = 0
        self._clear()

    def _clear(self) -> None:
        self._ids: set[str] = set()
        self._batches: dict[str, list[pa.RecordBatch]] = {}

    def take(self, chunk_rows: ChunkRows, chunk: Chunk) -> None:
        """Add the rows of a chunk; write the batch that it closes."""
        table = arrow().Table.from_batches
        tables: Tables = {name: table([batch]) for name, batch in chunk_rows.batches.items()}
        ids = batch_ids(tables)
        tables = without_ids(tables, self._ids.intersection(ids))
        self._ids.update(ids)
        for name, rows in tables.items():
            self._batches.setdefault(name, []).extend(rows.to_batches())
        self._done = advanced(self._done, chunk_rows, chunk)
        if chunk.closes:
            self._write()
        if self._progress:
            self._progress(self._done)

    def _write(self) -> None:
        table: Any = arrow().Table.from_batches
        tables = {name: table(parts, schema_of(name)) for name, parts in self._batches.items()}
        self._new += self._sink.write(tables, self._done)
        self._loaded.written(self._done.read)
        self._clear()

    def finish(self) -> Summary:
        """Remember the last files that were read; return the counts."""
        self._loaded.written(self._done.read)
        counts = attrs.asdict(self._done)
        del counts["mark"]
        return Summary(
            **counts, resumed=self._before.read, new=self._new, passed_over=self._loaded.passed_over
        )
