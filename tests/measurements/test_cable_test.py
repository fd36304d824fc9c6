from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import body, codes, loud, url


def measured(name: str, output: dict[str, Any]) -> netassay.Result:
    """Return the result of a cable test with this `output`."""
    return netassay.normalize(body(name, output=output), url=url(name))


def with_length(length: object) -> netassay.Result:
    """Return the result of a cable test whose first pair has this length."""
    output = body("cx/cableTest")["output"]
    output["results"][0]["cablePairDiagnostics"][0]["length"] = length
    return measured("cx/cableTest", output)


def test_cable_at_a_switch() -> None:
    """One pair of a cable is open at 37 m, give or take 10 m."""
    result = netassay.normalize(body("cx/cableTest"), url=url("cx/cableTest"))
    first, second = netassay.to_dict(result)["measurement"]["ports"]
    assert ("1/1/9", "complete", 4) == (first["port"], first["state"], len(first["pairs"]))
    assert {"pair": "4-5", "status": "Open", "length_m": 37.0, "accuracy_m": 10.0} == second[
        "pairs"
    ][2]
    assert 3700 == result.measurement.ports[1].pairs[2].length.to("cm").magnitude
    assert ("complete", [], {}) == (result.completeness, codes(result), result.extras)


def test_cable_at_an_older_switch() -> None:
    """An AOS-S switch gives neither state nor accuracy, and that is complete."""
    result = netassay.normalize(body("aos-s/cableTest"), url=url("aos-s/cableTest"))
    ports = netassay.to_dict(result)["measurement"]["ports"]
    assert [("2", None), ("4", None)] == [(port["port"], port["state"]) for port in ports]
    assert {"pair": "4-5", "status": "Short", "length_m": 3.0, "accuracy_m": None} == ports[0][
        "pairs"
    ][2]
    assert ("complete", []) == (result.completeness, codes(result))


@pytest.mark.parametrize(
    ("length", "metres"),
    [("37", 37), ("37m", 37), ("37 m", 37), ("37 meters", 37), ("3700cm", 37), ("10 ft", 3.048)],
)
def test_lengths(length: str, metres: float) -> None:
    """A length is in metres, unless it carries another unit."""
    assert metres == with_length(length).measurement.ports[0].pairs[0].length_m


def test_what_is_no_length() -> None:
    """A word is a bad value, a length below zero is implausible."""
    assert ["bad-value"] == codes(with_length("long"))
    assert ["implausible"] == codes(with_length("-1"))


def test_a_port_without_a_result() -> None:
    """A port that was asked for and not tested is named, in the record and in a finding."""
    output = body("aos-s/cableTest")["output"]
    del output["results"][0]
    result = measured("aos-s/cableTest", output)
    assert ["4", "2"] == [port.port for port in result.measurement.ports]
    assert [("arithmetic", "ports[1]", "2")] == [
        (one.code, one.path, one.stated) for one in result.findings
    ]
    assert "partial" == result.completeness


def test_a_result_that_was_not_asked_for() -> None:
    """A result for a port that was not asked for is named."""
    output = body("aos-s/cableTest")["output"] | {"ports": ["2"]}
    result = measured("aos-s/cableTest", output)
    assert [("arithmetic", "ports[1].port", "4")] == [
        (one.code, one.path, one.stated) for one in result.findings
    ]


def test_a_test_that_runs() -> None:
    """While there are no results the ports asked for stand alone, and nothing is wrong."""
    for output in ({"ports": ["2", "4"], "results": None}, {"ports": ["2", "4"]}):
        saved = body("aos-s/cableTest", status="RUNNING", progressPercent=10, output=output)
        result = netassay.normalize(saved, url=url("aos-s/cableTest"))
        assert ["2", "4"] == [port.port for port in result.measurement.ports]
        assert ("partial", [], {}) == (result.completeness, codes(result), result.extras)


@pytest.mark.parametrize("ports", ["2,4", "2, 4", "2;4", "2\n4"])
def test_ports_in_one_text(ports: str) -> None:
    """The API's description has the ports in one text: they are the same ports."""
    output = body("aos-s/cableTest")["output"] | {"ports": ports}
    result = measured("aos-s/cableTest", output)
    assert ([], {}) == (codes(result), result.extras)
    whole = netassay.normalize(body("aos-s/cableTest"), url=url("aos-s/cableTest"))
    assert whole.measurement == result.measurement


@pytest.mark.parametrize("ports", [{"2": 4}, [["2"]], [True]])
def test_ports_of_another_shape(ports: object) -> None:
    """What is no list of ports is kept, and the results stay what they are."""
    output = body("aos-s/cableTest")["output"] | {"ports": ports}
    result = measured("aos-s/cableTest", output)
    assert (["bad-value"], {"/output/ports": ports}) == (codes(result), result.extras)
    assert 2 == len(result.measurement.ports)


def test_stand_ins_for_ports() -> None:
    """The documentation's stand-in is no port."""
    output = body("aos-s/cableTest")["output"] | {"ports": ["string"]}
    assert ["placeholder"] == codes(measured("aos-s/cableTest", output))
    output["ports"] = None
    assert [] == codes(measured("aos-s/cableTest", output))


def test_a_partial_pair() -> None:
    """A pair without a status makes the test partial."""
    output = body("cx/cableTest")["output"]
    output["results"][1]["cablePairDiagnostics"][3]["status"] = None
    result = measured("cx/cableTest", output)
    assert ("partial", []) == (result.completeness, loud(result))


@pytest.mark.parametrize(
    ("name", "family", "doubts"),
    [("cx/cableTest", "cx", []), ("aos-s/cableTest", None, ["ambiguous-test"])],
)
def test_the_shape_tells(name: str, family: str | None, doubts: list[str]) -> None:
    """Without a URL the keys of the pairs tell the test from a bounce, and a CX switch.

    What an AOS-S switch says, a CX switch may say that leaves its own keys out.
    """
    result = netassay.normalize(body(name))
    assert (family, "cable_test", doubts) == (result.family, result.test, codes(result))
    assert result.measurement == netassay.normalize(body(name), url=url(name)).measurement


def test_no_results_leave_a_choice() -> None:
    """Without results nothing tells a cable test from a bounce, and the record says so."""
    result = netassay.normalize(body("cx/cableTest", output={"ports": ["2"], "results": []}))
    (finding,) = [one for one in result.findings if one.code == "ambiguous-test"]
    for candidate in ("cx/cable_test", "gateways/poe_bounce", "aos-s/port_bounce"):
        assert candidate in finding.message
