"""The record of a TCP connection test."""

from __future__ import annotations

from typing import ClassVar

from netassay.core.records.compared import Compared
from netassay.core.records.record import Record, record, some
from netassay.core.values.field_types import Host
from netassay.core.values.units import Milliseconds

__all__ = ["Tcp"]


@record
class Tcp(Record):
    """The result of a TCP connection test."""

    compared: ClassVar = Compared(less=("connect_time",))

    host: Host | None = some("host as it was asked for")
    connect_time: Milliseconds | None = some("time until the connection was open")
