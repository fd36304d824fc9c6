"""Runs of iperf3 as a client of any version prints them, in any style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
from hypothesis import strategies as st

from netassay.records.iperf import Cpu, Iperf
from netassay.testing.case import Case
from netassay.testing.printers.iperf3 import VERSIONS, Style, render
from netassay.testing.strategies.iperf3_runs import Run, all_streams

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["cases", "measurements", "styles"]

_TITLES: Final = (
    "",
    "",
    "run",
    "x: y",
    "net 5",
    "[  5]   0.00-1.00   sec  1.00 MBytes  8 bits/sec",
)
_STAMPS: Final[tuple[Callable[[int], str] | None, ...]] = (
    None,
    lambda line: f"21:54:{line // 9:02d} ",
    lambda line: f"Sat Nov 21 21:{line:02d}:40 2026 ",
    lambda line: f"{1795297856 + line}",
)
_ERRORS: Final = (
    "error - control socket has closed unexpectedly",
    "interrupt - the client has terminated by signal Interrupt(2)",
)
_HOSTS: Final = ("192.0.2.20", "2001:db8::20", "server.example.com")


@st.composite
def styles(draw: st.DrawFn, *, forms: bool = False) -> Style:
    """Draw a style of printing; with `forms`, one may fix the unit of rates (``-f``)."""
    version = draw(st.sampled_from(VERSIONS))
    plain_style = Style(version=version)
    letters = ["k", "m", "g", "K", "M", "G"] + ([] if plain_style.old else ["t", "T"])
    return Style(
        version=version,
        verbose=draw(st.booleans()),
        form=draw(st.sampled_from(["", *letters])) if forms else "",
        title=draw(st.sampled_from(_TITLES)),
        stamp=draw(st.sampled_from(_STAMPS)) if plain_style.number >= (3, 9) else None,
        frame=draw(st.booleans()),
        newline=draw(st.sampled_from(["\n", "\n", "\r\n"])),
    )


@st.composite
def measurements(draw: st.DrawFn, style: Style) -> Iperf:
    """Draw a run as a client of the style's version prints it."""
    run = Run(draw, style)
    cpu = [draw(st.integers(0, 2000)) / 10 for _ in range(6)] if style.verbose else []
    facts = run.facts()
    error = draw(st.none() | st.sampled_from(_ERRORS))
    rows: dict[str, Any] = {"intervals": list(run.intervals())}
    if error is None:
        rows["totals"] = list(run.totals())
        facts |= all_streams(rows["totals"], several=run.streams > 1)
        facts["cpu"] = _cpu(cpu) if cpu else None
        facts |= run.congestion()
        rows |= run.served()
    facts |= {
        "server_address": draw(st.sampled_from(_HOSTS)),
        "server_port": draw(st.integers(1, 65535)),
        "local_address": "192.0.2.10",
        "local_port": draw(st.integers(1024, 60000)),
        "reverse": run.ways == "R",
        "error": error,
    }
    return Iperf(**facts, **rows)


@st.composite
def cases(draw: st.DrawFn, *, forms: bool = False) -> Case:
    """Draw a run with its text; with `forms`, its rates in one unit (``-f``) too.

    No device of the API was seen to print them so: small rates lose all but a digit then.
    """
    style = draw(styles(forms=forms))
    measurement = draw(measurements(style))
    text = render(measurement, **attrs.asdict(style))
    # An error's line says all it has to say when it ends, be it with a lone CR.
    ended = len(text) - len(style.newline) + 1
    return Case(
        "iperf", "iperf3", measurement, text, ended if measurement.error else len(text.rstrip())
    )


def of_family(family: str) -> st.SearchStrategy[Case]:  # noqa: ARG001 - only gateways run it
    """Return a strategy of runs as a gateway prints them: of version 3.0.11, in its frame."""
    style = Style(frame=True)
    return measurements(style).map(
        lambda run: Case("iperf", "iperf3", run, render(run, frame=True), 0)
    )


def _cpu(shares: Sequence[float]) -> Cpu:
    names = [
        f"{side}_{part}" for side in ("local", "remote") for part in ("total", "user", "system")
    ]
    values: dict[str, Any] = dict(zip(names, shares, strict=True))
    return Cpu(**values)
