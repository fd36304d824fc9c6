"""From a chunk of saved responses to record batches: the part of a load that costs time.

It depends on nothing but its arguments, so that any process can do it for any other.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from netassay.export.tables.building import Rows
from netassay.records.result import Reject
from netassay.sources import examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from netassay.normalizing.reconcile import Prefer
    from netassay.records.result import Result
    from netassay.redaction import Redactor
    from netassay.sources import SavedResponse

__all__ = ["Hints", "Worked", "outcome_of", "worked"]


@attrs.frozen
class Hints:
    """What the user knows of all responses, and which side counts where they differ."""

    url: str | None = None
    test: str | None = None
    family: str | None = None
    prefer: Prefer = "output"


@attrs.define
class Worked:
    """What came of a chunk: rows by table, each id once, and what there was to count.

    Of the responses read, each counts as a result or a reject; `errors` are findings.
    """

    batches: dict[str, pa.RecordBatch]
    results: int
    rejects: int
    errors: int


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away meanwhile.

    Thousands of results are alive at once here, none of them in a cycle: looking through
    them again and again would be a tenth of all the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_uncollected()
def worked(
    items: Iterable[SavedResponse | Reject], hints: Hints, redactor: Redactor | None = None
) -> Worked:
    """Normalize what was read, and make rows of it; with stand-ins where there is a redactor."""
    rows, results, rejects, errors = Rows(), 0, 0, 0
    for item in items:
        outcome, source = outcome_of(item, hints), item.source
        if redactor is not None:
            outcome, source = redactor.redact(outcome), redactor.text(source)
        if isinstance(outcome, Reject):
            rejects += 1
            rows.reject(outcome)
        else:
            results += 1
            errors += [finding.severity for finding in outcome.findings].count("error")
            rows.add(outcome, source, item.place or None)
    return Worked(rows.batches(), results, rejects, errors)


def outcome_of(item: SavedResponse | Reject, hints: Hints) -> Result | Reject:
    """Return what became of a response; a fault of ours makes it a reject."""
    try:
        outcome = examined(item, hints.url, hints.test, hints.family, hints.prefer)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one response must not stop a million others
        reason = f"a fault of netassay: {type(error).__name__}: {error}"
        return Reject(item.source, reason, item.data, item.place)
    return outcome if isinstance(outcome, Reject) else outcome.result
