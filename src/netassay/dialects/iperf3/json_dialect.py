"""The JSON of iperf3: one document (``-J``), or an event a line (``--json-stream``, 3.17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.lines.grammar import Dialect, Runs, Scan, unified
from netassay.dialects.iperf3.json_document import decoded, read_document
from netassay.dialects.iperf3.text_dialect import Iperf3Text, server_rows
from netassay.records.iperf import Iperf

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["Iperf3Json"]

#: Lines of the standard error around a document.
_WARNING: Final = re.compile(r"(?:warning|iperf3): [^\n]*+")
_SIGNATURE: Final = (
    r'^[ \t]*+\{\s*+"(?:start|intervals|end|event|error|title|extra_data)"\s*+:'
    r'|^[^\n{]++\{\s*+"(?:start|intervals|event)"\s*+:'
)
_START: Final = re.compile(_SIGNATURE, re.MULTILINE)
#: An object within a document has a number under these names, and an answer of an API a text.
_RUNS: Final = Runs(
    opens=(
        r"\{\"event\"\s*+:\s*+\"start\""
        r"|\{\s*+(?:\"title\"\s*+:\s*+\"[^\"\n]*\",\s*+)?+"
        r"(?:\"(?:start|end|extra_data)\"\s*+:\s*+\{|\"intervals\"\s*+:\s*+\[)"
    )
)
#: The beginning of a line of a document; a row of a text begins with the number of its stream.
_OF_DOCUMENT: Final = re.compile(r"\s*+(?:\Z|[{}\]\"]|\[\s*+(?:\Z|[\[{\]\"]))")
#: The last line of a document, and the last event.
_ENDS: Final = re.compile(r"\n(?:\}|\{[^\n]*\})[ \t]*+(?=\n)(?!\n\s*\{\"event\")")
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[{}\[\],]', re.DOTALL)
_CLOSING: Final = {"{": "}", "[": "]"}
#: What is no JSON and stands in place of a number: C's words for none (some of Microsoft's), and
#: an exponent whose plus sign became a blank.
_NO_NUMBER: Final = re.compile(
    r'"(?:[^"\\]|\\.)*+"?|(-?(?:(?:nan|inf(?:inity)?)\b(?:\([a-z]++\))?|1\.#[A-Z]++))'
    r"|(?<=[0-9.])([eE]) (?=[0-9])",
    re.DOTALL | re.IGNORECASE,
)
_EVENTS: Final = {"start", "end", "error", "server_output_text", "server_output_json"}


class Iperf3Json(Dialect):
    """The dialect of iperf3's JSON, whole or cut, with the server's report inside it.

    Of several documents the first is read; the lines of the others, and those around them, are
    unread.
    """

    def __init__(self, text_dialect: Iperf3Text) -> None:
        super().__init__(
            "iperf3_json",
            tests=("iperf",),
            record=Iperf,
            families=(),
            signature=_SIGNATURE,
            runs=_RUNS,
            lines=(),
        )
        self.text_dialect = text_dialect

    def knows(self, line: str) -> bool:
        """Say whether a line is blank, or may be one of a document."""
        return _OF_DOCUMENT.match(line) is not None

    @property
    def ends(self) -> re.Pattern[str]:
        """The pattern of the last line of a document, or of the last event."""
        return _ENDS

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Read a text, whatever is in it; remarks go to `notes`."""
        start = _START.search(text)
        at = text.index("{", start.start()) if start else 0
        document, end = _whole(text, at)
        closed, rest = True, text[end:]
        if document is None or "event" in document:
            document, closed, rest = _of_events(text[at:])
        if document is None:
            document, closed = decoded(_mended(_completed(text[at:]))), False
        if document is None:
            return super().scan(text, notes, trace=trace)
        unread = _lines(text[:at], 1)
        if closed:
            unread += _lines(rest, 1 + text.count("\n", 0, len(text) - len(rest)))
        scan = Scan(node=read_document(document, notes), unread=unread, closed=closed)
        scan.node |= self._of_server(document, notes)
        return scan

    def _of_server(self, document: dict[str, Any], notes: Notes) -> Node:
        """Return the rows of the server's report inside a client's document."""
        text = document.get("server_output_text")
        if type(text) is str:
            return server_rows(self.text_dialect.scan(unified(text), notes).node)
        inner = document.get("server_output_json")
        return server_rows(read_document(inner, notes)) if type(inner) is dict else {}


def _lines(text: str, first: int) -> list[tuple[int, str]]:
    """Return the lines around a document that are no warnings, with their numbers from `first`."""
    numbered = enumerate(text.split("\n"), first)
    return [(at, line.strip()) for at, line in numbered if line.strip() and not _is_warning(line)]


def _is_warning(line: str) -> bool:
    return _WARNING.match(line.lstrip()) is not None


def _whole(text: str, at: int) -> tuple[dict[str, Any] | None, int]:
    """Return the document that begins at `at`, None where it has no end, and where it ends."""
    end, open_brackets = _scan_brackets(text, at)
    if open_brackets or end == at:
        return None, len(text)
    return decoded(text[at:end]) or decoded(_mended(text[at:end])), end


def _mended(text: str) -> str:
    """Return a document with texts in place of the words that stand where numbers should."""

    def mended(match: re.Match[str]) -> str:
        if match[1]:
            return f'"{match[1]}"'
        return f"{match[2]}+" if match[2] else match[0]

    return _NO_NUMBER.sub(mended, text)


def _of_events(text: str) -> tuple[dict[str, Any] | None, bool, str]:
    """Return the document of a stream of events, whether an ``end`` or ``error`` is there, the rest.

    With ``--json-stream-full-output`` the document itself stands behind the events.
    """
    lines = text.splitlines(keepends=True)
    document: dict[str, Any] = {"intervals": []}
    events: dict[str, Any] = {}
    at = 0
    for line in lines:
        event = decoded(line) or decoded(_mended(line))
        if event is None or "event" not in event:
            break
        name = str(event["event"])
        if name == "start" and name in events:
            break
        at += 1
        events[name] = event.get("data")
        if name == "interval":
            document["intervals"].append(event.get("data"))
    if not events:
        return None, False, ""
    rest = "".join(lines[at:])
    full, end = _whole(rest, len(rest) - len(rest.lstrip()))
    if full is not None and "event" not in full:
        return full, True, rest[end:]
    document |= {name: events[name] for name in _EVENTS & events.keys()}
    return document, not {"end", "error"}.isdisjoint(events), rest


def _completed(text: str) -> str:
    """Return a cut document up to its last whole value, with the missing brackets."""
    kept, _ = _scan_brackets(text)
    _, closing = _scan_brackets(text[:kept])
    return text[:kept] + "".join(reversed(closing))


def _scan_brackets(text: str, at: int = 0) -> tuple[int, list[str]]:
    """Return the end of the last whole value from `at` on, and the brackets missing at the end.

    Where none is missing, that is the end of the document.
    """
    closing: list[str] = []
    kept = at
    for token in _TOKEN.finditer(text, at):
        sign = token[0]
        if sign in _CLOSING:
            closing.append(_CLOSING[sign])
        elif sign in ("}", "]"):
            if not closing or closing.pop() != sign:
                break
            kept = token.end()
            if not closing:
                break
        elif sign == ",":
            kept = token.start()
    return kept, closing
