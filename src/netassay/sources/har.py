"""HAR captures (HTTP Archive 1.2): one response per entry of this API.

::

    {"log": {"entries": [{"request": {"url": ...}, "response": {"status": 200, "content":
        {"text": "eyJz...", "encoding": "base64"}}}]}}

Other entries are skipped, and so are those whose status has no body (a preflight, a
redirect, an aborted request). A capture that is cut off gives its whole entries.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from typing import TYPE_CHECKING, Any, Final

import msgspec

from netassay.core.codec import decode
from netassay.errors import NotAResponse
from netassay.sources.answers import answer, is_api_url
from netassay.sources.arrays import ArrayEnd, Item, broken_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["answers_of_capture"]


class _Log(msgspec.Struct):
    entries: list[msgspec.Raw]


class _Capture(msgspec.Struct):
    log: _Log


_capture: Final = msgspec.json.Decoder(_Capture).decode
_HEAD: Final = re.compile(rb'\s*+\{\s*+"log"\s*+:\s*+\{')
_ENTRIES: Final = re.compile(rb'"entries"\s*+:\s*+\[')
_REST: Final = ArrayEnd(re.compile(rb".*\}\s*+\}\s*+", re.DOTALL), "cut off behind the entries")
#: Requests whose answers have no body.
_BODILESS: Final = frozenset({"HEAD", "OPTIONS"})


def answers_of_capture(document: Input, text: bytes) -> Iterator[SavedResponse | Reject] | None:
    """Give the answers of a capture; return None for a text that is none."""
    if b'"log"' not in text:
        return None
    try:
        entries = _capture(text).log.entries
    except msgspec.ValidationError:
        return None
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        first = _ENTRIES.search(text) if _HEAD.match(text) else None
        if first is None:
            return None
        return _answers(document, broken_items(document, text, first.end(), _REST))
    return _answers(document, (Item(at, bytes(raw), 1) for at, raw in enumerate(entries, 1)))


def _answers(
    capture: Input, items: Iterable[Item | SavedResponse | Reject]
) -> Iterator[SavedResponse | Reject]:
    count = 0
    for item in items:
        count += 1
        found = _answer(capture, item) if isinstance(item, Item) else item
        if found is not None:
            yield found
    capture.nothing = f"a capture without an answer of this API, of {count} requests"


def _answer(capture: Input, item: Item) -> SavedResponse | Reject | None:
    """Return the answer of an entry, None where it is none of this API."""
    place = f"entry {item.number}"
    try:
        entry = decode(item.data)
    except NotAResponse:
        # What is wrong with it, the pipeline will say.
        return capture.saved(item.data, place, item.line)
    url = _at(entry, "request", "url")
    if not isinstance(url, str):
        return capture.reject("no entry of a capture: it lacks a request", item.data, place)
    if not is_api_url(url) or _at(entry, "request", "method") in _BODILESS:
        return None
    try:
        body = _body(_at(entry, "response", "content"))
    except NotBase64:
        text = _at(entry, "response", "content", "text").encode(errors="surrogatepass")
        return capture.reject("content that is not the base64 it is said to be", text, place)
    status = _at(entry, "response", "status")
    return answer(capture, body, place, url, status if type(status) is int else None, item.data)


def _at(value: Any, *keys: str) -> Any:
    """Return the value under keys, None where something is of another shape."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _body(content: Any) -> bytes:
    """Return the bytes of a response's content; raise `NotBase64` for invalid base64."""
    text = _at(content, "text")
    if not isinstance(text, str):
        return b""
    data = text.encode(errors="surrogatepass")
    if _at(content, "encoding") != "base64":
        return data
    return b64decode(b"".join(data.split()), validate=True)
