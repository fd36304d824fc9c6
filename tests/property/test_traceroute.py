"""What every traceroute prints comes back, whole or cut off anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import body, codes, loud, url
from netassay import testing
from netassay.core.records.stored import plain
from netassay.measurements.traceroute import output
from netassay.normalizing.explain import explain
from netassay.normalizing.pipeline import examine, examine_text
from netassay.records.traceroute import Hop, Probe, Traceroute
from netassay.testing.printers.traceroute_router import render
from netassay.testing.strategies import (
    traceroute_aoss,
    traceroute_inetutils,
    traceroute_router,
    traceroute_unix,
    traceroute_windows,
)
from netassay.testing.strategies.traceroute_paths import whole_from
from prefixes import assert_prefix_of
from property.test_properties import without_gaps

if TYPE_CHECKING:
    from netassay.testing.case import Case

CASES = {
    module.__name__.rpartition(".")[2]: module.cases()
    for module in (
        traceroute_aoss,
        traceroute_inetutils,
        traceroute_router,
        traceroute_unix,
        traceroute_windows,
    )
}
each_dialect = pytest.mark.parametrize("dialect", CASES)


def measured(path: Any) -> dict[str, Any]:
    """Return a path as it is exported, without what is absent."""
    return without_gaps(plain(path))


@each_dialect
@given(data=st.data())
def test_what_is_printed_is_parsed(dialect: str, data: st.DataObject) -> None:
    """A path printed as the tool does comes back from the text alone, read by its dialect."""
    case: Case = data.draw(CASES[dialect])
    examination = examine_text(case.test, case.text)
    result = examination.result
    assert case.dialect == dialect == examination.dialect.name
    assert ([], [], "complete") == (codes(result), result.unread, result.completeness)
    assert measured(case.measurement) == measured(result.measurement)


@each_dialect
@given(data=st.data())
def test_line_ends(dialect: str, data: st.DataObject) -> None:
    """Whatever ends the lines, the path is the same."""
    case: Case = data.draw(CASES[dialect])
    end = data.draw(st.sampled_from(["\r\n", "\n\r", "\n\n", " \n"]))
    text = case.text.replace("\r\n", "\n").replace("\n", end)
    result = netassay.parse_text(case.test, text)
    assert measured(case.measurement) == measured(result.measurement)
    assert [] == codes(result)


@each_dialect
@given(data=st.data())
def test_a_text_cut_anywhere_is_a_prefix(dialect: str, data: st.DataObject) -> None:
    """What is read of a cut text is what stands in the whole one, and the cut is noted."""
    case: Case = data.draw(CASES[dialect])
    end = data.draw(st.integers(0, case.whole_from - 1))
    try:
        result = netassay.parse_text(case.test, case.text[:end])
    except netassay.NotAResponse:
        return
    assert ["truncated-text"] == loud(result)
    assert result.measurement.reached in (None, case.measurement.reached)
    assert_prefix_of(measured(result.measurement), measured(case.measurement), "reached")


def test_one_hop_on_two_lines() -> None:
    """Cut behind its first line, a router's only hop is whole: nothing says how many probes."""
    probes = [
        Probe(address="192.0.2.1", rtt=1.0),
        Probe(address="192.0.2.1", rtt=2.0, extensions="MPLS: Label 16 Exp 0"),
    ]
    hops = [Hop(hop=1, probes=probes)]
    path = Traceroute(destination="x", resolved_address="192.0.2.1", reached=True, hops=hops)
    text = render(path)
    end = whole_from(path, text, "msec")
    assert text.splitlines(keepends=True)[-1] == text[end:]
    assert [] == loud(netassay.parse_text("traceroute", text[:end]))
    assert ["truncated-text"] == loud(netassay.parse_text("traceroute", text[: end - 1]))


@given(CASES["traceroute_aoss"], st.data())
def test_what_output_makes_of_a_path(case: Case, data: st.DataObject) -> None:
    """Hops that `output` lacks or has without their stars are found, and nothing is lost."""
    path = measured(case.measurement)
    hops = path["hops"]
    dropped = data.draw(
        st.sets(st.sampled_from([hop["hop"] for hop in hops]), max_size=len(hops) - 1)
    )
    output = {
        "destination": path["destination"],
        "hops": [
            {
                "hop": str(hop["hop"]),
                "probes": [as_output(one) for one in hop["probes"] if one["outcome"] == "reply"],
            }
            for hop in hops
            if hop["hop"] not in dropped
        ],
    }
    name = "gateways/traceroute"
    saved = body(name, output=output, rawOutput=case.text)
    result = netassay.normalize(saved, url=url(name))
    assert path == measured(result.measurement)
    warned = [(one.code, one.path) for one in result.findings if one.severity != "info"]
    assert [("only-in-text", f"hops[{number - 1}]") for number in sorted(dropped)] == warned
    assert {"only-in-text", "null-text", "misplaced"} >= set(codes(result))


def as_output(probe: dict[str, Any]) -> dict[str, Any]:
    """Return a probe as `output` has it."""
    return {
        "reverseDnsResolution": probe["address"],
        "ipAddress": "null",
        "responseTimeMilliseconds": f"{probe['rtt_ms']:.0f} ms",
    }


def told(case: testing.Body) -> tuple[str, list[Any]]:
    """Return the result of a body as JSON, and where each of its values came from."""
    examination = examine(case.body, case.url, trace=True)
    return netassay.to_json(netassay.normalize(case.body, url=case.url)), explain(examination)


@pytest.mark.parametrize("family", ["aps", "cx", "aos-s", "gateways"])
@pytest.mark.parametrize("damage", [(), testing.DAMAGES], ids=["whole", "damaged"])
@given(data=st.data())
def test_hops_compared_as_texts(family: str, damage: Any, data: st.DataObject) -> None:
    """A hop of output that is taken from the text as it is would be read as just that."""
    case = data.draw(testing.bodies("traceroute", family, damage=damage))
    compared = told(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "_said_alike", lambda *_: None)
        assert compared == told(case)
