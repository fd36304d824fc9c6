"""ping_sweep, which gateways run."""

from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import SHARED, body, codes, url

NAME = "gateways/pingSweep"


def changed(**changes: Any) -> netassay.Result:
    """Return the result of the sample with other values in its output."""
    return netassay.normalize(body(NAME, output=body(NAME)["output"] | changes), url=url(NAME))


def test_sweep() -> None:
    """Totals, and the requests pass by pass, the lost one marked."""
    result = changed()
    sweep = netassay.to_dict(result)["measurement"]
    passes = sweep.pop("passes")
    assert {
        "destination": "198.51.100.77",
        "resolved_address": None,
        "transmitted": 12,
        "received": 11,
        "duplicates": None,
        "errors": None,
        "loss_percent": 9,
        "payload_bytes": None,
        "packet_bytes": None,
        "timeout_s": None,
        "total_time_ms": None,
        "rtt_min_ms": 38.214,
        "rtt_avg_ms": 40.06,
        "rtt_max_ms": 43.871,
        "rtt_mdev_ms": None,
    } == sweep
    assert [1, 2, 3] == [one["number"] for one in passes]
    assert {"request": 8, "size_bytes": 256, "timed_out": True} == passes[1]["replies"][3]
    assert [64, 128, 192, 256] == [row["size_bytes"] for row in passes[2]["replies"]]
    assert ("complete", [], {}) == (result.completeness, result.findings, result.extras)


def test_the_shape_tells_the_same() -> None:
    """Without a URL the keys tell the test and the family."""
    result = netassay.normalize(body(NAME))
    assert ("ping_sweep", "gateways", []) == (result.test, result.family, result.findings)
    assert changed().measurement == result.measurement


@pytest.mark.skipif(not SHARED.exists(), reason="the real bodies lie beside the repository")
def test_real_body() -> None:
    """The real body is complete and gives no finding."""
    data = (SHARED / "payloads" / f"{NAME}.json").read_bytes()
    for where in (url(NAME), None):
        result = netassay.normalize(data, url=where)
        assert ("ping_sweep", "complete", []) == (
            result.test,
            result.completeness,
            result.findings,
        )


CONTRADICTIONS = {
    "transmitted": ({"transmittedPacketsCount": "13", "successRate": "84"}, "transmitted"),
    "received": ({"receivedPacketsCount": "12", "successRate": "100"}, "received"),
    "success": ({"successRate": "93"}, "loss_percent"),
    "order": ({"minimumRoundTripTimeMilliseconds": "41"}, "rtt_avg_ms"),
}


@pytest.mark.parametrize("case", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions(case: tuple[dict[str, str], str]) -> None:
    """Totals that their requests contradict are a warning at their field."""
    changes, path = case
    findings = changed(**changes).findings
    assert [("arithmetic", path)] == [(one.code, one.path) for one in findings]


def test_a_part_of_it() -> None:
    """Without its passes a sweep is partial; what is missing is null."""
    result = changed(responses=None)
    assert ("partial", [], []) == (
        result.completeness,
        result.findings,
        result.measurement.passes,
    )
    rows = [{"count": "1", "replies": [{"requestId": "1", "size": None}]}, {"count": "2"}]
    (first, second) = changed(responses=rows).measurement.passes
    assert (None, None, []) == (
        first.replies[0].size,
        first.replies[0].timed_out,
        second.replies,
    )


def test_a_bad_value() -> None:
    """A time-out that is neither true nor false is kept in the extras."""
    rows = body(NAME)["output"]["responses"]
    rows[0]["replies"][0]["timedOut"] = "maybe"
    result = changed(responses=rows)
    assert (["bad-value"], {"/output/responses/0/replies/0/timedOut": "maybe"}) == (
        codes(result),
        result.extras,
    )
