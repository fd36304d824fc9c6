"""Work with a connection of DuckDB that Ctrl-C ends."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Final, TypeVar

from netassay.interrupts import interrupts_put_off

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["interruptible"]

T = TypeVar("T")
#: Seconds between two looks whether the work is to end.
_NEXT_LOOK: Final = 0.1


def interruptible(work: Callable[[], T], interrupt: Callable[[], None]) -> T:
    """Return what some work gives; Ctrl-C ends it by `interrupt`, which DuckDB's connections have.

    The work has a thread of its own. In the main thread DuckDB sees no signals while a statement
    takes long (2.0), and turns one that comes while it reads rows of Arrow into an error of its own.
    """
    with interrupts_put_off() as raised, ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        while wait([future], _NEXT_LOOK).not_done:
            if raised:
                # Each time: between two statements it is lost.
                interrupt()
        return future.result()
