"""traceroute: the routers on the way to a host, hop by hop, and how long each took to answer.

An annotation (``!H``, ``!N``, ``!X``, ...) is what the tool prints behind a round trip that
ended in an ICMP error: host, network unreachable, administratively prohibited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, NamedTuple

from netassay.core.compared import Compared
from netassay.core.drawn import Drawn
from netassay.core.findings import Notes
from netassay.core.kinds import Host, HostName
from netassay.core.readings import (
    ADDRESS,
    COUNT,
    HOST,
    TEXT,
    Node,
    Odd,
    Reader,
    Reading,
    constant,
)
from netassay.core.record import Record, many, numbers, record, some
from netassay.core.spec import Test
from netassay.core.units import Bytes, Milliseconds, Seconds
from netassay.core.wire import Each, ObjectReader, To

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netassay.core.findings import Code
    from netassay.core.places import Place

__all__ = [
    "REPLIED",
    "ROUND_TRIP",
    "SILENT",
    "SPEC",
    "Hop",
    "Probe",
    "Traceroute",
    "arrived",
    "ended",
    "router",
]

Outcome = Literal["reply", "timeout"]


@record
class Probe(Record):
    """One probe and the router that answered it."""

    row_key: ClassVar = ("address", "rtt")

    address: Host | None = some("address of the router that answered")
    name: HostName | None = some("name of that router, where one was found")
    rtt: Milliseconds | None = some("round-trip time")
    outcome: Outcome = some("reply or timeout", "reply")
    annotation: str | None = some("what the tool put behind the time: !H, !N, !X, ...")


@record
class Hop(Record):
    """The probes of one time to live."""

    row_key: ClassVar = ("hop",)
    drawn: ClassVar = Drawn("hop", ("probes.rtt",))

    hop: int | None = some("number of the hop: the time to live of its probes")
    probes: list[Probe] = many("the probes in the order of their sending")


@record
class Traceroute(Record):
    """The way to a host."""

    compared: ClassVar = Compared(more=("reached",))

    destination: HostName | None = some("host as it was asked for")
    resolved_address: Host | None = some("address that the host resolved to")
    min_hops: int | None = some("first time to live")
    max_hops: int | None = some("largest time to live")
    probes_per_hop: int | None = some("probes per time to live")
    packet: Bytes | None = some("size of a probe, as the tool counts")
    timeout: Seconds | None = some("how long an answer was waited for")
    reached: bool | None = some("whether the host itself answered, in the last hop")
    hops: list[Hop] = many("hops in order")


# --- What both sides read alike -------------------------------------------------------


class _RoundTrip(Reader):
    """A round-trip time, or the star that stands for none."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = numbers(Probe, "rtt")

    def read_text(self, text: str) -> Reading:
        """Read a time; of a star a time-out is made later."""
        return _STAR if text.strip() == "*" else self.numbers.read_text(text)


_STAR: Final = Reading("*", "*")
ROUND_TRIP: Final[Reader] = _RoundTrip()
REPLIED: Final = Reading("reply", "")
#: A probe that nobody answered.
SILENT: Final[Node] = {"outcome": Reading("timeout", "*")}


def _is_address(text: Any) -> bool:
    try:
        return type(text) is str and ADDRESS[text] is not None
    except Odd:
        return False


def router(address: str | None, name: HostName | None) -> Node:
    """Return address and name of a router, in whichever place each was given.

    Where a router's name is not known, its address is often given instead.
    """
    if address != name and not _is_address(address) and (not name or _is_address(name)):
        address, name = name, address
    where = HOST[address] if address else None
    called = HOST[name] if name else None
    node: Node = {}
    if where is not None:
        node["address"] = where
    if called is not None and not (where is not None and called.value == where.value):
        node["name"] = TEXT[name]
    return node


# --- The hops of `output` -------------------------------------------------------------


class _Remark(NamedTuple):
    """What is to say of a device's habit, and of which probe of a hop."""

    code: Code
    key: str
    probe: int
    field: str
    message: str
    stated: str


