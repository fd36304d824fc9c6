"""The records of an ARP table."""

from __future__ import annotations

from typing import ClassVar

from netassay.core.records.record import Record, many, record, some
from netassay.core.values.field_types import Address, Mac
from netassay.core.values.units import Seconds

__all__ = ["ArpTable", "Entry"]


@record
class Entry(Record):
    """One neighbour."""

    # Rows with all three in common are of one neighbour. The other keys match a row whose
    # address was cut, or whose hardware address changed. One hardware address may have many
    # addresses (proxy ARP; 00:00:00:00:00:00 where nobody answered).
    row_key: ClassVar = ("address", "mac", "interface")
    other_row_keys: ClassVar = (("mac", "interface"), ("address",))

    address: Address | None = some("IP address")
    mac: Mac | None = some("hardware address")
    interface: str | None = some("interface or port that leads to it")
    type: str | None = some("how the entry came about, as the device says it: dynamic, static")
    protocol: str | None = some("protocol of the address, as the device says it")
    hardware_type: str | None = some("kind of hardware (RFC 826), as the device writes the number")
    flags: str | None = some("flags of the entry, as the device writes the number")
    mask: str | None = some("mask of the entry; * stands for none")
    name: str | None = some("name that the address resolves to, where the device looked", rare=True)
    age: Seconds | None = some("time since the entry was made or confirmed", rare=True)
    expires: Seconds | None = some("time until the entry ends", rare=True)


@record
class ArpTable(Record):
    """The neighbours that a device knows."""

    entries: list[Entry] = many("entries in the order of the device")
