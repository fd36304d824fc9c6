"""Hypothesis strategies: records of the tests and families that print no text.

Each module offers `RECORDS`: by test and family, a strategy of records as those devices
state them. What a device prints is drawn by `netassay.testing.strategies`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.testing.records import bounces, fetches, lookups, sweeps, transfers

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from netassay.core.records.record import Record

__all__ = ["RECORDS"]

RECORDS: Final[dict[tuple[str, str], SearchStrategy[Record]]] = {
    key: strategy
    for module in (bounces, fetches, lookups, sweeps, transfers)
    for key, strategy in module.RECORDS.items()
}
