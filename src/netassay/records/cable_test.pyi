# Written by tests/typing/stubs.py; changes here are lost.

from netassay.core.records.record import Record
from netassay.core.values.units import Meters
from netassay.core.values.units import Quantity
import attrs

def _magnitude(value: Quantity | float | None) -> Quantity | None: ...

__all__ = ['CablePair', 'CablePort', 'CableTest', 'is_good', 'is_tested']

def is_good(pair: CablePair) -> bool | None:
    """Say whether a pair is good; None where the device does not say."""

def is_tested(port: CablePort) -> bool | None:
    """Say whether the test of a port did not fail; None where the device does not say."""

@attrs.frozen(kw_only=True)
class CablePair(Record):
    """One pair of wires."""
    pair: str | None = None
    """pins of the pair: 1-2, 3-6, 4-5 or 7-8"""
    status: str | None = None
    """what was found, as the device says it: Good, Open, Short, ..."""
    length: Meters | None = attrs.field(default=None, converter=_magnitude)
    """length of the cable, or distance to the fault, in m"""
    @property
    def length_m(self) -> float | None:
        """length of the cable, or distance to the fault, in m"""
    accuracy: Meters | None = attrs.field(default=None, converter=_magnitude)
    """how far off the length may be, either way, in m"""
    @property
    def accuracy_m(self) -> float | None:
        """how far off the length may be, either way, in m"""

@attrs.frozen(kw_only=True)
class CablePort(Record):
    """The cable at one port."""
    port: str | None = None
    """port, as the device names it"""
    state: str | None = None
    """how far the test of the port is"""
    pairs: list[CablePair] = attrs.field(factory=list)
    """pairs in the order of the device"""

@attrs.frozen(kw_only=True)
class CableTest(Record):
    """The result of a cable test."""
    ports: list[CablePort] = attrs.field(factory=list)
    """ports that were tested"""
