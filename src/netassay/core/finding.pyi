# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from typing import Final
from typing import Literal
import attrs

__all__ = ['SEVERITIES', 'Code', 'Finding', 'Severity']

Severity = Literal['info', 'warning', 'error']

Code = Literal['disagree', 'only-in-text', 'only-in-output', 'arithmetic', 'time-order', 'implausible', 'unit-conflict', 'null-text', 'misplaced', 'unread-text', 'truncated-text', 'unknown-field', 'bad-value', 'placeholder', 'ambiguous-test', 'unknown-test', 'duplicate-key', 'limit-reached', 'several-runs', 'time-range', 'no-time-zone']

SEVERITIES: Final[dict[str, Severity]]

@attrs.frozen(kw_only=True)
class Finding(Record):
    """One thing that is wrong with a response, or worth knowing about it."""
    code: Code = ...
    """what kind of finding it is"""
    severity: Severity = 'info'
    """how much it weighs"""
    path: str = ''
    """the field it is about: a path in the record, or a JSON pointer"""
    message: str = ''
    """one line for a person"""
    stated: str | None = None
    """what `output` said, verbatim"""
    printed: str | None = None
    """what the device's text said, verbatim"""
