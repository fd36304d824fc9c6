"""Texts that are JSON: one document (``-J``), or an event a line (``--json-stream``, 3.17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.lines.grammar import Dialect, Scan, unified
from netassay.dialects.iperf3.documents import decoded, read_document
from netassay.dialects.iperf3.pieces import Iperf3, kept_apart
from netassay.records.iperf import Iperf

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["Iperf3Json"]

#: What goes to the standard error stands before a document where both are one.
_REMARKS: Final = r"(?:(?:warning|iperf3): [^\n]*+\n)*+"
_SIGNATURE: Final = (
    rf'\A{_REMARKS}\s*+\{{\s*+"(?:start|intervals|end|event|error|title|extra_data)"\s*+:'
)
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[{}\[\],]', re.DOTALL)
_CLOSING: Final = {"{": "}", "[": "]"}


class Iperf3Json(Dialect):
    """The dialect of iperf3's JSON, whole or cut, and of what it holds of the server."""

    def __init__(self, text_dialect: Iperf3) -> None:
        super().__init__(
            "iperf3_json",
            tests=("iperf",),
            record=Iperf,
            families=(),
            signature=_SIGNATURE,
            lines=(),
        )
        self.text_dialect = text_dialect

    def reads(self, text: str) -> bool:
        """Say whether the text begins as such a document does."""
        return re.match(_SIGNATURE, text) is not None

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Read a text, whatever is in it; remarks go to `notes`."""
        remarks = re.match(_REMARKS, text)
        text = text[remarks.end() :] if remarks else text
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
        """Return the rows of the server's report that the client's document holds."""
        text = document.get("server_output_text")
        if type(text) is str:
            return kept_apart(self.text_dialect.scan(unified(text), notes).node)
        inner = document.get("server_output_json")
        return kept_apart(read_document(inner, notes)) if type(inner) is dict else {}


def _of_events(text: str) -> tuple[dict[str, Any] | None, bool]:
    """Return the document that a stream of events tells, and whether one of the last is there.

    With ``--json-stream-full-output`` the document itself stands behind them.
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
    """Return a cut document up to the last value that is surely whole, with its ends."""
    kept, _ = _walked(text)
    _, open_ones = _walked(text[:kept])
    return text[:kept] + "".join(reversed(open_ones))


def _walked(text: str) -> tuple[int, list[str]]:
    """Return where the last whole value of a document ends, and what closes all that is open."""
    open_ones: list[str] = []
    kept = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in _CLOSING:
            open_ones.append(_CLOSING[sign])
        elif sign in ("}", "]"):
            if not open_ones or open_ones.pop() != sign:
                break
            kept = token.end()
        elif sign == ",":
            kept = token.start()
    return kept, open_ones
