"""Processes that work on chunks, at most so many at once, and give what came of them in order.

New interpreters are started for them (``spawn``): a fork of a process in which Arrow or a
progress bar has threads may hang. They end with the process that started them, however
that ends, and leave interrupts to it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.errors import LoadError
from netassay.export.tables.arrow import arrow, schema_of
from netassay.loading.working import Hints, Worked, worked
from netassay.records.result import Reject
from netassay.sources import SavedResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from netassay.loading.chunks import Chunk
    from netassay.redaction import Redactor

__all__ = ["all_worked"]

#: Chunks that wait or are worked on, for each process: enough while a batch is written.
_AHEAD: Final = 4

#: A chunk on its way to a process and what came of it on its way back: plain tuples and
#: bytes, which cost a tenth of what objects do.
Sent = list[tuple[type[SavedResponse | Reject], tuple[Any, ...]]]
Returned = tuple[dict[str, bytes], int, int, int]


def all_worked(
    chunks: Iterable[Chunk], hints: Hints, jobs: int, redactor: Redactor | None = None
) -> Iterator[tuple[Chunk, Worked]]:
    """Give each chunk, in order, with what came of it; `jobs` processes do the work.

    One job is done here, and so is what a redactor has to see. Raises `LoadError` where a process ends before its work does.
    """
    if jobs == 1:
        for chunk in chunks:
            yield chunk, worked(chunk.items, hints, redactor)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (hints,))
    try:
        with _deaf():  # They start at the first call, and take over what is ignored then.
            for _ in range(jobs):
                pool.submit(os.getpid)
        yield from _in_order(chunks, pool, jobs * _AHEAD)
    except BrokenProcessPool:
        raise LoadError("a process of the load ended before its work did") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    chunks: Iterable[Chunk], pool: ProcessPoolExecutor, ahead: int
) -> Iterator[tuple[Chunk, Worked]]:
    waiting: deque[tuple[Chunk, Future[Returned]]] = deque()
    for chunk in chunks:
        future = pool.submit(_work, _sent(chunk))
        waiting.append((chunk, future))
        if len(waiting) >= ahead:
            yield _next(waiting)
    while waiting:
        yield _next(waiting)


def _next(waiting: deque[tuple[Chunk, Future[Returned]]]) -> tuple[Chunk, Worked]:
    chunk, future = waiting.popleft()
    return chunk, _received(future.result())


@contextmanager
def _deaf() -> Iterator[None]:
    """Ignore interrupts meanwhile, where that can be said (in the main thread only)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# --- To a process and back --------------------------------------------------------------


def _sent(chunk: Chunk) -> Sent:
    return [(type(item), _VALUES[type(item)](item)) for item in chunk.items]


_VALUES: Final[dict[type, attrgetter[tuple[Any, ...]]]] = {
    kind: attrgetter(*(field.name for field in attrs.fields(kind)))
    for kind in (SavedResponse, Reject)
}


def _received(returned: Returned) -> Worked:
    read = arrow().ipc.read_record_batch
    batches, *counts = returned
    made = {name: read(arrow().py_buffer(data), schema_of(name)) for name, data in batches.items()}
    return Worked(made, *counts)


# --- In a process of the pool -----------------------------------------------------------

_hints = Hints()


def _begin(hints: Hints) -> None:
    """Make ready: keep the hints, leave interrupts to the parent, end when it ends."""
    global _hints  # noqa: PLW0603 - what all work of this process has in common
    _hints = hints
    sys.meta_path.insert(0, _WithoutPandas())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


class _WithoutPandas:
    """Says that there is no pandas.

    Arrow asks whether values are its, and loads all of it for that, which takes as long as
    2000 responses. Here they never are.
    """

    def find_spec(self, name: str, path: object, target: object = None) -> None:  # noqa: ARG002
        """Find nothing; raise for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(sent: Sent) -> Returned:
    items = [kind(*values) for kind, values in sent]
    done = worked(items, _hints)
    batches = {name: batch.serialize().to_pybytes() for name, batch in done.batches.items()}
    return batches, done.results, done.rejects, done.errors
