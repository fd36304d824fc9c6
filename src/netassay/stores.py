"""Object stores, and what else fsspec opens: ``s3://``, ``gs://``, ``abfss://``, ``memory://``, ...

fsspec was chosen before pyarrow.fs and obstore: it opens the most kinds of stores, and its
``mode="create"`` is a write that fails where the object is there, on S3, GCS and Azure alike
(pyarrow.fs has none). Where a store lacks it, fsspec looks first and then writes, which two
writers may do at once.

Credentials come from where the store's own client looks for them (environment, files), or
from the URL; no message and no name that netassay makes holds them.
"""

from __future__ import annotations

import errno
import io
import re
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.request import url2pathname

import attrs

from netassay.errors import MissingExtra, UnknownName
from netassay.optional import needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "Store",
    "StoreError",
    "StoredObject",
    "is_url",
    "overlap",
    "shown",
    "without_file_scheme",
]

#: A path of this machine, written as a URL.
_LOCAL: Final = "file://"
_URL: Final = re.compile(r"[A-Za-z][\w+.-]*://|[\w+.-]+::")
_MAGIC: Final = re.compile(r"[*?[]")
#: The user, password and query of a URL: where credentials stand.
_USER: Final = re.compile(r"(?<=://)[^/?#\s]*@")
_QUERY: Final = re.compile(r"((?:https?|abfss?|az|adl|gs|s3a?|s?ftp)://[^\s?]*)\?[^\s'\"]*")
#: The schemes of a client that registers itself with fsspec (adlfs).
_REGISTERED: Final = frozenset({"abfs", "abfss", "adl", "az"})
#: Where stores keep the time of an object's last change, and what tells its content.
_TIMES: Final = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
_TAGS: Final = ("ETag", "etag", "md5Hash", "content_md5", "crc32c")


class StoreError(OSError):
    """A store failed; the message is one line without credentials."""


def without_file_scheme(name: str) -> str:
    """Return the path that a ``file://`` URL stands for; any other name as it is."""
    return url2pathname(name.removeprefix(_LOCAL)) if name.startswith(_LOCAL) else name


def is_url(name: str) -> bool:
    """Say whether a name is a URL, whatever of."""
    return _URL.match(name) is not None


def shown(text: str) -> str:
    """Return a text that may hold URLs without their users, passwords and queries."""
    return _QUERY.sub(r"\1", _USER.sub("", text))


def overlap(one: str, other: str) -> bool:
    """Say whether one URL is, holds or lies in another, patterns taken for their folders."""
    one, other = (f"{_folder_of(url)}/" for url in (one, other))
    return one.startswith(other) or other.startswith(one)


def _folder_of(url: str) -> str:
    name = shown(url).lower()
    before = _MAGIC.split(name)[0]
    return (before if before == name else before.rpartition("/")[0]).rstrip("/")


@attrs.frozen
class StoredObject:
    """An object in a store: its path there, its size, when it changed (ns), a tag of its content.

    The time is -1 and the tag empty where the store does not tell them. `named` says that the
    URL or its pattern names the object itself, and not a folder above.
    """

    path: str
    size: int
    modified_ns: int = -1
    tag: str = ""
    named: bool = False


