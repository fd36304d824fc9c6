"""Saved HTTP answers: those of this API, and those without a body.

What captures, collections and pages have in common.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["answer", "has_body", "is_api_url", "may_be_api_url"]

#: A path of this API, perhaps behind a variable without a value (``{{baseUrl}}``).
_PATH: Final = re.compile(
    r"(?:[^?#]*/)?network-troubleshooting/[^/?#]+/"
    r"|\{\{[^{}]*\}\}/(?:aps|cx|aos-s|gateways)/[^/?#]+/\w+/async-operations/"
)
#: A URL that is nothing but variables, so that it does not tell which API it is of.
_UNTOLD: Final = re.compile(r"(?:\{\{[^{}]*+\}\}|/)*+")
#: Statuses without a body; 0 is a request without an answer.
_WITHOUT_BODY: Final = frozenset({0, 202, 204, 205, *range(100, 200), *range(300, 400)})
_ERROR: Final = 400


def is_api_url(url: str) -> bool:
    """Say whether a URL is one of this API."""
    return bool(_PATH.match(url))


def may_be_api_url(url: str) -> bool:
    """Say whether a URL is one of this API, or does not tell of which."""
    return is_api_url(url) or _UNTOLD.fullmatch(url) is not None


def has_body(status: int | None) -> bool:
    """Say whether an answer of this HTTP status has a body."""
    return status not in _WITHOUT_BODY


def answer(
    source: Input,
    body: bytes,
    place: str,
    url: str | None,
    status: int | None,
    entry: bytes,
    line: int = 1,
) -> SavedResponse | Reject | None:
    """Return the answer of one request, None for a status without a body.

    An error without a body is an answer; another that lacks its body is rejected, with
    the bytes of the `entry` that it stood in. `line` is where the body begins.
    """
    if body.strip() or (status is not None and status >= _ERROR):
        return source.saved(body, place, line, url=url, http_status=status)
    if not has_body(status):
        return None
    return source.reject("an answer that was saved without its body", entry, place)
