"""Series in a line of the terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console as Terminal

import netassay
from bodies import SAMPLES, body
from netassay.show.series import Point
from netassay.show.terminal.results import ResultView
from netassay.show.terminal.sparks import spark

points = st.lists(
    st.builds(Point, st.integers(0, 500), st.none() | st.floats(0, 1e15), st.booleans()),
    min_size=1,
).map(lambda made: sorted(made, key=lambda point: point.x))


@given(points, st.integers(1, 80), st.booleans())
def test_a_spark_fits(drawn, width, plain):
    """A line is no wider than asked, has no more characters than places, in ASCII if asked."""
    line = str(spark(drawn, width, plain=plain))
    places = len({point.x for point in drawn})
    assert 1 <= len(line) <= min(width, places)
    assert not plain or line.isascii()


@given(points)
def test_the_largest_is_highest_and_what_is_lost_is_seen(drawn):
    """The largest figure has the highest block of all, and a place without reply a cross."""
    line = str(spark(drawn, 1000))
    figures = [point.y for point in drawn if point.y is not None]
    if figures and max(figures) > min(figures):
        assert "█" in line
    by_place = {point.x: [one for one in drawn if one.x == point.x] for point in drawn}
    lost = [all(p.y is None for p in at) and any(p.lost for p in at) for at in by_place.values()]
    assert lost == [char == "\N{MULTIPLICATION SIGN}" for char in line]


def test_a_ping_at_a_glance():
    """Round trips are a line of blocks, the lost one a cross, their range behind."""
    stream = io.StringIO()
    result = netassay.normalize(body("aps/ping"), test="ping", family="aps")
    Terminal(file=stream, width=80).print(ResultView(result))
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    assert "  ▁█\N{MULTIPLICATION SIGN}█▁  200.2 to 209.8 ms, 1 lost" in lines


@pytest.mark.parametrize("name", sorted(str(path) for path in SAMPLES.glob("*/*.json")))
def test_a_terminal_without_unicode(name):
    """Where the encoding has no blocks, the drawing is of letters it has."""
    family, test = name.removesuffix(".json").split("/")[-2:]
    with open(name, "rb") as file:  # noqa: PTH123
        result = netassay.normalize(file.read(), test=test, family=family)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Terminal(file=stream, width=60).print(ResultView(result))
    stream.flush()
    assert stream.buffer.getvalue()
