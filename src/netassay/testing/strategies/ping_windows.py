"""Pings of Windows, in English."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.records.ping import Ping, Reply
from netassay.testing.case import Case
from netassay.testing.printers.ping_windows import render
from netassay.testing.strategies import ping_values as values

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["cases"]

#: What a router says, or Windows itself, of a request, and the outcome that this is.
NOTES: Final = {
    "Destination host unreachable.": "unreachable",
    "Destination net unreachable.": "unreachable",
    "TTL expired in transit.": "error",
    "Packet needs to be fragmented but DF set.": "error",
}
_HAPPENS: Final = ("reply",) * 4 + ("quick", "timeout", "note", "failure")


def cases() -> SearchStrategy[Case]:
    """Return a strategy of pings with their texts."""
    return _cases()


@st.composite
def _cases(draw: DrawFn) -> Case:
    address, sent = draw(values.addresses), draw(st.integers(1, 9))
    happened = draw(st.lists(st.sampled_from(_HAPPENS), min_size=sent, max_size=sent))
    payload, ttl = draw(st.integers(0, 2000)), draw(values.ttls)
    v4 = {"size": payload, "ttl": ttl} if ":" not in address else {}
    rows: list[dict[str, Any]] = []
    for number, what in enumerate(happened, 1):
        row = {"sequence": number, **_row(draw, what)}
        rows.append({"address": address, **v4, **row} if "outcome" not in row else row)
    times = [Decimal(row["time"]) for row in rows if "outcome" not in row]
    named = draw(st.booleans())
    note: dict[str, Any] = {
        "destination": draw(values.hosts) if named else address,
        "resolved_address": address,
        "source_address": draw(st.none() | values.ipv4),
        "payload": payload,
        "transmitted": sent,
        "received": len(times),
        "loss": float(100 * (sent - len(times)) // sent),
        "lost_sequences": [row["sequence"] for row in rows if "outcome" in row],
        "replies": [Reply(**row) for row in rows],
        # What is below 1 ms counts as nothing in Windows' totals.
        **values.rtt_totals([Decimal(0) if time == 1 else time for time in times], 0),
    }
    measurement = Ping(**note)
    old = draw(st.booleans())
    text = render(measurement, old=old, end=draw(values.ENDS))
    end = "ms" if times else "loss)" if old else "loss),"
    return Case("ping", "ping_windows", measurement, text, values.whole_from(text, end))


def _row(draw: DrawFn, what: str) -> dict[str, Any]:
    if what == "reply":
        return {"time": float(draw(st.integers(2, 4000)))}
    if what == "quick":
        return {"time": 1.0, "note": "time<1ms"}
    if what == "timeout":
        return {"outcome": "timeout"}
    if what == "failure":
        return {"outcome": "error", "note": "General failure."}
    note = draw(st.sampled_from(sorted(NOTES)))
    return {"address": draw(values.ipv4), "outcome": NOTES[note], "note": note}
