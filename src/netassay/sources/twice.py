"""Inputs that are read twice: files again, and what can't be opened again from memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netassay.sources.files import STANDARD_INPUT
from netassay.sources.reading import saved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.records.result import Reject
    from netassay.sources.response import Saved

__all__ = ["Twice"]


class Twice:
    """Gives what `saved` gives, each time it is asked.

    Standard input and pipes are kept in memory from the first time on.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._kept: dict[int, list[Saved | Reject]] = {}

    def __iter__(self) -> Iterator[Saved | Reject]:
        for at, path in enumerate(self._paths):
            if at not in self._kept and _stays(path):
                yield from saved(path)
            else:
                if at not in self._kept:
                    self._kept[at] = list(saved(path))
                yield from self._kept[at]


def _stays(path: str) -> bool:
    return path != STANDARD_INPUT and (Path(path).is_file() or Path(path).is_dir())
