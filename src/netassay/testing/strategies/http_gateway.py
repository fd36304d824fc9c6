"""Draws HTTP pings of gateways with their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from netassay.core.records.stored import build
from netassay.core.values.units import HTTP_RATES
from netassay.records.http import Http, Response
from netassay.testing.case import Case
from netassay.testing.printers.http_gateway import render

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["cases"]

_HOSTS: Final = st.integers(0, 99).map("www{}.example.com".format)
_STATUSES: Final = st.sampled_from(
    [(200, "OK"), (301, "Moved Permanently"), (404, "Not Found"), (503, None)]
)
_ERRORS: Final = st.sampled_from(["Request timed out.", "Connection refused"])


@st.composite
def cases(draw: DrawFn) -> Case:
    """Draw what a gateway prints of some requests, of which not all were answered."""
    sent = draw(st.integers(1, 8))
    responses = [draw(_responses(number)) for number in range(1, sent + 1)]
    times = [one.__dict__["time"] for one in responses if "time" in one.__dict__]
    values: dict[str, Any] = {
        "url": draw(_HOSTS),
        "transmitted": sent,
        "received": len(times),
        "success": float(100 * len(times) // sent),
        "responses": responses,
    }
    if times:
        mean = float(sum(times) // len(times))
        values |= {"latency_min": min(times), "latency_avg": mean, "latency_max": max(times)}
    measurement = build(Http, values)
    text = render(measurement)
    last = " ms" if times else " percent"
    return Case("http", "http_gateway", measurement, text, text.rindex(last) + len(last))


@st.composite
def _responses(draw: DrawFn, number: int) -> Response:
    if draw(st.integers(0, 4)) == 0:
        return build(Response, {"number": number, "error": draw(_ERRORS)})
    size, time = draw(st.integers(0, 10**9)), draw(st.integers(1, 60_000))
    code, text = draw(_STATUSES)
    values = {
        "number": number,
        "size": size,
        "time": float(time),
        "rate": _as_printed(8000 * size / time),
        "status_code": code,
        "status_text": text,
    }
    return build(Response, {name: value for name, value in values.items() if value is not None})


def _as_printed(rate: float) -> float:
    """Return a rate with the digits that are left of it in the unit it is printed in."""
    units = [float(scale) for scale in HTTP_RATES.values() if rate >= scale]
    unit = max(units, default=8.0)
    hundredths = min(round(100 * rate / unit), 99_999)
    return hundredths * unit / 100
