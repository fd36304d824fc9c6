"""Postman collections (v2.1, and v2.0 alike): one response per saved example.

::

    {"info": {...}, "variable": [{"key": "baseUrl", "value": "https://..."}],
     "item": [{"name": "folder", "item": [{"request": {...}, "response": [
        {"originalRequest": {"url": {"raw": "{{baseUrl}}/...", "variable": [...]}},
         "code": 200, "body": "..."}]}]}]}

Examples of other APIs are skipped. Variables get the values that the collection defines.
"""

from __future__ import annotations

import re
from collections import ChainMap
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import attrs

from netassay.core.codec import decode, encode
from netassay.errors import NotAResponse
from netassay.sources.answers import answer, may_be_api_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netassay.records.result import Reject
    from netassay.sources.inputs import Input
    from netassay.sources.response import SavedResponse

__all__ = ["answers_of_collection"]

_VARIABLE: Final = re.compile(r"\{\{([^{}]*+)\}\}")
_IN_PATH: Final = re.compile(r"(?<=/):([^/?#]++)")
#: A longer text is no URL, and no part of one.
_LONGEST: Final = 2048
#: Variables in the values of variables, so deep.
_DEEPEST: Final = 4


@attrs.frozen
class _Example:
    """A saved example: its place (a JSON pointer), its request, the values of variables."""

    content: dict[str, Any]
    pointer: str
    request: Any
    variables: Mapping[str, str]


def answers_of_collection(document: Input, text: bytes) -> Iterator[SavedResponse | Reject] | None:
    """Give the answers of a collection; return None for a text that is none."""
    if b'"item"' not in text or b'"info"' not in text:
        return None
    try:
        value = decode(text)
    except NotAResponse:
        return None
    pointer = ""
    if isinstance(value, dict) and isinstance(value.get("collection"), dict):
        # Postman's own API hands collections out in an object.
        value, pointer = value["collection"], "/collection"
    if not isinstance(value, dict) or not isinstance(value.get("info"), dict):
        return None
    return _answers(document, value, pointer) if isinstance(value.get("item"), list) else None


def _answers(
    document: Input, collection: dict[str, Any], pointer: str
) -> Iterator[SavedResponse | Reject]:
    document.nothing = "a Postman collection, without a saved answer of this API"
    for number, example in enumerate(_examples(collection, pointer), 1):
        content = example.content
        url = _url(content.get("originalRequest"), example) or _url(example.request, example)
        if not may_be_api_url(url):
            continue
        body, status = content.get("body"), content.get("code")
        data = body.encode(errors="surrogatepass") if isinstance(body, str) else b""
        code = status if type(status) is int else None
        place = f"example {number} ({example.pointer})"
        found = answer(document, data, place, url, code, encode(content))
        if found is not None:
            yield found


def _examples(collection: dict[str, Any], pointer: str) -> Iterator[_Example]:
    """Give all examples in their order, whatever folders they are in."""
    waiting: list[tuple[Any, str, ChainMap[str, str]]] = [(collection, pointer, ChainMap())]
    while waiting:
        item, pointer, variables = waiting.pop()
        if not isinstance(item, dict):
            continue
        # No copy: there may be many variables, and many items below them.
        variables = variables.new_child(_values(item.get("variable")))
        for at, response in enumerate(_list(item.get("response"))):
            if isinstance(response, dict):
                where = f"{pointer}/response/{at}"
                yield _Example(response, where, item.get("request"), variables)
        inner = enumerate(_list(item.get("item")))
        waiting += reversed([(one, f"{pointer}/item/{at}", variables) for at, one in inner])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _values(variables: Any) -> dict[str, str]:
    """Return the variables that have a value, by name."""
    values = {}
    for variable in _list(variables):
        if isinstance(variable, dict) and not variable.get("disabled"):
            name = variable.get("key") or variable.get("id")
            value = variable.get("value")
            if isinstance(name, str) and isinstance(value, str) and 0 < len(value) <= _LONGEST:
                values[name] = value
    return values


def _url(request: Any, example: _Example) -> str:
    """Return the URL of a request, its variables filled in; empty where it has none."""
    url = request.get("url") if isinstance(request, dict) else request
    raw = _raw(url)
    if len(raw) > _LONGEST:
        return ""
    names = _values(url.get("variable")) if isinstance(url, dict) else {}
    raw = _IN_PATH.sub(lambda match: _in_path(match, names, example.variables), raw)
    return _filled(raw, example.variables)


def _raw(url: Any) -> str:
    """Return a URL with its variables: as it was typed, else put together from its parts."""
    if isinstance(url, dict):
        if isinstance(url.get("raw"), str):
            return str(url["raw"])
        return f"{_joined(url.get('host'), '.')}/{_joined(url.get('path'), '/').lstrip('/')}"
    return url if isinstance(url, str) else ""


def _joined(parts: Any, separator: str) -> str:
    if isinstance(parts, str):
        return parts
    names = [part.get("value") if isinstance(part, dict) else part for part in _list(parts)]
    return separator.join(name for name in names if isinstance(name, str))


def _in_path(match: re.Match[str], names: Mapping[str, str], variables: Mapping[str, str]) -> str:
    """Return what stands for ``:name`` in a path; a value that is none leaves it as it is."""
    value = names.get(match[1])
    if value is None:
        return match[0]
    value = _filled(value, variables)
    return value if _VARIABLE.search(value) else quote(value, safe="")


def _filled(text: str, variables: Mapping[str, str]) -> str:
    """Return a text with the defined variables replaced by their values."""
    for _ in range(_DEEPEST):
        filled = _VARIABLE.sub(lambda match: variables.get(match[1].strip(), match[0]), text)
        if filled == text or len(filled) > _LONGEST:
            break
        text = filled
    return text
