"""Plots: which axes, which figures, in which units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest

import netassay
from bodies import SAMPLES, body
from netassay.show.series import series_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Draw into memory, and close all figures behind a test."""
    mpl.use("agg")
    yield
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the backend is chosen

    plt.close("all")


def result(name: str, **changes: Any) -> netassay.Result:
    """Return the result of a sample."""
    family, test = name.split("/")
    return netassay.normalize(body(name, **changes), test=test, family=family)


def lines_of(axes: Axes) -> list[tuple[list[float], list[float]]]:
    """Return the lines of axes as their figures."""
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in axes.get_lines()]


def labels(axes: list[Axes]) -> list[tuple[str, str]]:
    """Return what is written beside the axes."""
    return [(one.get_xlabel(), one.get_ylabel()) for one in axes]


def test_ping() -> None:
    """A ping is its round trips by sequence, lost ones as crosses at the foot."""
    (axes,) = result("aps/ping").plot()
    assert [("sequence", "time (ms)")] == labels([axes])
    times, lost = lines_of(axes)
    assert ([0, 1, 3, 4], [200.2, 209.8, 208.8, 200.2]) == times
    assert [2] == lost[0]
    assert axes.figure.get_suptitle().startswith("ping aps")


def test_iperf() -> None:
    """Iperf is throughput, retransmits and congestion window over time, in readable units."""
    axes = result("gateways/iperf").plot()
    assert [
        ("end (s)", "bitrate (Mbit/s)"),
        ("end (s)", "retransmits"),
        ("end (s)", "cwnd (kB)"),
    ] == labels(axes)
    ((seconds, rates),) = lines_of(axes[0])
    assert list(range(1, 11)) == seconds
    assert [53.9, 0, 0, 0, 21, 0, 0, 0, 0, 21] == pytest.approx(rates)


def test_http_and_traceroute() -> None:
    """HTTP is latency and rate per reply, a traceroute the times of each hop's probes."""
    assert [("number", "time (ms)"), ("number", "rate (kbit/s)")] == labels(
        result("gateways/http").plot()
    )
    (axes,) = result("aps/traceroute").plot()
    assert [("hop", "rtt (ms)")] == labels([axes])
    assert [1, 1, 1, 2, 2, 3, 3] == lines_of(axes)[0][0]


@pytest.mark.parametrize(
    "name", sorted(f"{p.parent.name}/{p.stem}" for p in SAMPLES.glob("*/*.json"))
)
def test_every_sample(name: str) -> None:
    """A sample with series is drawn and can be saved; one without says so."""
    made = result(name)
    if not series_of(made.measurement):
        with pytest.raises(netassay.NothingToDraw, match=r"without figures"):
            made.plot()
        return
    axes = made.plot()
    assert all(x and y for x, y in labels(axes))
    axes[0].figure.canvas.draw()


def test_hostile_names_are_no_formulas() -> None:
    """A text with dollar signs, which would be a formula, is drawn as it is."""
    made = result("aps/ping", status="$\\frac{1}{$ <b>\x1b[31m")
    axes = made.plot()
    axes[0].figure.canvas.draw()
    assert "$\\FRAC" in axes[0].figure.get_suptitle()
    assert "\x1b" not in axes[0].figure.get_suptitle()


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where matplotlib is missing the error says what brings it."""
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.pyplot", None)
    with pytest.raises(netassay.MissingExtra, match=r"netassay\[plot\]"):
        result("aps/ping").plot()
