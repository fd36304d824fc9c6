"""Which headers, parameters and keys hold credentials, by their names."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["HIDDEN", "is_credential", "is_harmless", "is_of_http"]

#: What stands in the place of a credential.
HIDDEN: Final = "***"
_LONGEST: Final = 128
_OTHER_CHARACTERS: Final = re.compile(r"[^a-z0-9]+")
#: Ends of the names of HTTP's own credentials (RFC 9110, 6265, 6749).
_OF_HTTP: Final = (
    "authorization|cookies?2?|cookieheader|(?:access|refresh|id|auth|bearer|session|csrf|xsrf|api)token"
    "|clientsecret|apikey|sessionid|sessid"
)
_ANY: Final = (
    "tokens?|secrets?|secretkey|passwords?|passwd|passphrase|accesskey|privatekey|authkey"
    "|credentials?|jwt|assertion|codeverifier|signature|sid|xsrf|csrf|bearer"
)
_HTTP_NAME: Final = re.compile(rf".*(?:{_OF_HTTP})")
_NAME: Final = re.compile(rf".*(?:{_OF_HTTP}|{_ANY})")
_HARMLESS: Final = [
    "accept",
    "acceptcharset",
    "acceptencoding",
    "acceptlanguage",
    "acceptranges",
    "age",
    "allow",
    "cachecontrol",
    "connection",
    "contentdisposition",
    "contentencoding",
    "contentlanguage",
    "contentlength",
    "contenttype",
    "date",
    "expires",
    "from",
    "host",
    "keepalive",
    "lastmodified",
    "method",
    "path",
    "pragma",
    "priority",
    "retryafter",
    "scheme",
    "server",
    "stricttransportsecurity",
    "te",
    "trailer",
    "transferencoding",
    "upgrade",
    "upgradeinsecurerequests",
    "useragent",
    "vary",
    "via",
    "dnt",
    "granttype",
    "scope",
    "limit",
    "offset",
    "filter",
    "sort",
    "search",
    "next",
    "version",
    "protocol",
]
_HARMLESS_STARTS: Final = ("sec", "xratelimit", "ratelimit", "accesscontrol")


def is_credential(name: str) -> bool:
    """Say whether a header, a parameter or a key of this name holds a credential."""
    return _NAME.fullmatch(_plain(name)) is not None


def is_of_http(name: str) -> bool:
    """Say whether a key holds a credential of HTTP, and not only a device's password."""
    return _HTTP_NAME.fullmatch(_plain(name)) is not None


def is_harmless(name: str) -> bool:
    """Say whether a header or a parameter is known to hold no credential."""
    plain = _plain(name)
    return plain in _HARMLESS or (plain.startswith(_HARMLESS_STARTS) and not is_credential(name))


def _plain(name: str) -> str:
    return _OTHER_CHARACTERS.sub("", name[-_LONGEST:].lower())
