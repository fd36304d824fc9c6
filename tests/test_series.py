"""What is drawn of a measurement: which figures, of which lines, with which units."""

from __future__ import annotations

import pytest
from hypothesis import given

import netassay
from bodies import SAMPLES, body
from netassay import testing
from netassay.core.records.stored import build
from netassay.records.iperf import Interval, Iperf
from netassay.show.series import Point, Series, series_of


def series(name: str) -> list[Series]:
    """Return the series of a sample."""
    family, test = name.split("/")
    return series_of(netassay.normalize(body(name), test=test, family=family).measurement)


def test_a_lost_reply_has_its_place() -> None:
    """A ping is its round trips by sequence, the lost one among them without a figure."""
    (times,) = series("aps/ping")
    assert ("replies", "", "sequence", "time (ms)", True) == (
        times.rows,
        times.line,
        times.x.label,
        times.y.label,
        times.major,
    )
    assert [0, 1, 2, 3, 4] == [point.x for point in times.points]
    assert Point(2, None, lost=True) == times.points[2]
    assert Point(3, 208.8, lost=False, path="replies[2]") == times.points[3]


def test_intervals_have_several_figures() -> None:
    """Iperf's intervals are drawn by rate first, then retransmits and cwnd; totals are not."""
    drawn = series("gateways/iperf")
    assert ["bitrate (bit/s)", "retransmits", "cwnd (bytes)"] == [one.y.label for one in drawn]
    assert [True, False, False] == [one.major for one in drawn]
    assert {"intervals"} == {one.rows for one in drawn}
    assert "end (s)" == drawn[0].x.label


def test_streams_are_lines_of_their_own() -> None:
    """Several streams and their sum are told apart by name."""
    rows = [
        build(Interval, {"stream": stream, "direction": "sent", "end": float(at), "bitrate": 1e6})
        for at in (1, 2)
        for stream in (4, 6, None)
    ]
    lines = [one.line for one in series_of(build(Iperf, {"intervals": rows}))]
    assert ["stream 4, sent", "stream 6, sent", "sent"] == lines


def test_probes_are_points_at_their_hop() -> None:
    """A hop has a point for each probe; one that nobody answered is lost."""
    (hops,) = series("aps/traceroute")
    assert [1, 1, 1, 2, 2, 2] == [point.x for point in hops.points[:6]]
    assert hops.points[3].lost
    assert "hops[1].probes[0]" == hops.points[3].path
    assert ("hop", "rtt (ms)") == (hops.x.label, hops.y.label)


def test_most_tests_have_none() -> None:
    """Without rows that are drawn, and without a measurement, there is nothing."""
    assert [] == series("aps/tcp")
    assert [] == series_of(None)


@given(testing.bodies("ping", "cx", sides="output"))
def test_nothing_is_lost_on_the_way(body: testing.Body) -> None:
    """Each reply is a point, each lost sequence another, in order and without doubles."""
    ping = netassay.normalize(body.body, url=body.url).measurement
    for one in series_of(ping):
        xs = [point.x for point in one.points]
        assert sorted(xs) == xs
        assert len(ping.replies) + len(ping.lost_sequences) == len(xs)
        assert set(ping.lost_sequences) == {point.x for point in one.points if point.lost}


@pytest.mark.parametrize(
    "name", sorted(f"{p.parent.name}/{p.stem}" for p in SAMPLES.glob("*/*.json"))
)
def test_every_sample(name: str) -> None:
    """Whatever is drawn of a sample has labelled axes and at least two places."""
    for one in series(name):
        assert one.x.label
        assert one.y.label
        assert 2 <= len({point.x for point in one.points})
