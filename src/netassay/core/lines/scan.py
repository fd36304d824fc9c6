"""What is read of a text, and what is done to a text before and behind that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from netassay.core.lines.line import CompiledLine
    from netassay.core.values.readings import Node

__all__ = ["LineNumbers", "Scan", "unified", "with_line_feeds", "without_absent"]


@attrs.define(eq=False)
class Scan:
    """What was read of a text: a node, the lines no template fits, whether it was whole.

    `cut_line` says that the last of the unread lines has no end and may be a cut one,
    `section` is the one that was opened last. `origins` holds for every line that was read
    its number, the text, the node of the row it made (None for the record
    itself) and the names of the fields; it is filled when asked for. `kinds` are the kinds of
    lines about the whole that were read; `repeats` says that one came again.
    """

    node: Node = attrs.field(factory=dict)
    unread: list[tuple[int, str]] = attrs.field(factory=list)
    cut_line: bool = False
    closed: bool = False
    section: str = ""
    origins: list[tuple[int, str, Node | None, tuple[str, ...]]] = attrs.field(factory=list)
    kinds: set[CompiledLine] = attrs.field(factory=set)
    repeats: bool = False

    def saw(self, kind: CompiledLine) -> None:
        """Note that a line of a kind was read, which tells of the whole."""
        self.repeats |= kind in self.kinds
        self.kinds.add(kind)

    @property
    def may_be_of_several(self) -> bool:
        """Whether the text may hold more than one run: cheap to say, and mostly no."""
        return self.repeats or bool(self.unread) or not self.kinds

    def close_without_replies(self) -> None:
        """Take a text as whole where nothing came back: then there are no times to sum up."""
        received = self.node.get("received")
        if received is not None and received.value == 0:
            self.closed = True

    @property
    def empty(self) -> bool:
        """Whether nothing at all was read."""
        return not self.node


class LineNumbers:
    """Counts lines as it goes, so that asking for every line costs one walk in all."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.number = 1

    def at(self, position: int) -> int:
        """Return the number of the line at a position, which is not before that asked last."""
        self.number += self.text.count("\n", self.position, position)
        self.position = position
        return self.number


def without_absent(node: Node) -> Node:
    """Return a node without what the device printed as the word null."""
    kept: Node = {}
    for name, item in node.items():
        if isinstance(item, dict):
            kept[name] = without_absent(item)
        elif isinstance(item, list):
            kept[name] = [without_absent(row) if isinstance(row, dict) else row for row in item]
        elif item is not None:
            kept[name] = item
    return kept


def unified(text: str) -> str:
    """Return the text with all its ends of lines as LF: CR LF, LF CR and a lone CR alike.

    The bell that some tools ring (`ping -a`) is no part of a line either.
    """
    if "\a" in text:
        text = text.replace("\a", "")
    if "\r" not in text:
        return text
    return with_line_feeds(text)


def with_line_feeds(text: str) -> str:
    """Return the text with LF in place of CR LF, LF CR and a lone CR."""
    return text.replace("\r\n", "\n").replace("\n\r", "\n").replace("\r", "\n")
