"""The records of a cable test."""

from __future__ import annotations

from typing import ClassVar, Final

from netassay.core.records.compared import Compared, State
from netassay.core.records.record import Record, many, record, some
from netassay.core.values.units import Meters

__all__ = ["CablePair", "CablePort", "CableTest", "is_good", "is_tested"]


#: The status of a pair without a fault (AOS-CX and AOS-S command references).
_GOOD: Final = frozenset({"good", "ok", "normal", "pass", "passed"})
#: What is said of a pair of which nothing is known.
_UNTOLD: Final = frozenset({"", "not tested", "untested", "unknown", "n/a", "-", "pending"})


def is_good(pair: CablePair) -> bool | None:
    """Say whether a pair is good; None where the device does not say."""
    status = "" if pair.status is None else pair.status.strip().casefold()
    return None if status in _UNTOLD else status in _GOOD


def is_tested(port: CablePort) -> bool | None:
    """Say whether the test of a port did not fail; None where the device does not say."""
    return None if port.state is None else "fail" not in port.state.casefold()


@record
class CablePair(Record):
    """One pair of wires."""

    row_key: ClassVar = ("pair",)
    compared: ClassVar = Compared(state=State("status", is_good, at="length", within="accuracy"))

    pair: str | None = some("pins of the pair: 1-2, 3-6, 4-5 or 7-8")
    status: str | None = some("what was found, as the device says it: Good, Open, Short, ...")
    length: Meters | None = some("length of the cable, or distance to the fault")
    accuracy: Meters | None = some("how far off the length may be, either way")


@record
class CablePort(Record):
    """The cable at one port."""

    row_key: ClassVar = ("port",)
    compared: ClassVar = Compared(state=State("state", is_tested))

    port: str | None = some("port, as the device names it")
    state: str | None = some("how far the test of the port is")
    pairs: list[CablePair] = many("pairs in the order of the device")


@record
class CableTest(Record):
    """The result of a cable test."""

    ports: list[CablePort] = many("ports that were tested")
