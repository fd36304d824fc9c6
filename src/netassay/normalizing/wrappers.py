"""What clients make of a response: wrapped in objects of their own, its keys in snake_case."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from netassay.core.limits import DEEPEST
from netassay.measurements import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Wrapped", "in_camel_case", "unwrapped"]

#: A response, what stands beside it as its URL, and the JSON pointer from the outermost object.
Wrapped = tuple[dict[str, Any], str | None, str]

_MOST_LEVELS: Final = 3
_LONGEST_URL: Final = 2048
_API: Final = "network-troubleshooting/"


def unwrapped(saved: dict[str, Any], is_one: Callable[[dict[str, Any]], bool]) -> Wrapped | None:
    """Return the one response that an object holds, up to three levels down; None for none or more.

    `is_one` tells a response. A URL or path of the API that stands beside it is its own.
    """
    found = list(_inner(saved, is_one, None, "", _MOST_LEVELS))
    return found[0] if len(found) == 1 else None


def _inner(
    saved: dict[str, Any],
    is_one: Callable[[dict[str, Any]], bool],
    url: str | None,
    pointer: str,
    levels: int,
) -> Iterator[Wrapped]:
    beside = next(filter(_is_url, saved.values()), url)
    for key, value in saved.items():
        if not isinstance(value, dict):
            continue
        below = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        inner = in_camel_case(value)
        if is_one(inner):
            yield inner, beside, below
        elif levels > 1:
            yield from _inner(value, is_one, beside, below, levels - 1)


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_URL and _API in value


# --- Keys in snake_case -------------------------------------------------------------------

_OF_TASK: Final = (
    "rawOutput",
    "startTime",
    "endTime",
    "failReason",
    "progressPercent",
    "errorCode",
    "errorType",
    "httpStatusCode",
    "serviceName",
    "debugId",
)
_SNAKES: Final = frozenset(
    {"raw_output", "start_time", "end_time", "fail_reason", "progress_percent", "error_code"}
)


def in_camel_case(body: dict[str, Any]) -> dict[str, Any]:
    """Return a body whose keys are in snake_case with the keys of the API; another as it is."""
    output = body.get("output")
    if _SNAKES.isdisjoint(body) and not (type(output) is dict and _is_snake(output)):
        return body
    renamed: dict[str, Any] = _renamed(body, DEEPEST)
    return renamed


def _is_snake(output: dict[str, Any]) -> bool:
    """Say whether the first key is of several words in snake_case, as no key of the API is."""
    first = next(iter(output), "")
    return isinstance(first, str) and "_" in first and first == first.lower()


def _renamed(value: Any, levels: int) -> Any:
    if levels and isinstance(value, dict):
        keys = {key: _key_of_api(key) for key in value}
        if len(set(keys.values())) == len(keys):
            return {keys[key]: _renamed(item, levels - 1) for key, item in value.items()}
    elif levels and isinstance(value, list):
        return [_renamed(item, levels - 1) for item in value]
    return value


def _key_of_api(key: Any) -> Any:
    """Return the key as the API writes it; unknown ones with a capital for each further word."""
    if not isinstance(key, str) or "_" not in key:
        return key
    known = _known_keys().get(key.replace("_", "").lower())
    first, *others = key.split("_")
    return known or first + "".join(word[:1].upper() + word[1:] for word in others)


@cache
def _known_keys() -> dict[str, str]:
    """Return the keys of all tests and of their tasks, by their letters in lower case."""
    keys = list(_OF_TASK)
    tables: list[Mapping[str, Any]] = [
        table for test in TESTS.values() for table in test.outputs.values()
    ]
    while tables:
        for key, use in tables.pop().items():
            keys.append(key)
            below = getattr(use, "keys", None)
            if isinstance(below, Mapping):
                tables.append(below)
    return {key.lower(): key for key in keys}
