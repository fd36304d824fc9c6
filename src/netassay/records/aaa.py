"""The record of a RADIUS login."""

from __future__ import annotations

from typing import ClassVar

from netassay.core.records.compared import Compared
from netassay.core.records.record import Record, record, some
from netassay.core.values.field_types import Host, UserName

__all__ = ["Aaa"]


@record
class Aaa(Record):
    """The result of a RADIUS login."""

    compared: ClassVar = Compared(more=("accepted",))

    server: Host | None = some("RADIUS server, by name or by address")
    username: UserName | None = some("user who was logged in")
    method: str | None = some("how the password was given, as the device says it: pap, chap, ...")
    accepted: bool | None = some("whether the server accepted the login")
    answer: str | None = some("what the device said about it")
