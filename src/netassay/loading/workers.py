"""Processes that work on chunks side by side, and give what they made in order.

They are new interpreters (``spawn``): a fork of a process in which Arrow or a progress bar
has threads may hang. They end with their parent, however that ends, and leave interrupts to
it.
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
from functools import partial
from multiprocessing import parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from netassay.errors import LoadError
from netassay.export.tables.arrow import arrow, schema_of
from netassay.loading.conversion import ChunkRows, convert
from netassay.records.result import Reject
from netassay.sources import Hints, SavedResponse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from netassay.loading.chunks import Chunk
    from netassay.redaction import Redactor

__all__ = ["Item", "convert_all", "side_by_side"]

T = TypeVar("T")

#: Chunks in work or waiting, per process: enough while a batch is written.
_AHEAD: Final = 4

#: A chunk sent to a process, and its rows sent back: plain tuples and bytes, which cost a
#: tenth of what objects cost.
Item = SavedResponse | Reject
SerializedChunk = list[tuple[type[Item], tuple[Any, ...]]]
SerializedRows = tuple[dict[str, bytes], int, int, int, bool]


def convert_all(
    chunks: Iterable[Chunk], hints: Hints, jobs: int, redactor: Redactor | None = None
) -> Iterator[tuple[Chunk, ChunkRows]]:
    """Give each chunk with its rows, in order; `jobs` processes do the work.

    With one job, as with a redactor, this process does it. Raises `LoadError` where a process
    ends before its work.
    """
    if jobs == 1:
        for chunk in chunks:
            yield chunk, convert(chunk.items, hints, redactor)
        return
    for chunk, rows in side_by_side(chunks, partial(_serialized_rows, hints=hints), jobs):
        yield chunk, _deserialize(rows)


def side_by_side(
    chunks: Iterable[Chunk], work: Callable[[list[Item]], T], jobs: int
) -> Iterator[tuple[Chunk, T]]:
    """Give each chunk with what `work` makes of its items, in order; `jobs` processes do it.

    `work` and what it returns are sent from process to process. Raises what `work` raises, and
    `LoadError` where a process ends before its work.
    """
    context = _Spawning()
    pool = ProcessPoolExecutor(jobs, context, _initialize, (work,))
    try:
        with _interrupts_ignored():  # They start at the first call, and inherit ignored signals.
            for _ in range(jobs):
                pool.submit(os.getpid)
        yield from _in_order(chunks, pool, jobs * _AHEAD)
        # Interrupted here, the pool would forget to tell its processes that they may end.
        pool.shutdown()
    except BrokenProcessPool:
        raise LoadError("a process ended before its work did") from None
    except BaseException:
        context.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class _Spawning(SpawnContext):
    """Starts processes, and knows all of them.

    A signal within the start of a process leaves one that the pool does not know: nobody would tell
    it to end, and the interpreter would wait for it for good.
    """

    def __init__(self) -> None:
        self._started: list[SpawnProcess] = []
        self._results: list[Any] = []

    def Process(self, *arguments: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """Return a process, not started yet."""
        made = SpawnProcess(*arguments, **options)
        self._started.append(made)
        return made

    def SimpleQueue(self) -> Any:  # noqa: N802
        """Return the queue of results."""
        made = super().SimpleQueue()
        self._results.append(made)
        return made

    def kill(self) -> None:
        """End all; what they work on is wanted no more."""
        for process in self._started:
            if process.is_alive():
                process.kill()
        for queue in self._results:
            # Who reads a result that one of them was sending would wait for its end for good.
            queue._writer.close()  # noqa: SLF001 - `close` closes what is read, too


def _in_order(
    chunks: Iterable[Chunk], pool: ProcessPoolExecutor, ahead: int
) -> Iterator[tuple[Chunk, Any]]:
    waiting: deque[tuple[Chunk, Future[Any]]] = deque()
    for chunk in chunks:
        waiting.append((chunk, pool.submit(_worked, _serialize(chunk))))
        if len(waiting) >= ahead:
            yield _next(waiting)
    while waiting:
        yield _next(waiting)


def _next(waiting: deque[tuple[Chunk, Future[Any]]]) -> tuple[Chunk, Any]:
    chunk, future = waiting.popleft()
    return chunk, future.result()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ignore interrupts meanwhile; Python allows that in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# --- To a process and back --------------------------------------------------------------


def _serialize(chunk: Chunk) -> SerializedChunk:
    return [(type(item), _VALUES[type(item)](item)) for item in chunk.items]


_VALUES: Final[dict[type, attrgetter[tuple[Any, ...]]]] = {
    kind: attrgetter(*(field.name for field in attrs.fields(kind)))
    for kind in (SavedResponse, Reject)
}


def _deserialize(returned: SerializedRows) -> ChunkRows:
    read = arrow().ipc.read_record_batch
    batches, results, rejects, errors, last_is_result = returned
    batches_by_table = {
        name: read(arrow().py_buffer(data), schema_of(name)) for name, data in batches.items()
    }
    return ChunkRows(batches_by_table, results, rejects, errors, last_is_result)


# --- In a process of the pool -----------------------------------------------------------

_work: Callable[[list[Item]], Any] = len


def _initialize(work: Callable[[list[Item]], Any]) -> None:
    """Keep the work, leave interrupts to the parent, and end when it ends."""
    global _work  # noqa: PLW0603 - the same for all chunks of this process
    _work = work
    sys.meta_path.insert(0, _WithoutPandas())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _worked(sent: SerializedChunk) -> Any:
    return _work([kind(*values) for kind, values in sent])


class _WithoutPandas:
    """Hides pandas from Arrow.

    Arrow imports it to ask whether values are of pandas, which they never are here; that
    takes as long as 2000 responses.
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


def _serialized_rows(items: list[Item], hints: Hints) -> SerializedRows:
    done = convert(items, hints)
    batches = {name: batch.serialize().to_pybytes() for name, batch in done.batches.items()}
    return batches, done.results, done.rejects, done.errors, done.last_is_result
