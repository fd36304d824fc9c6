# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.records import Measurement
from typing import Generic
from typing_extensions import TypeVar
import attrs

__all__ = ['CommandResponse', 'MeasuredRun', 'ShowCommand']

M = TypeVar("M", bound=Measurement, default=Measurement, covariant=True)

@attrs.frozen(kw_only=True)
class MeasuredRun(Record, Generic[M]):
    """A measurement whose text is a response, or stands in it."""
    test: str | None = None
    """which test it is of"""
    line: int = 1
    """line of the response at which its text begins, from 1"""
    measurement: M | None = None
    """what was measured"""

@attrs.frozen(kw_only=True)
class CommandResponse(Record):
    """The response to one command."""
    command: str | None = None
    """command as it was given"""
    response: str | None = None
    """what the device said, as it said it, without the head"""
    printed_at: str | None = None
    """time in the head, as the device printed it"""
    rows: list[dict[str, str]] = attrs.field(factory=list)
    """rows of the table in the response, by column, as a parser reads all of it"""
    parsed_by: str | None = None
    """parser of the rows: a TextFSM template of ntc-templates, or a printed format of netassay"""
    measured: list[MeasuredRun] = attrs.field(factory=list)
    """what is the text of another test: ping, traceroute, iperf, HTTP ping, ARP table"""

@attrs.frozen(kw_only=True)
class ShowCommand(Record):
    """The result of show commands."""
    requested: list[str] = attrs.field(factory=list)
    """commands that were asked for"""
    responses: list[CommandResponse] = attrs.field(factory=list)
    """what was said to each, in the order of the device"""
