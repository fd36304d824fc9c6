"""Credentials of requests, which netassay keeps nowhere: authorization, cookies, tokens, client secrets.

Captures, collections, pages and terminal sessions hold them beside the responses. Whatever is kept of
such an input (a reject's bytes, the text of a run, extras) goes through here first.

    names   which headers, parameters and keys hold one
    texts   a whole text without credentials: headers, URLs, forms, `curl`
    tokens  JSON without credentials, whole or cut off anywhere
    values  decoded JSON without credentials
"""

from __future__ import annotations

from netassay.core.credentials.texts import without_credentials
from netassay.core.credentials.values import value_without_credentials

__all__ = ["value_without_credentials", "without_credentials"]
