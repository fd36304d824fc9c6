"""A JSON document: one body, one envelope, an array of either, a capture, a collection.

Its content decides which. Several documents may stand one behind the other. The items of an
array keep their original bytes.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

import msgspec

from netassay.sources.arrays import (
    ArrayEnd,
    Item,
    broken_items,
    documents_in,
    is_json,
    items_of,
    whole_items,
)
from netassay.sources.har import answers_of_capture
from netassay.sources.inputs import Format
from netassay.sources.lines import DOCUMENTS_IN_LINES
from netassay.sources.postman import answers_of_collection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["DOCUMENT", "DOCUMENT_AMONG_LINES"]

_items: Final = msgspec.json.Decoder(list[msgspec.Raw]).decode
_FIRST: Final = re.compile(rb"\s*(.)", re.DOTALL)
_NOTHING: Final = ArrayEnd(re.compile(rb"\s*+"), "more text after the array")


def _fits(head: list[bytes]) -> bool:
    return bool(head) and head[0].startswith((b"{", b"["))


def _read(document: Input) -> Iterator[SavedResponse | Reject]:
    """Give the one response, or those of whatever it turns out to be."""
    text = document.read()
    first = _FIRST.match(text)
    if first and first[1] == b"[":
        yield from _read_array(document, text, first.end())
        return
    several = answers_of_capture(document, text) or answers_of_collection(document, text)
    if several:
        yield from several
    elif _is_lines(text):
        yield from DOCUMENTS_IN_LINES.read(document.holding(text))
    elif is_json(text) or len(items := documents_in(text)) < 2:  # noqa: PLR2004 - one is no stack
        yield document.saved(text)
    else:
        for item in items:
            yield from _read_stacked(document, item)


def _read_stacked(document: Input, item: Item) -> Iterator[SavedResponse | Reject]:
    """Give what one of several documents holds."""
    place = f"document {item.number}"
    if item.data.startswith(b"[") and is_json(item.data):
        for inner in items_of(item.data):
            yield document.saved(
                inner.data, f"{place} item {inner.number}", item.line + inner.line - 1
            )
    else:
        yield document.saved(item.data, place, item.line)


def _is_lines(text: bytes) -> bool:
    """Tell whether it is no JSON document, but several lines that may each be one."""
    lines = filter(None, map(bytes.strip, BytesIO(text)))
    starts = (line.startswith(b"{") for line in lines)
    several = next(starts, False) and next(starts, False)
    return several and all(starts) and not is_json(text)


def _read_array(array: Input, text: bytes, start: int) -> Iterator[SavedResponse | Reject]:
    """Give the items of an array whose first may stand at `start`."""
    array.nothing = "an empty array"
    items: Iterator[Item | SavedResponse | Reject]
    try:
        items = whole_items(_items(text), text, start)
    except (msgspec.MsgspecError, RecursionError):
        several = documents_in(text)
        if len(several) > 1 and all(_fits([item.data]) for item in several):
            for one in several:
                yield from _read_stacked(array, one)
            return
        items = broken_items(array, text, start, _NOTHING)
    for item in items:
        if isinstance(item, Item):
            yield array.saved(item.data, f"item {item.number}", item.line)
        else:
            yield item


def _fits_among_lines(head: list[bytes]) -> bool:
    """Say whether what should be lines is a document over several, or one array."""
    if not head:
        return False
    first, *following = head
    if first.startswith(b"["):
        return not following or first in (b"[", b"[{") or first.endswith(b",")
    inner = bool(following) and following[0].startswith((b'"', b"}"))
    return inner and first.startswith(b"{") and not is_json(first)


DOCUMENT: Final = Format("a JSON document", _fits, _read)
#: A document under the name of lines.
DOCUMENT_AMONG_LINES: Final = Format(DOCUMENT.name, _fits_among_lines, _read)
