"""Texts of pings and traceroutes as all tools print them, of new runs each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks import drawing, runs
from netassay.testing import printed
from netassay.testing.printers.ping_bsd import FLAVOURS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

#: A run and its text.
Run = tuple[Any, str]


def _bsd(flavour: str) -> Callable[[Random], Run]:
    digits = FLAVOURS[flavour].decimals

    def draw(chance: Random) -> Run:
        run: Any = runs.ping(chance, digits=digits)
        if flavour == "kame":
            run = runs.build_with(run, source_address=drawing.address(chance))
        if flavour in ("macos", "openbsd", "kame", "inetutils"):
            run = runs.with_deviation(run)
        return run, printed(run, "ping_bsd", flavour=flavour)

    return draw


def _iputils(chance: Random, **style: Any) -> Run:
    elapsed = float(chance.randrange(4000, 4100))
    run = runs.with_deviation(runs.ping(chance, digits=None, first=1, total_time=elapsed))
    return run, printed(run, "ping_iputils", **style)


def _iputils_numbers(chance: Random) -> Run:
    target = drawing.address(chance)
    known = {"destination": target, "resolved_address": target, "total_time": 4021.0}
    run = runs.with_deviation(runs.ping(chance, digits=None, first=1, **known))
    return run, printed(run, "ping_iputils")


def _iputils_names(chance: Random) -> Run:
    run, _ = _iputils(chance)
    name = drawing.name(chance)
    run = runs.build_with(run, replies=[runs.build_with(row, name=name) for row in run.replies])
    return run, printed(run, "ping_iputils")


def _iputils_2010(chance: Random) -> Run:
    return _iputils(chance, old=True)


def _counting(dialect: str, digits: int, first: int = 1) -> Callable[[Random], Run]:
    """Return what draws a ping of a tool that prints a row for each request."""

    def draw(chance: Random) -> Run:
        target = drawing.address(chance)
        known = {"destination": target, "resolved_address": target, "timeout": 2.0}
        run: Any = runs.ping(chance, digits=digits, first=first, **known)
        run = runs.build_with(runs.with_timeouts(run, first), requested=run.transmitted)
        return run, printed(run, dialect)

    return draw


PINGS: dict[str, Callable[[Random], Run]] = {
    "iputils, CX switches": _iputils,
    "iputils, numbers": _iputils_numbers,
    "iputils, names": _iputils_names,
    "iputils of 2010": _iputils_2010,
    "access points": _bsd("ap"),
    **{flavour: _bsd(flavour) for flavour in FLAVOURS if flavour != "ap"},
    "Windows": _counting("ping_windows", 0),
    "AOS-S switches": _counting("ping_aoss", 0),
    "gateways": _counting("ping_gateway", 3),
    "RouterOS": _counting("ping_routeros", 3, first=0),
}


def _traceroute(
    dialect: str,
    *,
    digits: int = 3,
    named: bool = False,
    known: dict[str, Any] | None = None,
    **style: Any,
) -> Callable[[Random], Run]:
    def draw(chance: Random) -> Run:
        way: Any = runs.traceroute(chance, digits=digits, **(known or {}))
        if named:
            hops = [_with_names(hop, drawing.name(chance, "router")) for hop in way.hops]
            way = runs.build_with(way, hops=hops)
        return way, printed(way, dialect, **style)

    return draw


def _with_names(hop: Any, name: str) -> Any:
    probes = [
        runs.build_with(one, name=name) if one.outcome == "reply" else one for one in hop.probes
    ]
    return runs.build_with(hop, probes=probes)


_SWITCH = {"min_hops": 1, "timeout": 3.0}
TRACEROUTES: dict[str, Callable[[Random], Run]] = {
    "access points": _traceroute("traceroute_unix", tool="busybox", named=False, known=None),
    "Linux": _traceroute("traceroute_unix", tool="linux", named=True),
    "Linux, numbers": _traceroute("traceroute_unix", tool="linux", named=False),
    "BSD": _traceroute("traceroute_unix", tool="bsd", named=True),
    "CX switches": _traceroute("traceroute_inetutils", known=_SWITCH),
    "inetutils": _traceroute("traceroute_inetutils"),
    "AOS-S switches": _traceroute("traceroute_aoss", digits=0, known=_SWITCH),
    "Windows": _traceroute("traceroute_windows", digits=0),
    "IOS": _traceroute("traceroute_router", digits=0),
}
