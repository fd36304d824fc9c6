"""The keys of `output` for a traceroute, and corrections of what devices write there.

Devices write null as a text, and an address in the field of the name.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from netassay.core.keys.wire import Each, ObjectReader, To
from netassay.core.values.addresses import is_address
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.measurements.traceroute.probes import (
    REPLIED,
    ROUND_TRIP,
    SILENT,
    STAR,
    TIME,
    router,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.finding import Code
    from netassay.core.findings import Notes
    from netassay.core.places import Place
    from netassay.core.values.readings import Node, Reading

__all__ = ["OUTPUTS"]


_ADDRESS: Final = "ipAddress"
_NAME: Final = "reverseDnsResolution"
_TIME: Final = "responseTimeMilliseconds"
_FIELDS: Final = {_ADDRESS: "address", _NAME: "name", _TIME: "rtt"}
_KEYS: Final = _FIELDS | {_TIME: To("rtt", ROUND_TRIP, says_unit=True)}
#: What `output` says of a probe: its values in the order of `_FIELDS`.
_Texts: TypeAlias = tuple[Any, ...]
_texts: Final = itemgetter(*_FIELDS)
_NULL: Final = "the text null stands where null was meant"
_MISPLACED: Final = "an address stands in the field of the name"


class _Probes(ObjectReader):
    """Reads the probes of a hop; an address in the field of the name is moved to its own."""

    def read_all(
        self,
        values: list[Any],
        place: Place,
        notes: Notes,
        printed: Sequence[Node] = (),  # noqa: ARG002
    ) -> list[Node]:
        """Return the nodes of a hop's probes."""
        routers: dict[Any, Node | None] = {}
        probes: list[Node] = []
        for at, value in enumerate(values):
            usual = _usual(value, routers)
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


def _usual(probe: Any, routers: dict[Any, Node | None]) -> Node | None:
    """Return the node of a probe that needs no remark of its own; None where it may need one.

    `routers` are those of the hop by what `output` says of them. `_remarks` tells of the text null.
    """
    if type(probe) is not dict or probe.keys() != _FIELDS.keys():
        return None
    address, name, time = _texts(probe)
    try:
        node = routers[address, name]
    except KeyError:
        node = routers[address, name] = _usual_router(address, name)
    except TypeError:
        return None
    answer = None if node is None else _usual_answer(time, node)
    return {**node, **answer} if node and answer else answer


def _usual_answer(time: Any, source: Node) -> Node | None:
    """Return the outcome and the time of a probe, None where the time needs a closer look."""
    if time is None or time == "null":
        return {"outcome": REPLIED} if source else SILENT
    try:
        rtt = ROUND_TRIP[time] if type(time) is str else None
    except ValueProblem:
        return None
    if rtt is STAR:
        return SILENT
    return None if rtt is None or rtt.foreign else {"outcome": REPLIED, "rtt": rtt}


def _usual_router(address: Any, name: Any) -> Node | None:
    """Return the node of a router, None where one of the values needs a closer look."""
    values = [None if value == "null" else value for value in (address, name)]
    texts = [value for value in values if value is not None]
    if not set(map(type, texts)) <= {str} or TEXT.column(texts) is None:
        return None
    return router(*values)


class _Hops(ObjectReader):
    """Reads hops, with remarks on their probes, one for each habit of the device.

    A hop that says just what the text says is the hop of the text.
    """

    def read_all(
        self, values: list[Any], place: Place, notes: Notes, printed: Sequence[Node] = ()
    ) -> list[Node]:
        """Return the nodes of the hops."""
        rows: list[Node] = []
        hops = {hop["hop"].text: hop for hop in printed if "hop" in hop}
        for at, value in enumerate(values):
            hop = hops.get(_number_of(value), {})
            texts = _said_alike(value, hop)
            if texts is None:
                hop, texts = self.read(value, place, at, notes), _texts_in(value)
            rows.append(hop)
            for probe, code, key in _remarks(texts):
                if not notes.again(code, key):
                    field, message = _FIELDS[key], _NULL
                    if code == "misplaced":
                        field, message = "address", _MISPLACED
                    path = f"{place.path}[{at}].probes[{probe}].{field}"
                    notes.habit(code, key, path, message, value["probes"][probe][key])
        return rows


def _number_of(hop: Any) -> str:
    """Return the number of a hop of `output` as its text, empty where it is none."""
    number = hop.get("hop") if type(hop) is dict else None
    return number if type(number) is str else ""


def _said_alike(value: Any, hop: Node) -> list[_Texts] | None:
    """Return the texts of the probes of a hop of `output` that says what a hop of the text says.

    None for any other hop of `output`.
    """
    probes = hop.get("probes")
    if not probes or value.keys() != _OF_HOP.keys() or str(hop["hop"].value) != value["hop"]:
        return None
    texts = _texts_of_probes(value["probes"])
    if texts is None or len(texts) != len(probes):
        return None
    before, fields = None, 0
    for (address, name, time), probe in zip(texts, probes, strict=True):
        source = address, name, probe.get("address"), probe.get("name")
        if source != before:
            if not _is_source(*source):
                return None
            before, fields = source, 4 - source[2:].count(None)
        rtt = probe.get("rtt")
        if rtt is None:
            if probe is not SILENT or time != "*":
                return None
        elif rtt.text != time or rtt.way is not TIME or rtt.foreign or len(probe) != fields:
            return None
    return texts


def _texts_of_probes(values: Any) -> list[_Texts] | None:
    """Return what `output` says of probes that have all keys and no other, None for others."""
    try:
        if type(values) is list and set(map(len, values)) == {len(_FIELDS)}:
            return list(map(_texts, values))
    except (KeyError, TypeError):
        """One is no object, or has another key."""
    return None


def _is_source(
    address: Any, name: Any, printed_address: Reading | None, printed_name: Reading | None
) -> bool:
    """Say whether what `output` says of a router, read by `router`, is what the text says."""
    texts = [text for text in (address, name) if text is not None and text != "null"]
    printed = [one for one in (printed_address, printed_name) if one is not None]
    if len(printed) != 1:
        return texts == [one.text for one in printed]
    one = printed[0].text
    return (
        bool(texts) and texts.count(one) == len(texts) and is_address(one) == (printed_name is None)
    )


def _texts_in(hop: Any) -> list[_Texts]:
    """Return what `output` says of the probes of a hop, whatever it is."""
    probes = hop.get("probes") if type(hop) is dict else None
    if type(probes) is not list:
        return []
    objects = [probe if type(probe) is dict else {} for probe in probes]
    return [tuple(map(probe.get, _FIELDS)) for probe in objects]


def _remarks(texts: list[_Texts]) -> list[tuple[int, Code, str]]:
    """Return the remarks on a hop, one for each habit of the device: the first probe, code and key."""
    found: list[tuple[int, Code, str]] = [
        (values.index("null"), "null-text", key)
        for key, values in zip(_FIELDS, zip(*texts, strict=True), strict=False)
        if "null" in values
    ]
    before: Any = None
    for at, (address, name, _) in enumerate(texts):
        if (address, name) != before and address != name:
            if is_address(name) and not is_address(address):
                found.append((at, "misplaced", _NAME))
                break
            before = address, name
    found.sort(key=itemgetter(0))
    return found


_OF_HOP: Final = {"hop": "hop", "probes": Each("probes", _KEYS, _Probes)}
_HOPS: Final = Each("hops", _OF_HOP, _Hops)
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
