"""Addresses of databases, recognized, checked, and shown without their passwords."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_address", "without_secret", "wrong_address"]

_SCHEMES: Final = ("postgresql://", "postgres://")
#: The parts of an address where they are looked for by whoever forgot to escape something: the
#: password ends before the last ``@``.
_FORGIVING: Final = re.compile(r"\w+://[^:/?#@]*+:(.+)@", re.DOTALL)
#: The parts as libpq reads them (`conninfo_uri_parse_options`): user and password end before
#: the first ``@``, if that comes before any ``/``.
_ADDRESS: Final = re.compile(
    r"\w+://(?:(?P<user>[^:/@]*)(?::(?P<password>[^@/]*))?@)?"
    r"(?P<hosts>(?:\[[^\]]*\]|[^/?\[])*)(?:/(?P<name>[^?]*))?(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_PORT: Final = re.compile(r"(?:\[[^\]]*\]|[^:,\[]*)(?::\d*)?")
_WRONG_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|%00")
_MASK: Final = "***"
_ESCAPES: Final = "@ is %40, : is %3A, / is %2F, ? is %3F, # is %23, & is %26, % is %25"


def is_address(destination: str) -> bool:
    """Say whether a destination is the address of a database."""
    return destination.lstrip().lower().startswith(_SCHEMES)


def wrong_address(address: str) -> str | None:
    """Return what is wrong with the form of an address, without any part of it.

    Else a piece of a password that is not escaped would be taken for a host, and looked up.
    """
    match = _ADDRESS.fullmatch(address)
    hosts = match["hosts"].split(",") if match else []
    unescaped = (
        match is None
        or "@" in match["hosts"]
        or not all(map(_PORT.fullmatch, hosts))
        or (match["user"] is not None and "@" in (match["name"] or ""))
        or any("=" not in part for part in (match["query"] or "=").split("&"))
        or _WRONG_ESCAPE.search(address)
    )
    if not unescaped:
        return None
    return f"no address of a database, unless what stands in it is escaped: {_ESCAPES}"


def without_secret(text: str, address: str) -> str:
    """Return a text that may hold the address, without its password.

    Of other words that are masked only which stand in quotes, as libpq quotes what was given to
    it: a password may be any word of an honest sentence.
    """
    if not is_address(address):
        return text
    secrets = {address[start:end] for start, end in _spans(address)}
    secrets |= {os.environ.get("PGPASSWORD", "")}
    secrets = {form for secret in secrets for form in (secret, unquote(secret)) if form}
    shown = address
    for start, end in sorted(_spans(address), reverse=True):
        shown = f"{shown[:start]}{_MASK}{shown[end:]}"
    pieces = text.split(address)
    for secret in secrets:
        pieces = [piece.replace(f'"{secret}"', f'"{_MASK}"') for piece in pieces]
    return shown.join(pieces)


def _spans(address: str) -> Iterator[tuple[int, int]]:
    """Give where the passwords of an address stand, also those that are not escaped."""
    forgiving = _FORGIVING.match(address)
    begin = 0
    if forgiving:
        yield forgiving.span(1)
        begin = forgiving.end()
    elif (match := _ADDRESS.fullmatch(address)) and wrong_address(address):
        # Without an @ a password is taken for a port.
        colon = address.find(":", address.index("://") + 3)
        begin = match.end("hosts")
        if 0 <= colon < begin:
            yield colon + 1, begin
    query = address.find("?", begin)
    for part in re.finditer(r"[?&]([^=&]*)=([^&]*)", address[query:]) if query >= 0 else ():
        if re.search("password|secret", unquote(part[1]), re.IGNORECASE):
            if wrong_address(address):
                # One that is not escaped may go on behind its end.
                yield query + part.start(2), len(address)
                return
            yield query + part.start(2), query + part.end(2)
