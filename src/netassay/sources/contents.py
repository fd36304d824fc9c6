"""What a path without a response holds instead, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from netassay.records.result import Reject

if TYPE_CHECKING:
    from netassay.sources.files import Place
    from netassay.sources.inputs import Input

__all__ = ["Contents"]

_UNREAD: Final = "without a file that is read (.json, .ndjson, .har, .md, .txt, .log, archives, each also packed)"


@attrs.define
class Contents:
    """Counts the inputs in a file, a folder or standard input (None), and keeps what the last was."""

    path: Place
    inputs: int = 0
    last: str = ""
    members: bool = False

    def add(self, opened: Input | Reject) -> None:
        """Count an input that was read."""
        self.inputs += 1
        if not isinstance(opened, Reject):
            self.last = opened.nothing
            self.members = opened.depth > 0

    @property
    def message(self) -> str:
        """What the path is, where it gave nothing."""
        return f"{'-' if self.path is None else self.path}: {self._words}"

    @property
    def _words(self) -> str:
        folder = self.path.is_dir() if isinstance(self.path, Path) else self.path is not None
        if not self.inputs:
            if folder and isinstance(self.path, Path) and not any(self.path.iterdir()):
                return "an empty folder"
            return f"{'a folder' if folder else 'an archive'} {_UNREAD}"
        if folder or self.members:
            files = "a file" if self.inputs == 1 else f"{self.inputs} files"
            kind = "a folder" if folder else "an archive"
            return f"{kind} of {files}, with nothing of this API"
        return self.last or "nothing of this API"
