"""A folder of tables: files that appear whole, or grow and are cut back after a crash.

Beside the tables lie a manifest of the loads and the ids that are in the folder. A batch
counts when the manifest says so, which is written last: `begin` removes what a load left
behind that did not come so far. Where the last load closed the folder, what is more than the
manifest says was added by others; then nothing is removed, and no load begins.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from msgspec import MsgspecError

from netassay.errors import LoadError, WrongDestination
from netassay.sinks.id_file import IdFile, open_ids
from netassay.sinks.locks import DestinationLock
from netassay.sinks.manifest import Manifest, replace_file
from netassay.sinks.sink import LoadProgress, Sink, batch_ids, without_ids
from netassay.sinks.source_records import RECORDS, SourceRecords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from netassay.sinks.sink import Tables
    from netassay.sources.unchanged import FileState

__all__ = ["Files", "Folder"]


class Files(Protocol):
    """The files of tables in a folder, in one format."""

    form: str

    def restore(self, folder: Path, manifest: Manifest) -> None:
        """Remove what an unfinished batch left; raise `LoadError` for what is missing or of others."""
        ...

    def ids(self, folder: Path) -> Iterator[list[str]]:
        """Give the ids of all results and rejects in the folder, from their rows."""
        ...

    def write(self, folder: Path, manifest: Manifest, tables: Tables) -> None:
        """Write a batch of the current load durably, and enter it in the manifest."""
        ...

    def close(self, folder: Path) -> None:
        """Note what the next load will find, if nobody else changes it."""
        ...


class Folder(Sink):
    """The sink of a folder."""

    def __init__(self, path: Path, files: Files) -> None:
        self._path = path
        self._files = files
        self._lock: DestinationLock | None = None
        self._ids: IdFile | None = None
        #: All of the batches so far are whole.
        self._whole = False
        self._records = SourceRecords(self._record, self._replace_record)

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; see `Sink`."""
        if self._path.exists() and not self._path.is_dir():
            raise WrongDestination(f"{self._path}: a file, and no folder")
        self._path.mkdir(parents=True, exist_ok=True)
        self._lock = DestinationLock.acquired(self._path)
        self._manifest = manifest = Manifest.of(self._path, self._files.form)
        self._files.restore(self._path, manifest)
        ids = self._path / "_netassay.ids"
        self._ids = open_ids(ids, manifest.ids, manifest.ids_mark, self._stored_ids())
        manifest.begin(self._path, load, resume=resume)
        manifest.writing, manifest.ids_mark = True, self._ids.mark
        manifest.save(self._path)
        self._whole = True
        return manifest.current.done

    def _stored_ids(self) -> Iterator[bytes]:
        """Give the ids of the rows; raise `LoadError` where they can't be read."""
        try:
            for ids in self._files.ids(self._path):
                yield b"".join(map(bytes.fromhex, ids))
        except (OSError, ValueError, KeyError, TypeError, MsgspecError) as error:
            reason = str(error).partition("\n")[0]
            message = f"{self._path}: its ids are lost, and its rows can't be read: {reason}"
            raise LoadError(message) from None

    def write(self, tables: Tables, done: LoadProgress) -> int:
        """Write a batch; see `Sink`."""
        assert self._ids is not None  # noqa: S101 - for the type checker
        ids = batch_ids(tables)
        contained = self._ids.contained(ids)
        new = [one for one in ids if one not in contained]
        manifest, load = self._manifest, self._manifest.current
        self._whole = False
        if new:
            self._files.write(self._path, manifest, without_ids(tables, contained))
            self._ids.add(new)
        load.done, manifest.ids, manifest.ids_mark = done, self._ids.count, self._ids.mark
        load.batches += 1
        manifest.save(self._path)
        self._whole = True
        return len(new)

    def loaded_files(self, hints: str, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return what is known of files in a folder; see `Sink`."""
        return self._records.known(hints, folder, self._manifest.current.number)

    def remember(self, hints: str, files: Sequence[FileState]) -> None:
        """Keep what files were; see `Sink`."""
        (self._path / RECORDS).mkdir(exist_ok=True)
        for part, lines in self._records.lines(hints, files, self._manifest.current.number).items():
            with (self._path / RECORDS / part).open("ab") as file:
                file.write(lines)

    def _record(self, part: str) -> bytes:
        """Return what is known of some folders."""
        try:
            return (self._path / RECORDS / part).read_bytes()
        except FileNotFoundError:
            return b""

    def _replace_record(self, part: str, data: bytes) -> None:
        replace_file(self._path / RECORDS / part, lambda file: file.write(data))

    def close(self) -> None:
        """Say that nothing is unfinished, and unlock the folder."""
        try:
            if self._whole:
                self._whole, self._manifest.writing = False, False
                # Where that can't be said, the next load looks for what is unfinished.
                with suppress(OSError):
                    self._manifest.save(self._path)
                    self._files.close(self._path)
        finally:
            if self._ids:
                self._ids.close()
                self._ids = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None
