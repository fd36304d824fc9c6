"""Data for the page's script, compressed in groups: most of it is never looked at.

A group is JSON, deflated (RFC 1950) and in base64, which is unpacked by the browser's own
``DecompressionStream`` when one of its results is opened. Base64 has no ``<``, so that
nothing in it can end the element that holds it.
"""

from __future__ import annotations

import zlib
from base64 import b64encode

import attrs

__all__ = ["Chunks", "pack"]

#: Bytes of JSON in a group; a browser unpacks that many in a few milliseconds.
_GROUP = 1 << 18


def pack(data: bytes) -> str:
    """Return bytes as the page's script unpacks them."""
    return b64encode(zlib.compress(data, 6)).decode("ascii")


@attrs.define
class Chunks:
    """Takes JSON documents one by one; `done` are the groups that were closed."""

    done: list[str] = attrs.field(factory=list)
    size: int = 0
    _open: list[bytes] = attrs.field(factory=list)
    _weight: int = 0

    def add(self, document: bytes) -> tuple[int, int]:
        """Add a document; return its group and its place in there."""
        place = len(self.done), len(self._open)
        self._open.append(document)
        self._weight += len(document)
        if self._weight >= _GROUP:
            self.close()
        return place

    def close(self) -> None:
        """Close the group that is being filled."""
        if self._open:
            self.done.append(pack(b"[" + b",".join(self._open) + b"]"))
            self.size += len(self.done[-1])
            self._open, self._weight = [], 0
