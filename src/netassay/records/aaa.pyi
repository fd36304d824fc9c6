# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.field_types import Host
from netassay.core.values.field_types import UserName
import attrs

__all__ = ['Aaa']

@attrs.frozen(kw_only=True)
class Aaa(Record):
    """The result of a RADIUS login."""
    server: Host | None = None
    """RADIUS server, by name or by address"""
    username: UserName | None = None
    """user who was logged in"""
    method: str | None = None
    """how the password was given, as the device says it: pap, chap, ..."""
    accepted: bool | None = None
    """whether the server accepted the login"""
    answer: str | None = None
    """what the device said about it"""
