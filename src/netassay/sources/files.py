"""From paths to files: those that exist, those in a folder, and how they are opened."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netassay.measurements import FAMILIES, endpoint_named
from netassay.normalizing.hints import NO_HINT, Hint
from netassay.records.result import Reject
from netassay.sources.formats import has_known_suffix, split_suffixes
from netassay.sources.inputs import Input
from netassay.sources.packing import SUFFIXES, open_packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

__all__ = ["STANDARD_INPUT", "files_of", "open_input", "paths_of", "standard_input", "unreadable"]

#: The path that stands for standard input; a file of that name is ``./-``.
STANDARD_INPUT: Final = "-"
#: Bytes per system call: the call costs more than the copying.
_BUFFER: Final = 1 << 18
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


@contextmanager
def open_input(path: Path | None) -> Iterator[Input]:
    """Open a file, or standard input, as an input, and unpack it where it is packed.

    Raises `OSError` where it can't be read, and `MissingExtra` where unpacking it needs a
    package that is not there.
    """
    if path is None:
        stream, unpacked = open_packed(standard_input())
        yield Input(STANDARD_INPUT, stream, unpacked=unpacked)
        return
    with path.open("rb", buffering=_BUFFER) as file:
        stream, unpacked = open_packed(file, SUFFIXES.get(split_suffixes(path.name)[2], ""))
        yield Input(str(path), stream, _hint_of(path), unpacked)


def standard_input() -> BinaryIO:
    """Return standard input as bytes; raise `OSError` where it is closed."""
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise OSError(errno.EBADF, "standard input is closed")
    return stream


def _hint_of(path: Path) -> Hint:
    """Return what a path says that ends in ``<family>/<test>.<suffix>``."""
    family = path.absolute().parent.name
    name, suffix, _ = split_suffixes(path.name)
    test = endpoint_named(name) if suffix and family in FAMILIES else None
    return Hint(test.name, family) if test else NO_HINT


def unreadable(path: Path | None, error: OSError) -> Reject:
    """Return the `Reject` of a file, or of standard input, that can't be read."""
    source = STANDARD_INPUT if path is None else str(path)
    reason = error.strerror or str(error) or type(error).__name__
    return Reject(source, f"can't be read: {reason}", b"")
