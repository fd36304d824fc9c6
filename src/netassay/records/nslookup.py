"""The record of a name's resolution."""

from __future__ import annotations

from netassay.core.records.record import Record, many, record, some
from netassay.core.values.field_types import Address, Host

__all__ = ["Nslookup"]


@record
class Nslookup(Record):
    """The result of the resolution of a name."""

    host: Host | None = some("name that was looked up")
    dns_server: Host | None = some("server that was asked")
    addresses: list[Address] = many("addresses in the order of the answer")
