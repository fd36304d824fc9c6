"""The drawings of the charts in Altair: marks, and axes with their units."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import altair as alt

__all__ = [
    "PREFIXED",
    "interval",
    "latency",
    "pairs",
    "path",
    "replies",
    "specification",
    "sweep",
    "timeline",
    "trend",
    "ways",
]

Drawing: TypeAlias = alt.LayerChart | alt.FacetChart | alt.Chart

#: Vega expression of a number and its prefix, with a blank between: ``53.9 M``.
PREFIXED: Final = "replace(format(datum.value, '~s'), regexp('([a-zA-Z]?)$'), ' $1')"
#: The title of a figure's axis, and the Vega expression of its numbers.
_AXES: Final = {
    "bitrate_bps": (None, f"{PREFIXED} + 'bit/s'"),
    "retransmits": ("segments", ""),
    "cwnd_bytes": (None, f"{PREFIXED} + 'B'"),
    "jitter_ms": ("ms", ""),
    "loss_percent": ("%", ""),
}
_HEIGHT: Final = 180
#: The name of the rows that the page puts in.
_ROWS: Final = alt.NamedData("rows")
_ROW: Final = 22
_LOST: Final = alt.datum.outcome == "timeout"


def specification(chart: Drawing) -> dict[str, Any]:
    """Return a chart as Vega-Lite takes it; the page puts rows and colours in."""
    made: dict[str, Any] = chart.properties(
        width="container", autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
    ).to_dict()
    for name in ("config", "$schema", "data", "datasets", "params"):
        made.pop(name, None)
    return made


def _hovered(mark: Any, style: str, **more: Any) -> alt.MarkDef:
    return alt.MarkDef(type=mark, style=style, tooltip=alt.TooltipContent(content="data"), **more)


def _marked(mark: alt.MarkDef) -> alt.Chart:
    return alt.Chart(_ROWS, mark=mark)


def replies() -> Drawing:
    """Draw the round trip of each request; lost ones are crosses on the ground line.

    A reply without a time (a gateway prints marks only) stands above the ground line.
    """
    number = alt.X("sequence:Q").title("request").axis(tickMinStep=1, grid=False)
    number = number.scale(nice=False, zero=False, padding=14)
    time = alt.Y("time_ms:Q").title("round trip, ms").scale(zero=True)
    answered = (alt.datum.outcome == "reply") & alt.expr.isValid(alt.datum.time_ms)
    untimed = (alt.datum.outcome == "reply") & ~alt.expr.isValid(alt.datum.time_ms)
    other = (alt.datum.outcome != "reply") & ~_LOST
    line = _marked(alt.MarkDef(type="line", style="thread")).encode(number, time)
    mean = _marked(alt.MarkDef(type="rule", style="mean")).encode(alt.Y("mean(time_ms):Q"))
    dots = _marked(_hovered("point", "reply")).encode(number, time)
    ground: Any = alt.value("height")
    return alt.layer(
        line.transform_filter(answered),
        mean.transform_filter(answered),
        dots.transform_filter(answered),
        _marked(_hovered("point", "untimed")).encode(number, y=ground).transform_filter(untimed),
        _marked(_hovered("point", "lost")).encode(number, y=ground).transform_filter(_LOST),
        _marked(_hovered("point", "trouble")).encode(number, y=ground).transform_filter(other),
    ).properties(height=_HEIGHT)


def sweep() -> Drawing:
    """Draw each request at its size; those that timed out are crosses."""
    number = alt.X("request:Q").title("request").axis(tickMinStep=1, grid=False)
    number = number.scale(nice=False, zero=False, padding=14)
    size = alt.Y("size_bytes:Q").title("size, bytes")
    lost = alt.datum.timed_out == True  # noqa: E712 - an expression for the page, not for Python
    dots = _marked(_hovered("point", "reply")).encode(number, size).transform_filter(~lost)
    crosses = _marked(_hovered("point", "lost")).encode(number, size).transform_filter(lost)
    return alt.layer(dots, crosses).properties(height=_HEIGHT)


def path() -> Drawing:
    """Draw the path hop by hop, a row for each router; unanswered probes are crosses."""
    router = alt.Y("router:N").sort(None).title(None)
    router = router.axis(grid=True, domain=False, ticks=False)
    time = alt.X("rtt_ms:Q").title("round trip, ms").scale(zero=True)
    answered = alt.expr.isValid(alt.datum.rtt_ms)
    line = _marked(alt.MarkDef(type="line", style="thread")).encode(
        router, alt.X("mean(rtt_ms):Q"), alt.Order("min(hop):Q")
    )
    spread = _marked(alt.MarkDef(type="rule", style="spread")).encode(
        router, alt.X("min(rtt_ms):Q").title("round trip, ms"), alt.X2("max(rtt_ms):Q")
    )
    dots = _marked(_hovered("point", "reply")).encode(router, time)
    silent: Any = alt.value(4)
    crosses = _marked(_hovered("point", "lost")).encode(router, x=silent)
    return alt.layer(
        line.transform_filter(answered),
        spread.transform_filter(answered),
        dots.transform_filter(answered),
        crosses.transform_filter(~answered),
    ).properties(height=alt.Step(_ROW))


def interval(value: str) -> Drawing:
    """Draw one figure of each interval: a step for each span, one colour for each stream."""
    title, written = _AXES[value]
    axis = alt.Axis(labelExpr=written) if written else alt.Axis()
    start = alt.X("start_s:Q").title("seconds from the start").scale(nice=False)
    figure = alt.Y(f"{value}:Q").title(title).axis(axis).scale(zero=True)
    colour = alt.Color("series:N").title(None).sort(None)
    faint = alt.condition(alt.datum.omitted, alt.value(0.35), alt.value(1))
    span = (start, alt.X2("end_s:Q"), figure, colour)
    bars = _marked(_hovered("rect", "span")).encode(*span, alt.Y2Datum(0))
    bars = bars.transform_filter(alt.datum.filled)
    tops = _marked(_hovered("rule", "top")).encode(*span, opacity=faint)
    return alt.layer(bars, tops).properties(height=140)


def ways() -> Drawing:
    """Draw the rates of two ways as bars, one below the other."""
    rate = alt.X("bitrate_bps:Q").title(None)
    rate = rate.axis(labelExpr=_AXES["bitrate_bps"][1])
    way = alt.Y("series:N").sort(None).title(None).axis(domain=False, ticks=False)
    colour = alt.Color("series:N").sort(None).legend(None)
    bars = _marked(_hovered("bar", "bar")).encode(rate, way, colour)
    return bars.properties(height=alt.Step(_ROW + 6))


def latency() -> Drawing:
    """Draw the time of each reply, coloured by its HTTP status."""
    number = alt.X("number:O").title("reply").axis(labelAngle=0)
    time = alt.Y("time_ms:Q").title("latency, ms")
    status = alt.Color("series:N").title(None).sort(None)
    bars = _marked(_hovered("bar", "bar")).encode(number, time, status)
    return bars.properties(height=_HEIGHT)


def pairs() -> Drawing:
    """Draw the length of each pair with its accuracy, coloured by its status."""
    pair = alt.Y("pair:N").sort(None).title(None).axis(domain=False, ticks=False)
    length = alt.X("length_m:Q").title("length, m").scale(zero=True)
    status = alt.Color("tone:N").sort(None).legend(None)
    bars = _marked(_hovered("bar", "bar")).encode(pair, length, status)
    # A cable of no length shows as an end without a bar.
    ends = _marked(_hovered("tick", "end")).encode(pair, length, status)
    least = alt.datum.length_m - alt.datum.accuracy_m
    most = alt.datum.length_m + alt.datum.accuracy_m
    spread = (
        _marked(alt.MarkDef(type="rule", style="accuracy"))
        .transform_filter(alt.expr.isValid(alt.datum.accuracy_m))
        .transform_calculate(least=least, most=most)
        .encode(pair, alt.X("least:Q").title("length, m"), alt.X2("most:Q"))
    )
    return alt.layer(bars, ends, spread).properties(height=alt.Step(_ROW))


def trend() -> Drawing:
    """Draw one figure of all results over time, a series for each device and destination."""
    time = alt.X("time:T").title(None).scale(type="utc", padding=10)
    figure = alt.Y("value:Q").title("value").scale(zero=True)
    series = alt.Color("series:N").title(None).sort(None)
    line = _marked(alt.MarkDef(type="line", style="thread")).encode(
        time, figure, series, detail="group:N"
    )
    dots = _marked(_hovered("point", "dot")).encode(time, figure, series)
    return alt.layer(line, dots).properties(height=_HEIGHT)


def timeline() -> Drawing:
    """Draw when each test was run, coloured by the worst that was found."""
    time = alt.X("time:T").title(None).scale(type="utc", padding=10)
    test = alt.Y("test:N").sort(None).title(None).axis(domain=False, ticks=False)
    worst = alt.Color("series:N").title(None)
    dots = _marked(_hovered("point", "dot")).encode(time, test, worst)
    return dots.properties(height=alt.Step(_ROW))
