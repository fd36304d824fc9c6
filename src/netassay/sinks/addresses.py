"""Addresses of databases, recognized, and shown without their passwords."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

__all__ = ["is_address", "without_secret"]

_SCHEMES: Final = ("postgresql://", "postgres://")
#: A password before the last ``@``, where people forget to escape one; or one asked for by name.
_SECRET: Final = re.compile(r"\w+://[^:/?#]*+:(.+)@|[?&](?:ssl)?password=([^&]++)", re.DOTALL)


def is_address(destination: str) -> bool:
    """Say whether a destination is the address of a database."""
    return destination.lstrip().lower().startswith(_SCHEMES)


def without_secret(text: str, address: str) -> str:
    """Return a text that may hold the address, without its password."""
    if is_address(address):
        secrets = [secret for match in _SECRET.finditer(address) for secret in match.groups()]
        for secret in filter(None, secrets):
            text = text.replace(secret, "***").replace(unquote(secret), "***")
    return text
