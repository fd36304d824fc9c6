"""What HTTP clients print of an exchange: ``curl -i``, ``curl -v``, ``wget -S -O -``, HTTPie.

::

    $ curl -v https://api.example.com/network-troubleshooting/v1/cx/SN/ping/async-operations/7
    > GET /network-troubleshooting/v1/cx/SN/ping/async-operations/7 HTTP/1.1
    > Authorization: Bearer ...
    < HTTP/1.1 200 OK
    < content-type: application/json
    <
    {"status": "COMPLETED", ...}* Connection #0 to host api.example.com left intact

Several may stand one behind the other. Bodies are taken, and what tells their URL and status;
heads are kept nowhere, since they hold credentials.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from netassay.sources.answers import answer, may_be_api_url
from netassay.sources.arrays import end_of_value
from netassay.sources.inputs import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["TRANSCRIPT"]

_STATUS: Final = re.compile(rb"(?:< )?HTTP/\d(?:\.\d)? (\d{3})(?!\d)([^\r\n]*)")
_REQUEST: Final = re.compile(
    rb"(?:> )?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT) (\S+) HTTP/\d"
)
#: What curl says beside, heads that it shows line by line, and its progress.
_REMARK: Final = re.compile(
    rb"[*{}] |[<>](?: |\r?$)|  % Total|\s*Dload +Upload|[ \d]{3} +[\d.]+[kMG]? +\d+ |\s*$"
)
_COMMAND: Final = re.compile(rb"(?:[^\s{}\[\]\"]*[$#>%] ?)?(?:curl|https?|xh)(?:\.exe)? [^\r\n]*")
_URL: Final = re.compile(rb"""https?://[^\s'"]+|[^\s'"]*network-troubleshooting/[^\s'"]*""")
_API: Final = b"network-troubleshooting/"
_LONGEST_COMMAND: Final = 8192
#: How a transcript begins.
_BEGIN: Final = re.compile(
    rb"HTTP/\d(?:\.\d)? \d{3}(?!\d)|(?:> )?(?:GET|HEAD|POST|OPTIONS|CONNECT) \S+ HTTP/\d"
    rb"|< HTTP/\d|% Total +% Received|Note: Unnecessary use of -X"
    rb"|\* +(?:Trying |Host |Uses proxy|Could not |Connected to |Re-using |Hostname |Rebuilt URL"
    rb"|About to connect|Found bundle|processing: )"
)
#: Where a body that is no JSON ends.
_NEXT: Final = re.compile(
    rb"^(?:HTTP/\d(?:\.\d)? \d{3}(?!\d)|[<>*] |[^\s{}\[\]\"]*[$#>%] ?curl )", re.MULTILINE
)
_END_OF_HEAD: Final = re.compile(rb"\n\r?\n|\Z")
_LINE: Final = re.compile(rb"[^\n]*\n?")
#: The answer to CONNECT.
_TUNNEL: Final = re.compile(rb" *connection established", re.IGNORECASE)
_BODILESS: Final = (b"HEAD", b"OPTIONS", b"CONNECT")


def _fits(head: list[bytes]) -> bool:
    if not head:
        return False
    first = head[0]
    asks = len(first) <= _LONGEST_COMMAND and _API in first and _COMMAND.fullmatch(first)
    return bool(asks or _BEGIN.match(first))


@attrs.define
class _Exchanges:
    """Where in a transcript its reading has come to, and the answer whose body comes next.

    `status` is None until its head was there.
    """

    transcript: Input
    text: bytes
    at: int = 0
    count: int = 0
    line: int = 1
    counted: int = 0
    url: str | None = None
    method: bytes = b""
    status: int | None = None

    def items(self) -> Iterator[SavedResponse | Reject]:
        """Give the answers of this API."""
        self.transcript.nothing = "what an HTTP client printed, without an answer of this API"
        while self.at < len(self.text):
            match = _LINE.match(self.text, self.at)
            line = match[0].rstrip() if match else b""
            if status := _STATUS.match(line):
                # With both options curl shows the head twice; 100 is not the answer yet.
                if (self.status or 0) >= _FINAL and int(status[1]) != self.status:
                    yield from self._taken(b"")
                self._enter(status)
            elif request := _REQUEST.match(line):
                yield from self._taken(b"")
                self.url, self.method = request[2].decode("utf-8", "replace"), request[1]
                self._skip(line)
            elif len(line) <= _LONGEST_COMMAND and _COMMAND.fullmatch(line):
                yield from self._taken(b"")
                url = _URL.search(line)
                self.url = url[0].decode("utf-8", "replace") if url else None
                self._skip(b">")
            elif _REMARK.match(line):
                self._skip(b">")
            else:
                yield from self._body()
        yield from self._taken(b"")
        if not self.count:
            yield self.transcript.reject("no answer in what an HTTP client printed", b"", "line 1")

    def _enter(self, status: re.Match[bytes]) -> None:
        """Take in the head of an answer."""
        tunnel = self.method in _BODILESS or _TUNNEL.match(status[2])
        self.status = _WITHOUT_BODY if tunnel else int(status[1])
        self._skip(status[0])

    def _skip(self, line: bytes) -> None:
        """Go on behind a line; behind the whole head, where its other lines look like any text."""
        pattern = _LINE if line[:1] in (b"<", b">") else _END_OF_HEAD
        match = pattern.search(self.text, self.at)
        self.at = match.end() if match else len(self.text)

    def _body(self) -> Iterator[SavedResponse | Reject]:
        begin = self.at
        following = _NEXT.search(self.text, begin + 1)
        piece = self.text[begin : following.start() if following else len(self.text)]
        piece = piece[: end_of_value(piece, 0)]
        self.at += len(piece)
        yield from self._taken(piece.strip(), begin)

    def _taken(self, body: bytes, begin: int = 0) -> Iterator[SavedResponse | Reject]:
        """Give the answer that is there, if one is and it is of this API; go on to the next."""
        url, status = self.url, self.status
        self.url, self.method, self.status = None, b"", None
        if status is None and not body:
            return
        self.count += 1
        if url is not None and not may_be_api_url(url):
            return
        self.line += self.text.count(b"\n", self.counted, begin)
        self.counted = max(begin, self.counted)
        place = f"answer {self.count}"
        found = answer(self.transcript, body, place, url or None, status, b"", self.line)
        if found is not None:
            yield found


_FINAL: Final = 200
#: A status that says that no body follows.
_WITHOUT_BODY: Final = 204


def _read(transcript: Input) -> Iterator[SavedResponse | Reject]:
    return _Exchanges(transcript, transcript.read()).items()


TRANSCRIPT: Final = Format("what an HTTP client printed", _fits, _read)
