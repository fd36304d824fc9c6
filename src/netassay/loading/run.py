"""The load: read, work, write, a batch at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.codec import encode
from netassay.errors import LoadError
from netassay.export.tables.arrow import arrow, schema_of
from netassay.loading.chunks import chunks_of, marked
from netassay.loading.workers import all_worked
from netassay.loading.working import Hints, outcome_of
from netassay.normalizing.envelope import asked_for
from netassay.sinks import Done, sink_for
from netassay.sinks.sink import ids_of, without
from netassay.sources import RepeatableSource, saved
from netassay.sources.files import paths_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyarrow as pa

    from netassay.loading.working import Worked
    from netassay.normalizing.reconcile import Prefer
    from netassay.records.result import Reject
    from netassay.redaction import Redactor
    from netassay.sinks import Form, Sink
    from netassay.sinks.sink import Tables
    from netassay.sources import SavedResponse

    Path = str | os.PathLike[str]

__all__ = ["BATCH", "Summary", "load"]

#: Responses in a batch, where nothing else is asked for.
BATCH: Final = 20_000


@attrs.frozen
class Summary:
    """What a load did: `read` responses, of which each is one of `results` or `rejects`.

    `errors` counts the findings that are errors. `resumed` of them were read before this
    load went on; of the others `new` were not there yet.
    """

    read: int
    results: int
    rejects: int
    errors: int
    resumed: int
    new: int


def load(  # noqa: PLR0913 - what may be said of a load
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
    progress: Callable[[Done], object] | None = None,
    redactor: Redactor | None = None,
) -> Summary:
    """Load saved responses into `to`; return what was done.

    `paths`, `url`, `test`, `family` and `prefer` are those of `netassay.read`. `to` says
    where they go, see `netassay.sinks.sink_for`; `form` is that of the files in a folder.
    A batch of `batch` responses is there whole or not at all. The same response is there
    once, however often it is loaded. `jobs` processes work side by side.

    With `resume`, the last load of the same paths and hints goes on where it stopped, and
    begins where there was none. `progress` is called with how far the load has come.

    With a `redactor` who and where are replaced by stand-ins. All is read twice then, by one
    process, and a load that shall be resumed needs a redactor with a key.

    Raises `FileNotFoundError` for a path and `UnknownName` for a name that does not exist,
    `MissingExtra` for a package that is not installed, `LoadError` or `OSError` where
    the destination fails; then the load can be resumed.
    """
    if jobs < 1 or batch < 1:
        raise ValueError("jobs and batch are at least 1")
    if redactor is not None:
        _refuse(redactor, jobs, resume=resume)
    asked_for(test, family)
    paths_of(paths)
    hints = Hints(url, test, family, prefer)
    with sink_for(to, form) as sink:
        every = saved(*paths) if redactor is None else _learned(paths, hints, redactor)
        before = sink.begin(_name(paths, hints, redactor), resume=resume)
        items = _behind(before, every)
        if progress:
            progress(before)
        run = _Run(sink, before, progress)
        chunks = chunks_of(items, batch, before.mark)
        for chunk, worked in all_worked(chunks, hints, jobs, redactor):
            run.take(worked, chunk.mark, closes=chunk.closes)
        return run.summary


def _refuse(redactor: Redactor, jobs: int, *, resume: bool) -> None:
    if jobs > 1:
        raise ValueError("what is redacted is the work of one process")
    if resume and not redactor.keyed:
        raise ValueError("a redacted load can be resumed with the key that it began with")


def _learned(
    paths: Sequence[Path], hints: Hints, redactor: Redactor
) -> Iterator[SavedResponse | Reject]:
    """Let a redactor learn of everything; return the same once more."""
    items = RepeatableSource([os.fspath(path) for path in paths])
    for item in items:
        redactor.learn(outcome_of(item, hints))
    return iter(items)


def _name(paths: Sequence[Path], hints: Hints, redactor: Redactor | None) -> str:
    """Return what tells loads apart: what they read, and what they are told of it."""
    names = [os.fspath(path) for path in paths]
    name = encode({"paths": names, **attrs.asdict(hints)}).decode()
    return name if redactor is None else f"redacted {redactor.text(name)}"


def _behind(
    done: Done, items: Iterator[SavedResponse | Reject]
) -> Iterator[SavedResponse | Reject]:
    """Pass over what was done before; raise `LoadError` where it is not what it was."""
    mark = 0
    for _ in range(done.read):
        item = next(items, None)
        if item is None:
            break
        mark = marked(item, mark)
    if mark != done.mark:
        message = f"the first {done.read} responses are not those that were loaded before"
        raise LoadError(f"{message}; load without --resume")
    yield from items


class _Run:
    """Gathers what was worked on and writes it a batch at a time."""

    def __init__(self, sink: Sink, before: Done, progress: Callable[[Done], object] | None) -> None:
        self._sink = sink
        self._before = self._done = before
        self._progress = progress
        self._new = 0
        self._clear()

    def _clear(self) -> None:
        self._seen: set[str] = set()
        self._parts: dict[str, list[pa.RecordBatch]] = {}

    def take(self, worked: Worked, mark: int, *, closes: bool) -> None:
        """Take in what came of a chunk; write the batch that it closes."""
        table = arrow().Table.from_batches
        tables: Tables = {name: table([batch]) for name, batch in worked.batches.items()}
        ids = ids_of(tables)
        tables = without(tables, self._seen.intersection(ids))
        self._seen.update(ids)
        for name, rows in tables.items():
            self._parts.setdefault(name, []).extend(rows.to_batches())
        self._done = _further(self._done, worked, mark)
        if closes:
            self._write()
        if self._progress:
            self._progress(self._done)

    def _write(self) -> None:
        table: Any = arrow().Table.from_batches
        tables = {name: table(parts, schema_of(name)) for name, parts in self._parts.items()}
        self._new += self._sink.write(tables, self._done)
        self._clear()

    @property
    def summary(self) -> Summary:
        """What was done."""
        counts = attrs.asdict(self._done)
        del counts["mark"]
        return Summary(**counts, resumed=self._before.read, new=self._new)


def _further(done: Done, worked: Worked, mark: int) -> Done:
    return Done(
        done.read + worked.results + worked.rejects,
        done.results + worked.results,
        done.rejects + worked.rejects,
        done.errors + worked.errors,
        mark,
    )
