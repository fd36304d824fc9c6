"""Texts that are none of a test: the reports of other tools, usage and version texts.

They are known by what they say of themselves, so that nothing of them is half read and
whoever gave one is told what it is. A new one is one line in `STRANGERS`.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["STRANGERS", "stranger"]

#: What is found in such a text, and what it is.
STRANGERS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern, re.MULTILINE), name)
    for pattern, name in (
        (r"^ ?\d+\?: \[LOCALHOST\]|^ *Resume: pmtu \d", "the report of tracepath"),
        (r"^HOST: .*Loss%|^ *\d+\.\|-- ", "the report of mtr"),
        (r"^[ \t]*[Uu]sage: ?", "a usage text"),
        (
            r"^Modern traceroute for Linux, version |^traceroute \(GNU inetutils\) ",
            "a version text",
        ),
    )
)


def stranger(text: str) -> str | None:
    """Say what a text is that is of no test; None for any other."""
    return next((name for pattern, name in STRANGERS if pattern.search(text)), None)
