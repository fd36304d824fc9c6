"""Runs of iperf3 over TCP as its JSON tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from hypothesis import strategies as st

from netassay.testing.case import Case
from netassay.testing.printers.iperf3 import Style
from netassay.testing.printers.iperf3_json import render
from netassay.testing.strategies.iperf3 import measurements

if TYPE_CHECKING:
    from netassay.records.iperf import Interval, Iperf

__all__ = ["cases"]


def _has_document(run: Iperf) -> bool:
    """Say whether the printer supports a run: over TCP, one way, without the server's part."""
    both_ways = any(row.role is not None for row in run.intervals)
    return run.protocol == "TCP" and not both_ways and not run.server_intervals


def _timed(draw: st.DrawFn, row: Interval) -> Interval:
    """Return the row of a sender's stream with what TCP knew of its round trips."""
    if row.cwnd_bytes is None or not draw(st.booleans()):
        return row
    rtt, variance = (draw(st.integers(1, 10**7)) / 1000 for _ in range(2))
    return attrs.evolve(row, rtt=rtt, rtt_variance=variance, path_mtu=1500)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a run with its document."""
    style = Style(version="3.12", verbose=True)
    run = draw(measurements(style).filter(_has_document))
    run = attrs.evolve(run, intervals=[_timed(draw, row) for row in run.intervals])
    indent = draw(st.sampled_from(["\t", "  "]))
    text = render(run, indent=indent)
    return Case("iperf", "iperf3_json", run, text, len(text.rstrip()))
