"""Ids in sorted runs: what is looked for costs no more with each id that was there before.

A run is 16 bytes an id, in order, and never changes. A run is merged with those before it
that are not much larger, so that there are few: as many as the logarithm of all ids.
"""

from __future__ import annotations

import mmap
import tempfile
from bisect import bisect_left
from typing import IO, TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["IdRun", "IdRuns", "merged_with"]

#: Bytes of an id.
_SIZE: Final = 16
#: A longer run is not merged any more: that is done in memory.
_LONGEST: Final = 1 << 20


@attrs.frozen
class IdRun:
    """A run of ids: its name and length."""

    name: str
    count: int


def merged_with(runs: Sequence[IdRun], count: int) -> int:
    """Return how many of the first runs stay as they are where `count` ids are added behind.

    The others become one run with those that are added.
    """
    kept = len(runs)
    while kept and runs[kept - 1].count <= min(2 * count, _LONGEST):
        kept -= 1
        count += runs[kept].count
    return kept


class _Ids:
    """Ids one behind the other, as a sequence to be searched."""

    def __init__(self, data: mmap.mmap, start: int, count: int) -> None:
        self._data = data
        self._start = start
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> bytes:
        start = self._start + at * _SIZE
        return self._data[start : start + _SIZE]


class IdRuns:
    """Runs of ids, fetched when they are first looked at, and kept in a temporary file."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        self._kept: IO[bytes] | None = None
        self._places: dict[str, tuple[int, int]] = {}

    @property
    def _file(self) -> IO[bytes]:
        if self._kept is None:
            self._kept = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        return self._kept

    def contained(self, ids: Iterable[str], runs: Sequence[IdRun]) -> set[str]:
        """Return the ids that runs contain; raise what `fetch` raises."""
        wanted = sorted(map(bytes.fromhex, ids))
        found: set[bytes] = set()
        for run in runs if wanted else ():
            found.update(self._found(wanted, run))
        return {one.hex() for one in found}

    def _found(self, wanted: Iterable[bytes], run: IdRun) -> list[bytes]:
        start, count = self._place(run)
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            stored, at, found = _Ids(data, start, count), 0, []
            for one in wanted:
                at = bisect_left(stored, one, at)
                if at < count and stored[at] == one:
                    found.append(one)
        return found

    def _place(self, run: IdRun) -> tuple[int, int]:
        if run.name not in self._places:
            self.add(run.name, self._fetch(run.name))
        return self._places[run.name]

    def add(self, name: str, data: bytes) -> None:
        """Keep the data of a run."""
        start = self._file.seek(0, 2)
        self._file.write(data)
        self._file.flush()
        self._places[name] = start, len(data) // _SIZE

    def merged(self, ids: Iterable[str], runs: Iterable[IdRun]) -> bytes:
        """Return the data of a run of new ids and those of other runs."""
        every = [bytes.fromhex(one) for one in ids]
        for run in runs:
            start, count = self._place(run)
            self._file.seek(start)
            data = self._file.read(count * _SIZE)
            every += [data[at : at + _SIZE] for at in range(0, len(data), _SIZE)]
        return b"".join(sorted(every))

    def close(self) -> None:
        """Forget the runs."""
        if self._kept is not None:
            self._kept.close()
