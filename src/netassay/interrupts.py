"""Ctrl-C put off while native code runs that an exception would break."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["interrupts_put_off"]


@contextmanager
def interrupts_put_off() -> Iterator[list[BaseException]]:
    """Raise what the handler of Ctrl-C raises, mostly `KeyboardInterrupt`, behind the block only.

    Gives the list in which that is kept meanwhile. Does nothing in other threads, which see no
    signals, and where no function of Python handles Ctrl-C.
    """
    raised: list[BaseException] = []
    handler = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(handler):
        yield raised
        return

    def handle(number: int, frame: Any) -> None:
        try:
            handler(number, frame)
        except BaseException as error:  # noqa: BLE001 - it is raised below
            raised.append(error)

    signal.signal(signal.SIGINT, handle)
    try:
        yield raised
    finally:
        signal.signal(signal.SIGINT, handler)
        if raised:
            raise raised[0]
