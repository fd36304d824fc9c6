"""The keys of `output` for a traceroute, and corrections of what devices write there.

Devices write null as a text, and an address in the field of the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netassay.core.keys.wire import Each, ObjectReader, To
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.measurements.traceroute.probes import (
    REPLIED,
    ROUND_TRIP,
    SILENT,
    STAR,
    is_address,
    router,
)

if TYPE_CHECKING:
    from netassay.core.finding import Code
    from netassay.core.findings import Notes
    from netassay.core.places import Place
    from netassay.core.values.readings import Node

__all__ = ["OUTPUTS"]


class _Remark(NamedTuple):
    """A finding about a device's habit; `probe` is the position of the probe in its hop."""

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


def _remarks(hop: Any) -> list[_Remark]:
    """Return the remarks on a hop's probes, one for each habit."""
    probes = hop.get("probes") if type(hop) is dict else None
    said: dict[tuple[str, str], _Remark] = {}
    for at, probe in enumerate(probes if type(probes) is list else ()):
        if type(probe) is not dict:
            continue
        for key, field in _FIELDS.items() if "null" in probe.values() else ():
            if probe.get(key) == "null":
                remark = _Remark("null-text", key, at, field, _NULL, "null")
                said.setdefault((remark.code, key), remark)
        name = probe.get(_NAME)
        address = probe.get(_ADDRESS)
        if name != address and is_address(name) and not is_address(address):
            remark = _Remark("misplaced", _NAME, at, "address", _MISPLACED, str(name))
            said.setdefault((remark.code, _NAME), remark)
    return list(said.values())


class _Probes(ObjectReader):
    """Reads the probes of a hop; an address in the field of the name is moved to its own."""

    def read_all(self, values: list[Any], place: Place, notes: Notes) -> list[Node]:
        """Return the nodes of a hop's probes."""
        return [self._probe(value, place, at, notes) for at, value in enumerate(values)]

    def _probe(self, value: Any, place: Place, at: int, notes: Notes) -> Node:
        usual = _usual(value)
        if usual is not None:
            return usual
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


def _usual(probe: Any) -> Node | None:
    """Return the node of a probe that needs no remark of its own; None where it may need one."""
    if type(probe) is not dict or probe.keys() != _FIELDS.keys():
        return None
    # `_remarks` tells of the text null.
    texts = [None if probe[key] == "null" else probe[key] for key in (_ADDRESS, _NAME, _TIME)]
    there = [text for text in texts if text is not None]
    if not set(map(type, there)) <= {str} or TEXT.column(there) is None:
        return None
    address, name, time = texts
    try:
        rtt = ROUND_TRIP[time]
    except ValueProblem:
        return None
    node = router(address, name)
    if rtt is STAR or not there:
        return node | SILENT
    if rtt is None:
        return node | {"outcome": REPLIED}
    return None if rtt.foreign else node | {"outcome": REPLIED, "rtt": rtt}


class _Hops(ObjectReader):
    """Reads hops, with remarks on their probes, one for each habit of the device."""

    def read_all(self, values: list[Any], place: Place, notes: Notes) -> list[Node]:
        """Return the nodes of the hops."""
        rows: list[Node] = []
        for at, value in enumerate(values):
            rows.append(self.read(value, place, at, notes))
            for code, key, probe, field, message, stated in _remarks(value):
                if not notes.again(code, key):
                    path = f"{place.path}[{at}].probes[{probe}].{field}"
                    notes.habit(code, key, path, message, stated)
        return rows


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
