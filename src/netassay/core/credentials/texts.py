"""Texts without the credentials in them: headers, URLs, forms, command lines of `curl`.

Quotation marks may stand behind any number of backslashes: JSON in JSON, in a shell's string. Every
pattern is linear.
"""

from __future__ import annotations

import re
from typing import Final

from netassay.core.credentials.names import HIDDEN, is_credential
from netassay.core.credentials.tokens import json_without_credentials

__all__ = ["text_without_credentials", "without_credentials"]

_HIDDEN: Final = HIDDEN.encode()
#: What every text with a credential has, in small letters: most texts have none of it.
_HINTS: Final = (
    *(b"uthoriz", b"cookie", b"token", b"secret", b"passw", b"passphrase", b"api", b"key", b"curl"),
    *(
        b"bearer",
        b"basic ",
        b"://",
        b"session",
        b"sid",
        b"jwt",
        b"eyj",
        b"credential",
        b"assertion",
    ),
    *(b"signature", b"csrf", b"xsrf", b'"auth"', b'"headers"', b'"header"'),
)
_ENDS: Final = (
    rb"authorization|cookie2?|token|secret(?:[_-]?key)?|passw(?:or)?d|passphrase|api[_-]?key"
    rb"|access[_-]?key|session[_-]?id|sessid|jwt|assertion|code_verifier|signature"
)
#: A name, perhaps in quotation marks, and what parts it from its value.
_NAMED: Final = re.compile(
    rb"(" + _ENDS + rb")(?:\\*+[\"']|\^\")?[ \t]*+([:=])[ \t]*+", re.IGNORECASE
)
_QUOTE: Final = re.compile(rb"\^?\\{0,16}+[\"']")
_CLOSED: Final = re.compile(rb"[\s,}\])]|\Z")
#: A value in quotation marks ends within so many bytes, or else with its line.
_LONGEST_QUOTED: Final = 1 << 16
#: Values that end with their line or quotation: headers.
_TO_END: Final = re.compile(rb"[^\r\n\"'\\^]*+")
_ONE_WORD: Final = re.compile(rb"(?:[^\s\"'\\&]|'(?=\w))++")
_NO_VALUE: Final = re.compile(rb"(?:null|true|false|none|undefined|\{|\[|\*\*\*)", re.IGNORECASE)

_SCHEME: Final = re.compile(
    rb"\b(?:(?:bearer|digest|negotiate)[ \t]++([\w.~+/=-]{8,}+)"
    rb"|basic[ \t]++(?=[A-Za-z]*+[0-9+/=])([\w+/=-]{6,}+))"
    rb"|\b(eyJ[\w-]{8,}+(?:\.[\w-]*+){1,2})",
    re.IGNORECASE,
)
#: A password, also where the text ends in it: but a port, or an address in brackets.
_LOGIN: Final = re.compile(
    rb"://(?!\[[0-9A-Fa-f:.]*+(?:%\w*+)?+(?:\](?::[0-9]{0,5})?+)?+\Z)"
    rb"[^/\s\"'@:\\]*+:(?![0-9]{0,5}\Z)([^/\s\"'@\\]++)(?:@|\Z)"
)
_PARAMETER: Final = re.compile(rb"[?&;#]([\w.%-]{1,64}+)=([^&\s\"'\\#<>;]++)")
#: A value that nobody chose: long, with letters and digits.
_RANDOM: Final = re.compile(rb"(?=[^\d]*+\d)(?=[^A-Za-z]*+[A-Za-z])[\w.%+/=-]{24,}")
_SHORT_NAMES: Final = frozenset({b"code", b"key", b"sig", b"sid", b"auth", b"state", b"ticket"})
_CURL: Final = re.compile(rb"\bcurl(?:\.exe)?\b", re.IGNORECASE)
_OPTION: Final = re.compile(
    rb"(?<=\s)(?:(?:--user|--proxy-user|--cookie|--oauth2-bearer|--pass|--cert|--proxy-pass)(?:[ \t]++|=)"
    rb"|-[sSvkLfgGiInNOjJ#]{0,8}(?:u|U|b|E)[ \t]*+)(?=\S)"
)
_SET_COOKIE: Final = re.compile(
    rb"\bCookie\([ \t]*+\\*\"[^\"\\]*+\\*\"[ \t]*+,[ \t]*+\\*\"([^\"\\]*+)"
)
_ARGUMENT: Final = re.compile(
    rb"\$?\^?(?:'([^']*+)'?|\"((?:[^\"\\]++|\\.)*+)\"?|([^\s]++))", re.DOTALL
)

