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

#: Lines of the standard error before a document.
_WARNINGS: Final = r"(?:(?:warning|iperf3): [^\n]*+\n)*+"
_SIGNATURE: Final = (
    rf'\A{_WARNINGS}\s*+\{{\s*+"(?:start|intervals|end|event|error|title|extra_data)"\s*+:'
)
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


class Iperf3Json(Dialect):
    """The dialect of iperf3's JSON, whole or cut, with the server's report inside it."""

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

    def reads(self, text: str) -> bool:
        """Say whether the text begins as such a document does."""
        return re.match(_SIGNATURE, text) is not None

    def knows(self, line: str) -> bool:
        """Say whether a line is blank, or may be one of a document."""
        return _OF_DOCUMENT.match(line) is not None

    @property
    def ends(self) -> re.Pattern[str]:
        """The pattern of the last line of a document, or of the last event."""
        return _ENDS

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Read a text, whatever is in it; remarks go to `notes`."""
        warnings = re.match(_WARNINGS, text)
        text = text[warnings.end() :] if warnings else text
        document, closed = decoded(text), True
        if document is None or "event" in document:
            document, closed = _of_events(text)
        if document is None:
            document, closed = decoded(_completed(text)), False
        if document is None:
            return super().scan(text, notes, trace=trace)
        scan = Scan(node=read_document(document, notes), closed=closed)
        scan.node |= self._of_server(document, notes)
        return scan

    def _of_server(self, document: dict[str, Any], notes: Notes) -> Node:
        """Return the rows of the server's report inside a client's document."""
        text = document.get("server_output_text")
        if type(text) is str:
            return server_rows(self.text_dialect.scan(unified(text), notes).node)
        inner = document.get("server_output_json")
        return server_rows(read_document(inner, notes)) if type(inner) is dict else {}


def _of_events(text: str) -> tuple[dict[str, Any] | None, bool]:
    """Return the document of a stream of events, and whether an ``end`` or ``error`` is there.

    With ``--json-stream-full-output`` the document itself stands behind the events.
    """
    lines = text.lstrip().splitlines(keepends=True)
    document: dict[str, Any] = {"intervals": []}
    events: dict[str, Any] = {}
    at = 0
    for line in lines:
        event = decoded(line)
        if event is None or "event" not in event:
            break
        at += 1
        events[str(event["event"])] = event.get("data")
        if event["event"] == "interval":
            document["intervals"].append(event.get("data"))
    if not at:
        return None, False
    rest = decoded("".join(lines[at:]))
    if rest is not None:
        return rest, True
    document |= {name: events[name] for name in _EVENTS & events.keys()}
    return document, not {"end", "error"}.isdisjoint(events)


_EVENTS: Final = {"start", "end", "error", "server_output_text", "server_output_json"}


def _completed(text: str) -> str:
    """Return a cut document up to its last whole value, with the missing brackets."""
    kept, _ = _scan_brackets(text)
    _, closing = _scan_brackets(text[:kept])
    return text[:kept] + "".join(reversed(closing))


def _scan_brackets(text: str) -> tuple[int, list[str]]:
    """Return the end of the last whole value, and the brackets missing at the end of the text."""
    closing: list[str] = []
    kept = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in _CLOSING:
            closing.append(_CLOSING[sign])
        elif sign in ("}", "]"):
            if not closing or closing.pop() != sign:
                break
            kept = token.end()
        elif sign == ",":
            kept = token.start()
    return kept, closing