@contextmanager
def _store_errors(url: str) -> Iterator[None]:
    """Turn whatever a store's client raises into a `StoreError`, but what is not there."""
    try:
        yield
    except (FileNotFoundError, FileExistsError, MissingExtra, UnknownName, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - each client has errors of its own
        # Behind a colon, the reason is in the next line.
        told = shown(str(error)).strip().replace(":\n", ": ")
        reason = told.partition("\n")[0].strip() or type(error).__name__
        number = error.errno if isinstance(error, OSError) and error.errno else errno.EIO
        raise StoreError(number, reason, shown(url)) from None


class Store:
    """A place in a store: all names are relative to the URL that it was opened with.

    Raises `UnknownName` for a URL that nothing opens, `MissingExtra` where the client of
    that store is not installed; all methods raise `StoreError` where the store fails.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.name = shown(url).rstrip("/")
        core = needed("fsspec.core", "cloud")
        with _store_errors(url):
            try:
                # What others write between two loads of one process has to be seen.
                self.fs: Any
                self.fs, self.root = core.url_to_fs(url, use_listings_cache=False)
            except (ImportError, ValueError) as error:
                # Of a client that registers itself, fsspec knows nothing until it is installed.
                scheme = url.partition(":")[0].lower()
                if isinstance(error, ValueError) and scheme not in _REGISTERED:
                    raise UnknownName(f"{self.name}: {shown(str(error))}") from None
                advice = "pip install 'netassay[cloud]' brings it"
                raise MissingExtra(f"{self.name}: no client of this store; {advice}") from None
        self.root = self.root.rstrip("/")
        if not self.root:
            raise UnknownName(f"{shown(url)}: names no place in the store")

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}" if name else self.root

    def read(self, name: str) -> bytes | None:
        """Return the bytes of an object, None where it is not there."""
        with _store_errors(self.url):
            try:
                data: bytes = self.fs.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return data

    def read_all(self, paths: Iterable[str]) -> dict[str, bytes | Exception]:
        """Return the bytes of objects by their whole paths, side by side, or what went wrong."""
        with _store_errors(self.url):
            found = self.fs.cat(list(paths), on_error="return")
        return dict(found)

    def write_all(self, data: Mapping[str, bytes]) -> None:
        """Write objects, each whole; return when all are stored."""
        with _store_errors(self.url):
            self.fs.pipe({self._path(name): value for name, value in data.items()})

    def create(self, name: str, data: bytes) -> bool:
        """Write an object that is not there yet; return False where it is."""
        with _store_errors(self.url):
            try:
                self.fs.pipe_file(self._path(name), data, mode="create")
            except FileExistsError:
                return False
            except Exception as error:
                if _is_conflict(error):
                    return False
                raise
            return True

    def remove(self, names: Iterable[str]) -> None:
        """Remove objects; those that are not there are removed already."""
        with _store_errors(self.url):
            for name in names:
                try:
                    self.fs.rm_file(self._path(name))
                except FileNotFoundError:
                    continue

    def listed(self, folder: str = "") -> list[StoredObject]:
        """Return all objects in a folder and below, by names that are relative to this place."""
        with _store_errors(self.url):
            try:
                found = self.fs.find(self._path(folder), detail=True)
            except FileNotFoundError:
                return []
        start = len(self.root.strip("/")) + 1
        objects = (_object_of(info) for _, info in sorted(found.items()))
        return [attrs.evolve(one, path=one.path.strip("/")[start:]) for one in objects]

    def is_empty(self) -> bool:
        """Say whether nothing is there."""
        with _store_errors(self.url):
            try:
                return not self.fs.ls(self.root, detail=False)
            except FileNotFoundError:
                return True

    # --- As a source ------------------------------------------------------------------

    def objects(self) -> list[StoredObject]:
        """Return the object there, those in a folder, or those that a pattern fits.

        They come folder by folder, in the order of names. Raises `FileNotFoundError` where
        there are none.
        """
        with _store_errors(self.url):
            found = self._found()
        if not found:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", self.name)
        return sorted(found, key=lambda one: one.path.split("/"))

    @property
    def literal(self) -> str:
        """The folder, as a path in the store, that all paths begin with which a pattern fits."""
        before = _MAGIC.split(self.root)[0]
        return self.root if before == self.root or self._is_http else before.rpartition("/")[0]

    @property
    def _is_http(self) -> bool:
        return "http" in self.fs.protocol

    def _found(self) -> list[StoredObject]:
        if self.literal != self.root:
            named = self.root.rpartition("/")[2] not in ("*", "**")
            matches = self.fs.glob(self.root, detail=True).values()
            found = [one for info in matches for one in self._below(info, named=named)]
            if found:
                return found
        try:
            return self._below(self.fs.info(self.root), named=True)
        except FileNotFoundError:
            return []

    def _below(self, info: Mapping[str, Any], *, named: bool) -> list[StoredObject]:
        if info["type"] != "directory":
            return [_object_of(info, named=named)]
        found = self.fs.find(info["name"], detail=True).values()
        return [_object_of(one) for one in found if one["type"] == "file"]

    def open(self, path: str) -> io.BufferedReader:
        """Open an object, by its whole path, that is read in pieces."""
        with _store_errors(self.url):
            return io.BufferedReader(_Guarded(self.fs.open(path, "rb"), self.url), 1 << 20)


class _Guarded(io.RawIOBase):
    """A file of a store, whose errors are those of a file."""

    def __init__(self, file: Any, url: str) -> None:
        self._file = file
        self._url = url

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        with _store_errors(self._url):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _object_of(info: Mapping[str, Any], *, named: bool = False) -> StoredObject:
    times = (info[key] for key in _TIMES if info.get(key) is not None)
    tags = (str(info[key]).strip('"') for key in _TAGS if info.get(key))
    time, tag = _ns(next(times, None)), next(tags, "")
    return StoredObject(info["name"], info.get("size") or 0, time, tag, named)


def _ns(time: object) -> int:
    """Return a time of any kind that stores give in nanoseconds, -1 for none."""
    if isinstance(time, str):
        try:
            time = datetime.fromisoformat(time)
        except ValueError:
            return -1
    if isinstance(time, datetime):
        time = time.timestamp()
    return int(time * 1e9) if isinstance(time, int | float) else -1


def _is_conflict(error: Exception) -> bool:
    """Say whether an error means that an object is there already (HTTP 409 and 412)."""
    response = getattr(error, "response", None)
    told = response if isinstance(response, dict) else {}
    status = told.get("ResponseMetadata", {}).get("HTTPStatusCode")
    codes = (status, getattr(error, "status_code", None), getattr(error, "code", None))
    return any(code in (409, 412) or str(code) in ("409", "412") for code in codes)
