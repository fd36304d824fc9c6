"""How work grows with input: measured in processor time, judged by ratios and never by speed."""

from __future__ import annotations

import gc
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Less than this is noise, whatever it is a multiple of.
NOTICEABLE = 0.03
#: How much more than in proportion is taken for noise. What is not linear is beyond it
#: after a few doublings: from 1 KB to 64 KB quadratic work is 64 times what linear work is.
ROOM = 4


#: How often a size is measured that seems wrong: what the machine did beside it does not
#: last, what the work itself costs does.
AGAIN = 4


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor time of work, without the collector's, whose share all tests have."""
    gc.disable()
    try:
        before = process_time()
        work(text)
        return process_time() - before
    finally:
        gc.enable()


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
        allowed = max(NOTICEABLE, ROOM * most * len(text)) if most else taken
        for _ in range(AGAIN):
            if taken > allowed:
                taken = min(taken, seconds(work, text))
        if taken > allowed:
            return (
                f"{len(text)} characters take {taken:.2f} s, {most * len(text):.2f} in proportion"
            )
        most = max(most, taken / len(text))
    return ""
