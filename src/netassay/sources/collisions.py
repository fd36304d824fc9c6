"""Whether what is written is also read, by whatever name: symbolic and hard links, mounts."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netassay.sources.files import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    #: The device and the number of a file or folder: the same by whatever name.
    Identity = tuple[int, int]

__all__ = ["input_written", "input_written_through"]


def input_written(
    output: str | os.PathLike[str], paths: Iterable[str | os.PathLike[str]]
) -> str | None:
    """Return the path that would be written to: the output is it, lies in it, or holds it.

    `output` need not exist. None where all paths are something else.
    """
    target = Path(os.path.realpath(output))
    own = _identity(target)
    around = {_identity(folder) for folder in target.parents} - {None}
    folder = own is not None and target.is_dir()
    for path in paths:
        name = os.fspath(path)
        read = None if name == STANDARD_INPUT else Path(os.path.realpath(name))
        identity = _identity_of_input() if read is None else _identity(read)
        if read is not None and (read == target or (folder and target in read.parents)):
            return name
        if identity is not None and (identity == own or identity in around):
            return name
        if read is not None and _leads_to(read, target, own, around):
            return name
    return None


def input_written_through(handle: int, paths: Iterable[str | os.PathLike[str]]) -> str | None:
    """Return the path that holds the file open under a number; None for pipes and terminals."""
    try:
        status = os.fstat(handle)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    own = status.st_dev, status.st_ino
    for path in paths:
        name = os.fspath(path)
        if name != STANDARD_INPUT and own in (
            _identity(Path(name)),
            *_identities_in(Path(name), own),
        ):
            return name
    return None


def _leads_to(read: Path, target: Path, own: Identity | None, around: set[Identity | None]) -> bool:
    """Say whether an entry of a folder is the output, or a link to what it is or lies in."""
    for entry in _entries(read):
        if entry.is_symlink():
            linked = Path(os.path.realpath(entry.path))
            if linked == target or target in linked.parents or _identity(linked) in around:
                return True
        if own is not None and entry.inode() == own[1] and _identity(Path(entry.path)) == own:
            return True
    return False


def _identities_in(folder: Path, own: Identity) -> Iterator[Identity | None]:
    """Give the identities of the entries of a folder that may be `own`."""
    for entry in _entries(folder):
        if entry.is_symlink() or entry.inode() == own[1]:
            yield _identity(Path(entry.path))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Give all entries that are read of a folder, links to folders followed, each folder once."""
    waiting, entered = [str(folder)], set()
    while waiting:
        path = waiting.pop()
        identity = _identity(Path(path))
        if identity in entered:
            continue
        entered.add(identity)
        try:
            with os.scandir(path) as entries:
                shown = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            continue  # A file, or what reading rejects.
        yield from shown
        waiting += [entry.path for entry in shown if entry.is_dir()]


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _identity_of_input() -> Identity | None:
    """Return the identity of the file that standard input is; None for pipes and terminals."""
    try:
        status = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None
