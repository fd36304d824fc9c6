"""cable_test: what time-domain reflectometry says of the four pairs of a cable.

Lengths and their accuracy are in metres, as a bare number or with the unit printed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from netassay.core.readings import TEXT, Odd
from netassay.core.record import Record, many, numbers, record, some
from netassay.core.spec import Test
from netassay.core.units import Meters
from netassay.core.wire import Each, To
from netassay.measurements.bounce import unanswered, unasked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netassay.core.findings import Notes
    from netassay.core.places import Place
    from netassay.core.readings import Node

__all__ = ["SPEC", "CablePair", "CablePort", "CableTest"]


@record
class CablePair(Record):
    """One pair of wires."""

    row_key: ClassVar = ("pair",)

    pair: str | None = some("pins of the pair: 1-2, 3-6, 4-5 or 7-8")
    status: str | None = some("what was found, as the device says it: Good, Open, Short, ...")
    length: Meters | None = some("length of the cable, or distance to the fault")
    accuracy: Meters | None = some("how far off the length may be, either way")


@record
class CablePort(Record):
    """The cable at one port."""

    row_key: ClassVar = ("port",)

    port: str | None = some("port, as the device names it")
    state: str | None = some("how far the test of the port is")
    pairs: list[CablePair] = many("pairs in the order of the device")


@record
class CableTest(Record):
    """The result of a cable test."""

    ports: list[CablePort] = many("ports that were tested")


_LENGTHS: Final = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), Decimal(1)),
    "cm": Decimal("0.01"),
    **dict.fromkeys(("ft", "foot", "feet"), Decimal("0.3048")),
}

#: Where the ports asked for wait for the check. No field of the record: the results repeat them.
_ASKED: Final = "asked"


@attrs.frozen(eq=False)
class _Asked:
    """The key that repeats the ports of the results, kept until both have been read."""

    def bound(self, record: type[Record]) -> _Asked:  # noqa: ARG002 - the shape of key tables
        """Return what reads the list."""
        return self

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:
        """Keep the ports asked for beside the fields."""
        if value is None:
            return
        try:
            if type(value) is not list:
                raise TypeError  # noqa: TRY301 - one way out for all that is no list of names
            node[_ASKED] = [port for port in map(TEXT.__getitem__, value) if port is not None]
        except (TypeError, Odd) as error:
            odd = error if isinstance(error, Odd) else Odd("bad-value", "not a list of ports")
            pointer = place.below(key).pointer
            notes.odd(odd, "ports", pointer, pointer, value)


def _keys(port: Mapping[str, Any], pair: Mapping[str, Any]) -> dict[str, Any]:
    lengths = To("length", numbers(CablePair, "length", _LENGTHS))
    pairs = Each("pairs", {"pairName": "pair", "status": "status", "length": lengths, **pair})
    rows = {"interfaceName": "port", "cablePairDiagnostics": pairs, **port}
    return {"ports": _Asked(), "results": Each("ports", rows)}


_ACCURACY: Final = To("accuracy", numbers(CablePair, "accuracy", _LENGTHS))

OUTPUTS: Final = {
    "cx": _keys({"state": "state"}, {"accuracy": _ACCURACY}),
    "aos-s": _keys({}, {}),
}


def complete(node: Node) -> bool:
    """Say whether each port has its pairs, each with what was found and how far away."""
    ports = node.get("ports", ())
    return bool(ports) and all(
        "port" in port
        and bool(port.get("pairs"))
        and all(pair.keys() >= {"pair", "status", "length"} for pair in port["pairs"])
        for port in ports
    )


def derive(node: Node, family: str | None) -> None:  # noqa: ARG001 - what every test is given
    """Add the ports that were asked for and have no result, each with its name alone."""
    asked, rows = node.get(_ASKED), node.get("ports", [])
    if asked is not None:
        missing = [{"port": asked[at]} for at in unanswered(asked, rows)]
        if missing:
            node["ports"] = rows + missing


def check(node: Node, notes: Notes) -> None:
    """Hold the ports asked for against the results, if there are any, and let go of them."""
    asked, rows = node.pop(_ASKED, None), node.get("ports", [])
    tested = [len(row) > 1 for row in rows]
    if asked is None or not any(tested):
        return
    for at, row in enumerate(rows):
        if not tested[at] and "port" in row:
            message = f"port {row['port'].text} was asked for and has no result"
            notes.add("arithmetic", f"ports[{at}]", message, stated=row["port"].text)
    for at in unasked(asked, rows):
        port = rows[at]["port"].text
        message = f"port {port} has a result and was not asked for"
        notes.add("arithmetic", f"ports[{at}].port", message, stated=port)


SPEC: Final = Test(
    name="cable_test",
    endpoint="cableTest",
    record=CableTest,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    derive=derive,
)
