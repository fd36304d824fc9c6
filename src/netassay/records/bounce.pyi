# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
import attrs

__all__ = ['Bounce', 'BouncedPort']

@attrs.frozen(kw_only=True)
class BouncedPort(Record):
    """The result of one port, or of a range of ports that was requested as one."""
    port: str | None = None
    """port, as the device names it"""
    bounced: bool = False
    """whether the device says that it did it"""
    answer: str | None = None
    """what the device said about it"""

@attrs.frozen(kw_only=True)
class Bounce(Record):
    """The result of a bounce of ports, or of their power."""
    requested: list[str] = attrs.field(factory=list)
    """ports that were asked for, as they were given"""
    ports: list[BouncedPort] = attrs.field(factory=list)
    """ports that were answered for"""
