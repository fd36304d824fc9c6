"""The keys of `output` for a traceroute, and corrections of what devices write there.

Devices write null as a text, and an address in the field of the name.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from netassay.core.keys.bindings import NOTHING_KNOWN, Known
from netassay.core.keys.wire import Each, ObjectReader, To
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.measurements.traceroute.probes import (
    REPLIED,
    ROUND_TRIP,
    SILENT,
    STAR,
    TIME,
    is_address,
    router,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.finding import Code
    from netassay.core.findings import Notes
    from netassay.core.places import Place
    from netassay.core.values.readings import Node

__all__ = ["OUTPUTS"]


_ADDRESS: Final = "ipAddress"
_NAME: Final = "reverseDnsResolution"
_TIME: Final = "responseTimeMilliseconds"
_FIELDS: Final = {_ADDRESS: "address", _NAME: "name", _TIME: "rtt"}
_KEYS: Final = _FIELDS | {_TIME: To("rtt", ROUND_TRIP, says_unit=True)}
_texts: Final = itemgetter(*_FIELDS)
_NULL: Final = "the text null stands where null was meant"
_MISPLACED: Final = "an address stands in the field of the name"


class _Probes(ObjectReader):
    """Reads the probes of a hop; an address in the field of the name is moved to its own."""

    def read_all(
        self, values: list[Any], place: Place, notes: Notes, printed: Sequence[Node] = ()
    ) -> list[Node]:
        """Return the nodes of a hop's probes; what the text says in the same words is its reading."""
        routers: dict[Any, Node | None] = {}
        probes: list[Node] = []
        for at, value in enumerate(values):
            beside = printed[at] if at < len(printed) else {}
            usual = _usual(value, beside, routers)
            probes.append(self._probe(value, place, at, notes) if usual is None else usual)
        return probes

    def _probe(self, value: Any, place: Place, at: int, notes: Notes) -> Node:
        if type(value) is not dict:
            return self.read(value, place, at, notes)
        there = {key: item for key, item in value.items() if item != "null"}
        read = self.read(there, place, at, notes)
        time, address, name = read.get("rtt"), read.get("address"), read.get("name")
        node = dict(router(address and address.text, name and name.text))
        if time is STAR or not any([item is not None for item in there.values()]):
            node |= SILENT
        elif read:
            node |= {"outcome": REPLIED} if time is None else {"outcome": REPLIED, "rtt": time}
        return node


def _usual(probe: Any, beside: Node, routers: dict[Any, Node | None]) -> Node | None:
    """Return the node of a probe that needs no remark of its own; None where it may need one.

    `beside` is the probe of the text, `routers` are those of the hop by what `output` says of them.
    `_remarks` tells of the text null.
    """
    if type(probe) is not dict or probe.keys() != _FIELDS.keys():
        return None
    address, name, time = _texts(probe)
    try:
        node = routers[address, name]
    except KeyError:
        node = routers[address, name] = _usual_router(address, name, beside)
    except TypeError:
        return None
    answer = None if node is None else _usual_answer(time, beside, node)
    return {**node, **answer} if node and answer else answer


def _usual_answer(time: Any, beside: Node, source: Node) -> Node | None:
    """Return the outcome and the time of a probe, None where the time needs a closer look."""
    if time is None or time == "null":
        return {"outcome": REPLIED} if source else SILENT
    rtt = beside.get("rtt")
    if rtt is None or rtt.text != time or rtt.way is not TIME:
        try:
            rtt = ROUND_TRIP[time] if type(time) is str else None
        except ValueProblem:
            return None
    if rtt is STAR:
        return SILENT
    return None if rtt is None or rtt.foreign else {"outcome": REPLIED, "rtt": rtt}


def _usual_router(address: Any, name: Any, beside: Node) -> Node | None:
    """Return the node of a router, None where one of the values needs a closer look."""
    values = [None if value == "null" else value for value in (address, name)]
    texts = [value for value in values if value is not None]
    if not set(map(type, texts)) <= {str} or TEXT.column(texts) is None:
        return None
    return {
        field: printed if (printed := beside.get(field)) == reading else reading
        for field, reading in router(*values).items()
    }


class _Hops(ObjectReader):
    """Reads hops, with remarks on their probes, one for each habit of the device."""

    def read_all(
        self, values: list[Any], place: Place, notes: Notes, printed: Sequence[Node] = ()
    ) -> list[Node]:
        """Return the nodes of the hops."""
        rows: list[Node] = []
        for at, value in enumerate(values):
            known = Known(printed[at], frozenset()) if at < len(printed) else NOTHING_KNOWN
            rows.append(self.read(value, place, at, notes, known))
            for probe, code, key in _remarks(value):
                if not notes.again(code, key):
                    field, message = _FIELDS[key], _NULL
                    if code == "misplaced":
                        field, message = "address", _MISPLACED
                    path = f"{place.path}[{at}].probes[{probe}].{field}"
                    notes.habit(code, key, path, message, value["probes"][probe][key])
        return rows


def _remarks(hop: Any) -> list[tuple[int, Code, str]]:
    """Return the remarks on a hop, one for each habit of the device: the first probe, code and key."""
    probes = hop.get("probes") if type(hop) is dict else None
    if type(probes) is not list:
        return []
    objects = [probe if type(probe) is dict else {} for probe in probes]
    columns = {key: [probe.get(key) for probe in objects] for key in _FIELDS}
    found: list[tuple[int, Code, str]] = [
        (values.index("null"), "null-text", key)
        for key, values in columns.items()
        if "null" in values
    ]
    before: Any = None
    for at, pair in enumerate(zip(columns[_NAME], columns[_ADDRESS], strict=True)):
        if (
            pair != before
            and pair[0] != pair[1]
            and is_address(pair[0])
            and not is_address(pair[1])
        ):
            found.append((at, "misplaced", _NAME))
            break
        before = pair
    found.sort(key=itemgetter(0))
    return found


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
