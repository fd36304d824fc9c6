"""Ctrl-C put off while native code runs that an exception would break."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["interrupts_put_off"]


@contextmanager
def interrupts_put_off() -> Iterator[list[BaseException]]:
    """Raise what the handler of Ctrl-C raises, mostly `KeyboardInterrupt`, behind the block only.

    Gives the list in which that is kept meanwhile; the first of it is raised. Puts nothing off in other
    threads, which see no signals, and where no function of Python handles Ctrl-C.
    """
    raised: list[BaseException] = []
    handler = signal.getsignal(signal.SIGINT)

    def handle(number: int, frame: Any) -> None:
        try:
            handler(number, frame)  # type: ignore[operator, misc]
        except BaseException as error:  # noqa: BLE001 - it is raised below
            raised.append(error)

    handles = callable(handler) and _is_set(handle)
    try:
        yield raised
    finally:
        # What runs in the block may have set a handler of its own.
        if handles and signal.getsignal(signal.SIGINT) is handle:
            signal.signal(signal.SIGINT, handler)
        if raised:
            raise raised[0]


def _is_set(handler: Callable[[int, Any], None]) -> bool:
    """Set the handler of Ctrl-C; return False outside the main thread of the main interpreter."""
    try:
        signal.signal(signal.SIGINT, handler)
    except ValueError:
        return False
    return True
