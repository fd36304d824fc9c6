"""An access point's speed test: totals of one direction or of both."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.records.iperf import Transfer
from netassay.records.speedtest import Speedtest
from netassay.testing.records.values import ADDRESSES, figures

__all__ = ["RECORDS"]


@st.composite
def _transfers(draw: st.DrawFn, protocol: str, seconds: int) -> Transfer:
    """Draw the totals of one direction: bytes, mean rate to the bit, losses."""
    volume = draw(st.integers(0, 10**11))
    udp = protocol == "UDP"
    datagrams = volume // draw(st.integers(100, 1470)) if udp else None
    return build(
        Transfer,
        {
            "transferred": float(volume),
            "bitrate": float(volume * 8 // seconds),
            "retransmits": None if udp else draw(st.integers(0, 10**5)),
            "jitter": draw(figures(100, 3)) if udp else None,
            "datagrams": datagrams,
            "lost_datagrams": None if datagrams is None else draw(st.integers(0, datagrams)),
        },
    )


@st.composite
def _speedtests(draw: st.DrawFn) -> Speedtest:
    protocol, seconds = draw(st.sampled_from(["TCP", "UDP"])), draw(st.integers(1, 20))
    ways = draw(st.sampled_from([("upstream",), ("downstream",), ("upstream", "downstream")]))
    return build(
        Speedtest,
        {
            "server_address": draw(ADDRESSES),
            "server_port": draw(st.integers(1, 65535)),
            "protocol": protocol,
            "duration": float(seconds),
            **{way: draw(_transfers(protocol, seconds)) for way in ways},
        },
    )


RECORDS: Final = {("speedtest", "aps"): _speedtests()}
