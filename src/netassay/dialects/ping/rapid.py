"""The marks of Junos' ``ping rapid``: one for each request, in a line of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.values.readers import COUNT
from netassay.core.values.readings import Reading
from netassay.core.values.rows import any_has

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node

__all__ = ["MARKS", "part_marks"]

#: The pattern of such a line. Dots alone are those of a flood, of which none stands for a request.
MARKS: Final = r"\.*+![!.]*+"
_REPLIES: Final[dict[str, Node]] = {"!": {}, ".": {"outcome": Reading("timeout", ".")}}


def part_marks(scan: Scan) -> None:
    """Make a reply of each mark, where a row has marks as its note; the first request is number 0."""
    rows = scan.node.get("replies", ())
    if not any_has(rows, "note"):
        return
    marked = {id(row) for row in rows if "note" in row and _has_marks(row)}
    if not marked:
        return
    replies: list[Node] = []
    parts: dict[int, list[Node]] = {}
    for row in rows:
        if id(row) not in marked:
            replies.append(row)
            continue
        parts[id(row)] = [
            {"sequence": COUNT[str(len(replies) + at)]} | _REPLIES[mark]
            for at, mark in enumerate(row["note"].text)
        ]
        replies += parts[id(row)]
    scan.node["replies"] = replies
    scan.origins = [
        (number, text, reply, tuple(reply or fields))
        for number, text, row, fields in scan.origins
        for reply in parts.get(id(row), [row])
    ]


def _has_marks(row: Node) -> bool:
    return row.keys() == {"note"} and not row["note"].text.strip("!.")
