"""From paths to files: those that exist, and those in a folder."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netassay.records.result import Reject
from netassay.sources.formats import has_known_suffix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

__all__ = ["STANDARD_INPUT", "files_of", "paths_of", "standard_input", "unreadable"]

#: The path that stands for standard input; a file of that name is ``./-``.
STANDARD_INPUT: Final = "-"
#: What is in a folder that netassay loaded tables into.
_LOADED: Final = "_netassay.json"
_NOT_A_FILE: Final = OSError(errno.EINVAL, "not a file")


def paths_of(paths: Iterable[str | os.PathLike[str]]) -> list[Path | None]:
    """Return the paths, None for standard input.

    Raises `FileNotFoundError` for the first that is not there.
    """
    names = [os.fspath(path) for path in paths]
    return [None if name == STANDARD_INPUT else _existing_path(name) for name in names]


def _existing_path(name: str) -> Path:
    if not _may_exist(name):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
    return Path(name)


def _may_exist(name: str) -> bool:
    try:
        Path(name).stat()
    except PermissionError:
        return True  # It may exist; opening it tells what is wrong.
    except (OSError, ValueError):
        return False
    return bool(name)  # `Path` takes an empty name for the current folder.


def files_of(path: Path | None) -> Iterator[Path | Reject | None]:
    """Give the file at a path, or the files in the folder there; None is standard input.

    Folders are traversed in the order of names, without hidden entries. Each real folder is
    entered once, so that symbolic links can't lead in circles. Of its files those are taken
    whose suffix is known. Devices are never read, and pipes only when they are asked for by
    name (a shell gives one for ``<(command)``): reading either may not end.
    """
    entered: set[tuple[int, int]] = set()
    waiting, fit = [path], {stat.S_IFREG, stat.S_IFIFO}
    while waiting:
        path = waiting.pop()
        try:
            mode = stat.S_IFREG if path is None else path.stat().st_mode
            if path and stat.S_ISDIR(mode):
                if (path / _LOADED).exists():
                    yield Reject(str(path), "tables that netassay loaded, not responses", b"")
                else:
                    waiting += _entries(path, entered)
            else:
                yield path if stat.S_IFMT(mode) in fit else unreadable(path, _NOT_A_FILE)
        except OSError as error:
            yield unreadable(path, error)
        fit = {stat.S_IFREG}


def _entries(folder: Path, entered: set[tuple[int, int]]) -> list[Path]:
    """Return the files and folders to read in a folder not entered yet, the last name first."""
    status = folder.stat()
    identity = status.st_dev, status.st_ino
    if identity in entered:
        return []
    entered.add(identity)
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    kept = [entry for entry in entries if has_known_suffix(entry.name) or _is_folder(entry)]
    return sorted(kept, reverse=True)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return True  # It may be one: rejected later, not skipped.


def standard_input() -> BinaryIO:
    """Return standard input; raise `OSError` where it is closed."""
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise OSError(errno.EBADF, "standard input is closed")
    return stream


def unreadable(path: Path | str | None, error: OSError) -> Reject:
    """Return the `Reject` of a file, a member of an archive or standard input that can't be read."""
    source = STANDARD_INPUT if path is None else str(path)
    reason = error.strerror or str(error) or type(error).__name__
    return Reject(source, f"can't be read: {reason}", b"")
