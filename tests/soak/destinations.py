"""What the soak loads into: each destination, how it is disturbed, and what it holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import adbc_driver_postgresql.dbapi as adbc

from netassay.export.tables import TABLES
from netassay.export.tables.arrow import schema_of
from sinks.postgres_server import Server
from sinks.reading_back import READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Destination", "destinations"]

#: Bytes of the small disk of each local destination, and what a full one has left at most.
DISK = 1 << 30
LEFT = 200_000
#: Bytes that are written of a filling at once.
_BLOCK = 1 << 20


class Destination:
    """A local destination on a disk of its own; `options` are those of a load into it."""

    can_be_full = True
    environment: dict[str, str] = {}  # noqa: RUF012 - none of it is changed

    def __init__(self, folder: Path, form: str) -> None:
        self.name = form
        self.folder = folder / form
        self.folder.mkdir()
        self.can_be_full = _mounted(self.folder)
        self.to = str(self.folder / ("out.duckdb" if form == "duckdb" else "out"))
        self.options = [] if form == "duckdb" else ["--format", form]

    @contextmanager
    def full(self, left: int) -> Iterator[None]:
        """Fill the disk up to so many bytes meanwhile."""
        ballast = self.folder / "ballast"
        free = shutil.disk_usage(self.folder).free
        try:
            # Without a buffer, which a full disk would refuse again when the file is closed.
            with ballast.open("wb", buffering=0) as file, suppress(OSError):
                for _ in range(max(0, free - left) // _BLOCK):
                    file.write(bytes(_BLOCK))
                file.write(bytes(max(0, free - left) % _BLOCK))
            yield
        finally:
            ballast.unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server, if there is one."""

    def start(self) -> None:
        """Start the server again."""

    def tables(self) -> dict[str, Any]:
        """Return what is there."""
        return READERS[self.name](Path(self.to))

    def left_behind(self) -> list[str]:
        """Return the names of files that an unfinished load left."""
        return [str(path) for path in self.folder.rglob("*.tmp")]

    def close(self) -> None:
        """Give the disk back."""
        if self.can_be_full:
            subprocess.run(["umount", str(self.folder)], check=False)


class _Postgres(Destination):
    """A database on a server of its own, which is stopped and started."""

    can_be_full = False

    def __init__(self) -> None:
        self.name = "postgres"
        self.server = Server().__enter__()
        self.to, self.options = self.server.uri, []

    def stop(self) -> None:
        self.server.stop()

    def start(self) -> None:
        self.server.start()

    def tables(self) -> dict[str, Any]:
        with adbc.connect(self.to) as connection, connection.cursor() as cursor:
            found = {}
            for name in TABLES:
                key = ", ".join(TABLES[name].key)
                cursor.execute(f"SELECT {key} FROM {name}")  # noqa: S608 - a name of ours
                found[name] = cursor.fetch_arrow_table()
        return found

    def left_behind(self) -> list[str]:
        return []

    def close(self) -> None:
        self.server.__exit__()


class _S3(Destination):
    """A folder on a server of S3, where that sink is there. It is not stopped: it holds all in memory."""

    can_be_full = False

    def __init__(self, folder: Path) -> None:
        self.name = "s3"
        self.folder = folder / "s3"
        self.server = import_module("sinks.s3_server").Server().__enter__()
        self.environment = self.server.environment
        self.to, self.options = f"s3://{self.server.bucket}/out", []

    def tables(self) -> dict[str, Any]:
        os.environ.update(self.environment)
        store = import_module("netassay.stores").Store(self.to)
        for name in [one.path for one in store.listed()]:
            if not name.startswith("_netassay"):
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(store.read(name))
        return READERS["parquet"](self.folder)

    def left_behind(self) -> list[str]:
        return []

    def close(self) -> None:
        self.server.__exit__()


def _mounted(folder: Path) -> bool:
    """Mount a small disk in memory; return False where only root may do that, and is not here."""
    if os.geteuid() != 0 or sys.platform != "linux":
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def destinations(folder: Path, only: list[str]) -> list[Destination]:
    """Return the destinations of these names, or all that can be had here."""
    makers: dict[str, Callable[[], Destination]] = {
        form: partial(Destination, folder, form) for form in READERS
    }
    makers["postgres"] = _Postgres
    if find_spec("netassay.stores") and find_spec("moto") and find_spec("sinks.s3_server"):
        makers["s3"] = partial(_S3, folder)
    return [make() for name, make in makers.items() if name in (only or makers)]


def keys_of(tables: dict[str, Any], name: str) -> list[tuple[Any, ...]]:
    """Return the keys of all rows of a table, sorted."""
    table = tables.get(name)
    rows = (schema_of(name).empty_table() if table is None else table).select(TABLES[name].key)
    columns = [column.to_pylist() for column in rows.columns]
    return sorted(zip(*columns, strict=True), key=repr)
