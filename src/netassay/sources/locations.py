"""Where a source is: the same name however its path is spelled, and from whichever folder."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final

__all__ = ["file_of", "forget_folders"]

#: Standard input, and how a shell names a pipe: they are another one with each command.
_STREAMS: Final = ("-", "/dev/", "/proc/")
#: Sources whose places are remembered: responses of one file come one after the other.
_REMEMBERED: Final = 16


@lru_cache(_REMEMBERED)
def file_of(source: str) -> str:
    """Return the whole path of a source, empty for standard input and pipes; a URL as it is.

    Links to folders are followed. A link to a file is not: a store may keep all files that are
    alike as links to one, and what each link says of its file is where it lies.
    """
    if source == _STREAMS[0] or source.startswith(_STREAMS[1:]):
        return ""
    if "://" in source:
        return source
    folder, name = os.path.split(source)
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118 - a source may be no path


def forget_folders() -> None:
    """Forget what was found of folders: links and the current folder may have changed."""
    file_of.cache_clear()
