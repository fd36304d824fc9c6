"""The responses to show commands: any text, split by the heads that name the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netassay.core.lines.grammar import Dialect, Scan
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.measurements.show_command import command_in, split_by_heads
from netassay.records.show_command import ShowCommand

if TYPE_CHECKING:
    import re

    from netassay.core.findings import Notes
    from netassay.core.values.readings import Node

__all__ = ["DIALECT"]


class _Verbatim(Dialect):
    """A format without a grammar: each response is kept as printed, its head is read.

    Nothing says how long a response is, so every text counts as complete.
    """

    def scan(self, text: str, notes: Notes, *, trace: bool = False) -> Scan:
        """Return a row for each response; text before the first head is unread."""
        scan = Scan(closed=True)
        parts = split_by_heads(text)
        for head, start, end in parts:
            if head is None and len(parts) > 1:
                scan.unread += _lines(text[start:end])
                continue
            rows = scan.node.setdefault("responses", [])
            row: Node = {}
            for name, said, at in _fields(head, start, text[start:end]):
                _put(row, name, said, f"responses[{len(rows)}].{name}", notes)
                if trace:
                    number = text.count("\n", 0, at) + 1
                    scan.origins.append((number, said, row, (name,)))
            if row:
                rows.append(row)
        if not scan.node.get("responses"):
            scan.node.clear()
        return scan


def _lines(text: str) -> list[tuple[int, str]]:
    """Return the lines before the first head, with their numbers: no command asked for them."""
    return [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]


def _fields(head: re.Match[str] | None, start: int, body: str) -> list[tuple[str, str, int]]:
    """Return ``(name, text, offset)`` of each field of one response."""
    said = []
    if head is not None:
        said.append(("command", command_in(head), head.start()))
        said.append(("printed_at", head["time"] or "", head.start()))
    response = body.strip("\n")
    said.append(("response", response, start + body.find(response)))
    return [part for part in said if part[1] and not part[1].isspace()]


def _put(row: Node, name: str, said: str, path: str, notes: Notes) -> None:
    try:
        reading = TEXT[said]
    except ValueProblem as problem:
        reading = problem.reading
        notes.add(problem.code, path, problem.message, printed=said)  # type: ignore[arg-type]
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
