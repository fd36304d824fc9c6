"""Sources that were loaded before and have not changed: they are passed over unread."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, Protocol

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netassay.sources.remote import RemoteFile

__all__ = ["FileState", "Unchanged", "digest_of"]

_DIGEST_BYTES: Final = 16
_AT_ONCE: Final = 1 << 20


@attrs.frozen
class FileState:
    """What a file was when it was read: its folder and name, size, time of change (ns), and content.

    `digest` is a hash of its bytes, or the tag that a store gives. A time of -1 tells nothing:
    the content decides.
    """

    folder: str
    name: str
    size: int
    modified_ns: int
    digest: str


class Unchanged(Protocol):
    """Knows what was loaded before, and is told what has been read.

    `passed_over` counts the files that were not read again.
    """

    passed_over: int

    def known(self, folder: str) -> Mapping[str, tuple[int, int, str]]:
        """Return the size, time and digest of each known file of a folder, by name."""
        ...

    def passes(self, file: Path | RemoteFile) -> bool:
        """Say whether a file is passed over; its content is looked at where its time tells nothing."""
        ...

    def pass_over(self, count: int) -> None:
        """Count files that were passed over by their sizes and times."""
        ...

    def begin(self, file: Path | RemoteFile) -> None:
        """Note a file that is about to be read."""
        ...

    def end(self, file: Path | RemoteFile) -> None:
        """Note that all there is in that file was given."""
        ...


def digest_of(file: Path | RemoteFile) -> str:
    """Return the hash of a file's bytes; raise `OSError` where it can't be read."""
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    with file.open("rb", buffering=0) as opened:
        while data := opened.read(_AT_ONCE):
            digest.update(data)
    return digest.hexdigest()
