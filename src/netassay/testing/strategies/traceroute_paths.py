"""Paths to a host, as the strategies of all traceroutes draw them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hypothesis import strategies as st

from netassay.core.records.record import Record
from netassay.core.records.stored import build
from netassay.records.traceroute import Hop, Probe, Traceroute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["ADDRESSES", "ANNOTATIONS", "HOSTS", "NOTHING", "paths", "whole_from", "with_fields"]

R = TypeVar("R", bound=Record)

_IPV4: Final = st.builds(
    "{}.{}".format, st.sampled_from(["192.0.2", "198.51.100", "203.0.113"]), st.integers(1, 254)
)
_IPV6: Final = st.integers(1, 0xFFFF).map("2001:db8::{:x}".format)
ADDRESSES: Final = _IPV4 | _IPV6
_ROUTERS: Final = ADDRESSES | st.integers(1, 0xFFFF).map("fe80::{:x}%eth0".format)
HOSTS: Final = st.builds(
    "{}{}.example.{}".format,
    st.sampled_from(["gw", "core-a", "x"]),
    st.integers(0, 99),
    st.sampled_from(["com", "net", "org"]),
)
ANNOTATIONS: Final = ("!H", "!N", "!P", "!X", "!A", "!F-1400", "!S", "!<13>")
_FIRST_HOP: Final = re.compile(r"^ *1 .*\n", re.MULTILINE)
NOTHING: Final[SearchStrategy[dict[str, Any]]] = st.just({})


@st.composite
def paths(
    draw: DrawFn,
    *,
    digits: int = 3,
    named: bool = False,
    count: int | None = None,
    of_router: SearchStrategy[dict[str, Any]] = NOTHING,
    of_probe: SearchStrategy[dict[str, Any]] = NOTHING,
    annotations: Sequence[str] = ANNOTATIONS,
    most: int | None = None,
) -> Traceroute:
    """Draw a path that reaches its host, ends with an annotation (``!H``) or is given up.

    `digits`: decimals of a time. `of_router`, `of_probe`: strategies of further fields.
    `most`: the largest number of hops, where the tool does not print it.
    """
    goal, count = draw(ADDRESSES), count or draw(st.integers(1, 5))
    names = st.none() | HOSTS if named else st.none()

    def hop(addresses: SearchStrategy[str], *, silent: bool) -> list[Probe]:
        routers = st.builds(_router, addresses, names, of_router)
        return draw(_probes(routers, _times(digits), of_probe, count=count, silent=silent))

    others = _ROUTERS.filter(lambda one: one != goal)
    hops = [hop(others, silent=True) for _ in range(draw(st.integers(0, 5)))]
    end = draw(st.sampled_from(["reached", "given up", "unreachable"][: 3 if annotations else 2]))
    hops.append(hop(st.just(goal) if end == "reached" else others, silent=end == "given up"))
    if end == "unreachable":
        hops[-1] = _annotated(draw, hops[-1], annotations)
    elif end == "given up":
        hops += [[_TIMEOUT] * count] * ((most or 0) - len(hops))
    values = {
        "destination": draw(HOSTS),
        "resolved_address": goal,
        "max_hops": most or len(hops) + (0 if end == "given up" else draw(st.integers(1, 30))),
        "probes_per_hop": count,
        "reached": end == "reached",
        "hops": [build(Hop, {"hop": at, "probes": probes}) for at, probes in enumerate(hops, 1)],
    }
    return build(Traceroute, values)


_TIMEOUT: Final = build(Probe, {"outcome": "timeout"})


@st.composite
def _probes(
    draw: DrawFn,
    routers: SearchStrategy[dict[str, Any]],
    times: SearchStrategy[float],
    of_probe: SearchStrategy[dict[str, Any]],
    *,
    count: int,
    silent: bool,
) -> list[Probe]:
    """Draw the probes of a hop, answered by up to three routers; if `silent`, some by none."""
    of_hop = st.sampled_from(draw(st.lists(routers, min_size=1, max_size=3)))
    answers = st.builds(_answer, of_hop, times, of_probe)
    probes = answers | answers | st.just(_TIMEOUT) if silent else answers
    return draw(st.lists(probes, min_size=count, max_size=count))


def _annotated(draw: DrawFn, probes: list[Probe], annotations: Sequence[str]) -> list[Probe]:
    notes = st.sampled_from(annotations)
    return [with_fields(probe, annotation=draw(notes)) for probe in probes]


def _times(digits: int) -> SearchStrategy[float]:
    return st.integers(0, 99_999 * 10**digits).map(lambda number: number / 10**digits)


def _router(address: str, name: str | None, more: dict[str, Any]) -> dict[str, Any]:
    return {"address": address, "name": name, **more}


def _answer(router: dict[str, Any], time: float, more: dict[str, Any]) -> Probe:
    return build(Probe, {**router, "rtt": time, **more})


def with_fields(record: R, **values: Any) -> R:
    """Return a copy of a record with these fields, in canonical units."""
    return build(type(record), record.__dict__ | values)


def whole_from(path: Traceroute, text: str, unit: str) -> int:
    """Return the offset from which on a cut text lacks nothing.

    It is the end of the last line or, where the host was reached, of its last time. Of a
    single hop on several lines it is the end of the first, where nothing but that hop tells
    how many probes were sent.
    """
    end = len(text.rstrip())
    if path.reached:
        end = text.rindex(unit) + len(unit)
    if len(path.hops) == 1 and path.probes_per_hop is None:
        first = _FIRST_HOP.search(text)
        end = min(end, first.end() if first else end)
    return end
