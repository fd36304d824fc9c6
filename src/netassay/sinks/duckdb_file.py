"""The file of a DuckDB database: how it comes to be, and how much memory it takes to write."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import time
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["create", "memory_for", "unwritten"]

#: Bytes that the database takes for itself, and for each byte that it is to hold at once: what is
#: written in one transaction, and as much again for the values in it, which are never in parts.
_OWN_MEMORY: Final = 64 * 10**6
_MEMORY_PER_BYTE: Final = 4
#: Seconds that nothing takes which is done in no time.
_LONG: Final = 600


def create(path: Path, connect: Callable[[str], Any]) -> None:
    """Create the file where there is none, whole or not at all; `connect` opens a database.

    One in which a full disk left half of a header could never be opened again.
    """
    if path.exists():
        return
    prefix = f".netassay-{crc32(os.fsencode(path.name)):08x}-"
    for left in path.parent.glob(f"{prefix}*"):
        # By a load that was killed: no other takes so long to create a file.
        if left.stat().st_mtime < time() - _LONG:
            rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=prefix, dir=path.parent) as folder:
        temporary = Path(folder, "new.duckdb")
        connect(str(temporary)).close()
        try:
            os.link(temporary, path)
        except FileExistsError:
            return  # Another load was faster.
        except OSError:
            temporary.replace(path)  # Some systems have no hard links.


def unwritten(path: Path) -> int:
    """Return the bytes that a load which was killed left in the database's log."""
    try:
        return path.with_name(f"{path.name}.wal").stat().st_size
    except OSError:
        return 0


def memory_for(size: int) -> str:
    """Return the memory limit of a database that is to hold so many bytes at once."""
    return f"{(_OWN_MEMORY + _MEMORY_PER_BYTE * size) // 10**6}MB"
