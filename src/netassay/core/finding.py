"""The record of a finding, with its codes and their severities."""

from __future__ import annotations

from typing import Final, Literal

from netassay.core.records.record import Record, record, some

__all__ = ["SEVERITIES", "Code", "Finding", "Severity"]

Severity = Literal["info", "warning", "error"]
Code = Literal[
    "disagree",
    "only-in-text",
    "only-in-output",
    "arithmetic",
    "time-order",
    "implausible",
    "unit-conflict",
    "null-text",
    "misplaced",
    "unread-text",
    "truncated-text",
    "unknown-field",
    "bad-value",
    "placeholder",
    "ambiguous-test",
    "unknown-test",
    "duplicate-key",
    "limit-reached",
    "several-runs",
    "time-range",
    "no-time-zone",
]

#: The severity of each code. A code never changes its meaning.
SEVERITIES: Final[dict[str, Severity]] = {
    "disagree": "error",
    "only-in-text": "warning",
    "only-in-output": "info",
    "arithmetic": "warning",
    "time-order": "warning",
    "implausible": "warning",
    "unit-conflict": "info",
    "null-text": "info",
    "misplaced": "info",
    "unread-text": "warning",
    "truncated-text": "warning",
    "unknown-field": "info",
    "bad-value": "error",
    "placeholder": "info",
    "ambiguous-test": "info",
    "unknown-test": "warning",
    "duplicate-key": "warning",
    "limit-reached": "warning",
    "several-runs": "warning",
    "time-range": "warning",
    "no-time-zone": "info",
}


@record
class Finding(Record):
    """One thing that is wrong with a response, or worth knowing about it."""

    code: Code = some("what kind of finding it is", "")
    severity: Severity = some("how much it weighs", "info")
    path: str = some("the field it is about: a path in the record, or a JSON pointer", "")
    message: str = some("one line for a person", "")
    stated: str | None = some("what `output` said, verbatim")
    printed: str | None = some("what the device's text said, verbatim")
