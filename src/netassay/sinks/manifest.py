"""The loads of a folder, in one small JSON file that is replaced whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from netassay._version import __version__
from netassay.errors import LoadError, WrongDestination
from netassay.sinks.sink import LoadProgress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["NAME", "Load", "Manifest", "replace_file", "sync_folder"]

NAME: Final = "_netassay.json"


@attrs.define
class Load:
    """One load: its name, its progress, its counts of batches and files."""

    name: str
    done: LoadProgress = attrs.field(factory=LoadProgress)
    batches: int = 0
    files: int = 0
    version: str = __version__


@attrs.define
class Manifest:
    """The loads of a folder in their order, its format, and how many ids it holds.

    `sizes` are the lengths of files that grow with each batch.
    """

    form: str
    loads: list[Load] = attrs.field(factory=list)
    ids: int = 0
    sizes: dict[str, int] = attrs.field(factory=dict)

    def last(self, name: str) -> int | None:
        """Return the number of the last load of a name."""
        numbers = [number for number, load in enumerate(self.loads) if load.name == name]
        return numbers[-1] if numbers else None

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
        loads = [
            Load(**(load | {"done": LoadProgress(**load["done"])})) for load in data.pop("loads")
        ]
        return Manifest(loads=loads, **data)
    except (msgspec.MsgspecError, TypeError, KeyError, AttributeError):
        raise LoadError(f"{path}: not what a load wrote there") from None


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
