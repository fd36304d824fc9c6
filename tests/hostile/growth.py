"""How work grows with input: measured in processor time, judged by ratios and never by speed."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Less than this is noise, whatever it is a multiple of.
NOTICEABLE = 0.03
#: How much more than in proportion is taken for noise. What is not linear is beyond it
#: after a few doublings: from 1 KB to 64 KB quadratic work is 64 times what linear work is.
ROOM = 4


def seconds(work: Callable[[str], object], text: str, times: int = 1) -> float:
    """Return the processor time of the quickest of some runs."""
    taken = []
    for _ in range(times):
        before = process_time()
        work(text)
        taken.append(process_time() - before)
    return min(taken)


def disproportion(
    work: Callable[[str], object], text_of: Callable[[int], str], sizes: list[int]
) -> str:
    """Return what is wrong with the growth of work over texts of growing sizes, "" for nothing.

    It is held against the most that any smaller text took per character, and measured again
    before it is called wrong. The first wrong size ends it, so that nothing runs for hours.
    """
    most = 0.0
    for size in sizes:
        text = text_of(size)
        taken = seconds(work, text)
        if most and taken > NOTICEABLE and taken > ROOM * most * len(text):
            taken = seconds(work, text, 3)
            if taken > NOTICEABLE and taken > ROOM * most * len(text):
                return f"{len(text)} characters take {taken:.2f} s, {most * len(text):.2f} in proportion"
        most = max(most, taken / len(text))
    return ""
