"""Fields with records that hold the measurement of any test, as a run within a show command does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netassay.core.records.record import Record, fields_of

if TYPE_CHECKING:
    from netassay.core.records.record import Field

__all__ = ["holds_any_test"]


def holds_any_test(field: Field) -> bool:
    """Say whether a field holds records that each hold the measurement of any test."""
    inner = fields_of(field.record) if field.record not in (None, Record) else ()
    return any(one.record is Record for one in inner)
