# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Address
from netassay.core.values.field_types import Host
import attrs

__all__ = ['Nslookup']

@attrs.frozen(kw_only=True)
class Nslookup(Record):
    """The result of the resolution of a name."""
    host: Host | None = None
    """name that was looked up"""
    dns_server: Host | None = None
    """server that was asked"""
    addresses: list[Address] = attrs.field(factory=list)
    """addresses in the order of the answer"""
