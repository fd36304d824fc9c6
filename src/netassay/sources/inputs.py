"""An opened input, and what a format provides to read it."""

from __future__ import annotations

import errno
from contextlib import suppress
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.credentials import without_credentials
from netassay.normalizing.hints import NO_HINT, Hint
from netassay.records.result import Reject
from netassay.sources.encodings import PLAIN, Encoding, encoding_of
from netassay.sources.response import SavedResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from netassay.sources.packing import ByteStream, Layer

__all__ = ["LARGEST_DOCUMENT", "LONGEST_LINE", "Format", "Input"]

#: A longer line is no response, and comes in pieces of this many bytes.
LONGEST_LINE: Final = 64 << 20
#: A larger document is not read; a page and JSON that is not in lines are read whole.
LARGEST_DOCUMENT: Final = 1 << 30
_READ_SIZE: Final = 1 << 20

#: Lines that are enough to recognize a format.
_HEAD_LINES: Final = 2


@attrs.define(eq=False)
class Input:
    """One opened input, as UTF-8 without a byte order mark.

    Its bytes are read once, from front to back: `head` may be looked at first, then one of
    `lines`, `blocks` and `read` gives everything from the start. All of them, and making an input,
    raise `OSError` where the medium fails. `hint` is what the path says of all its responses,
    `layers` what unpacks it, the outermost first, where it is packed or in an archive; `depth` counts the
    archives that it is in. `nothing` is for a format to say what it is where it holds no response.
    """

    source: str
    stream: ByteStream
    hint: Hint = NO_HINT
    layers: Sequence[Layer] = ()
    depth: int = 0
    nothing: str = attrs.field(default="", init=False)
    _encoding: Encoding = attrs.field(default=PLAIN, init=False)
    _ahead: list[bytes] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        first = self.stream.readline(LONGEST_LINE)
        encoding = encoding_of(first)
        if encoding.wide:
            first = self._whole([first])
        elif encoding.mark and len(first) == LONGEST_LINE:
            # A line that long is told by its length.
            first += self.stream.readline(len(encoding.mark))
        try:
            text = encoding.to_utf8(first.removeprefix(encoding.mark))
        except UnicodeDecodeError:
            # What it is instead, its format's decoder will say.
            encoding, text = PLAIN, first
        self._encoding = encoding
        self.stream, self._ahead = (BytesIO(text), []) if encoding.wide else (self.stream, [text])

    def head(self) -> list[bytes]:
        """Return the first two lines that are not blank, stripped.

        They tell every format, and of lines of JSON no more than that is in memory.
        """
        telling = [line for line in map(bytes.strip, self._ahead) if line]
        # Where the medium fails, so it does again once what came before has been read.
        with suppress(OSError):
            while len(telling) < _HEAD_LINES and (line := self._line()):
                self._ahead.append(line)
                telling += filter(None, [line.strip()])
        return telling

    def lines(self) -> Iterator[bytes]:
        """Give all lines with their ends, one at a time.

        A line of `LONGEST_LINE` bytes and more comes in pieces: all but the last have just
        that length, and no end.
        """
        return chain(filter(None, self._ahead), iter(self._line, b""))

    def blocks(self) -> Iterator[bytes]:
        """Give everything in blocks of whole lines; the last line may lack its end."""
        ahead, self._ahead = self._ahead, []
        rest = b"".join(ahead)
        while chunk := self.stream.read(_READ_SIZE):
            end = chunk.rfind(b"\n") + 1
            if end or len(rest) > LONGEST_LINE:
                yield rest + chunk[:end] if end else rest
                rest = b""
            rest += chunk[end:]
        if rest:
            yield rest

    def _line(self) -> bytes:
        return self.stream.readline(LONGEST_LINE)

    def read(self) -> bytes:
        """Return all bytes; raise `OSError` for more than `LARGEST_DOCUMENT`."""
        ahead, self._ahead = self._ahead, []
        return self._whole(ahead)

    def _whole(self, ahead: list[bytes]) -> bytes:
        room = LARGEST_DOCUMENT - sum(map(len, ahead))
        while room >= 0 and (chunk := self.stream.read(_READ_SIZE)):
            ahead.append(chunk)
            room -= len(chunk)
        if room < 0:
            reason = f"larger than {LARGEST_DOCUMENT >> 30} GiB, and not in lines"
            raise OSError(errno.EFBIG, reason)
        return b"".join(ahead)

    def holding(self, data: bytes) -> Input:
        """Return an input of the same source with other bytes."""
        return Input(self.source, BytesIO(data), self.hint)

    def saved(
        self,
        data: bytes,
        place: str = "",
        line: int = 1,
        *,
        url: str | None = None,
        http_status: int | None = None,
        test: str = "",
    ) -> SavedResponse:
        """Return a response in this input, or a run of a `test`; without a place, the whole input."""
        data = data if place else self._encoding.from_utf8(data)
        return SavedResponse(self.source, data, place, line, url, http_status, self.hint, test)

    def reject(self, reason: str, data: bytes, place: str = "") -> Reject:
        """Return a `Reject` of something in this input; without a place, of all of it.

        It is kept, so it loses the credentials of requests.
        """
        data = without_credentials(data)
        data = data if place else self._encoding.from_utf8(data)
        return Reject(self.source, reason, data, place)


@attrs.frozen(eq=False)
class Format:
    """A format in which responses are saved.

    `fits` says of the first two lines that are not blank, stripped, whether they may begin
    such an input (there are fewer in a short one). `read` gives what stands in one: each
    response as `SavedResponse`, and a `Reject` for what is no response before it is looked into. It
    raises nothing but the `OSError` of a failing medium.
    """

    name: str
    fits: Callable[[list[bytes]], bool]
    read: Callable[[Input], Iterator[SavedResponse | Reject]]
