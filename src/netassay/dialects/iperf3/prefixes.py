"""Prefixes of lines: a title (``-T``), a time (``--timestamps``, in any form), or both.

The prefix is the text before a line that every report has. All lines of iperf3 have it; the
server's report and the system's errors have none.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["unprefixed"]

#: Starts of lines of which every report has at least one.
_ANCHORS: Final = (
    "Connecting to host ",
    "Accepted connection from ",
    "[ ID]",
    "Server listening on ",
    "iperf3: ",
    "iperf 3",
)
#: Where a text has none of these: the row of a stream.
_ROW: Final = re.compile(
    r"\[(?: *+[0-9]++|SUM)\](?: local |(?:\[[TR]X-[CS]\])? ++[0-9.]++-[0-9.]++ ++sec)"
)
_INTERRUPTED: Final = re.compile(r"^(?:\^C)++", re.MULTILINE)
_NUMBER: Final = re.compile(r"[0-9]+")
_TOKEN: Final = re.compile(r"([0-9]+)|([^\W\d_]+)|([ \t]+)|(.)", re.DOTALL)


def unprefixed(text: str) -> str:
    """Return a text, whose lines end in LF, without the prefixes of its lines.

    The ``^C`` that a terminal shows at the start of a line is removed too.
    """
    if "^C" in text:
        text = _INTERRUPTED.sub("", text)
    for anchor in _ANCHORS:
        at = text.find(anchor)
        if at >= 0:
            break
    else:
        row = _ROW.search(text)
        if row is None:
            return text
        at, anchor = row.start(), row[0]
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    # The last anchor in the line: a title may look like any line.
    prefix = text[start : text.rfind(anchor, at, end if end >= 0 else len(text))]
    if not prefix.strip():
        return text
    return _pattern(prefix).sub("", text)


def _pattern(prefix: str) -> re.Pattern[str]:
    """Return the pattern of a prefix at the start of lines.

    A prefix with several numbers is a time: its words differ from line to line, as its digits do. Some lines
    have the prefix twice, because 3.9 and later print the system's name as a line of its own.
    """
    is_time = len(_NUMBER.findall(prefix)) > 1
    pattern = ""
    for digits, letters, blanks, other in _TOKEN.findall(prefix.rstrip()):
        pattern += (
            (digits and r"[0-9]++")
            or (letters and (r"[^\W\d_]++" if is_time else letters))
            or (blanks and r"[ \t]++")
            or re.escape(other)
        )
    # Not the blanks of the line: by its indentation the end of a JSON document is known.
    blanks = len(prefix) - len(prefix.rstrip())
    return re.compile(rf"^(?:{pattern}[ \t]{{0,{blanks}}}){{1,2}}+", re.MULTILINE)
