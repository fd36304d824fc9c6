"""A gateway's ping sweep: passes through growing sizes."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.ping_sweep import Pass, PingSweep, Request
from netassay.testing.records.values import ADDRESSES, HOSTS, figures, mean

__all__ = ["RECORDS"]


@st.composite
def _passes(draw: st.DrawFn) -> list[Pass]:
    """Draw passes of one row of sizes; requests are counted through all of them."""
    first, step = draw(st.integers(36, 512)), draw(st.integers(1, 256))
    count, each = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    lost = draw(st.lists(st.booleans(), min_size=count * each, max_size=count * each))
    return [
        Pass(
            number=number + 1,
            replies=[
                build(
                    Request,
                    {
                        "request": number * each + at + 1,
                        "size": first + at * step,
                        "timed_out": lost[number * each + at],
                    },
                )
                for at in range(each)
            ],
        )
        for number in range(count)
    ]


@st.composite
def _sweeps(draw: st.DrawFn) -> PingSweep:
    passes = draw(_passes())
    asked = [request for one in passes for request in one.replies]
    received = sum(not request.timed_out for request in asked)
    times = draw(st.lists(figures(5000, 3), min_size=received, max_size=received))
    return build(
        PingSweep,
        {
            "destination": draw(HOSTS | ADDRESSES),
            "transmitted": len(asked),
            "received": received,
            # Of the share that came back the device prints whole percents, cut off.
            "loss": float(100 - 100 * received // len(asked)),
            "rtt_min": min(times, default=None),
            "rtt_avg": draw(mean(times, 3)) if times else None,
            "rtt_max": max(times, default=None),
            "passes": passes,
        },
    )


RECORDS: Final = {("ping_sweep", "gateways"): _sweeps()}
