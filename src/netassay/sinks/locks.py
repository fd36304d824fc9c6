"""One load at a time for each destination: among the threads of this process, and among processes."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Final, Self

from netassay.errors import LoadError

__all__ = ["DestinationLock"]

_guard: Final = threading.Lock()
#: The destinations of this process's loads.
_held: Final[set[Path]] = set()
if hasattr(os, "register_at_fork"):
    # A copy of this process does not go on with its loads.
    os.register_at_fork(after_in_child=_held.clear)


class DestinationLock:
    """The lock of a file or folder, held until `release`.

    Another load of this process is refused, whatever name of the same file it uses. The lock of a
    folder is there for other processes too, where the system has locks; a database has its own.
    """

    def __init__(self, path: Path) -> None:
        self._path = Path(os.path.realpath(path))
        self._handle: int | None = None

    @classmethod
    def acquired(cls, path: Path) -> Self:
        """Lock a file or folder; raise `LoadError` where another load has it."""
        lock = cls(path)
        with _guard:
            if any(_is_same(lock._path, held) for held in _held):
                raise _busy(path)
            _held.add(lock._path)
        try:
            if path.is_dir():
                lock._handle = _locked(path)
        except BaseException:
            lock.release()
            raise
        return lock

    def release(self) -> None:
        """Let others in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        with _guard:
            _held.discard(self._path)


def _busy(path: Path) -> LoadError:
    return LoadError(f"{path}: another load is writing to it")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one == other or one.samefile(other)
    except OSError:
        return False  # One of them is not there yet.


def _locked(folder: Path) -> int | None:
    """Lock a folder until the number returned is closed; None where there are no locks."""
    try:
        import fcntl  # noqa: PLC0415 - Unix only
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise _busy(folder) from None
    except BaseException:
        os.close(handle)
        raise
    return handle
