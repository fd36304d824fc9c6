"""Regular expressions that become parts of larger ones: such a part may have no group of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.wording import under_caret
from netassay.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Mistake", "check_pattern", "compiled_with", "mistake_in"]

#: A capturing group, behind what only looks like one: ``\(`` and ``[(]``.
_GROUP: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\((?!\?)|\(\?P<)", re.DOTALL)


@attrs.frozen
class Mistake:
    """What is wrong with a pattern, and how many characters behind its beginning."""

    problem: str
    start: int


def mistake_in(pattern: str) -> Mistake | None:
    """Return why a pattern can't be a part of another, None where it can.

    A capturing group would shift those of the whole, and a text would be taken for another's.
    """
    try:
        compiled = re.compile(pattern, re.MULTILINE | re.ASCII)
    except re.error as error:
        return Mistake(f"is no regular expression: {error.msg}", error.pos or 0)
    if not compiled.groups:
        return None
    groups = (match.start() for match in _GROUP.finditer(pattern) if match[1])
    return Mistake("has a capturing group; write (?:...)", next(groups, 0))


def check_pattern(pattern: str, place: str) -> None:
    """Raise `SpecError` where a pattern can't be a part of another."""
    mistake = mistake_in(pattern)
    if mistake:
        message = f"it {mistake.problem}\n{under_caret(pattern, mistake.start)}"
        raise SpecError(message, f"{place}, column {mistake.start + 1}")


def compiled_with(
    pattern: str, groups: int, check: Callable[[], None], flags: int = 0
) -> re.Pattern[str]:
    """Compile a pattern of that many groups; where that fails, `check` says why."""
    problem = "groups of its own"
    try:
        compiled = re.compile(pattern, flags)
        if compiled.groups == groups:
            return compiled
    except re.error as error:
        problem = str(error)
    check()
    raise SpecError(f"no regular expression to use: {problem}")
