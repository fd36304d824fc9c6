# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Address
from netassay.core.values.field_types import Mac
from netassay.core.values.units import Quantity
from netassay.core.values.units import Seconds
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['ArpTable', 'Entry']

@attrs.frozen(kw_only=True)
class Entry(Record):
    """One neighbour."""
    address: Address | None = None
    """IP address"""
    mac: Mac | None = None
    """hardware address"""
    interface: str | None = None
    """interface or port that leads to it"""
    type: str | None = None
    """how the entry came about, as the device says it: dynamic, static"""
    protocol: str | None = None
    """protocol of the address, as the device says it"""
    hardware_type: str | None = None
    """kind of hardware (RFC 826), as the device writes the number"""
    flags: str | None = None
    """flags of the entry, as the device writes the number"""
    mask: str | None = None
    """mask of the entry; * stands for none"""
    name: str | None = None
    """name that the address resolves to, where the device looked"""
    age: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """time since the entry was made or confirmed, in s"""
    @property
    def age_s(self) -> float | None:
        """time since the entry was made or confirmed, in s"""
    expires: Seconds | None = attrs.field(default=None, converter=_magnitude)
    """time until the entry ends, in s"""
    @property
    def expires_s(self) -> float | None:
        """time until the entry ends, in s"""

@attrs.frozen(kw_only=True)
class ArpTable(Record):
    """The neighbours that a device knows."""
    entries: list[Entry] = attrs.field(factory=list)
    """entries in the order of the device"""
