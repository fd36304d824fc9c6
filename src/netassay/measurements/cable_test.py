"""cable_test: the state of the pairs of a cable, measured by time-domain reflectometry.

Lengths and their accuracy are in metres, as a bare number or with the unit printed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.keys.compounds import listed_in
from netassay.core.keys.wire import Each, To
from netassay.core.records.record import Record, numbers
from netassay.core.spec import Task, Test
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.core.values.rows import values_of
from netassay.core.verdicts import Verdict, counted, joined, number, of_parts, one_line
from netassay.measurements.bounce import unanswered, unasked
from netassay.records.cable_test import CablePair, CablePort, CableTest, is_good, is_tested

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netassay.core.findings import Notes
    from netassay.core.places import Place
    from netassay.core.values.readings import Node

__all__ = ["SPEC"]


_LENGTHS: Final = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), Decimal(1)),
    "cm": Decimal("0.01"),
    **dict.fromkeys(("ft", "foot", "feet"), Decimal("0.3048")),
}

#: The key in a node of the ports asked for, until `check` removes it: the record has no such
#: field, because the results repeat the ports.
_ASKED: Final = "asked"


@attrs.frozen(eq=False)
class _Asked:
    """The key with the ports asked for, kept until the results have been read."""

    def reader_for(self, record: type[Record]) -> _Asked:  # noqa: ARG002 - the shape of key tables
        """Return what reads the list."""
        return self

    def read_into(self, node: Node, value: Any, key: str, place: Place, notes: Notes) -> None:
        """Add the ports asked for to the node."""
        value = listed_in(value)
        if value is None:
            return
        try:
            if type(value) is not list:
                raise TypeError  # noqa: TRY301 - reported like a bad port
            node[_ASKED] = [port for port in map(TEXT.__getitem__, value) if port is not None]
        except (TypeError, ValueProblem) as error:
            problem = (
                error
                if isinstance(error, ValueProblem)
                else ValueProblem("bad-value", "not a list of ports")
            )
            pointer = place.below(key).pointer
            notes.problem(problem, "ports", pointer, pointer, value)


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
    """Say whether each port has pairs, each with status and length."""
    ports = node.get("ports", ())
    return bool(ports) and all(
        "port" in port and port.get("pairs") and _is_measured(port["pairs"]) for port in ports
    )


def _is_measured(pairs: Sequence[Node]) -> bool:
    """Say whether each pair has its name, its status and its length."""
    return all([None not in values_of(pairs, name) for name in ("pair", "status", "length")])


def derive(node: Node, task: Task) -> None:  # noqa: ARG001 - what every test is given
    """Add a row with its name alone for each port asked for without a result."""
    asked, rows = node.get(_ASKED), node.get("ports", [])
    if asked is not None:
        missing = [{"port": asked[at]} for at in unanswered(asked, rows)]
        if missing:
            node["ports"] = rows + missing


def check(node: Node, notes: Notes) -> None:
    """Compare the ports asked for with the results, if there are any; remove them from the node."""
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


def verdict(test: CableTest) -> Verdict:
    """Judge by the pairs; a port without pairs counts as one, faulty where its test failed."""
    return of_parts([state for port in test.ports for state in _works(port)])


def _works(port: CablePort) -> list[bool | None]:
    if port.pairs:
        return [is_good(pair) for pair in port.pairs]
    return [False if is_tested(port) is False else None]


#: Number of faults that a summary names.
_MOST_NAMED: Final = 4


def summary(test: CableTest) -> str:
    """Return how many pairs are good, and status and length of the others."""
    pairs = [(port, pair) for port in test.ports for pair in port.pairs]
    good = sum([is_good(pair) is True for _, pair in pairs])
    faults = [fault(port, pair) for port, pair in pairs if is_good(pair) is False]
    more = len(faults) - _MOST_NAMED
    ports = one_line(test.ports[0].port or "") if len(test.ports) == 1 else ""
    share = f"{good} of {counted(len(pairs), 'pair')} good" if pairs else "no pair tested"
    return joined(
        (
            f"{ports}: {share}" if ports else f"{counted(len(test.ports), 'port')}: {share}",
            *faults[:_MOST_NAMED],
            f"{more} more" if more > 0 else None,
        )
    )


def fault(port: CablePort, pair: CablePair) -> str:
    """Return the fault of a pair: ``1/1/1 3-6 Open at 20 m``."""
    where = "" if pair.length_m is None else f" at {number(pair.length_m)} m"
    return one_line(" ".join(filter(None, (port.port, pair.pair, pair.status)))) + where


SPEC: Final = Test(
    name="cable_test",
    endpoint="cableTest",
    record=CableTest,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    derive=derive,
    verdict=verdict,
    summary=summary,
)
