"""Prefixes that are alike in every line of a log: a time, a host and a process, a mark of a quote.

A prefix is known by the line that opens a run; the same shape is then taken from the other lines.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["PREFIX", "has_prefix", "shape_of", "without_prefix"]

_DAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*+"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*+"
_CLOCK: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]++)?+)?+(?: ?[AaPp]\.?[Mm]\.?)?+"
_ZONE: Final = r"(?:Z|[ ]?[+-][0-9]{2}:?[0-9]{2}|[ ](?:UTC|GMT|[A-Z]{1,4}T)\b)?+"
#: 2025-05-20T13:07:48.849Z, 20/05/2025 13:07, Tue May 20 13:07:48 CEST 2025, 20 May 2025 13:07:48,
#: seconds since 1970.
_TIME: Final = (
    rf"[0-9]{{4}}[-/.][0-9]{{2}}[-/.][0-9]{{2}}(?:[T _,]|, ){_CLOCK}{_ZONE}"
    rf"|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{2,4}}(?: |, ){_CLOCK}{_ZONE}"
    rf"|(?:{_DAY},?[ ]++)?{_MONTH}[ ]++[0-9]{{1,2}}(?:,? [0-9]{{4}})?,?[ ]{_CLOCK}{_ZONE}(?: [0-9]{{4}})?+"
    rf"|(?:{_DAY},?[ ]++)?[0-9]{{1,2}}[ -]{_MONTH}[ -][0-9]{{2,4}},?[ ]{_CLOCK}{_ZONE}"
    rf"|{_CLOCK}{_ZONE}|[0-9]{{10}}\.[0-9]++"
)
#: Behind the time: ``host process[12]: `` of syslog and journald, ``INFO: ``.
_ORIGIN: Final = (
    r"(?:[\w.-]++[ ][\w./@+-]++(?:\([\w./-]++\))?+(?:\[[0-9]++\])?+|[\w./@+-]++\[[0-9]++\]):[ ]"
)
#: A level of a logger; iputils's own warning before a run is none.
_LEVEL: Final = r"(?:(?!WARNING: pinging )\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|[Ii]nfo|[Dd]ebug)\]?[:|-]?+[ ]++(?:[|-] )?+)"
#: First letters of a prefix, so that most lines are passed at once.
_FIRST: Final = r"(?=[>A-Z]|[\[(<][0-9A-Z]|[0-9]{1,4}(?:[-/.:]| [A-Z]|[0-9]{6}\.))"
#: What may stand before a line in a log.
PREFIX: Final = (
    rf"(?:{_FIRST}(?:(?:>[ ]?)++|<[0-9]++>(?:[0-9] )?+)?+"
    rf"(?:[\[(]?(?:{_TIME})[\])]?+[ \t]*+(?:[:|>-]++[ \t]++|(?<=[ \t]))"
    rf"{_LEVEL}?+(?:{_ORIGIN})?+{_LEVEL}?+)?+)?+"
)
_PREFIX: Final = re.compile(PREFIX, re.ASCII)
_TOKEN: Final = re.compile(r"([0-9]+)|([^\W\d_]+)|([ \t]+)|(.)", re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9]+")
#: What no number has.
_NO_NUMBER: Final = re.compile(r"[^0-9.,\s]")


@lru_cache(maxsize=64)
def shape_of(prefix: str) -> re.Pattern[str]:
    """Return the pattern of lines with a prefix of the same shape; it matches the prefix only.

    A prefix with several numbers is a time: its words differ from line to line, as its digits do.
    """
    is_time = len(_NUMBER.findall(prefix)) > 1
    pattern = ""
    for digits, letters, blanks, other in _TOKEN.findall(prefix.rstrip()):
        pattern += (
            (digits and "[0-9]++")
            or (letters and (r"[^\W\d_]++" if is_time else re.escape(letters)))
            # Numbers in a column have fewer blanks before them where they are longer.
            or (blanks and (r"[ \t]++" if pattern else r"[ \t]*+"))
            or re.escape(other)
        )
    if not pattern:
        return re.compile(rf"^[ \t]{{0,{max(len(prefix), 1)}}}", re.MULTILINE)
    blanks = len(prefix) - len(prefix.rstrip())
    # Behind a number a line's own may stand, which goes on where the prefix has a blank.
    behind = rf"(?:[ \t]{{1,{blanks}}}|$)" if blanks else r"[ \t]?"
    # Twice, where a tool prints a line of the system's own; a number may be that of the line.
    times = "{1,2}+" if is_time and _NO_NUMBER.search(prefix) else ""
    return re.compile(rf"^(?:{pattern}{behind}){times}", re.MULTILINE)


def has_prefix(line: str) -> bool:
    """Say whether a time stands before a line, as in a log."""
    match = _PREFIX.match(line)
    return match is not None and any(sign.isdigit() for sign in match[0])


def without_prefix(text: str, prefix: str) -> str:
    """Return a text without a prefix of this shape at its lines; line for line the same."""
    return shape_of(prefix).sub("", text) if prefix else text
