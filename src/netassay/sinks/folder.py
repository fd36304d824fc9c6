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

from netassay.errors import LoadError
from netassay.sinks.id_file import IdFile, open_ids
from netassay.sinks.locks import DestinationLock
from netassay.sinks.manifest import Load, Manifest
from netassay.sinks.sink import LoadProgress, Sink, batch_ids, without_ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netassay.sinks.sink import Tables

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

    def write(self, folder: Path, manifest: Manifest, number: int, tables: Tables) -> None:
        """Write a batch of load `number` durably, and enter it in the manifest."""
        ...


class Folder(Sink):
    """The sink of a folder."""

    def __init__(self, path: Path, files: Files) -> None:
        self._path = path
        self._files = files
        self._lock: DestinationLock | None = None
        self._ids: IdFile | None = None
        self._number = 0
        #: All of the batches so far are whole.
        self._whole = False

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; see `Sink`."""
        if self._path.exists() and not self._path.is_dir():
            raise LoadError(f"{self._path}: a file, and no folder")
        self._path.mkdir(parents=True, exist_ok=True)
        self._lock = DestinationLock.acquired(self._path)
        self._manifest = manifest = Manifest.of(self._path, self._files.form)
        self._files.restore(self._path, manifest)
        ids = self._path / "_netassay.ids"
        self._ids = open_ids(ids, manifest.ids, manifest.ids_mark, self._stored_ids())
        number = manifest.last(load) if resume else None
        if number is None:
            manifest.loads.append(Load(load))
            number = len(manifest.loads) - 1
        self._number = number
        manifest.writing, manifest.ids_mark = True, self._ids.mark
        manifest.save(self._path)
        self._whole = True
        return manifest.loads[number].done

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
        manifest, load = self._manifest, self._manifest.loads[self._number]
        self._whole = False
        if new:
            self._files.write(self._path, manifest, self._number, without_ids(tables, contained))
            self._ids.add(new)
        load.done, manifest.ids, manifest.ids_mark = done, self._ids.count, self._ids.mark
        load.batches += 1
        manifest.save(self._path)
        self._whole = True
        return len(new)

    def close(self) -> None:
        """Say that nothing is unfinished, and unlock the folder."""
        try:
            if self._whole:
                self._whole, self._manifest.writing = False, False
                # Where that can't be said, the next load looks for what is unfinished.
                with suppress(OSError):
                    self._manifest.save(self._path)
        finally:
            if self._ids:
                self._ids.close()
                self._ids = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None
