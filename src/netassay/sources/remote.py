"""Sources in object stores, and what else fsspec opens: objects, prefixes and patterns.

``s3://bucket/path`` is an object, or all objects below it as if it were a folder;
``s3://bucket/path/*.json`` is what the pattern fits, a prefix among that a folder again.
Names that a reader sees have no credentials.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from netassay.sources.formats import has_known_suffix
from netassay.stores import Store, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from netassay.stores import StoredObject

__all__ = ["RemoteFile", "RemotePlace"]

#: Small objects that are fetched side by side, and their bytes; one by one, most time is waiting.
_AT_ONCE: Final = 32
_BYTES_AT_ONCE: Final = 16 << 20


class RemoteFile:
    """An object in a store, with what a `Path` has that is opened and told."""

    def __init__(self, store: Store, stored: StoredObject, source: str) -> None:
        self.stored = stored
        self._store = store
        self._source = source
        self._group: _Group | None = None
        self.name = PurePosixPath(stored.path).name

    def __str__(self) -> str:
        return self._source

    def absolute(self) -> PurePosixPath:
        """Return the path in the store."""
        return PurePosixPath(self.stored.path)

    @property
    def folder(self) -> str:
        """The folder that it is in, by the name that is shown of it."""
        return self._source[: -len(self.name)].rstrip("/")

    def open(self, mode: str = "rb", buffering: int = -1) -> BinaryIO:  # noqa: ARG002 - as a path has it
        """Open it for reading; raise `OSError` where that can't be done."""
        if self._group is None:
            return self._store.open(self.stored.path)
        return BytesIO(self._group.take(self.stored.path))

    def in_group(self, group: _Group) -> RemoteFile:
        """Fetch it together with others, when the first of them is opened."""
        self._group = group
        group.paths.append(self.stored.path)
        return self


class _Group:
    """Objects that are fetched side by side."""

    def __init__(self, store: Store) -> None:
        self.paths: list[str] = []
        self._store = store
        self._fetched: dict[str, bytes | Exception] | None = None

    def take(self, path: str) -> bytes:
        """Return the bytes of an object, once from what was fetched."""
        if self._fetched is None:
            self._fetched = self._store.read_all(self.paths)
        data = self._fetched.pop(path, None)
        if isinstance(data, bytes):
            return data
        with self._store.open(path) as file:  # Again, and alone: this tells what is wrong.
            return file.read()


class RemotePlace:
    """A URL as a source; raises what `Store` raises, and `FileNotFoundError`."""

    def __init__(self, url: str) -> None:
        self._store = Store(url)
        self._objects: Sequence[StoredObject] | None = self._store.objects()

    def __str__(self) -> str:
        return self._store.name

    def files(self, passes: Callable[[RemoteFile], bool] | None = None) -> Iterator[RemoteFile]:
        """Give the files there, but those that pass: they have not changed since they were loaded.

        An object that the URL or its pattern names is given whatever its suffix; of a folder those
        are given that are not hidden and have a known suffix.
        """
        objects, self._objects = self._objects or self._store.objects(), None
        files = (self._file(one) for one in objects if self._is_source(one))
        wanted = [file for file in files if passes is None or not passes(file)]
        return iter(_grouped(self._store, wanted))

    def _file(self, stored: StoredObject) -> RemoteFile:
        scheme = self._store.name.partition("://")[0]
        return RemoteFile(self._store, stored, _source(scheme, stored.path))

    def _is_source(self, stored: StoredObject) -> bool:
        inside = stored.path.removeprefix(self._store.literal).strip("/").split("/")
        hidden = any(part.startswith(".") for part in inside)
        return stored.named or (not hidden and has_known_suffix(inside[-1]))


def _source(scheme: str, path: str) -> str:
    """Return the name of an object as a source: its URL without credentials."""
    return shown(path if "://" in path else f"{scheme}://{path.lstrip('/')}")


def _grouped(store: Store, files: list[RemoteFile]) -> list[RemoteFile]:
    group, size = _Group(store), 0
    for file in files:
        if file.stored.size > _BYTES_AT_ONCE // 4:
            continue
        if len(group.paths) >= _AT_ONCE or size + file.stored.size > _BYTES_AT_ONCE:
            group, size = _Group(store), 0
        file.in_group(group)
        size += file.stored.size
    return files
