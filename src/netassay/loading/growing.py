"""Folders that grow: what was loaded before and has not changed is passed over unread.

A file is known by its folder, name and size, and by the time of its last change; where only
the time differs (it was copied, or touched), by its content. In a store the tag of its content
takes the place of both. What is passed over was loaded with the same hints, by the same version.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from netassay._version import __version__
from netassay.core.codec import encode
from netassay.sources.unchanged import FileState, digest_of
from netassay.stores import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netassay.records.result import Reject
    from netassay.sinks import Sink
    from netassay.sources import Hints, SavedResponse
    from netassay.sources.remote import RemoteFile

__all__ = ["LoadedFiles", "shown_hints"]

#: Clocks of file systems have steps: a file that changed so shortly (ns) before it was read may
#: change again without another time. Then its content decides.
_STEP: Final = 2 * 10**9
_NO_TIME: Final = -1


def shown_hints(hints: Hints) -> dict[str, str | None]:
    """Return hints by their names, to be written down: a URL without user, password and query."""
    told: dict[str, str | None] = attrs.asdict(hints)
    return told | {"url": shown(hints.url) if hints.url else None}


class LoadedFiles:
    """The files that a sink's loads have read: see `netassay.sources.unchanged.Unchanged`.

    `passed_over` counts those that are not read again. What is read is remembered once a
    batch with all that is in it is written.
    """

    def __init__(self, sink: Sink, hints: Hints, *, reread: bool = False) -> None:
        self.passed_over = 0
        self._sink = sink
        self._hints = encode({"version": __version__, **shown_hints(hints)}).decode()
        self._reread = reread
        self._given = 0
        self._open: FileState | None = None
        self._opened_ns = time.time_ns()
        self._read: list[tuple[int, FileState]] = []
        self._folder: tuple[str | None, Mapping[str, tuple[int, int, str]]] = (None, {})
        self._real: tuple[Path | None, str] = (None, "")

    def counted(self, items: Iterable[SavedResponse | Reject]) -> Iterator[SavedResponse | Reject]:
        """Give items, and count them: a file is read when a load has come behind its last."""
        for item in items:
            self._given += 1
            yield item

    def written(self, read: int) -> None:
        """Remember the files of which all is among the first `read` items, which are stored."""
        done = [state for position, state in self._read if position <= read]
        if done:
            self._sink.remember(self._hints, done)
            self._read = self._read[len(done) :]

    # --- While files are read ---------------------------------------------------------

    def known(self, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return what is known of the files in a folder."""
        if self._reread:
            return {}
        if self._folder[0] != folder:
            self._folder = folder, self._sink.loaded_files(self._hints, folder)
        return self._folder[1]

    def passes(self, file: Path | RemoteFile) -> bool:
        """Say whether a file is passed over."""
        state = self._state_of(file)
        former = self.known(state.folder).get(state.name) if state else None
        if state is None or former is None or former[0] != state.size:
            return False
        if former[1] != state.modified_ns or state.digest:
            digest = state.digest or self._digest(file)
            if digest != former[2]:
                return False
            if former[1] != state.modified_ns:
                # With its new time, it will be known without a look into it.
                self._note(state, digest)
        self.passed_over += 1
        return True

    def pass_over(self, count: int) -> None:
        """Count files that were passed over."""
        self.passed_over += count

    def begin(self, file: Path | RemoteFile) -> None:
        """Note a file that is about to be read."""
        self._open = self._state_of(file)
        self._opened_ns = time.time_ns()

    def end(self, file: Path | RemoteFile) -> None:
        """Note that all there is in it was given; one that changed meanwhile is not known."""
        state = self._state_of(file)
        if state is not None and state == self._open:
            self._note(state, state.digest or self._digest(file))
        self._open = None

    def _note(self, state: FileState, digest: str) -> None:
        """Keep what a file was, to be remembered; its time only if that tells later changes."""
        told = state.modified_ns < self._opened_ns - _STEP
        modified = state.modified_ns if told else _NO_TIME
        if digest:
            state = attrs.evolve(state, modified_ns=modified, digest=digest)
            self._read.append((self._given, state))

    def _state_of(self, file: Path | RemoteFile) -> FileState | None:
        """Return what a file is now, without its digest; None for what is no file."""
        if not isinstance(file, Path):
            stored = file.stored
            modified = _NO_TIME if stored.tag else stored.modified_ns
            return FileState(file.folder, file.name, stored.size, modified, stored.tag)
        try:
            status = file.stat()
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        folder = self._folder_of(file)
        return FileState(folder, file.name, status.st_size, status.st_mtime_ns, "")

    def _folder_of(self, file: Path) -> str:
        if self._real[0] != file.parent:
            self._real = file.parent, os.path.realpath(file.parent)
        return self._real[1]

    def _digest(self, file: Path | RemoteFile) -> str:
        """Return the hash of a file's bytes, empty where it can't be read."""
        try:
            return digest_of(file)
        except OSError:
            return ""
