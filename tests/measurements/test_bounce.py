from __future__ import annotations

import pytest

import netassay
from bodies import body, codes, loud, url

NAMES = [
    f"{family}/{test}"
    for test in ("poeBounce", "portBounce")
    for family in ("cx", "aos-s", "gateways")
]


def bounced(requested: object, answered: list[str], name: str = "cx/portBounce") -> netassay.Result:
    """Return the result of a bounce of these ports that these were answered for."""
    results = [{"port": port, "status": "Bounced"} for port in answered]
    output = {"ports": requested, "results": results}
    return netassay.normalize(body(name, output=output), url=url(name))


def test_a_port_that_timed_out() -> None:
    """Of two ports one was bounced; the answers stand as printed, in their order."""
    result = netassay.normalize(body("cx/portBounce"), url=url("cx/portBounce"))
    assert {
        "requested": ["1/1/4", "1/1/6"],
        "ports": [
            {"port": "1/1/6", "bounced": False, "answer": "Timed Out"},
            {"port": "1/1/4", "bounced": True, "answer": "Bounced"},
        ],
    } == netassay.to_dict(result)["measurement"]
    assert ("port_bounce", "complete", []) == (result.test, result.completeness, codes(result))


def test_a_port_that_failed() -> None:
    """A port that the switch does not have failed, in the switch's own words."""
    result = netassay.normalize(body("aos-s/poeBounce"), url=url("aos-s/poeBounce"))
    failed, done = result.measurement.ports
    assert (False, "Failed.  Invalid port.") == (failed.bounced, failed.answer)
    assert (True, "Bounced") == (done.bounced, done.answer)
    assert ("poe_bounce", "complete", []) == (result.test, result.completeness, codes(result))


def test_ports_of_a_gateway() -> None:
    """A gateway is asked for GE 0/0/2 and answers for 0/0/2; both stand as they are."""
    result = netassay.normalize(body("gateways/portBounce"), url=url("gateways/portBounce"))
    assert ["GE 0/0/2", "GE 0/0/3"] == result.measurement.requested
    assert ["0/0/2", "0/0/3"] == [port.port for port in result.measurement.ports]
    assert ("complete", []) == (result.completeness, codes(result))


def test_a_range() -> None:
    """A range is answered for as a range."""
    result = netassay.normalize(body("aos-s/portBounce"), url=url("aos-s/portBounce"))
    assert (["10-12"], "10-12") == (
        result.measurement.requested,
        result.measurement.ports[0].port,
    )
    assert ("complete", []) == (result.completeness, codes(result))


def test_a_running_task() -> None:
    """A task that runs has no measurement yet, and its progress."""
    result = netassay.normalize(body("gateways/poeBounce"), url=url("gateways/poeBounce"))
    assert ("RUNNING", 40, None, []) == (
        result.status,
        result.progress_percent,
        result.measurement,
        codes(result),
    )


def test_a_task_that_has_begun() -> None:
    """Ports that were asked for are known before there is a result."""
    output = {"ports": ["GE 0/0/2"], "results": None}
    saved = body("gateways/poeBounce", output=output)
    result = netassay.normalize(saved, url=url("gateways/poeBounce"))
    assert (["GE 0/0/2"], []) == (result.measurement.requested, result.measurement.ports)
    assert ("partial", []) == (result.completeness, codes(result))


SAME = {
    "order": (["1/1/1", "1/1/2"], ["1/1/2", "1/1/1"]),
    "a range": (["5-7"], ["7", "5", "6"]),
    "ports": (["5", "6", "7"], ["5-7"]),
    "letters": (["A1-A3"], ["a1", "A2", "A3"]),
    "slots": (["1/1/1-1/1/3"], ["1/1/1", "1/1/2-1/1/3"]),
    "short": (["1/1/1-3"], ["1/1/1", "1/1/2", "1/1/3"]),
    "kind": (["GE 0/0/1", "gigabitethernet 0/0/2"], ["0/0/1", "0/0/2"]),
    "trunk": (["Trk1"], ["Trk1"]),
}


@pytest.mark.parametrize("case", SAME.values(), ids=SAME)
def test_the_same_ports(case: tuple[list[str], list[str]]) -> None:
    """The same ports may be named in another order, as a range, with their kind."""
    result = bounced(*case)
    assert ("complete", []) == (result.completeness, codes(result))


OTHER = {
    "missing": (["1", "2"], ["2"], [("requested[0]", "1")], "partial"),
    "more": (["1"], ["1", "2"], [("ports[1].port", "2")], "complete"),
    "range": (["5-7"], ["5", "7"], [("requested[0]", "5-7")], "partial"),
    "backwards": (["7-5"], ["5", "6", "7"], None, "partial"),
    "endless": (["1-999999999"], ["1"], None, "partial"),
    "nothing": ([], ["1"], [("ports[0].port", "1")], "complete"),
    "long": (["1" * 100], ["1"], None, "partial"),
}


@pytest.mark.parametrize("case", OTHER.values(), ids=OTHER)
def test_other_ports(case: tuple[list[str], list[str], list[tuple[str, str]] | None, str]) -> None:
    """A port without a result, or a result nobody asked for, is a warning that names it."""
    requested, answered, expected, completeness = case
    result = bounced(requested, answered)
    assert {"arithmetic"} == set(loud(result))
    assert completeness == result.completeness
    if expected:
        assert expected == [(one.path, one.stated) for one in result.findings]


def test_ports_that_were_not_said() -> None:
    """Without the ports asked for there is nothing to compare; the result is partial."""
    result = bounced(None, ["1"])
    assert ("partial", []) == (result.completeness, codes(result))


def test_answers_of_other_kinds() -> None:
    """A missing answer is no bounce; what is no text is kept."""
    output = {"ports": ["1", "2"], "results": [{"port": "1"}, {"port": "2", "status": ["x"]}]}
    result = netassay.normalize(body("cx/portBounce", output=output), url=url("cx/portBounce"))
    assert [(False, None), (False, None)] == [
        (port.bounced, port.answer) for port in result.measurement.ports
    ]
    assert {"/output/results/1/status": ["x"]} == result.extras
    assert {"bad-value"} == set(codes(result))
    output["results"] = [{"port": "1", "status": 0}]
    result = netassay.normalize(body("cx/portBounce", output=output), url=url("cx/portBounce"))
    assert (False, "0") == (result.measurement.ports[0].bounced, result.measurement.ports[0].answer)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "gateways/poeBounce"])
def test_the_shape_leaves_a_choice(name: str) -> None:
    """Without a URL the measurement is the same, and the doubt names what it may be."""
    result = netassay.normalize(body(name))
    assert netassay.normalize(body(name), url=url(name)).measurement == result.measurement
    (finding,) = result.findings
    assert "ambiguous-test" == finding.code
    for candidate in ("poe_bounce", "port_bounce"):
        for family in ("cx", "aos-s", "gateways"):
            assert f"{family}/{candidate}" in finding.message
    assert "cable_test" not in finding.message
