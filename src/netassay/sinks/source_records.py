"""What a folder knows of the files that its loads have read, in small files of its own.

A file holds what is known of some folders, by a hash of the folder's name: who loads one
folder reads what is known of that, however many others were loaded. A line is what one batch
adds: ``[load, key, {name: [size, modified_ns, digest]}]``; the last one counts. A line that is
cut short counts for nothing. No name of a folder is in them.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from netassay.sources.unchanged import FileState

__all__ = ["RECORDS", "SourceRecords", "is_text"]

#: The folder of these files, beside the tables.
RECORDS: Final = "_netassay_sources"
Known = tuple[int, int, str]
Line = tuple[int, str, dict[str, Known]]
_decode: Final = msgspec.json.Decoder(Line).decode
_encode: Final = msgspec.json.encode
#: Of more lines than this, half of which say something again, few are made.
_MANY_LINES: Final = 64


class SourceRecords:
    """What is known of files; `read` gives the lines of a part of it, by the name of the part.

    `replace` writes a part anew, in which lines say again what others say.
    """

    def __init__(
        self, read: Callable[[str], bytes], replace: Callable[[str, bytes], object]
    ) -> None:
        self._read = read
        self._replace = replace
        self._parts: dict[str, list[Line]] = {}
        self._folders: dict[tuple[str, int | None], dict[str, dict[str, Known]]] = {}

    def known(self, hints: str, folder: str, load: int) -> Mapping[str, Known]:
        """Return what loads before number `load` knew of the files in a folder."""
        return self._known(_key(hints, folder), load)

    def _known(self, key: str, load: int | None) -> dict[str, Known]:
        """Return what loads before a number knew, or all loads."""
        part = key[:2]
        if part not in self._parts:
            self._parts[part] = lines = _lines_in(self._read(part))
            shorter = _compacted(lines) if len(lines) > _MANY_LINES else None
            if shorter is not None:
                self._replace(part, shorter)
        if (part, load) not in self._folders:
            self._folders[part, load] = _known_in(self._parts[part], load)
        return self._folders[part, load].get(key, {})

    def lines(self, hints: str, files: Iterable[FileState], load: int) -> dict[str, bytes]:
        """Return the lines that say what files were, by the names of their parts.

        What was told already is left out: a load that is resumed reads its files again.
        """
        folders: dict[str, dict[str, Known]] = {}
        for file in filter(lambda file: is_text(file.name), files):
            state = file.size, file.modified_ns, file.digest
            folders.setdefault(_key(hints, file.folder), {})[file.name] = state
        parts: dict[str, bytes] = {}
        for key, names in folders.items():
            told = self._known(key, None)
            news = {name: state for name, state in names.items() if told.get(name) != state}
            if news:
                line = _encode((load, key, news)) + b"\n"
                parts[key[:2]] = parts.get(key[:2], b"") + line
        return parts


def _key(hints: str, folder: str) -> str:
    told = f"{hints}\0{folder}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=16).hexdigest()


def is_text(name: str) -> bool:
    """Say whether a name can be written down; a file with another is read each time."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _lines_in(data: bytes) -> list[Line]:
    found = []
    for line in data.splitlines():
        try:
            found.append(_decode(line))
        except msgspec.MsgspecError:
            continue  # It was cut short.
    return found


def _known_in(lines: Iterable[Line], load: int | None) -> dict[str, dict[str, Known]]:
    folders: dict[str, dict[str, Known]] = {}
    for number, key, names in lines:
        if load is None or number < load:
            folders.setdefault(key, {}).update(names)
    return folders


def _compacted(lines: Iterable[Line]) -> bytes | None:
    """Return lines without what later ones say again; None where that is not worth it."""
    folders: dict[str, tuple[int, dict[str, Known]]] = {}
    told = 0
    for number, key, names in lines:
        first, known = folders.get(key, (0, {}))
        known.update(names)
        folders[key] = max(first, number), known
        told += len(names)
    if told < 2 * sum(len(names) for _, names in folders.values()):
        return None
    merged = ((number, key, names) for key, (number, names) in folders.items())
    return b"".join(_encode(line) + b"\n" for line in merged)
