"""The records of show commands."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from netassay.core.records.record import Record, many, record, some

__all__ = ["CommandResponse", "MeasuredRun", "ShowCommand"]

#: The record of the run's test; in the stubs its default is `records.Measurement`.
M = TypeVar("M", bound=Record)


@record
class MeasuredRun(Record, Generic[M]):
    """A measurement whose text is a response, or stands in it."""

    row_key: ClassVar = ("line",)

    test: str | None = some("which test it is of")
    line: int = some("line of the response at which its text begins, from 1", 1)
    measurement: M | None = some("what was measured")


@record
class CommandResponse(Record):
    """The response to one command."""

    row_key: ClassVar = ("command",)

    command: str | None = some("command as it was given")
    response: str | None = some("what the device said, as it said it, without the head")
    printed_at: str | None = some("time in the head, as the device printed it", rare=True)
    rows: list[dict[str, str]] = many(
        "rows of the table in the response, by column, as a parser reads all of it", rare=True
    )
    parsed_by: str | None = some(
        "parser of the rows: a TextFSM template of ntc-templates, or a printed format of netassay",
        rare=True,
    )
    measured: list[MeasuredRun] = many(
        "what is the text of another test: ping, traceroute, iperf, HTTP ping, ARP table",
        rare=True,
    )


@record
class ShowCommand(Record):
    """The result of show commands."""

    unprinted: ClassVar = ("requested",)

    requested: list[str] = many("commands that were asked for")
    responses: list[CommandResponse] = many("what was said to each, in the order of the device")
