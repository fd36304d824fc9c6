"""Hints: which test of which device a response answers, as far as it is known from outside.

A caller's own words go first (`asked_for`), then the URL (`hint_from_url`), then the path of
the file, then the shape of the body.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

import attrs

from netassay.errors import UnknownName
from netassay.measurements import FAMILIES, endpoint_named, test_named

__all__ = ["NO_HINT", "Hint", "asked_for", "hint_from_url"]


@attrs.define
class Hint:
    """What is known of a response from outside its body, as plain data.

    `test` is the name of one of `TESTS`. `unknown_test` is what a URL of this API calls a test
    that is none of ours: then `test` stays None, whatever the shape of the body is.
    """

    test: str | None = None
    family: str | None = None
    serial_number: str | None = None
    task_id: str | None = None
    unknown_test: str | None = None

    def or_else(self, other: Hint) -> Hint:
        """Return this hint with its gaps filled from another."""
        if self is NO_HINT or other is NO_HINT:
            return other if self is NO_HINT else self
        named = self.test is not None or self.unknown_test is not None
        return Hint(
            self.test if named else other.test,
            self.family or other.family,
            self.serial_number or other.serial_number,
            self.task_id or other.task_id,
            self.unknown_test if named else other.unknown_test,
        )


#: Nothing is known.
NO_HINT: Final = Hint()
#: A longer text is no URL of this API.
_LONGEST_URL: Final = 2048
#: Family, serial number, test; behind them, the id of a task.
_URL: Final = re.compile(r"/network-troubleshooting/[^/?#]+/([\w-]+)/([^/?#]+)/([^/?#]+)")
#: The same as the vendor's client (pycentral) builds it, without a slash in front.
_BARE: Final = re.compile(_URL.pattern[1:])
#: A whole URL of a task as it mostly is, of letters, digits and hyphens.
_usual: Final = re.compile(
    r"(?:/|https?://[^/?#\s]+/)?network-troubleshooting/[^/?#]+/([A-Za-z0-9-]+)/([A-Za-z0-9-]+)/([A-Za-z0-9]+)"
    r"/async-operations/([A-Za-z0-9-]+)"
).fullmatch
_TASK: Final = re.compile(r"/async-operations/([^/?#]+)")
#: What a device can be told to do; the answer is a 202, and there is no result to ask for.
_ACTIONS: Final = frozenset(
    {
        "disconnectClientAll",
        "disconnectClientByMacAddress",
        "disconnectUserAll",
        "disconnectUserByMacAddress",
        "disconnectUserByNetwork",
        "halt",
        "locate",
        "reboot",
        "rebootSwarm",
    }
)


def hint_from_url(url: str | None) -> Hint:
    """Return what the URL of a response says; nothing for a URL of anything else."""
    if url is not None and not isinstance(url, str):
        raise UnknownName(f"a URL is a text, not a {type(url).__name__}")
    if not url or len(url) > _LONGEST_URL:
        return NO_HINT
    match = _usual(url)
    if match is None or match[1] not in FAMILIES:
        return _told_by(url.strip())
    family, serial, test, task = match.groups()
    spec = endpoint_named(test)
    return Hint(spec.name, family, serial, task) if spec is not None else _told_by(url)


def _at(url: str) -> re.Match[str] | None:
    """Return where a URL names a test; the vendor's client writes no slash in front."""
    return _URL.search(url) or _BARE.match(url)


def _told_by(url: str) -> Hint:
    match = _at(url)
    if not match or match[1] not in FAMILIES:
        return NO_HINT
    family, serial, test = match.groups()
    task = _TASK.match(url, match.end())
    spec = endpoint_named(test)
    named = None if spec or test in _ACTIONS else _real(test)
    test_name = spec.name if spec else None
    return Hint(test_name, family, _real(serial), _real(task[1]) if task else None, named)


def _is_plain(segment: str) -> bool:
    """Say whether a path segment is of letters, digits and hyphens, as numbers and UUIDs are."""
    return segment.replace("-", "").isalnum()


def _real(segment: str) -> str | None:
    """Return a path segment, None for what stands for one: ``:task-id``, ``{task-id}``."""
    if _is_plain(segment):
        return segment
    text = unquote(segment) if "%" in segment else segment
    return None if text[0] in ":{<" or text[-1] == "}" else text


def asked_for(test: str | None, family: str | None) -> Hint:
    """Return the hint of a caller's own words; raise `UnknownName` for unknown ones."""
    if family is not None and family not in FAMILIES:
        message = f"no family is called {family!r}; there are {', '.join(FAMILIES)}"
        raise UnknownName(message)
    if test is None and family is None:
        return NO_HINT
    return Hint(test_named(test).name if test is not None else None, family)
