"""What a device said to show commands: any text, parted by the heads that name the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netassay.core.lines.grammar import Dialect, Scan
from netassay.core.values.readings import TEXT, Odd
from netassay.measurements.show_command import named_in, parted
from netassay.records.show_command import ShowCommand

if TYPE_CHECKING:
    import re

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["DIALECT"]


class _Verbatim(Dialect):
    """A format without a grammar: a text is what was said, less the heads.

    Nothing says how long a response is, so that every text counts as whole.
    """

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Take a text as it is, a row per command."""
        scan = Scan(closed=True)
        parts = parted(text)
        for head, start, end in parts:
            if head is None and len(parts) > 1:
                scan.unread += _lines(text[start:end])
                continue
            rows = scan.node.setdefault("responses", [])
            row: Node = {}
            for name, said, at in _said(head, start, text[start:end]):
                _take(row, name, said, f"responses[{len(rows)}].{name}", notes)
                if trace:
                    number = text.count("\n", 0, at) + 1
                    scan.origins.append((number, said, row, (name,)))
            if row:
                rows.append(row)
        if not scan.node.get("responses"):
            scan.node.clear()
        return scan


def _lines(text: str) -> list[tuple[int, str]]:
    """Return the lines before the first head, with their numbers: they answer no command."""
    return [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]


def _said(head: re.Match[str] | None, start: int, body: str) -> list[tuple[str, str, int]]:
    """Return the fields of one part: name, text and where it stands."""
    said = []
    if head is not None:
        said.append(("command", named_in(head), head.start()))
        said.append(("printed_at", head["time"] or "", head.start()))
    response = body.strip("\n")
    said.append(("response", response, start + body.find(response)))
    return [part for part in said if part[1] and not part[1].isspace()]


def _take(row: Node, name: str, said: str, path: str, notes: Notes) -> None:
    try:
        reading = TEXT[said]
    except Odd as odd:
        reading = odd.reading
        notes.add(odd.code, path, odd.message, printed=said)  # type: ignore[arg-type]
    if reading is not None:
        row[name] = reading


DIALECT = _Verbatim(
    "show_text",
    tests=("show_command",),
    record=ShowCommand,
    families=("aps", "cx", "aos-s", "gateways"),
    signature=r"^COMMAND=show |^## Command: ",
    lines=(),
)
