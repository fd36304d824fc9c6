"""The text of one run without what stands around it: other runs, prompts, prefixes, ``^C``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from netassay.normalizing.identify import unsupported_at
from netassay.normalizing.runs.extents import without_stops
from netassay.normalizing.runs.marks import formats, is_log
from netassay.normalizing.runs.prefixes import PREFIX, without_prefix
from netassay.normalizing.runs.prompts import is_idle, typed, typed_target
from netassay.normalizing.runs.splitting import Run, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.core.lines.grammar import Dialect

__all__ = ["FirstRun", "ended", "first_of_several", "first_run", "is_to_part"]


#: What stands before the first line that is not blank.
_PREFIX: Final = re.compile(rf"\s*?^({PREFIX}[ \t]*+)(?=\S)", re.ASCII | re.MULTILINE)
#: Ends of lines behind which nothing follows: reasons of system calls and name services, the last
#: words of messages, the last column of a neighbour.
_LAST_WORDS: Final = re.compile(
    r"(?:: (?:Connection refused|(?:Network|Host)(?: is)? unreachable|No route to host"
    r"|Name or service not known|Temporary failure in name resolution|Permission denied"
    r"|Operation not permitted|Operation timed out|Connection timed out|Connection reset by peer"
    r"|No address associated with hostname|Address already in use|Cannot assign requested address"
    r"|Bad file descriptor|Broken pipe|Invalid argument|Message too long|No such device"
    r"|Resource temporarily unavailable|Host is down|Unknown host)"
    r"| bad address '[^'\n]+'| has terminated| \(are you root\?\)| try again(?: later|\.)| target system name \S+\.| closed unexpectedly| closed the connection"
    r"| by signal \w+\(\d+\)| \(-c\) or server \(-s\)| \[ethernet\]"
    r"| (?:REACHABLE|STALE|DELAY|PROBE|FAILED|PERMANENT|NOARP|INCOMPLETE))[ \t]*\Z"
)
_LONGEST_LAST_WORDS: Final = 80


def ended(text: str) -> str:
    """Return a text with the end of its last line where nothing can be missing of that.

    Blanks at the ends of lines are no part of it.
    """
    if " \n" in text or "\t\n" in text:
        text = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    if text.endswith("\n") or not _LAST_WORDS.search(text, max(len(text) - _LONGEST_LAST_WORDS, 0)):
        return text
    return f"{text}\n"


@attrs.frozen
class FirstRun:
    """The first run of a test in a text: its text, in which other lines are blank.

    `runs` counts those of any test. `others` are the number and the text of each line that
    belongs to another run, to a tool that no format reads or, where there are several, to none. `target` is the host that was
    typed behind a prompt.
    """

    text: str
    runs: int
    others: list[tuple[int, str]]
    target: str | None


@cache
def _has_runs(test: str) -> bool:
    return any(dialect.runs.patterns for dialect in formats() if test in dialect.tests)


def is_to_part(text: str, test: str) -> bool:
    """Say whether a text, whose lines end in LF, shows more than one run, or one behind a prefix."""
    if not _has_runs(test):
        return False
    return is_log(f"\n{text}", test)


def first_of_several(text: str, test: str, *, unread: bool) -> FirstRun | None:
    """Return the first run of a test in a text that holds more than one; None for any other text.

    `unread` says that some lines were not read: only then there may be runs of other tests.
    """
    if not _has_runs(test) or not is_log(f"\n{text}", test, of_test=not unread):
        return None
    first = first_run(text, test)
    return first if first is not None and first.runs > 1 else None


def first_run(text: str, test: str) -> FirstRun | None:
    """Return the first run of a test in a text whose lines end in LF; None where none shows."""
    if not _has_runs(test):
        return None
    pieces = list(split(text))
    runs = [piece for piece in pieces if isinstance(piece, Run)]
    first = next((run for run in runs if test in run.dialect.tests), None)
    if first is None:
        return None if runs else _without_first_prefix(text)
    ends = text.endswith("\n")
    cut: int | None = None
    lines = [""] * (text.count("\n") + (not ends))
    others: list[tuple[int, str]] = []
    for piece in pieces:
        number = piece.first if isinstance(piece, Run) else piece.line
        shown = without_prefix(piece.text, first.prefix) if len(runs) == 1 else piece.text
        printed = shown.removesuffix("\n").split("\n")
        if piece is first:
            printed, target, is_cut = _shown(first)
            lines[number - 1 : number - 1 + len(printed)] = printed
            cut = number - 1 + len(printed) if is_cut else None
        elif len(runs) > 1 or (
            # A last line that is cut may be of the run.
            (ends or piece is not pieces[-1]) and _is_strange(printed, first.dialect)
        ):
            others += [(at, line) for at, line in enumerate(printed, number) if line.strip()]
        else:
            lines[number - 1 : number - 1 + len(printed)] = _without_prompts(printed, first.dialect)
    if cut is not None and not any(lines[cut:]):
        lines, ends = lines[:cut], False
    return FirstRun("\n".join(lines) + "\n" * ends, len(runs), others, target)


def _is_strange(lines: list[str], dialect: Dialect) -> bool:
    """Say whether lines of no run would be read as a part of one: as rows or as an end."""
    return unsupported_at("\n".join(lines)) is not None or not all(
        [dialect.tells_of_run(line) for line in lines]
    )


def _without_first_prefix(text: str) -> FirstRun | None:
    """Return a text without the prefix that its first line seems to have."""
    match = _PREFIX.match(text)
    if match is None or not match[1]:
        return None
    return FirstRun(without_prefix(text, match[1]), 1, [], None)


def _shown(run: Run) -> tuple[list[str], str | None, bool]:
    """Return the lines of a run without what is around it, and the target that was typed.

    The third says that the last one is cut, because the tool was stopped within it.
    """
    text = without_prefix(run.text, run.prefix)
    stopped = text.removesuffix("\n").split("\n")
    lines = without_stops(text).removesuffix("\n").split("\n")
    before = run.line - run.first
    targets = [
        typed_target(command) for line in lines[:before] if (command := typed(line.lstrip()))
    ]
    lines[:before] = _without_prompts(lines[:before], run.dialect)
    last = len(lines)
    while last > before + 1 and _is_around(lines[last - 1].strip()):
        last -= 1
    target = next(filter(None, targets), None)
    if stopped[last - 1].rstrip().endswith("^C") and not run.dialect.knows(lines[last - 1]):
        return [line.rstrip() for line in lines[:last]], target, True
    lines[last:] = _without_prompts(lines[last:], run.dialect)
    return lines, target, False


def _without_prompts(lines: list[str], dialect: Dialect) -> Iterator[str]:
    """Give the lines without prompts; of what was typed, only what the format reads."""
    for line in lines:
        command = typed(line.strip())
        if dialect.knows(line) or not _is_around(line.strip()):
            yield line
        else:
            yield command if command and dialect.knows(command) else ""


def _is_around(line: str) -> bool:
    return not line or typed(line) is not None or is_idle(line)
