"""Saved responses that can be read more than once: from files again, or from memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netassay.sources.files import STANDARD_INPUT
from netassay.sources.reading import saved
from netassay.stores import is_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netassay.records.result import Reject
    from netassay.sources.response import SavedResponse

__all__ = ["RepeatableSource"]


class RepeatableSource:
    """The responses in files and folders, the same ones in each iteration.

    Those of standard input and pipes are kept in memory. `nothing` is that of `saved`, called in
    the first iteration.
    """

    def __init__(
        self, paths: Sequence[str], nothing: Callable[[str], object] | None = None
    ) -> None:
        self._paths = paths
        self._nothing = nothing
        self._in_memory: dict[int, list[SavedResponse | Reject]] = {}

    def __iter__(self) -> Iterator[SavedResponse | Reject]:
        nothing, self._nothing = self._nothing, None
        for at, path in enumerate(self._paths):
            if at not in self._in_memory and _can_reopen(path):
                yield from saved(path, nothing=nothing)
            else:
                if at not in self._in_memory:
                    self._in_memory[at] = list(saved(path, nothing=nothing))
                yield from self._in_memory[at]


def _can_reopen(path: str) -> bool:
    if path == STANDARD_INPUT:
        return False
    return is_url(path) or Path(path).is_file() or Path(path).is_dir()
