"""The charts of the page, as Vega-Lite templates without data.

A template is there once; the page's script draws it with the rows of a result when that
is scrolled to. Colours come from the page's theme: a mark names its `style` (``lost``),
a scale its range. Rows keep their exported names, and each has ``at``, its path in the
measurement, by which a hover finds where the value came from.

Of the packages that bring their script along inline, measured with one chart of 50 points
in Chromium under ``default-src 'none'`` with the scripts allowed by hash and no style at all:

    Vega (Altair)   0.86 MiB   draws without a complaint once its expressions are
                               interpreted (``ast``) instead of compiled by ``Function``
    Bokeh           1.21 MiB   draws nothing of use: 1200 refused styles, which it puts into
                               shadow roots as text and has no hashes for
    Plotly          4.60 MiB   draws, with 68 complaints: its style rules are refused

So Vega it is. Templates also suit the page: Bokeh and Plotly would put a figure with its
whole layout into the page for each of thousands of results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable


__all__ = ["CHARTS", "Chart", "templates"]


@attrs.frozen
class Chart:
    """One chart of a result: `template` drawn with some of the measurement's rows.

    `rows` is a list in the measurement (``hops.probes`` with what stands in the hop), or
    several records (``sent received``). `value` is the figure that is drawn; without any
    row that has it there is no chart. `lost` is a list of numbers that are drawn as rows of
    their own, each under the field `lost_as`, with the outcome ``timeout``.
    """

    title: str
    template: str
    rows: str
    value: str
    lost: str = ""
    lost_as: str = ""
    records: bool = False


_WAYS: Final = Chart("Sent against received", "ways", "sent received", "bitrate_bps", records=True)
_LATENCY: Final = Chart("Latency of each reply", "latency", "responses", "time_ms")
_INTERVALS: Final = (
    ("Throughput per interval", "bitrate_bps"),
    ("Retransmits per interval", "retransmits"),
    ("Congestion window", "cwnd_bytes"),
    ("Jitter per interval", "jitter_ms"),
    ("Lost datagrams per interval", "loss_percent"),
)

#: The charts of each test's results.
CHARTS: Final[dict[str, tuple[Chart, ...]]] = {
    "ping": (
        Chart(
            "Round trip of each request",
            "replies",
            "replies",
            "sequence",
            lost="lost_sequences",
            lost_as="sequence",
        ),
    ),
    "ping_sweep": (Chart("Answers by size", "sweep", "passes.replies", "request"),),
    "traceroute": (Chart("Path", "path", "hops.probes", "hop"),),
    "iperf": (
        *(Chart(title, value, "intervals", value) for title, value in _INTERVALS),
        _WAYS,
    ),
    "speedtest": (attrs.evolve(_WAYS, title="Up and down", rows="upstream downstream"),),
    "http": (_LATENCY,),
    "https": (_LATENCY,),
    "cable_test": (Chart("Pairs by port", "pairs", "ports.pairs", "length_m"),),
}


def templates() -> dict[str, dict[str, Any]]:
    """Return all templates as Vega-Lite takes them, checked against its schema."""
    from netassay.report import drawings  # noqa: PLC0415 - Altair is of the extra

    makers: dict[str, Callable[[], drawings.Drawing]] = {
        "replies": drawings.replies,
        "sweep": drawings.sweep,
        "path": drawings.path,
        "latency": drawings.latency,
        "ways": drawings.ways,
        "pairs": drawings.pairs,
        "trend": drawings.trend,
        "timeline": drawings.timeline,
    }
    drawn_charts = {name: make() for name, make in makers.items()}
    drawn_charts |= {value: drawings.interval(value) for _, value in _INTERVALS}
    return {name: drawings.specification(chart) for name, chart in drawn_charts.items()}
