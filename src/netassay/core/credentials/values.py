"""Decoded JSON without the credentials of HTTP in it."""

from __future__ import annotations

from typing import Any

from netassay.core.credentials.names import HIDDEN, is_harmless, is_of_http
from netassay.core.credentials.texts import text_without_credentials

__all__ = ["value_without_credentials"]

_LISTS = frozenset({"headers", "header", "cookies"})
_NAMES = ("name", "key")


def value_without_credentials(value: Any, key: str = "") -> Any:
    """Return a value that stood under a key, each credential in it replaced; nothing else changes.

    The same object comes back where there is none. The depth of `value` is limited by who calls.
    """
    if isinstance(value, str):
        return _text(value, key)
    if isinstance(value, dict):
        in_list = key.rpartition("/")[2].lower() in _LISTS
        return _object(value, in_list, hidden=_holds(key) and not in_list)
    if isinstance(value, list):
        made = [value_without_credentials(item, key) for item in value]
        return value if all(map(_is, made, value)) else made
    return value


def _is(one: Any, other: Any) -> bool:
    return one is other


def _holds(key: str) -> bool:
    return is_of_http(key.rpartition("/")[2])


def _text(text: str, key: str) -> str:
    if _holds(key) and text and ("cookie" not in key.lower() or "=" in text):
        # iperf3 calls the name of a test a cookie: a header of HTTP has `name=value`.
        return HIDDEN
    return text_without_credentials(text)


def _object(value: dict[str, Any], in_list: bool, *, hidden: bool) -> dict[str, Any]:  # noqa: FBT001
    named = next((value[one] for one in _NAMES if isinstance(value.get(one), str)), None)
    made: dict[str, Any] = {}
    for key, item in value.items():
        secret = key == "value" and named is not None and _is_secret(named, in_list)
        if (
            isinstance(item, str)
            and item
            and (secret or hidden or (in_list and not named and not is_harmless(str(key))))
        ):
            made[key] = HIDDEN
        else:
            made[key] = value_without_credentials(item, str(key))
    return value if all(made[key] is value[key] for key in value) else made


def _is_secret(name: str, in_list: bool) -> bool:  # noqa: FBT001
    return is_of_http(name) or (in_list and not is_harmless(name))