_Span = tuple[int, int]


def without_credentials(data: bytes) -> bytes:
    """Return UTF-8 text, perhaps JSON and perhaps cut off, with credentials replaced by ``***``.

    The same object comes back where there is none.
    """
    low = data.lower()
    if not any(hint in low for hint in _HINTS):
        return data
    del low
    data = json_without_credentials(data)
    for find in (_named, _schemes, _parameters, _arguments):
        data = _hidden(data, find(data))
    return data


def text_without_credentials(text: str) -> str:
    """Return a text without credentials; see `without_credentials`."""
    data = text.encode("utf-8", "surrogatepass")
    made = without_credentials(data)
    return text if made is data else made.decode("utf-8", "surrogatepass")


def _hidden(data: bytes, spans: list[_Span]) -> bytes:
    pieces, at = [], 0
    for start, end in spans:
        if end > start >= at and data[start:end] != _HIDDEN:
            pieces += [data[at:start], _HIDDEN]
            at = end
    return b"".join([*pieces, data[at:]]) if pieces else data


def _named(data: bytes) -> list[_Span]:
    """Return where the values of telling names stand: `Authorization: ...`, `token=...`."""
    spans, at = [], 0
    while match := _NAMED.search(data, at):
        at = match.end()
        if _NO_VALUE.match(data, at):
            continue
        quote = _QUOTE.match(data, at)
        if quote and match[2] == b"=" and _CLOSED.match(data, quote.end()):
            # An empty value at the end of a string.
            continue
        start = quote.end() if quote else at
        end = _end_of_value(data, start, match, quote[0] if quote else b"")
        at = max(at, end)
        # iperf3 prints a cookie too, which is the name of a test: one of HTTP is `name=value`.
        if match[1].lower() != b"cookie" or b"=" in data[start:end]:
            spans.append((start, end))
    return spans


def _end_of_value(data: bytes, start: int, name: re.Match[bytes], quote: bytes) -> int:
    if quote:
        most = start + _LONGEST_QUOTED
        end = data.find(quote, start, most)
        while quote == b'"' and end > start and _is_escaped(data, end):
            end = data.find(quote, end + 1, most)
        line = data.find(b"\n", start, end if end >= 0 else len(data))
        return line if line >= 0 else end if end >= 0 else len(data)
    whole = name[2] == b":" and name[1].lower().startswith((b"auth", b"cookie"))
    match = (_TO_END if whole else _ONE_WORD).match(data, start)
    return match.end() if match else start


def _is_escaped(data: bytes, at: int) -> bool:
    before = data[max(0, at - 64) : at]
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1


def _schemes(data: bytes) -> list[_Span]:
    """Return where tokens stand behind the name of their scheme, and signed tokens (RFC 7519)."""
    return [match.span(match.lastindex or 0) for match in _SCHEME.finditer(data)]


def _parameters(data: bytes) -> list[_Span]:
    """Return where passwords and tokens stand in URLs and forms."""
    logins = [match.span(1) for match in _LOGIN.finditer(data)]
    values = [
        match.span(2)
        for match in _PARAMETER.finditer(data)
        if match[1].lower() in _SHORT_NAMES
        or is_credential(match[1].decode("latin-1"))
        or _RANDOM.match(match[2])
    ]
    return sorted(logins + values)


def _arguments(data: bytes) -> list[_Span]:
    """Return where logins and cookies stand in command lines of `curl`, and in PowerShell's."""
    spans = [match.span(1) for match in _SET_COOKIE.finditer(data)]
    first = _CURL.search(data)
    if first is not None:
        for option in _OPTION.finditer(data, first.end()):
            argument = _ARGUMENT.match(data, option.end())
            if argument is not None:
                spans.append(argument.span(argument.lastindex or 0))
    return sorted(spans)
