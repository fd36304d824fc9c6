"""A folder of tables in an object store: a dataset per table, a file per batch.

    s3://bucket/out/ping/part-000000-000000-5f0c1e8a9b7d6c42.parquet

A batch counts when its commit is there (`netassay.sinks.commits`), which names its files: it
is whole or not there. Who reads the folder without the commits may see files of a batch
before it counts, as they appear one by one, those of `results` last; what a load left that
was stopped in between, the next one removes as it begins, under whatever name it loads.

Any number of loads may write at once: each id is there once, as long as the store has a
write that fails where an object is there (S3, GCS and Azure have). On other stores two loads
at once may make a commit that only one of them keeps.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from netassay.errors import LoadError, MissingExtra, UnknownName
from netassay.export.tables.model import TABLES
from netassay.sinks.commits import FOLDER, IDS, Commit, Commits, LoadState, new_token
from netassay.sinks.file_forms import file_of
from netassay.sinks.id_runs import IdRun, IdRuns, merged_with
from netassay.sinks.sink import LoadProgress, Sink, batch_ids, without_ids
from netassay.sinks.source_records import SourceRecords
from netassay.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netassay.sinks.sink import Tables
    from netassay.sources.unchanged import FileState

__all__ = ["CloudFolder"]

#: Commits of others that a load gives way to, one behind the other, before it gives up.
_PATIENCE: Final = 100
_RECORDS: Final = f"{FOLDER}/sources"
#: Seconds between two writes of what is known of files.
_NOW_AND_THEN: Final = 30


class CloudFolder(Sink):
    """The sink of a folder in an object store."""

    def __init__(self, url: str, form: str) -> None:
        self._store = Store(url)
        self._form = form
        self._commits = Commits(self._store)
        self._last: Commit | None = None
        self._load = LoadState(0, "")
        self._runs = IdRuns(self._fetch)
        self._records = SourceRecords(self._record, self._replace_record)
        self._told: dict[str, bytes] = {}
        self._told_at = time.monotonic()

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; see `Sink`. What others left unfinished is removed."""
        with self._load_errors():
            last = self._commits.last()
            if last is None and not self._store.is_empty():
                raise LoadError("holds other things; a load wants an empty folder, or its own")
            for _ in range(_PATIENCE):
                if last is not None and last.form != self._form:
                    raise LoadError(f"holds {last.form}, not {self._form}")
                begun = self._begun(last, load, resume=resume)
                if self._commits.make(begun):
                    self._last, self._load = begun, begun.load
                    self._commits.tidy(begun)
                    self._commits.keep(begun.load)
                    return begun.load.done
                last = self._newest(last)
            raise LoadError("many other loads are writing to it")

    def _begun(self, last: Commit | None, name: str, *, resume: bool) -> Commit:
        """Return the commit with which a load begins: nothing older can be committed then."""
        token = new_token()
        loads = 0 if last is None else last.loads
        known = self._commits.load_named(name, last) if resume else None
        load = known or LoadState(loads, name)
        number, ids = (1, ()) if last is None else (last.number + 1, last.ids)
        return Commit(number, token, self._form, load, max(loads, load.number + 1), ids)

    def write(self, tables: Tables, done: LoadProgress) -> int:
        """Write a batch; see `Sink`. Where others were faster, it is written again."""
        ids = batch_ids(tables)
        with self._load_errors():
            for _ in range(_PATIENCE):
                last = self._current
                contained = self._runs.contained(ids, last.ids)
                new = [one for one in ids if one not in contained]
                if self._is_written(last, new, without_ids(tables, contained), done):
                    return len(new)
                self._last = self._newest(last)
            raise LoadError("many other loads are writing to it")

    @property
    def _current(self) -> Commit:
        assert self._last is not None  # noqa: S101 - a load has begun
        return self._last

    def _newest(self, last: Commit | None) -> Commit | None:
        return self._commits.last(behind=0 if last is None else last.number)

    def _is_written(
        self, last: Commit, new: Sequence[str], tables: Tables, done: LoadProgress
    ) -> bool:
        """Write files and commit them; return False where another commit came between."""
        token, load = new_token(), self._load
        name = f"part-{load.number:06}-{load.batches:06}-{token}.{self._form}"
        names = {table: f"{table}/{name}" for table in TABLES if new and table in tables}
        runs, run = self._with_run(last.ids, new, token)
        files = (*names.values(), *run)
        if files:
            self._commits.announce(last.number + 1, token, files)
            data = {names[table]: file_of(self._form, tables[table]) for table in names}
            results = {one: data.pop(one) for one in [names.get("results")] if one in data}
            self._store.write_all(data | run)
            self._store.write_all(results)
        load = LoadState(load.number, load.name, done, load.batches + 1)
        commit = Commit(
            last.number + 1, token, self._form, load, last.loads, runs, tuple(names.values())
        )
        made = self._commits.make(commit)
        if not made:
            self._store.remove(files)
        else:
            self._last, self._load = commit, load
            self._commits.keep(load)
            self._keep_run(run)
        if files:
            self._commits.forget(commit.number, token)
        return made

    def _with_run(
        self, runs: tuple[IdRun, ...], new: Sequence[str], token: str
    ) -> tuple[tuple[IdRun, ...], dict[str, bytes]]:
        """Return the runs with new ids, and the data of the run that is new."""
        if not new:
            return runs, {}
        kept = merged_with(runs, len(new))
        run = IdRun(f"{IDS}/{token}", len(new) + sum(one.count for one in runs[kept:]))
        return (*runs[:kept], run), {run.name: self._runs.merged(new, runs[kept:])}

    def _keep_run(self, run: dict[str, bytes]) -> None:
        for name, data in run.items():
            self._runs.add(name, data)

    def _fetch(self, name: str) -> bytes:
        data = self._store.read(name)
        if data is None:
            raise LoadError(f"{name} is missing")
        return data

    # --- Files that were loaded -------------------------------------------------------

    def loaded_files(self, hints: str, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return what is known of files in a folder; see `Sink`."""
        with self._load_errors():
            return self._records.known(hints, folder, self._load.number)

    def remember(self, hints: str, files: Sequence[FileState]) -> None:
        """Keep what files were; see `Sink`. It is written now and then, and at the end."""
        for part, lines in self._records.lines(hints, files, self._load.number).items():
            self._told[part] = self._told.get(part, b"") + lines
        if time.monotonic() > self._told_at + _NOW_AND_THEN:
            with self._load_errors():
                self._tell()

    def _tell(self) -> None:
        """Add lines to objects; those that another load adds meanwhile may be lost."""
        data = {part: self._record(part) + lines for part, lines in self._told.items()}
        self._store.write_all({f"{_RECORDS}/{part}": lines for part, lines in data.items()})
        self._told, self._told_at = {}, time.monotonic()

    def _record(self, part: str) -> bytes:
        return self._store.read(f"{_RECORDS}/{part}") or b""

    def _replace_record(self, part: str, data: bytes) -> None:
        self._store.write_all({f"{_RECORDS}/{part}": data})

    @contextmanager
    def _load_errors(self) -> Iterator[None]:
        """Turn errors of the store into a `LoadError` of one line."""
        try:
            yield
        except (MissingExtra, UnknownName):
            raise
        except LoadError as error:
            raise LoadError(f"{self._store.name}: {error}") from None
        except FileNotFoundError as error:
            reason = str(error.strerror or error).split("\n")[0]
            raise LoadError(f"{self._store.name}: {reason or 'not there'}") from None
        except OSError as error:
            raise LoadError(f"{self._store.name}: {error.strerror or error}") from None

    def close(self) -> None:
        """Forget the ids, and tell what was read."""
        self._runs.close()
        with suppress(OSError):  # What can't be told is read again.
            if self._told:
                self._tell()
