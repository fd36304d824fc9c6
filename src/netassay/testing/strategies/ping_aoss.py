"""Pings of AOS-S switches."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.records.ping import Ping, Reply
from netassay.testing.case import Case
from netassay.testing.printers.ping_aoss import render
from netassay.testing.strategies import ping_values as values

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["cases"]

_FAILED: Final = (
    ("timeout", None),
    ("timeout", "Target did not respond."),
    ("unreachable", "The destination address is unreachable."),
)


def cases() -> SearchStrategy[Case]:
    """Return a strategy of pings with their texts."""
    return _cases()


@st.composite
def _cases(draw: DrawFn) -> Case:
    address, sent = draw(values.addresses), draw(st.integers(1, 9))
    single = sent == 1 and draw(st.booleans())
    answers = draw(st.lists(st.none() | st.integers(0, 5000), min_size=sent, max_size=sent))
    rows: list[dict[str, Any]] = []
    for number, time in enumerate(answers, 1):
        if time is None:
            outcome, note = draw(st.sampled_from(_FAILED))
            rows.append({"sequence": number, "outcome": outcome, "note": note})
        else:
            rows.append({"sequence": number, "address": address, "time": float(time)})
    times = [Decimal(time) for time in answers if time is not None]
    said: dict[str, Any] = {
        "destination": address,
        "requested": None if single else sent,
        "transmitted": sent,
        "received": len(times),
        "loss": float(100 * (sent - len(times)) // sent),
        "lost_sequences": [number for number, time in enumerate(answers, 1) if time is None],
        "replies": [Reply(**row) for row in rows],
        **values.rtt_totals(times, 0),
    }
    measurement = Ping(**said)
    text = render(measurement, end=draw(values.ENDS))
    whole = len(text.rstrip())
    return Case("ping", "ping_aoss", measurement, text, whole)