_ADDRESS: Final = "ipAddress"
_NAME: Final = "reverseDnsResolution"
_TIME: Final = "responseTimeMilliseconds"
_FIELDS: Final = {_ADDRESS: "address", _NAME: "name", _TIME: "rtt"}
_KEYS: Final = _FIELDS | {_TIME: To("rtt", ROUND_TRIP, says_unit=True)}
_NULL: Final = "the text null stands where null was meant"
_MISPLACED: Final = "an address stands in the field of the name"
#: Hops remembered, and the largest that are worth it.
_MEMORY: Final = 4096
_MOST_PROBES: Final = 10
_LONGEST_TEXT: Final = 48


def _remarks(hop: Any) -> list[_Remark]:
    """Return what is to say of a hop's probes, once for all that have the same habit."""
    probes = hop.get("probes") if type(hop) is dict else None
    said: dict[tuple[str, str], _Remark] = {}
    for at, probe in enumerate(probes if type(probes) is list else ()):
        if type(probe) is not dict:
            continue
        for key, field in _FIELDS.items():
            if probe.get(key) == "null":
                remark = _Remark("null-text", key, at, field, _NULL, "null")
                said.setdefault((remark.code, key), remark)
        name = probe.get(_NAME)
        if _is_address(name) and not _is_address(probe.get(_ADDRESS)):
            remark = _Remark("misplaced", _NAME, at, "address", _MISPLACED, str(name))
            said.setdefault((remark.code, _NAME), remark)
    return list(said.values())


class _Probes(ObjectReader):
    """Reads the probes of a hop, and puts right what stands in its neighbour's field."""

    def read_all(self, values: list[Any], place: Place, notes: Notes) -> list[Node]:
        """Return the nodes of a hop's probes."""
        return [self._probe(value, place, at, notes) for at, value in enumerate(values)]

    def _probe(self, value: Any, place: Place, at: int, notes: Notes) -> Node:
        if type(value) is not dict:
            return self.read(value, place, at, notes)
        there = {key: item for key, item in value.items() if item != "null"}
        read = self.read(there, place, at, notes)
        time, address, name = read.get("rtt"), read.get("address"), read.get("name")
        node = router(address and address.text, name and name.text)
        if time is _STAR:
            node |= SILENT
        elif read:
            node |= {"outcome": REPLIED} if time is None else {"outcome": REPLIED, "rtt": time}
        return node


class _Hops(ObjectReader):
    """Reads hops. Most of one body, and of all bodies, are alike: three stars.

    So the probes of a usual hop are remembered whole, by their texts, with what is to say
    of them. Their nodes are shared and never change.
    """

    def __init__(self, record: type[Record], keys: Mapping[str, Any]) -> None:
        super().__init__(record, keys)
        self.memory: dict[Any, tuple[list[Node], list[_Remark]]] = {}

    def read_all(self, values: list[Any], place: Place, notes: Notes) -> list[Node]:
        """Return the nodes of the hops."""
        rows: list[Node] = []
        for at, value in enumerate(values):
            try:
                probes, remarks = self.memory[_texts(value)]
                number = COUNT[value["hop"]]
            except (KeyError, TypeError, Odd):
                number = None
            if number is not None:
                rows.append({"hop": number, "probes": probes})
            else:
                row, remarks = self._read_first(value, place, at, notes)
                rows.append(row)
            for code, key, probe, field, message, stated in remarks:
                if not notes.again(code, key):
                    path = f"{place.path}[{at}].probes[{probe}].{field}"
                    notes.habit(code, key, path, message, stated)
        return rows

    def _read_first(
        self, value: Any, place: Place, at: int, notes: Notes
    ) -> tuple[Node, list[_Remark]]:
        remarks = _remarks(value)
        tried = Notes()
        node = self.read(value, place, at, tried)
        if tried.findings(None) or tried.extras:
            return self.read(value, place, at, notes), remarks
        if _is_usual(value):
            if len(self.memory) >= _MEMORY:
                self.memory.clear()
            self.memory[_texts(value)] = node["probes"], remarks
        return node, remarks


