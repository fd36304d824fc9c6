"""Results as lines of JSON that several processes make, in the order of the input."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from netassay.cli.outputs import json_line
from netassay.cli.responses import reject_message
from netassay.cli.tally import Tally
from netassay.loading.chunks import chunks_of
from netassay.loading.workers import side_by_side
from netassay.records.result import Reject
from netassay.sources import examined

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from netassay.loading.workers import Item
    from netassay.sources import Hints

__all__ = ["Lines", "all_lines"]


@attrs.define
class Lines:
    """What becomes of a chunk: `pieces` are lines of JSON, and messages on rejects between them."""

    pieces: list[bytes | str] = attrs.field(factory=list)
    tally: Tally = attrs.field(factory=Tally)


def all_lines(
    items: Iterable[Item], hints: Hints, jobs: int, *, escaped: bool = False
) -> Generator[Lines, None, None]:
    """Give the lines of all items, in order, chunk by chunk; `jobs` processes make them.

    Raises `LoadError` where a process ends before its work.
    """
    work = partial(lines_of, hints=hints, escaped=escaped)
    for _, lines in side_by_side(chunks_of(items), work, jobs):
        yield lines


def lines_of(items: Iterable[Item], hints: Hints, *, escaped: bool = False) -> Lines:
    """Return the lines and messages of a chunk, with its counts."""
    made, waiting = Lines(), list[bytes]()
    for item in items:
        outcome = examined(item, hints)
        if isinstance(outcome, Reject):
            made.tally.rejected += 1
            made.pieces += [b"".join(waiting), reject_message(outcome)]
            waiting.clear()
        else:
            made.tally.add(outcome.result)
            waiting.append(json_line(outcome.result, escaped=escaped))
    made.pieces.append(b"".join(waiting))
    return made
