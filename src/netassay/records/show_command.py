"""The records of show commands."""

from __future__ import annotations

from typing import ClassVar

from netassay.core.records.record import Record, many, record, some

__all__ = ["CommandResponse", "ShowCommand"]


@record
class CommandResponse(Record):
    """The response to one command."""

    row_key: ClassVar = ("command",)

    command: str | None = some("command as it was given")
    response: str | None = some("what the device said, as it said it, without the head")
    printed_at: str | None = some("time in the head, as the device printed it", rare=True)


@record
class ShowCommand(Record):
    """The result of show commands."""

    unprinted: ClassVar = ("requested",)

    requested: list[str] = many("commands that were asked for")
    responses: list[CommandResponse] = many("what was said to each, in the order of the device")
