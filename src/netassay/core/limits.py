"""Limits on how much of one response is read.

What is over a limit goes unchanged to the extras or to the unread lines, with a `limit-reached`
finding. Only a JSON text over `LARGEST_BODY` is no response.

The limits are far above what devices send. The largest run that the API allows, iperf3 with 128
streams and 120 seconds, has 15000 rows in 4 MB of JSON; the API nests objects and lists six deep;
no device prints a line of a kilobyte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.places import pointed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "DEEPEST",
    "LARGEST_BODY",
    "LARGEST_TABLE",
    "LARGEST_TABLE_TEXT",
    "LONGEST_COMMAND",
    "LONGEST_LINE",
    "LONGEST_LINE_OF_TABLE",
    "MOST_LINES",
    "MOST_LINES_OF_TABLE",
    "MOST_ROWS",
    "first_rows",
    "readable_end",
    "spans",
    "within_limits",
]

#: Bytes or characters of one body, and of one text.
LARGEST_BODY: Final = 64 * 2**20
#: Depth of nested objects and lists.
DEEPEST: Final = 100
#: Items of one list.
MOST_ROWS: Final = 1_000_000
#: Lines of one text.
MOST_LINES: Final = 1_000_000
#: Characters of one line.
LONGEST_LINE: Final = 64 * 2**10

# The response to a show command over these has no rows; it is kept as it is. The ports of a stack
# of ten switches, each with its counters, are 22000 lines in 1.2 MB.

#: Characters of one response.
LARGEST_TABLE_TEXT: Final = 4 * 2**20
#: Characters of all rows of one response, with the names of their columns.
LARGEST_TABLE: Final = 16 * 2**20
#: Lines of one response.
MOST_LINES_OF_TABLE: Final = 50_000
#: Characters of one line.
LONGEST_LINE_OF_TABLE: Final = 2048
#: Characters of a command.
LONGEST_COMMAND: Final = 200


# --- JSON ------------------------------------------------------------------------------


def within_limits(value: Any, pointer: str, over: Callable[[str, str, Any], None]) -> Any:
    """Return the value at `pointer` without the parts over the limits; the same object without any.

    `over` is called with the JSON pointer of each such part, a message and the part.
    """
    if pointer.count("/") >= DEEPEST:
        over(pointer, f"over {DEEPEST} objects and lists within each other", value)
        return None
    if type(value) is list:
        value = first_rows(value, pointer, over)
    pairs = value.items() if type(value) is dict else enumerate(value)
    changed = {}
    for key, item in pairs:
        if type(item) in (dict, list):
            kept = within_limits(item, pointed(pointer, key), over)
            if kept is not item:
                changed[key] = kept
    if not changed:
        return value
    if type(value) is dict:
        return value | changed
    return [changed.get(at, item) for at, item in enumerate(value)]


def first_rows(value: list[Any], pointer: str, over: Callable[[str, str, Any], None]) -> list[Any]:
    """Return the first `MOST_ROWS` items; `over` is called with the others."""
    if len(value) > MOST_ROWS:
        message = f"a list of {len(value)}, of which the first {MOST_ROWS} are read"
        over(f"{pointer}/{MOST_ROWS}", message, value[MOST_ROWS:])
        value = value[:MOST_ROWS]
    return value


# --- Texts -----------------------------------------------------------------------------


def readable_end(text: str) -> int:
    """Return the end of the readable part of a text whose lines end in LF."""
    end = len(text)
    if end > LARGEST_BODY:
        end = text.rfind("\n", 0, LARGEST_BODY) + 1 or LARGEST_BODY
    if end <= MOST_LINES or text.count("\n", 0, end) <= MOST_LINES:
        return end
    end = 0
    for _ in range(MOST_LINES):
        end = text.index("\n", end) + 1
    return end


def spans(text: str, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield ``(start, end, readable)`` of parts of whole lines, up to `end`.

    Each line over `LONGEST_LINE` is an unreadable part; nearly always there is one part.
    """
    start = at = 0
    while end - at > LONGEST_LINE:
        newline = text.rfind("\n", at, at + LONGEST_LINE + 1)
        if newline >= 0:
            at = newline + 1
            continue
        if start < at:
            yield start, at, True
        start, at = at, text.index("\n", at) + 1
        yield start, at, False
        start = at
    yield start, end, True
