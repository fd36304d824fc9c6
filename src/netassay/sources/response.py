"""One response as it was saved, not read yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.credentials import without_credentials
from netassay.normalizing.hints import NO_HINT, Hint
from netassay.normalizing.response import location
from netassay.records.result import Reject
from netassay.sources.encodings import encoding_of
from netassay.sources.locations import file_of

if TYPE_CHECKING:
    from netassay.errors import NotAResponse

__all__ = ["SavedResponse"]

_LINE: Final = re.compile(r"line (\d+)")
#: Where `SavedResponse.body` puts the bytes beside their HTTP status.
_BODY: Final = "/body"


@attrs.frozen
class SavedResponse:
    """One response in its source: its bytes, and what the source says of them.

    `place` says where in the source it stood (``line 17``, ``item 3``, ``example 2 (line
    40)``), empty where it is all of it, and `line` on which line it begins. `url` and
    `http_status` are those that the source gives; an envelope in the bytes goes before
    them. `hint` is what the file's path says, which counts last. `test` is that
    of a run in a text, empty for a response; its place is the line behind its prompt.

    All of it is plain data, so that it can be sent to another process.
    """

    source: str
    data: bytes
    place: str = ""
    line: int = 1
    url: str | None = None
    http_status: int | None = None
    hint: Hint = NO_HINT
    test: str = ""

    @property
    def text(self) -> str:
        """What is printed in a run of a text."""
        return self.data.decode("utf-8", "backslashreplace")

    @property
    def body(self) -> Any:
        """The input of the pipeline: the bytes, in an envelope where the HTTP status is known."""
        if self.http_status is None:
            return self.data
        return {"status": self.http_status, "body": self.data}

    def where(self) -> str:
        """Return where it was found, by which bodies that are alike are told apart."""
        return location(file_of(self.source), self.place)

    def reject(self, error: NotAResponse) -> Reject:
        """Return the `Reject` of these bytes; its place counts from the start of the source."""
        inner = error.place
        if self.http_status is not None:
            inner = inner.removeprefix(_BODY).removeprefix(": ")
        data = encoding_of(self.data).changed(self.data, without_credentials)
        return Reject(self.source, error.reason, data, self._place_of(inner))

    def _place_of(self, inner: str) -> str:
        """Return a place within these bytes as one within the source."""
        match = _LINE.match(inner)
        if match:
            inner = f"line {self.line + int(match[1]) - 1}{inner[match.end() :]}"
            if self.place and inner.startswith(self.place):
                # Nobody needs to hear the line twice: `line 3, column 5`.
                inner = inner.removeprefix(self.place).lstrip(", ")
        return ", ".join(filter(None, (self.place, inner)))