def _texts(hop: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """Return all that a hop says of its probes; raise where it is no usual hop."""
    probes = hop["probes"]
    if len(hop) != 2 or type(probes) is not list:  # noqa: PLR2004 - its number and these
        raise TypeError
    return tuple([(one[_ADDRESS], one[_NAME], one[_TIME], len(one)) for one in probes])


def _is_usual(hop: Any) -> bool:
    try:
        probes = _texts(hop)
    except (KeyError, TypeError):
        return False
    return len(probes) <= _MOST_PROBES and all(
        keys == len(_KEYS)
        and all(one is None or (type(one) is str and len(one) <= _LONGEST_TEXT) for one in texts)
        for *texts, keys in probes
    )


_HOPS: Final = Each("hops", {"hop": "hop", "probes": Each("probes", _KEYS, _Probes)}, _Hops)
_WITH_ADDRESS: Final = {
    "destination": "destination",
    "resolvedIp": "resolved_address",
    "hops": _HOPS,
}
_WITHOUT: Final = {"destination": "destination", "hops": _HOPS}

OUTPUTS: Final = {
    "aps": _WITH_ADDRESS,
    "cx": _WITH_ADDRESS,
    "aos-s": _WITHOUT,
    "gateways": _WITHOUT,
}


# --- What follows ---------------------------------------------------------------------


def _goal(node: Node) -> str | None:
    """Return the address that was asked for, as far as it is known."""
    resolved, destination = node.get("resolved_address"), node.get("destination")
    if resolved is None and destination is not None and _is_address(destination.text):
        resolved = HOST[destination.text]
    return resolved.value if resolved is not None else None


def arrived(node: Node) -> bool | None:
    """Say whether the host itself answered in the last hop; None where that can't be known."""
    goal, hops = _goal(node), node.get("hops")
    if goal is None or not hops:
        return None
    return any(
        ["address" in row and row["address"].value == goal for row in hops[-1].get("probes", ())]
    )


def ended(node: Node) -> bool:
    """Say whether the last hop is one that no other can follow.

    The host was reached, or the largest number of hops, or all probes but one at most came
    back as unreachable (where BusyBox gives up).
    """
    hops = node.get("hops")
    if not hops:
        return False
    last, most = hops[-1], node.get("max_hops")
    if most is not None and "hop" in last and last["hop"].value >= most.value:
        return True
    probes = last.get("probes", ())
    refused = sum(["annotation" in row and row["annotation"].value != "!" for row in probes])
    return 0 < refused >= len(probes) - 1 or arrived(node) is True


def derive(node: Node, family: str | None) -> None:  # noqa: ARG001 - the shape of the others
    """Add whether the host was reached, unless the text may have been cut off before.

    Only a text tells the largest number of hops; without it, `output` is the whole way.
    """
    there = arrived(node)
    if there is not None and (there or "max_hops" not in node or ended(node)):
        node["reached"] = constant(there)


def complete(node: Node) -> bool:
    """Say whether the way is there, to its end."""
    if not node.get("hops") or not ("destination" in node or "resolved_address" in node):
        return False
    return "reached" in node or "max_hops" not in node or ended(node)


def check(node: Node, notes: Notes) -> None:
    """Hold the numbers of the hops against each other and against their limits."""
    least, most = node.get("min_hops"), node.get("max_hops")
    if least is not None and most is not None and least.value > most.value:
        notes.add("arithmetic", "min_hops", f"min_hops {least.text} is over max_hops {most.text}")
    before = 0
    for at, row in enumerate(node.get("hops", ())):
        number = row.get("hop")
        if number is None:
            continue
        if number.value <= before:
            message = f"hop {number.text} stands behind hop {before}"
            notes.add("arithmetic", f"hops[{at}].hop", message)
        if most is not None and number.value > most.value:
            message = f"hop {number.text} is over max_hops {most.text}"
            notes.add("arithmetic", f"hops[{at}].hop", message)
        before = number.value


SPEC: Final = Test(
    name="traceroute",
    endpoint="traceroute",
    record=Traceroute,
    outputs=OUTPUTS,
    complete=complete,
    check=check,
    derive=derive,
)
