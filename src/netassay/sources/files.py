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
from netassay.sources.remote import RemoteFile, RemotePlace
from netassay.stores import is_url, without_file_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from netassay.sources.unchanged import Unchanged

    #: What a path of a caller stands for; None is standard input.
    Place = Path | RemotePlace | None

__all__ = [
    "STANDARD_INPUT",
    "files_of",
    "is_unreadable",
    "paths_of",
    "standard_input",
    "unreadable",
]

#: The path that stands for standard input; a file of that name is ``./-``.
STANDARD_INPUT: Final = "-"
_UNREADABLE: Final = "can't be read: "
#: What is in a folder that netassay loaded tables into.
_LOADED: Final = "_netassay.json"
_NOT_A_FILE: Final = OSError(errno.EINVAL, "not a file")


def paths_of(paths: Iterable[str | os.PathLike[str]]) -> list[Place]:
    """Return the paths and URLs, None for standard input.

    Raises `FileNotFoundError` for the first that is not there, `UnknownName` for a URL that
    nothing opens, `MissingExtra` where its store's client is not installed.
    """
    return [_place_of(os.fspath(path)) for path in paths]


def _place_of(name: str) -> Place:
    if name == STANDARD_INPUT:
        return None
    name = without_file_scheme(name)
    return RemotePlace(name) if is_url(name) else _existing_path(name)


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


def files_of(
    path: Place, unchanged: Unchanged | None = None
) -> Iterator[Path | RemoteFile | Reject | None]:
    """Give the file at a path, or the files in the folder there; None is standard input.

    Folders are traversed in the order of names, without hidden entries. Each real folder is
    entered once, so that symbolic links can't lead in circles. Of its files those are taken
    whose suffix is known. Devices are never read, and pipes only when they are asked for by
    name (a shell gives one for ``<(command)``): reading either may not end. Files that are
    `unchanged` since they were loaded are left out.
    """
    if isinstance(path, RemotePlace):
        yield from path.files(unchanged.passes if unchanged else None)
        return
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
                    waiting += _entries(path, entered, unchanged)
            elif stat.S_IFMT(mode) not in fit:
                yield unreadable(path, _NOT_A_FILE)
            elif not (path and unchanged and stat.S_ISREG(mode) and unchanged.passes(path)):
                yield path
        except OSError as error:
            yield unreadable(path, error)
        fit = {stat.S_IFREG}


def _entries(
    folder: Path, entered: set[tuple[int, int]], unchanged: Unchanged | None
) -> list[Path]:
    """Return the files and folders to read in a folder not entered yet, the last name first."""
    status = folder.stat()
    identity = status.st_dev, status.st_ino
    if identity in entered:
        return []
    entered.add(identity)
    with os.scandir(folder) as found:
        entries = [entry for entry in found if entry.name[0] != "."]
    if unchanged is not None:
        entries = _changed(entries, folder, unchanged)
    kept = [entry.name for entry in entries if has_known_suffix(entry.name) or _is_folder(entry)]
    return [folder / name for name in sorted(kept, reverse=True)]


def _changed(
    entries: list[os.DirEntry[str]], folder: Path, unchanged: Unchanged
) -> list[os.DirEntry[str]]:
    """Return the entries of a folder whose size or time is not that of a file loaded before.

    There may be a hundred thousand that were, and next to nothing is done for each.
    """
    known = unchanged.known(os.path.realpath(folder))
    if not known:
        return entries
    kept = []
    for entry in entries:
        former = known.get(entry.name)
        if former is not None:
            try:
                status = entry.stat()
            except OSError:
                pass  # Opening it tells what is wrong.
            else:
                if status.st_size == former[0] and status.st_mtime_ns == former[1]:
                    continue
        kept.append(entry)
    unchanged.pass_over(len(entries) - len(kept))
    return kept


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError as error:
        # It may be one, rejected later and not skipped; a link to itself is none.
        return error.errno != errno.ELOOP


def standard_input() -> BinaryIO:
    """Return standard input as bytes; raise `OSError` where it is closed."""
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise OSError(errno.EBADF, "standard input is closed")
    return stream


def unreadable(path: Path | RemoteFile | str | None, error: OSError) -> Reject:
    """Return the `Reject` of a file, a member of an archive or standard input that can't be read."""
    source = STANDARD_INPUT if path is None else str(path)
    reason = error.strerror or str(error) or type(error).__name__
    return Reject(source, f"{_UNREADABLE}{reason}", b"")


def is_unreadable(item: object) -> bool:
    """Say whether an item is the `Reject` of something that could not be read."""
    return isinstance(item, Reject) and item.reason.startswith(_UNREADABLE)
