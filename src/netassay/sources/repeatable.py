"""Saved responses that can be read more than once: from files again, or from memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netassay.sources.files import STANDARD_INPUT
from netassay.sources.reading import saved
from netassay.stores import is_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.records.result import Reject
    from netassay.sources.response import SavedResponse

__all__ = ["RepeatableSource"]


class RepeatableSource:
    """The responses in files and folders, the same ones in each iteration.

    Those of standard input and pipes are kept in memory.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._in_memory: dict[int, list[SavedResponse | Reject]] = {}

    def __iter__(self) -> Iterator[SavedResponse | Reject]:
        for at, path in enumerate(self._paths):
            if at not in self._in_memory and _can_reopen(path):
                yield from saved(path)
            else:
                if at not in self._in_memory:
                    self._in_memory[at] = list(saved(path))
                yield from self._in_memory[at]


def _can_reopen(path: str) -> bool:
    if path == STANDARD_INPUT:
        return False
    return is_url(path) or Path(path).is_file() or Path(path).is_dir()
