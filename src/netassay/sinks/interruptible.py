"""Work with a connection of DuckDB that Ctrl-C ends."""

from __future__ import annotations

from concurrent.futures import Future, wait
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Final, TypeVar

from netassay.interrupts import interrupts_put_off

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["interruptible"]

T = TypeVar("T")
#: Seconds between two looks whether the work is to end.
_NEXT_LOOK: Final = 0.1


def interruptible(work: Callable[[], T], interrupt: Callable[[], None]) -> T:
    """Return what some work gives; a signal's handler that raises ends it by `interrupt`.

    Such is Ctrl-C's. In the main thread DuckDB sees no signals while a statement takes long (2.0), and
    turns one that comes while it reads rows of Arrow into an error of its own. So the work has
    another thread, which no signal reaches. What the handler raised is raised when the work has ended.
    """
    if current_thread() is not main_thread():
        return work()
    future: Future[T] = Future()

    def run() -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)

    with interrupts_put_off() as raised:
        try:
            Thread(target=run).start()
        except BaseException as error:  # noqa: BLE001 - of the handler of another signal
            if future.cancel() and isinstance(error, RuntimeError):
                # At its end the interpreter begins no threads.
                return work()
            raised.append(error)
        _wait_for(future, interrupt, raised)
        return future.result()


def _wait_for(
    future: Future[T], interrupt: Callable[[], None], raised: list[BaseException]
) -> None:
    """Wait for the end of work, and interrupt it once something was raised; add what else is."""
    while not future.done():
        try:
            while wait([future], _NEXT_LOOK).not_done:
                if raised:
                    # Each time: between two statements it is lost.
                    interrupt()
        except BaseException as error:  # noqa: BLE001 - of the handler of another signal
            raised.append(error)
