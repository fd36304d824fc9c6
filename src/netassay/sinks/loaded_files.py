"""The table of a database that holds what files were that its loads have read."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from netassay.export.tables.arrow import arrow
from netassay.export.tables.model import Column, Table
from netassay.sinks.source_records import is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pyarrow as pa

    from netassay.sources.unchanged import FileState

__all__ = ["LOADED_FILES", "LoadedFolders", "rows_of"]

LOADED_FILES: Final = Table(
    "loaded_files",
    "files that loads have read, and pass over as long as they do not change",
    (
        Column("key", str, "hash of hints, folder and name", required=True),
        Column("load", int, "number of the load that read it", required=True),
        Column("hints", str, "hints and version that it was read with", required=True),
        Column("folder", str, "folder of the file", required=True),
        Column("name", str, "name of the file", required=True),
        Column("size", int, "its size", unit="byte", required=True),
        Column("modified_ns", int, "time of its last change since 1970, -1 where that does not tell", unit="ns", required=True),
        Column("digest", str, "hash of its bytes, or the tag of a store", required=True),
    ),
    ("key",),
)  # fmt: skip


def rows_of(hints: str, files: Iterable[FileState], load: int) -> pa.Table:
    """Return the rows of files, each once; names that are no text are left out."""
    rows = {}
    for file in files:
        if is_text(file.folder + file.name):
            told = f"{hints}\0{file.folder}\0{file.name}".encode()
            key = blake2b(told, digest_size=16).hexdigest()
            state = file.folder, file.name, file.size, file.modified_ns, file.digest
            rows[key] = (key, load, hints, *state)
    columns = zip(*rows.values(), strict=True) if rows else [[]] * len(LOADED_FILES.columns)
    kinds = {str: "string", int: "int64"}
    return arrow().table(
        {
            column.name: arrow().array(values, kinds[column.kind])
            for column, values in zip(LOADED_FILES.columns, columns, strict=True)
        }
    )


class LoadedFolders:
    """What is known of files, asked for a folder with all those in it at once.

    `ask` returns the rows of a folder and those below: folder, name, size, time and digest.
    """

    def __init__(self, ask: Callable[[str, str], pa.Table]) -> None:
        self._ask = ask
        self._asked: tuple[str, str] | None = None
        self._known: dict[str, dict[str, tuple[int, int, str]]] = {}

    def known(self, hints: str, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return the size, time and digest of each known file in a folder, by name."""
        if self._asked is None or not _is_below(folder, hints, self._asked):
            columns = [column.to_pylist() for column in self._ask(hints, folder).columns]
            self._known = {}
            for one, name, *state in zip(*columns, strict=True):
                self._known.setdefault(one, {})[name] = tuple(state)
            self._asked = hints, folder
        return self._known.get(folder, {})


def _is_below(folder: str, hints: str, asked: tuple[str, str]) -> bool:
    return hints == asked[0] and f"{folder}/".startswith(f"{asked[1].rstrip('/')}/")
