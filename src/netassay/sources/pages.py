"""The API's Markdown pages: one response per response example.

::

    **URL:** `{{baseUrl}}/network-troubleshooting/v1alpha1/aps/:serial-number/ping/...`

    #### OK. Returns the status and results of the AP Ping test.

    **Status:** 200 OK

    **Response Body:**

    ```json
    {...}
    ```

The fence under an example's ``Response Body`` (or under its ``Status``) is the response. Any
other fence, such as a request's body, is none. An example without a fence has no body and is
skipped, and so is one under the URL of another API.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal

import attrs

from netassay.sources.answers import has_body, may_be_api_url
from netassay.sources.inputs import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["PAGE"]

_HEADING: Final = re.compile(rb" {0,3}#{1,4}[ \t]")
_LABEL: Final = re.compile(rb"[ \t]*(?:[-*+][ \t]+)?\*\*([^*]+)\*\*[ \t]*:?([^\r\n]*)")
_FENCE: Final = re.compile(rb"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
#: Beginnings that no line of JSON has: the end of the fence is missing.
_NOT_JSON: Final = re.compile(rb"#{1,6}[ \t]|---|\*\*|```|~~~")
_STATUS: Final = re.compile(rb"\D*(\d{3})(?!\d)")
_URL_MARKUP: Final = b" \t`<>"


@attrs.frozen
class _Block:
    """A heading, a label with its value, or a fence with its text, and its line.

    `label` is in lower case, and empty for what is none.
    """

    kind: Literal["heading", "label", "fence"]
    line: int
    text: bytes = b""
    label: bytes = b""


@attrs.define
class _Position:
    """The headings and labels that apply at a position of the page."""

    url: str | None = None
    examples: int = 0
    line: int = 0
    status: int | None = None
    label: bytes = b""
    in_example: bool = False

    def enter(self, block: _Block) -> None:
        """Take in a heading or a label."""
        self.label = block.label
        if block.kind == "heading":
            self.line, self.status, self.in_example = block.line, None, False
        elif block.label == b"url":
            self.url = block.text.strip(_URL_MARKUP).decode(errors="replace") or self.url
        elif block.label == b"status" and (status := _STATUS.match(block.text)):
            self._begin_example(block.line)
            self.status = int(status[1])
        elif block.label == b"response body" and not self.in_example:
            self._begin_example(block.line)

    def _begin_example(self, line: int) -> None:
        # It begins at its heading, unless that has led to another example already.
        self.line = line if self.in_example else self.line or line
        self.examples += 1
        self.in_example = True

    def has_response(self, fence: _Block) -> bool:
        """Say whether a fence at this position is the body of a response."""
        if not self.in_example or self.label not in (b"response body", b"status"):
            return False
        return bool(fence.text.strip()) or has_body(self.status)


def _fits(head: list[bytes]) -> bool:
    return bool(head) and head[0].startswith(b"#")


def _read(page: Input) -> Iterator[SavedResponse | Reject]:
    """Give the response of each example."""
    data = page.read()
    page.nothing = "a page without an answer of this API"
    at = _Position()
    for block in _blocks(BytesIO(data).readlines()):
        if block.kind != "fence":
            at.enter(block)
        elif at.has_response(block) and may_be_api_url(at.url or ""):
            place = f"example {at.examples} (line {at.line})"
            yield page.saved(block.text, place, block.line, url=at.url, http_status=at.status)
    if not data.strip():
        yield page.saved(data)
    elif not at.examples:
        yield page.reject("no response example on this page", data)


def _blocks(lines: list[bytes]) -> Iterator[_Block]:
    """Give the headings, labels and fences of a page, in order."""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if fence := _FENCE.match(line):
            end, following = _fence_end(lines, number, fence[1])
            text = b"".join(lines[number:end])
            text = text.removesuffix(b"\n").removesuffix(b"\r")
            yield _Block("fence", number + 1, text)
            number = following
        elif _HEADING.match(line):
            yield _Block("heading", number)
        elif label := _LABEL.match(line):
            yield _Block("label", number, label[2], label[1].strip(b": \t").lower())


def _fence_end(lines: list[bytes], start: int, mark: bytes) -> tuple[int, int]:
    """Return the index behind a fence's last line, and the index of the next line to read.

    A fence that is not closed ends with the page; JSON that is not closed, where what
    follows can't be JSON.
    """
    is_json = start < len(lines) and lines[start].lstrip()[:1] in (b"{", b"[")
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if line.startswith(mark) and not line.strip(mark[:1]):
            return number, number + 1
        if is_json and _NOT_JSON.match(line):
            return number, number
    return len(lines), len(lines)


PAGE: Final = Format("a page of the API's documentation", _fits, _read)
