"""The last load of a folder, in one small JSON file that is replaced whole; those before, in a log.

So a load costs no more with each that was there before.
"""

from __future__ import annotations

import mmap
import os
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from netassay._version import __version__
from netassay.errors import LoadError, WrongDestination
from netassay.sinks.sink import LoadProgress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["NAME", "Load", "Manifest", "replace_file", "sync_folder"]

NAME: Final = "_netassay.json"
LOG: Final = "_netassay_loads"


@attrs.define
class Load:
    """One load: its name, its number, its progress, its counts of batches and files."""

    name: str
    done: LoadProgress = attrs.field(factory=LoadProgress)
    batches: int = 0
    files: int = 0
    version: str = __version__
    number: int = 0


@attrs.define
class Manifest:
    """The last load of a folder, how many there were, its format, and how many ids it holds.

    The loads before the last are in a log, whose first `log` bytes count. `ids_mark` is the checksum of the ids. `sizes` are the lengths of files that grow
    with each batch. `writing`: a load writes, or ended without closing the folder, so that there may
    be rows of an unfinished batch; otherwise what is more than `sizes` was added by others.
    """

    form: str
    load: Load | None = None
    loads: int = 0
    log: int = 0
    ids: int = 0
    ids_mark: int | None = None
    sizes: dict[str, int] = attrs.field(factory=dict)
    writing: bool = False

    @property
    def current(self) -> Load:
        """The last load; there is one once a load has begun."""
        assert self.load is not None  # noqa: S101 - for the type checker
        return self.load

    def begin(self, folder: Path, name: str, *, resume: bool) -> None:
        """Make the last load of a name the current one to resume it, or begin another."""
        former = self.load
        found = self._last(folder, name) if resume else None
        if former is not None and (found is None or found.number != former.number):
            self.log = append(folder / LOG, self.log, [former])
        self.load = found or Load(name, number=self.loads)
        self.loads = max(self.loads, self.load.number + 1)

    def _last(self, folder: Path, name: str) -> Load | None:
        if self.load is not None and self.load.name == name:
            return self.load
        return last_of(folder / LOG, self.log, name)

    def every(self, folder: Path) -> dict[int, Load]:
        """Return all loads by their numbers."""
        logged = read_log(folder / LOG, self.log)
        every = {load.number: load for load in logged}
        return every | ({self.load.number: self.load} if self.load else {})

    def save(self, folder: Path) -> None:
        """Replace the manifest in the folder."""
        data = msgspec.json.format(msgspec.json.encode(attrs.asdict(self)), indent=1)
        replace_file(folder / NAME, lambda file: file.write(data))
        sync_folder(folder)

    @classmethod
    def of(cls, folder: Path, form: str) -> Manifest:
        """Return the manifest of a folder, a new one for an empty folder.

        Raises `LoadError` for a folder of something else.
        """
        path = folder / NAME
        if path.exists():
            manifest = _read(path)
            if manifest.form != form:
                raise WrongDestination(f"{folder}: holds {manifest.form}, not {form}")
            return manifest
        if not all("_netassay" in path.name for path in folder.iterdir()):
            raise WrongDestination(
                f"{folder}: holds other things; a load wants an empty folder, or its own"
            )
        return cls(form)


def _read(path: Path) -> Manifest:
    try:
        data: dict[str, Any] = msgspec.json.decode(path.read_bytes())
        if isinstance(data["loads"], list):
            # A former version had all loads in it.
            every = [_load(load, at) for at, load in enumerate(data.pop("loads"))]
            data |= {"load": every[-1] if every else None, "loads": len(every)}
            data["log"] = append(path.with_name(LOG), 0, every[:-1])
        elif data.get("load"):
            data["load"] = _load(data["load"])
        # A former version did not say whether a load had ended.
        return Manifest(**({"writing": True} | data))
    except (msgspec.MsgspecError, TypeError, KeyError, AttributeError):
        raise LoadError(f"{path}: not what a load wrote there") from None


def _load(data: dict[str, Any], number: int = 0) -> Load:
    return Load(**({"number": number} | data | {"done": LoadProgress(**data["done"])}))


# --- The log of loads -------------------------------------------------------------------


def append(path: Path, size: int, loads: Sequence[Load]) -> int:
    """Write loads behind the first `size` bytes of a log; return its length."""
    lines = b"".join(msgspec.json.encode(attrs.asdict(one)) + b"\n" for one in loads)
    if lines:
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.truncate(size)
            file.seek(size)
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    return size + len(lines)


def read_log(path: Path, size: int) -> Iterator[Load]:
    """Give the loads in a log; one that was resumed stands there again, as it was then."""
    if size:
        with path.open("rb") as file:
            for line in file.read(size).splitlines():
                yield _load(msgspec.json.decode(line))


def last_of(path: Path, size: int, name: str) -> Load | None:
    """Return the last load of a name in a log, which is searched from its end."""
    if not size:
        return None
    # The name is the first thing in a line.
    start = b'{"name":' + msgspec.json.encode(name) + b","
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as data,
    ):
        at = data.rfind(start)
        return None if at < 0 else _load(msgspec.json.decode(data[at : data.find(b"\n", at)]))


def replace_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file whole or not at all: under another name first, then renamed."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk; systems that can't open folders do that anyway."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
