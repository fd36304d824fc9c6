"""JSON without credentials, by its tokens: it may be cut off or broken anywhere.

::

    "headers": [{"name": "Authorization", "value": "Bearer ..."}]       HAR, in either order
    "cookies": [{"name": "...", "value": "..."}]
    "auth": {"bearer": [{"key": "token", "value": "..."}]}              Postman 2.1
    "auth": {"bearer": {"token": "..."}}                                Postman 2.0
    "variable": [{"key": "client_secret", "value": "..."}]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.credentials.names import HIDDEN, is_credential, is_harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["json_without_credentials"]

#: A string, perhaps cut off, with the colon behind a key; or a bracket.
_TOKEN: Final = re.compile(rb'"((?:[^"\\]++|\\.)*+)("?)(\s*+:)?|[{}\[\]]', re.DOTALL)
_NAMES: Final = frozenset({"name", "key"})
#: Lists whose values are credentials unless their names are known to be harmless.
_LISTS: Final = frozenset(
    {"headers", "header", "querystring", "params", "urlencoded", "formdata", "query"}
)
_TELLING: Final = re.compile(
    rb'"(?:headers?|cookies|auth|params|queryString|value)"', re.IGNORECASE
)
#: More levels are no capture's.
_DEEPEST: Final = 1000
_HIDDEN: Final = HIDDEN.encode()

_Span = tuple[int, int]


@attrs.define
class _Frame:
    """An object or array: what it stands under, and what is known of it so far.

    `inside` is the list, the cookies or the authorization that it is part of, or a credential.
    `name` is what an object calls itself, `value` where its value stands.
    """

    key: str
    inside: str
    is_object: bool
    name: str | None = None
    value: _Span | None = None

    def decided(self, *, cut: bool = False) -> Iterator[_Span]:
        """Give the value, if it is a credential or may be one, once all is known or `cut` off."""
        if self.value is None:
            return
        if self.inside in _LISTS:
            hidden = self.name is None or not is_harmless(self.name)
        else:
            hidden = self.inside != "" or (cut if self.name is None else is_credential(self.name))
        if hidden:
            yield self.value


def json_without_credentials(data: bytes) -> bytes:
    """Return JSON, or what is left of it, with its credentials replaced and all else as it is."""
    if not _TELLING.search(data):
        return data
    pieces, at = [], 0
    for start, end in sorted(_spans(data)):
        if end > start >= at:
            pieces += [data[at:start], _HIDDEN]
            at = end
    return b"".join([*pieces, data[at:]]) if pieces else data


def _spans(data: bytes) -> Iterator[_Span]:
    """Give where credentials stand, in no order."""
    frames = [_Frame("", "", is_object=True)]
    key = ""
    for match in _TOKEN.finditer(data):
        first, frame = match[0][:1], frames[-1]
        if first in b"{[":
            if len(frames) < _DEEPEST:
                frames.append(_below(frame, key if frame.is_object else frame.key, first == b"{"))
            key = ""
        elif first in b"}]":
            if len(frames) > 1:
                yield from frames.pop().decided()
            key = ""
        elif match[3] is not None:
            key = match[1][:200].decode("utf-8", "replace")
        else:
            yield from _of_string(frame, key, match)
            key = ""
    for frame in frames:
        yield from frame.decided(cut=True)


def _below(frame: _Frame, key: str, is_object: bool) -> _Frame:  # noqa: FBT001
    """Return the frame of what stands under a key."""
    low = key.lower()
    if frame.inside == "secret" or is_credential(key):
        inside = "cookies" if low == "cookies" else "secret"
    elif low in _LISTS or low == "auth":
        inside = low
    else:
        inside = frame.inside if low not in {"body", "content", "response"} else ""
    return _Frame(key, inside, is_object)


def _of_string(frame: _Frame, key: str, match: re.Match[bytes]) -> Iterator[_Span]:
    """Give the span of a string that is a credential; remember what is not decided yet."""
    span, low = match.span(1), key.lower()
    if not frame.is_object:
        if frame.inside in ("secret", "cookies"):
            yield span
        return
    if low in _NAMES and frame.inside != "secret":
        # Of a name that is cut off nobody knows what it was.
        frame.name = None if not match[2] else match[1][:200].decode("utf-8", "replace")
    elif low == "value":
        frame.value = span
    elif (
        frame.inside == "secret"
        or (is_credential(key) and _is_of_http(low, match[1]))
        or (_is_of_headers(frame) and not is_harmless(key))
    ):
        yield span


def _is_of_http(key: str, value: bytes) -> bool:
    """Say whether a cookie is one of HTTP, ``name=value``: iperf3 calls the name of a test so."""
    return key != "cookie" or b"=" in value


def _is_of_headers(frame: _Frame) -> bool:
    """Say whether an object has a header under each key: `{"Authorization": "Bearer ..."}`."""
    return frame.inside in ("headers", "header") and frame.key.lower() == frame.inside
