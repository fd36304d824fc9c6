"""A folder of Parquet: a dataset per table, a file per batch, compressed with zstd.

    out/ping/part-0000-000000.parquet        of the first load, its first batch
    out/results/part-0000-000000.parquet

A file appears whole or not at all. Those of `results` appear last, so that who finds a
result finds all that belongs to it. Names that begin with an underscore or a dot belong
to the load; readers of datasets pass them over.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

import msgspec

from netassay.errors import LoadError
from netassay.export.tables.model import TABLES
from netassay.optional import needed
from netassay.sinks.manifest import sync_folder
from netassay.sinks.sink import ID_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from netassay.sinks.manifest import Manifest
    from netassay.sinks.sink import Tables

__all__ = ["ParquetFiles"]

_TIMES: Final = "_netassay_times"
_PART: Final = re.compile(r"part-(\d+)-(\d+)\.parquet")
_UNFINISHED: Final = re.compile(r"\.part-\d+-\d+\.parquet\.tmp")


class ParquetFiles:
    """Tables as files of Parquet."""

    form = "parquet"

    def ids(self, folder: Path) -> Iterator[list[str]]:
        """Give the ids of all results and rejects."""
        read = needed("pyarrow.parquet", "arrow").read_table
        for path, _, _ in _batch_files(folder):
            if path.parent.name in ID_TABLES:
                yield read(path, columns=["id"], partitioning=None).column("id").to_pylist()

    def restore(self, folder: Path, manifest: Manifest) -> None:
        """Remove files of batches that were not finished.

        Folders in which no name has come or gone since a load closed them are not looked into:
        that would take the longer the more loads there were.
        """
        if not manifest.writing and _known_times(folder) == _times(folder):
            return
        loads = manifest.every(folder)
        found = dict.fromkeys(loads, 0)
        for path, load, batch in _batch_files(folder):
            if load in loads and batch < loads[load].batches:
                found[load] += 1
            elif manifest.writing:
                path.unlink()
            else:
                raise LoadError(f"{path}: no load wrote it, and none removes it")
        for number, count in found.items():
            if count != loads[number].files:
                missing = loads[number].files - count
                raise LoadError(f"{folder}: {missing} files of load {number} are missing")

    def close(self, folder: Path) -> None:
        """Note when names last came or went in the folders of the tables."""
        (folder / _TIMES).write_bytes(msgspec.json.encode(_times(folder)))

    def write(self, folder: Path, manifest: Manifest, tables: Tables) -> None:
        """Write a file for each table that has rows."""
        load = manifest.current
        name = f"part-{load.number:04}-{load.batches:06}.parquet"
        paths = [folder / table / name for table in TABLES if table in tables]
        unfinished = [path.with_name(f".{path.name}.tmp") for path in paths]
        try:
            for path in unfinished:
                _write(path, tables[path.parent.name])
            for path, target in zip(unfinished, paths, strict=True):
                path.replace(target)
                sync_folder(target.parent)
        finally:
            for path in unfinished:
                path.unlink(missing_ok=True)
        load.files += len(paths)


def _times(folder: Path) -> dict[str, int]:
    """Return the times (ns) at which names last came or went in the folders of tables."""
    paths = [folder / table for table in TABLES]
    return {path.name: path.stat().st_mtime_ns for path in paths if path.is_dir()}


def _known_times(folder: Path) -> dict[str, int] | None:
    try:
        return msgspec.json.decode((folder / _TIMES).read_bytes(), type=dict[str, int])
    except (OSError, msgspec.MsgspecError):
        return None


def _batch_files(folder: Path) -> Iterator[tuple[Path, int, int]]:
    """Give the files of batches with the numbers of load and batch; remove unfinished ones."""
    for table in TABLES:
        for path in (folder / table).glob("*part-*"):
            if match := _PART.fullmatch(path.name):
                yield path, int(match[1]), int(match[2])
            elif _UNFINISHED.fullmatch(path.name):
                path.unlink()


def _write(path: Path, table: pa.Table) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        needed("pyarrow.parquet", "arrow").write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
