"""The records of a bounce of ports, or of their power."""

from __future__ import annotations

from typing import ClassVar

from netassay.core.records.compared import Compared, State
from netassay.core.records.record import Record, many, record, some

__all__ = ["Bounce", "BouncedPort"]


def _is_good(port: BouncedPort) -> bool | None:
    """Say whether a port was bounced; None where nothing was answered for it."""
    return None if port.answer is None else bool(port.bounced)


@record
class BouncedPort(Record):
    """The result of one port, or of a range of ports that was requested as one."""

    row_key: ClassVar = ("port",)
    compared: ClassVar = Compared(more=("bounced",), state=State("answer", _is_good))

    port: str | None = some("port, as the device names it")
    bounced: bool = some("whether the device says that it did it", default=False)
    answer: str | None = some("what the device said about it")


@record
class Bounce(Record):
    """The result of a bounce of ports, or of their power."""

    requested: list[str] = many("ports that were asked for, as they were given")
    ports: list[BouncedPort] = many("ports that were answered for")
