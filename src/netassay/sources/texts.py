"""Texts that tools printed: logs, terminal sessions, single outputs, parted into their runs.

They are read a block at a time, so that a log may be larger than memory. Lines that belong to no
run are a `Reject` at the end, or more than one where they are many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.credentials import without_credentials
from netassay.normalizing.runs.marks import marks_in, other_marks
from netassay.normalizing.runs.prefixes import has_prefix
from netassay.normalizing.runs.prompts import is_idle, typed
from netassay.normalizing.runs.splitting import Others
from netassay.normalizing.text_runs import refusal_of_all, runs_in
from netassay.sources.documents import DOCUMENT
from netassay.sources.inputs import LONGEST_LINE, Format
from netassay.sources.pages import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["TEXT", "TEXT_AT_SIGHT"]

#: Bytes of lines of no run that are held for one reject.
_MOST_HELD: Final = LONGEST_LINE
_FENCE: Final = b"```"
_LONGEST_LOOKED_AT: Final = 4096


def _fits(head: list[bytes]) -> bool:
    """Say whether a run, a prompt or a time begins at once: some of them begin as JSON or a page does."""
    lines = [line[:_LONGEST_LOOKED_AT].decode("utf-8", "replace") for line in head]
    text = "".join(f"\n{line}" for line in [*lines, ""])
    if next(marks_in(text, 0, len(text)), None) is not None:
        return True
    first = text.lstrip().split("\n", 1)[0].rstrip()
    if first.startswith(("[", "{")) and (
        is_idle(first) or typed(first) is not None or has_prefix(first)
    ):
        return True
    # What stands in brackets may be the number of a stream.
    return text.startswith("\n[") and bool(other_marks(text))


class _Decoding:
    """Turns blocks of bytes into text and its parts back into the same bytes."""

    def __init__(self, text: Input) -> None:
        self.text = text
        self.ends = b"\n"
        #: All bytes so far, up to the first run.
        self.before: list[bytes] | None = []

    def blocks(self) -> Iterator[str]:
        """Give the text, whole lines at a time."""
        for block in self.text.blocks():
            if self.before is not None:
                self.before.append(block)
                if sum(map(len, self.before)) > _MOST_HELD:
                    self.before = None
            crlf = block.count(b"\r\n")
            if crlf and crlf == block.count(b"\n") == block.count(b"\r"):
                self.ends = b"\r\n"
            yield block.decode("utf-8", "surrogateescape")

    def bytes_of(self, text: str) -> bytes:
        """Return a part of the text as bytes."""
        data = text.encode("utf-8", "surrogateescape")
        return data if self.ends == b"\n" else data.replace(b"\n", self.ends)


class _OtherLines:
    """Lines that belong to no run."""

    def __init__(self, decoding: _Decoding) -> None:
        self.decoding = decoding
        self.pieces: list[bytes] = []
        self.first = self.count = self.size = 0

    def add(self, others: Others) -> None:
        """Add some; those that are blank don't count."""
        data = self.decoding.bytes_of(others.text)
        self.first = self.first or others.line
        self.count += sum(1 for line in others.text.split("\n") if line.strip())
        self.size += len(data)
        self.pieces.append(data)

    def taken(self) -> Iterator[Reject]:
        """Give the reject of all that are held, none where there is none."""
        if self.pieces:
            lines = "a line" if self.count == 1 else f"{self.count} lines"
            belong = "belongs" if self.count == 1 else "belong"
            place = f"line {self.first}" if self.count == 1 else f"from line {self.first}"
            reason = f"{lines} that {belong} to no run"
            yield self.decoding.text.reject(reason, b"".join(self.pieces), place)
        self.pieces = []
        self.first = self.count = self.size = 0


def _read(text: Input) -> Iterator[SavedResponse | Reject]:
    """Give each run with the line that it begins at, and what is of none."""
    decoding = _Decoding(text)
    others = _OtherLines(decoding)
    for item in runs_in(decoding.blocks()):
        if isinstance(item, Others):
            others.add(item)
        else:
            decoding.before = None
            data = without_credentials(decoding.bytes_of(item.text))
            yield text.saved(data, f"line {item.line}", item.first, test=item.test)
        if others.size >= _MOST_HELD:
            decoding.before = None
            yield from others.taken()
    if decoding.before is None:
        yield from others.taken()
    else:
        yield from _of_no_tool(text, b"".join(decoding.before))


def _of_no_tool(text: Input, data: bytes) -> Iterator[SavedResponse | Reject]:
    """Give what is to be said of an input without a run; a page needs no heading at its top."""
    name = text.source.lower()
    if name.endswith(".txt") and _FENCE in data:
        yield from PAGE.read(text.holding(data))
    elif name.endswith((".txt", ".log")) and data.strip():
        yield text.reject(refusal_of_all(data.decode("utf-8", "replace")), data)
    else:
        yield from DOCUMENT.read(text.holding(data))


#: Any text; for what nothing else fits.
TEXT: Final = Format("a text of tools", lambda _: True, _read)
#: A text that begins with a run.
TEXT_AT_SIGHT: Final = Format(TEXT.name, _fits, _read)
