"""Addresses of databases: what is one, and how to speak of it without its password."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

__all__ = ["is_address", "without_secret"]

_SCHEMES: Final = ("postgresql://", "postgres://")
#: A password before the last ``@``, where people forget to escape one; or one asked for by name.
_SECRET: Final = re.compile(r"\w+://[^:/?#]*+:(.+)@|[?&](?:ssl)?password=([^&]++)", re.DOTALL)


def is_address(destination: str) -> bool:
    """Tell whether a destination is a database's address, and no path."""
    return destination.startswith(_SCHEMES)


def without_secret(text: str, address: str) -> str:
    """Return a text about an address, or the address itself, without the password in it."""
    if is_address(address):
        secrets = [secret for match in _SECRET.finditer(address) for secret in match.groups()]
        for secret in filter(None, secrets):
            text = text.replace(secret, "***").replace(unquote(secret), "***")
    return text
