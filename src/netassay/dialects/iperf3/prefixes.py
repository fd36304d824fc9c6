"""Prefixes of lines: a title (``-T``), a time (``--timestamps``, in any form), or both.

What stands before a line that iperf3 always prints is the prefix. Every line that it prints
itself has it; those of others (the server's report, the system's errors) have none.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["unprefixed"]

#: What one of the first lines of any report begins with.
_ANCHORS: Final = (
    "Connecting to host ",
    "Accepted connection from ",
    "[ ID]",
    "Server listening on ",
    "iperf3: ",
    "iperf 3.",
)
_INTERRUPTED: Final = re.compile(r"^(?:\^C)++", re.MULTILINE)
_TOKEN: Final = re.compile(r"([0-9]+)|([^\W\d_]+)|([ \t]+)|(.)", re.DOTALL)


def unprefixed(text: str) -> str:
    """Return a text, whose lines end with LF, without what stands before each of its lines.

    Nor with the ``^C`` that a terminal shows before what is printed next.
    """
    if "^C" in text:
        text = _INTERRUPTED.sub("", text)
    for anchor in _ANCHORS:
        at = text.find(anchor)
        if at >= 0:
            break
    else:
        return text
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    # The last one in the line, because a title may look like any line.
    prefix = text[start : text.rfind(anchor, at, end if end >= 0 else len(text))]
    if not prefix.strip():
        return text
    return _pattern(prefix).sub("", text)


def _pattern(prefix: str) -> re.Pattern[str]:
    """Return what finds a prefix at the start of lines.

    In one with figures, figures and words may be others in other lines: a time runs. Some
    lines have it twice, because 3.9 and later print the system's name as they print a line.
    """
    runs = any(sign.isdigit() for sign in prefix)
    pattern = ""
    for digits, letters, blanks, other in _TOKEN.findall(prefix.rstrip()):
        pattern += (
            (digits and r"[0-9]++")
            or (letters and (r"[^\W\d_]++" if runs else letters))
            or (blanks and r"[ \t]++")
            or re.escape(other)
        )
    return re.compile(rf"^(?:{pattern}[ \t]*+){{1,2}}+", re.MULTILINE)
