"""Pings of gateways and of routers, whose marks may fill several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from netassay.records.ping import Ping, Reply
from netassay.testing.case import Case
from netassay.testing.printers.ping_gateway import MARKS, render
from netassay.testing.strategies import ping_values as values

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["cases"]


def cases() -> SearchStrategy[Case]:
    """Return a strategy of pings with their texts."""
    return _cases()


@st.composite
def _cases(draw: DrawFn) -> Case:
    marks = draw(
        st.text(st.sampled_from(f"!!!!D{''.join(MARKS)}"), min_size=1, max_size=40).filter(
            lambda marks: marks.strip("D")
        )
    )
    rows, number = _rows(marks), len(marks) - marks.count("D")
    router, decimals = draw(st.booleans()), draw(st.integers(0, 4))
    received = marks.count("!")
    fields: dict[str, Any] = {
        "destination": draw(values.addresses | values.hosts),
        "requested": number,
        "packet": draw(st.integers(10, 2000)),
        "timeout": float(draw(st.integers(1, 9))),
        "source_address": draw(values.ipv4) if router and draw(st.booleans()) else None,
        "messages": draw(st.sampled_from([[], ["Packet sent with the DF bit set"]]))
        if router
        else [],
        "transmitted": number,
        "received": received,
        "loss": float(100 - 100 * received // number),
        "duplicates": marks.count("D") or None,
        "lost_sequences": [row["sequence"] for row in rows if row["outcome"] != "reply"],
        "replies": [Reply(**row) for row in rows],
        **values.rtt_totals([draw(values.microseconds) for _ in range(received)], decimals),
    }
    measurement = Ping(**fields)
    width = draw(st.integers(5, 70))
    text = render(
        measurement,
        router=router,
        dated=router and draw(st.booleans()),
        decimals=decimals,
        width=width,
        end=draw(values.ENDS),
    )
    return Case("ping", "ping_gateway", measurement, text, len(text.rstrip()))


def _rows(marks: str) -> list[dict[str, Any]]:
    """Return what the marks say, each of the next request but for duplicates."""
    rows: list[dict[str, Any]] = []
    number = 0
    for mark in marks:
        number += mark != "D"
        outcome, note = MARKS.get(mark, ("reply", None))
        identity = {"duplicate": True} if mark == "D" else {"sequence": number}
        rows.append({"outcome": outcome, "note": note} | identity)
    return rows
