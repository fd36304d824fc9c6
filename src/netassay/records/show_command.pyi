# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
import attrs

__all__ = ['CommandResponse', 'ShowCommand']

@attrs.frozen(kw_only=True)
class CommandResponse(Record):
    """The response to one command."""
    command: str | None = None
    """command as it was given"""
    response: str | None = None
    """what the device said, as it said it, without the head"""
    printed_at: str | None = None
    """time in the head, as the device printed it"""

@attrs.frozen(kw_only=True)
class ShowCommand(Record):
    """The result of show commands."""
    requested: list[str] = attrs.field(factory=list)
    """commands that were asked for"""
    responses: list[CommandResponse] = attrs.field(factory=list)
    """what was said to each, in the order of the device"""
