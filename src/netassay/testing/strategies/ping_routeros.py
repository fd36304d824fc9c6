"""Pings of MikroTik RouterOS, 6 and 7."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.records.ping import Ping, Reply
from netassay.testing.case import Case
from netassay.testing.printers.ping_routeros import render
from netassay.testing.strategies import ping_values as values

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["NOTES", "cases"]

#: What is said of a request, and the outcome that this is.
NOTES: Final = {
    "host unreachable": "unreachable",
    "net unreachable": "unreachable",
    "TTL exceeded": "error",
    "fragmentation needed and DF set": "error",
}
_HAPPENS: Final = ("reply",) * 4 + ("timeout", "router", "no route")
_PROMPTS: Final = st.sampled_from(["", "[admin@MikroTik] > ", "[me@core-1] /tool> /"])


def cases(*, most: int = 20) -> SearchStrategy[Case]:
    """Return a strategy of pings with their texts.

    With more than 20 requests there are totals within a text, and one that is cut behind them
    looks whole.
    """
    return _cases(most)


@st.composite
def _cases(draw: DrawFn, most: int) -> Case:
    address, sent = draw(values.addresses), draw(st.integers(1, most))
    fine, prompt = draw(st.booleans()), draw(_PROMPTS)
    happened = draw(st.lists(st.sampled_from(_HAPPENS), min_size=sent, max_size=sent))
    size = draw(st.integers(28, 1500))
    times = values.microseconds if fine else st.integers(0, 5000).map(Decimal)
    rows: list[dict[str, Any]] = []
    for number, what in enumerate(happened):
        row: dict[str, Any] = {"sequence": number}
        if what == "no route":
            row |= {"outcome": "unreachable", "note": "no route to host"}
        elif what == "timeout":
            row |= {"address": address, "outcome": "timeout"}
        else:
            row |= {"address": address, "size": size, "ttl": draw(values.ttls)}
            row["time"] = float(draw(times))
        if what == "router":
            note = draw(st.sampled_from(sorted(NOTES)))
            row |= {"address": draw(values.ipv4), "outcome": NOTES[note], "note": note}
        rows.append(row)
    answered = [Decimal(str(row["time"])) for row in rows if "outcome" not in row]
    fields: dict[str, Any] = {
        "destination": draw(values.hosts | st.just(address)) if prompt else None,
        "requested": sent if prompt and draw(st.booleans()) else None,
        "transmitted": sent,
        "received": len(answered),
        "loss": float(100 * (sent - len(answered)) // sent),
        "lost_sequences": [row["sequence"] for row in rows if "outcome" in row],
        "replies": [Reply(**row) for row in rows],
        **values.rtt_totals(answered, 3 if fine else 0),
    }
    measurement = Ping(**fields)
    text = render(measurement, microseconds=fine, prompt=prompt, end=draw(values.ENDS))
    # Behind `12ms` microseconds may follow, until the line ends.
    whole = len(text.rstrip()) + text.rstrip().endswith("ms")
    return Case("ping", "ping_routeros", measurement, text, whole)
