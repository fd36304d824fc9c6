"""From a chunk of saved responses to record batches: the part of a load that takes time.

The result depends on the arguments only, so that any process can do it.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from netassay.core.credentials import without_credentials
from netassay.export.tables.rows import Rows
from netassay.records.result import Reject
from netassay.sources import examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from netassay.records.result import Result
    from netassay.redaction import Redactor
    from netassay.sources import Hints, SavedResponse

__all__ = ["ChunkRows", "convert", "outcome_of"]


@attrs.define
class ChunkRows:
    """The rows of a chunk by table, each id once, and its counts.

    Each response counts as a result or a reject; `errors` counts findings. `last_is_result` says
    which of the two the last one is.
    """

    batches: dict[str, pa.RecordBatch]
    results: int
    rejects: int
    errors: int
    last_is_result: bool


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Turn the garbage collector off meanwhile.

    Thousands of results are alive here, none in a cycle: traversing them again and again
    would take a tenth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_without_garbage_collection()
def convert(
    items: Iterable[SavedResponse | Reject], hints: Hints, redactor: Redactor | None = None
) -> ChunkRows:
    """Normalize saved responses, redact them if there is a redactor, and make their rows."""
    rows, results, rejects, errors = Rows(), 0, 0, 0
    outcome: Result | Reject | None = None
    for item in items:
        outcome, source = outcome_of(item, hints), item.source
        if redactor is not None:
            outcome, source = redactor.redact(outcome), redactor.path(source)
        if isinstance(outcome, Reject):
            rejects += 1
            rows.reject(outcome)
        else:
            results += 1
            errors += [finding.severity for finding in outcome.findings].count("error")
            rows.add(outcome, source, item.place or None)
    is_result = outcome is not None and not isinstance(outcome, Reject)
    return ChunkRows(rows.batches(), results, rejects, errors, is_result)


def outcome_of(item: SavedResponse | Reject, hints: Hints) -> Result | Reject:
    """Return the result or reject of a response; an unexpected exception makes it a reject."""
    try:
        outcome = examined(item, hints)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one response must not stop a million others
        reason = f"a fault of netassay: {type(error).__name__}: {error}"
        return Reject(item.source, reason, without_credentials(item.data), item.place)
    return outcome if isinstance(outcome, Reject) else outcome.result
