"""A folder of tables: files that appear whole, or grow and are cut back after a crash.

Beside the tables lie a manifest of the loads and the ids that are in the folder. A batch
counts when the manifest says so, which is written last: `begin` removes what a load left
behind that did not come so far.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from netassay.errors import LoadError, WrongDestination
from netassay.sinks.id_file import IdFile
from netassay.sinks.manifest import Load, Manifest
from netassay.sinks.sink import LoadProgress, Sink, batch_ids, without_ids

if TYPE_CHECKING:
    from pathlib import Path

    from netassay.sinks.sink import Tables

__all__ = ["Files", "Folder"]


class Files(Protocol):
    """The files of tables in a folder, in one format."""

    form: str

    def restore(self, folder: Path, manifest: Manifest) -> None:
        """Remove what the manifest lacks; raise `LoadError` for what is missing."""
        ...

    def write(self, folder: Path, manifest: Manifest, number: int, tables: Tables) -> None:
        """Write a batch of load `number` durably, and enter it in the manifest."""
        ...


class Folder(Sink):
    """The sink of a folder."""

    def __init__(self, path: Path, files: Files) -> None:
        self._path = path
        self._files = files
        self._lock: int | None = None
        self._ids: IdFile | None = None
        self._number = 0

    def begin(self, load: str, *, resume: bool) -> LoadProgress:
        """Begin a load; see `Sink`."""
        if self._path.exists() and not self._path.is_dir():
            raise WrongDestination(f"{self._path}: a file, and no folder")
        self._path.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self._path)
        self._manifest = manifest = Manifest.of(self._path, self._files.form)
        manifest.save(self._path)
        self._files.restore(self._path, manifest)
        self._ids = IdFile(self._path / "_netassay.ids", manifest.ids)
        number = manifest.last(load) if resume else None
        if number is None:
            manifest.loads.append(Load(load))
            manifest.save(self._path)
            number = len(manifest.loads) - 1
        self._number = number
        return manifest.loads[number].done

    def write(self, tables: Tables, done: LoadProgress) -> int:
        """Write a batch; see `Sink`."""
        assert self._ids is not None  # noqa: S101 - for the type checker
        ids = batch_ids(tables)
        contained = self._ids.contained(ids)
        new = [one for one in ids if one not in contained]
        manifest, load = self._manifest, self._manifest.loads[self._number]
        if new:
            self._files.write(self._path, manifest, self._number, without_ids(tables, contained))
            self._ids.add(new)
        load.done, manifest.ids = done, self._ids.count
        load.batches += 1
        manifest.save(self._path)
        return len(new)

    def close(self) -> None:
        """Unlock the folder."""
        if self._ids:
            self._ids.close()
            self._ids = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _lock(folder: Path) -> int | None:
    """Lock the folder until the number returned is closed; None where there are no locks."""
    try:
        import fcntl  # noqa: PLC0415 - Unix only
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise LoadError(f"{folder}: another load is writing to it") from None
    return handle
