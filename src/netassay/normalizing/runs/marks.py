"""The lines at which runs begin, found in one walk over a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import attrs

from netassay.core.lines.runs import NEXT_LINE
from netassay.dialects import DIALECTS
from netassay.normalizing.runs.prefixes import PREFIX, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netassay.core.lines.grammar import Dialect

__all__ = [
    "BANNER",
    "Mark",
    "formats",
    "inline_marks",
    "is_log",
    "marks_in",
    "may_open",
    "other_marks",
]

Kind = Literal["opens", "leads", "alone", "within"]
#: First letters of what opens a run, so that most other lines are passed at once.
_FIRST: Final = r"(?=[A-Za-z{!/]|\[[A-Za-z]|[0-9][0-9.]*+ is)"
#: Beginnings of most lines of a run, which open none: replies, rows, blank lines.
_NONE: Final = r"(?![0-9]{1,3} [a-z]|\[ |\n)"
_KINDS: Final[tuple[Kind, ...]] = ("opens", "leads", "alone")


@attrs.define(eq=False)
class Mark:
    """The beginning of a line that shows a run: its place in the text, and what is before it there.

    `dialect` has declared the pattern that the line fits; another of the same test may read it.
    """

    start: int
    dialect: Dialect
    kind: Kind
    prefix: str = ""


@cache
def formats() -> tuple[Dialect, ...]:
    """Return the formats whose runs can be told from other text."""
    return tuple(dialect for dialect in DIALECTS if "show_command" not in dialect.tests)


def _alternatives(
    kinds: Sequence[Kind], dialects: Sequence[Dialect]
) -> tuple[str, list[tuple[Dialect, Kind]]]:
    """Return one pattern with an empty group behind each of those declared, and whose they are."""
    patterns, owners = [], []
    for kind in kinds:
        for dialect in dialects:
            pattern = getattr(dialect.runs, kind)
            if pattern:
                pattern = pattern.replace(NEXT_LINE, rf"\n{PREFIX}")
                patterns.append(f"(?:{pattern})()")
                owners.append((dialect, kind))
    return "|".join(patterns), owners


@cache
def _marks(dialects: tuple[Dialect, ...]) -> tuple[re.Pattern[str], list[tuple[Dialect, Kind]]]:
    pattern, owners = _alternatives(_KINDS, dialects)
    return re.compile(rf"\n{_NONE}{PREFIX}[ \t]*+(){_FIRST}(?:{pattern})", re.ASCII), owners


def marks_in(text: str, start: int, end: int) -> Iterator[Mark]:
    """Give the marks at the lines behind each line feed from `start` to before `end`."""
    pattern, owners = _marks(formats())
    for match in pattern.finditer(text, start):
        begin = match.start() + 1
        if begin > end:
            return
        dialect, kind = owners[(match.lastindex or 0) - 2]
        yield Mark(begin, dialect, kind, text[begin : match.start(1)])


@cache
def _formats_of(test: str) -> tuple[Dialect, ...]:
    return tuple(one for one in formats() if test in one.tests)


def is_log(text: str, test: str, *, of_test: bool = False) -> bool:
    """Say whether a text, behind a line feed, shows more than one run, or one behind a prefix.

    So does what a run of the test has once, if it comes again. With `of_test` no runs of other
    tests are looked for.
    """
    pattern, owners = _marks(_formats_of(test) if of_test else formats())
    found = 0
    for match in pattern.finditer(text):
        found += owners[(match.lastindex or 0) - 2][1] != "leads"
        if found > 1 or match.end(1) > match.start() + 1:
            return True
    once = _once(test, nesting=not found)
    seen: set[str] = set()
    for match in once.finditer(text) if once is not None else ():
        if match[0] in seen:
            return True
        seen.add(match[0])
    return False


@cache
def _once(test: str, *, nesting: bool) -> re.Pattern[str] | None:
    """Return what a run of a test has once, behind a line feed; `nesting`: of formats, too, that nest runs."""
    ones = [
        one.runs.once
        for one in _formats_of(test)
        if one.runs.once and (nesting or not one.runs.nests)
    ]
    patterns = "|".join(f"(?:{one})" for one in dict.fromkeys(ones))
    return re.compile(rf"\n[ \t]{{0,8}}(?:{patterns})", re.MULTILINE) if ones else None


@cache
def _within() -> tuple[re.Pattern[str], list[tuple[Dialect, Kind]]]:
    """Return what shows a format in the midst of a run: what is declared, and the signatures."""
    patterns, owners = _alternatives(("within",), formats())
    signature = "|".join(f"(?:{dialect.signature})()" for dialect in formats())
    owners += [(dialect, "within") for dialect in formats()]
    return re.compile(f"{patterns}|{signature}", re.ASCII | re.MULTILINE), owners


_PREFIX: Final = re.compile(rf"{PREFIX}[ \t]*+", re.ASCII)


def _headless_marks(text: str) -> Iterator[Mark]:
    """Give the lines that only a run can have, though none begins there.

    The text begins with a line feed, so that what may only begin a text shows nothing.
    """
    pattern, owners = _within()
    at = 0
    while 0 <= at < len(text) - 1:
        begin = at + 1
        prefix = _PREFIX.match(text, begin)
        end = prefix.end() if prefix else begin
        at = text.find("\n", begin)
        if end == begin:
            match = pattern.match(text, begin)
        else:
            # Signatures look for the beginning of a line.
            match = pattern.match(f"\n{text[end : at if at >= 0 else None]}\n", 1)
        if match and match.lastindex:
            dialect, kind = owners[match.lastindex - 1]
            yield Mark(begin, dialect, kind, text[begin:end])


@cache
def _inline() -> tuple[re.Pattern[str], list[tuple[Dialect, Kind]]]:
    owners = [(dialect, "opens") for dialect in formats() if dialect.runs.opens]
    patterns = "|".join(f"(?:{dialect.runs.opens})()" for dialect, _ in owners)
    return re.compile(rf"(?<=[^A-Za-z_])()(?:{patterns})", re.ASCII), owners  # type: ignore[return-value]


#: Characters of what a server prints before its first run, and more.
BANNER: Final = 400
#: Words of which a line that opens a run has one.
_NEEDLES: Final = (
    "PING",
    "traceroute to ",
    "Tracing ",
    "Connecting to host ",
    "Accepted connection from ",
    "Pinging ",
    "Sending ",
)


#: A longer line opens no run behind a title.
_LONGEST_TITLED: Final = 512


def may_open(line: str) -> bool:
    """Say whether a line opens a run behind another prefix, if the line behind has it too."""
    if len(line) > _LONGEST_TITLED or not any([needle in line for needle in _NEEDLES]):
        return False
    match = _inline()[0].search(line)
    return match is not None and bool(line[: match.start(1)].strip())


def inline_marks(text: str) -> list[Mark]:
    """Return the lines that open a run behind any other prefix, as iperf3's own titles are.

    The line behind has a prefix of the same shape.
    """
    found: list[Mark] = []
    if not any([needle in text for needle in _NEEDLES]):
        return found
    pattern, owners = _inline()
    at = 0
    while (begin := text.find("\n", at) + 1) and begin < len(text):
        end = text.find("\n", begin)
        at = end if end >= 0 else len(text)
        line = text[begin:at]
        if len(line) > _LONGEST_TITLED or not any([needle in line for needle in _NEEDLES]):
            continue
        match = pattern.search(line)
        if match is None:
            continue
        prefix = line[: match.start(1)]
        if prefix.strip() and shape_of(prefix).match(text[at + 1 : text.find("\n", at + 1)]):
            dialect, kind = owners[(match.lastindex or 0) - 2]
            nests = dialect.runs.nests
            if not (found and nests and re.search(nests, text[max(begin - BANNER, 0) : begin])):
                found.append(Mark(begin, dialect, kind, prefix))
    return found


def other_marks(text: str) -> list[Mark]:
    """Return the lines that show runs though no line opens one, in order."""
    found = {mark.start: mark for mark in _headless_marks(text)} | {
        mark.start: mark for mark in inline_marks(text)
    }
    return [found[start] for start in sorted(found)]
