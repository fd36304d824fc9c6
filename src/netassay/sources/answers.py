"""Saved HTTP answers: which are of this API, and what one without a body means.

What captures, collections and pages have in common.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import Saved

__all__ = ["answer", "is_due", "of_this_api"]

#: A path of this API; or one whose beginning is a variable that nobody tells.
_PATH: Final = re.compile(
    r"[^?#]*/network-troubleshooting/[^/?#]+/"
    r"|\{\{[^{}]*\}\}/(?:aps|cx|aos-s|gateways)/[^/?#]+/\w+/async-operations/"
)
#: No answer at all, and answers that say no more than their status.
_SILENT: Final = frozenset({0, 202, 204, 205, *range(100, 200), *range(300, 400)})
_ERROR: Final = 400


def of_this_api(url: str) -> bool:
    """Tell whether a URL is one of this API."""
    return bool(_PATH.match(url))


def is_due(status: int | None) -> bool:
    """Tell whether an answer of this HTTP status has a body to it."""
    return status not in _SILENT


def answer(
    source: Input, body: bytes, place: str, url: str, status: int | None, entry: bytes
) -> Saved | Reject | None:
    """Return the answer of one request, None where it was to have no body and has none.

    An error without a body is an answer; another that lacks its body is rejected, with
    the bytes of the `entry` that it stood in.
    """
    if body.strip() or (status is not None and status >= _ERROR):
        return source.saved(body, place, url=url, http_status=status)
    if not is_due(status):
        return None
    return source.reject("an answer that was saved without its body", entry, place)
