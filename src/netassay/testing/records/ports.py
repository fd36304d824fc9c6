"""Tests of ports of switches and gateways: poe_bounce, port_bounce, cable_test."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.bounce import Bounce, BouncedPort
from netassay.records.cable_test import CablePair, CablePort, CableTest
from netassay.testing.records.values import figures

__all__ = ["RECORDS"]

_NUMBERS: Final = st.integers(1, 48)
#: How each family names a port when it answers.
_PORTS: Final = {
    "cx": st.builds("{}/1/{}".format, st.integers(1, 8), _NUMBERS),
    "aos-s": _NUMBERS.map(str) | st.builds("{}{}".format, st.sampled_from("ABCF"), _NUMBERS),
    "gateways": st.builds("0/0/{}".format, _NUMBERS),
}
_ANSWERS: Final = st.sampled_from(
    ["Bounced", "Bounced", "Bounced", "Failed.  Invalid port.", "Failed. Port is not PoE capable."]
)
_WIRES: Final = ("1-2", "3-6", "4-5", "7-8")
_FAULTS: Final = st.sampled_from(["Good", "Good", "Good", "Open", "Short", "Impedance"])


def _names(family: str) -> st.SearchStrategy[list[str]]:
    return st.lists(_PORTS[family], min_size=1, max_size=8, unique=True)


@st.composite
def _bounces(draw: st.DrawFn, family: str) -> Bounce:
    """Draw a bounce; a gateway is asked for ``GE 0/0/1`` and answers for ``0/0/1``."""
    names = draw(_names(family))
    kind = "GE " if family == "gateways" else ""
    rows = []
    for name in names:
        answer = draw(_ANSWERS)
        rows.append(BouncedPort(port=name, bounced=answer == "Bounced", answer=answer))
    return Bounce(requested=[kind + name for name in names], ports=rows)


@st.composite
def _cables(draw: st.DrawFn, family: str) -> CableTest:
    """Draw the cables of some ports; an intact one has four pairs of about one length."""
    switch = family == "cx"
    rows = []
    for name in draw(_names(family)):
        length = draw(figures(100))
        pairs = []
        for wires in _WIRES:
            status = draw(_FAULTS)
            fault = draw(st.integers(0, round(length)))
            pairs.append(
                build(
                    CablePair,
                    {
                        "pair": wires,
                        "status": status,
                        "length": length if status == "Good" else float(fault),
                        "accuracy": draw(figures(10)) if switch else None,
                    },
                )
            )
        state = draw(st.sampled_from(["complete", "complete", "failed"])) if switch else None
        rows.append(CablePort(port=name, state=state, pairs=pairs))
    return CableTest(ports=rows)


RECORDS: Final = {
    **{
        (test, family): _bounces(family)
        for test in ("poe_bounce", "port_bounce")
        for family in ("cx", "aos-s", "gateways")
    },
    **{("cable_test", family): _cables(family) for family in ("cx", "aos-s")},
}
