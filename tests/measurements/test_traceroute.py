"""traceroute, as all four families run it."""

from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import SHARED, body, codes, loud, url
from netassay.core.records.record import fields_of
from netassay.normalizing.explain import explain
from netassay.normalizing.pipeline import examine
from netassay.records.traceroute import Hop, Probe

NAMES = ("aps/traceroute", "cx/traceroute", "aos-s/traceroute", "gateways/traceroute")
#: What devices do in every row, and what is put right: information, no more.
HABITS = {"null-text", "misplaced"}

Router = tuple[str | None, float | None]
STAR: Router = (None, None)


def changed(name: str, **changes: Any) -> netassay.Result:
    """Return the result of a sample with other values in its body."""
    return netassay.normalize(body(name, **changes), url=url(name))


def of_hops(name: str, *hops: Any, **output: Any) -> netassay.Result:
    """Return the result of a sample's output with other hops, and no text."""
    hops = [{"hop": str(at), "probes": probes} for at, probes in enumerate(hops, 1)]
    stated = body(name)["output"] | {"hops": hops} | output
    return changed(name, output=stated, rawOutput=None)


def probe(time: Any, address: Any, name: Any) -> dict[str, Any]:
    """Return a probe as `output` has it."""
    return {
        "responseTimeMilliseconds": time,
        "ipAddress": address,
        "reverseDnsResolution": name,
    }


def of_text(text: str) -> netassay.Result:
    """Return the result of a traceroute's text."""
    return netassay.parse_text("traceroute", text)


def routers(hop: Any) -> list[Router]:
    """Return address and time of each probe of a hop."""
    return [(one.address, one.rtt_ms) for one in hop.probes]


@pytest.mark.parametrize("name", NAMES)
def test_both_sides_and_each_alone(name: str) -> None:
    """The samples are complete with nothing above info; the text alone tells all."""
    result = changed(name)
    assert ("complete", [], [], {}) == (
        result.completeness,
        loud(result),
        result.unread,
        result.extras,
    )
    assert set(codes(result)) <= HABITS
    text = of_text(body(name)["rawOutput"])
    assert (result.measurement, []) == (text.measurement, text.findings)
    alone = changed(name, rawOutput=None)
    assert ("complete", []) == (alone.completeness, loud(alone))


@pytest.mark.parametrize("name", NAMES)
def test_the_shape_tells_the_same(name: str) -> None:
    """Without a URL the measurement is the same; AOS-S and gateways look alike."""
    result = netassay.normalize(body(name))
    assert changed(name).measurement == result.measurement
    if name in ("aps/traceroute", "cx/traceroute"):
        assert name.partition("/")[0] == result.family
    else:
        assert (None, "ambiguous-test") == (result.family, codes(result)[0])
    assert [] == loud(result)


def test_access_point() -> None:
    """An AP's traceroute that ended at the largest number of hops."""
    way = netassay.to_dict(changed("aps/traceroute"))["measurement"]
    hops = way.pop("hops")
    assert {
        "destination": "www.example.org",
        "resolved_address": "198.51.100.200",
        "min_hops": None,
        "max_hops": 6,
        "probes_per_hop": None,
        "packet_bytes": 38,
        "timeout_s": None,
        "reached": False,
    } == way
    assert [1, 2, 3, 4, 5, 6] == [hop["hop"] for hop in hops]
    silent = dict.fromkeys(field.exported for field in fields_of(Probe) if not field.rare)
    assert silent | {"outcome": "timeout"} == hops[1]["probes"][0]
    assert (
        silent | {"address": "198.51.100.5", "rtt_ms": 7.303, "outcome": "reply"}
        == (hops[1]["probes"][1])
    )


def test_habits_of_devices() -> None:
    """Null as a text, and an address in the name's place, are each one finding."""
    result = changed("aps/traceroute")
    assert [
        ("null-text", "hops[0].probes[0].address", "null"),
        ("misplaced", "hops[0].probes[0].address", "192.0.2.1"),
        ("null-text", "hops[1].probes[0].name", "null"),
    ] == [(one.code, one.path, one.stated) for one in result.findings]
    assert {"info"} == {one.severity for one in result.findings}


def test_cx() -> None:
    """A CX switch's traceroute that got there, with what its first line says."""
    way = changed("cx/traceroute").measurement
    assert (1, 30, 3, 3) == (way.min_hops, way.max_hops, way.timeout_s, way.probes_per_hop)
    assert [STAR, ("198.51.100.33", 4.118), ("198.51.100.33", 3.907)] == routers(way.hops[1])
    assert way.reached


def test_three_routers_in_one_hop() -> None:
    """Behind a time there may stand the next router, without a blank."""
    way = changed("aos-s/traceroute").measurement
    assert [("198.51.100.6", 3), ("198.51.100.10", 4), ("198.51.100.14", 3)] == routers(way.hops[2])
    assert ("server.example.com", "192.0.2.201", True) == (
        way.destination,
        way.resolved_address,
        way.reached,
    )


def test_a_hop_that_output_lacks() -> None:
    """A hop that only the text has is kept in its place, with a warning there."""
    output = body("gateways/traceroute")["output"]
    del output["hops"][1]
    result = changed("gateways/traceroute", output=output)
    assert [("only-in-text", "hops[1]")] == [
        (one.code, one.path) for one in result.findings if one.severity != "info"
    ]
    assert changed("gateways/traceroute").measurement == result.measurement


def test_a_hop_without_probes() -> None:
    """An empty hop is as many time-outs as the text says; alone it is no probe at all."""
    name = "aos-s/traceroute"
    assert [STAR] * 3 == routers(changed(name).measurement.hops[1])
    alone = changed(name, rawOutput=None)
    assert ([], [1, 2, 3, 4]) == (
        alone.measurement.hops[1].probes,
        [hop.hop for hop in alone.measurement.hops],
    )


def test_a_probe_that_output_lacks() -> None:
    """Of a hop's probes those that answered belong together; a lost star is no finding."""
    output = body("cx/traceroute")["output"]
    del output["hops"][1]["probes"][0]
    result = changed("cx/traceroute", output=output)
    assert [] == loud(result)
    assert changed("cx/traceroute").measurement == result.measurement
    del output["hops"][1]["probes"][0]
    result = changed("cx/traceroute", output=output)
    assert [("only-in-text", "hops[1].probes[1]")] == [
        (one.code, one.path) for one in result.findings if one.severity != "info"
    ]


def test_a_changed_time() -> None:
    """A time that the text contradicts is one disagreement, with both texts."""
    output = body("cx/traceroute")["output"]
    output["hops"][2]["probes"][1]["responseTimeMilliseconds"] = "19.664ms"
    result = changed("cx/traceroute", output=output)
    assert [("disagree", "hops[2].probes[1].rtt_ms", "19.664ms", "9.664ms")] == [
        (one.code, one.path, one.stated, one.printed)
        for one in result.findings
        if one.severity != "info"
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the real bodies lie beside the repository")
@pytest.mark.parametrize("name", NAMES)
def test_real_bodies(name: str) -> None:
    """The real bodies give no other findings than the known ones, with a URL or without."""
    data = (SHARED / "payloads" / f"{name}.json").read_bytes()
    result = netassay.normalize(data, url=url(name))
    dropped = name in ("aos-s/traceroute", "gateways/traceroute")
    warned = [(one.code, one.path) for one in result.findings if one.severity != "info"]
    assert ([("only-in-text", "hops[3]")] if dropped else []) == warned
    assert {"only-in-text", *HABITS} >= set(codes(result))
    assert ("complete", {}, []) == (result.completeness, result.extras, result.unread)
    assert result.measurement == netassay.normalize(data).measurement


@pytest.mark.skipif(not SHARED.exists(), reason="the real bodies lie beside the repository")
def test_real_hops() -> None:
    """The hop that output lost, the one that nobody answered, and the one at the end."""
    data = (SHARED / "payloads" / "aos-s/traceroute.json").read_bytes()
    way = netassay.normalize(data, url=url("aos-s/traceroute")).measurement
    assert ([1, 2, 3, 4, 5], True) == ([hop.hop for hop in way.hops], way.reached)
    assert [STAR] * 3 == routers(way.hops[2])
    assert [("10.186.128.6", 1), ("10.186.128.4", 1), ("10.186.128.4", 1)] == routers(way.hops[3])
    data = (SHARED / "payloads" / "aps/traceroute.json").read_bytes()
    way = netassay.normalize(data, url=url("aps/traceroute")).measurement
    assert (30, 30, False) == (len(way.hops), way.max_hops, way.reached)


# --- What `output` may say ------------------------------------------------------------

PROBES = {
    "address and name": (
        probe("1.5 ms", "192.0.2.1", "gw.example.com"),
        ("192.0.2.1", "gw.example.com", 1.5),
        [],
    ),
    "a name alone": (probe("1.5 ms", None, "gw.example.com"), (None, "gw.example.com", 1.5), []),
    "both changed places": (
        probe("1.5 ms", "gw.example.com", "192.0.2.1"),
        ("192.0.2.1", "gw.example.com", 1.5),
        ["misplaced"],
    ),
    "a name for an address": (
        probe("1.5 ms", "gw.example.com", None),
        (None, "gw.example.com", 1.5),
        [],
    ),
    "the address twice": (
        probe("1.5 ms", "2001:db8::1", "2001:DB8:0::1"),
        ("2001:db8::1", None, 1.5),
        [],
    ),
    "another unit": (
        probe("2 s", "192.0.2.1", "gw.example.com"),
        ("192.0.2.1", "gw.example.com", 2000),
        ["unit-conflict"],
    ),
    "a number": (
        probe(1.5, "192.0.2.1", "gw.example.com"),
        ("192.0.2.1", "gw.example.com", 1.5),
        [],
    ),
    "no time": (
        probe("null", "192.0.2.1", "gw.example.com"),
        ("192.0.2.1", "gw.example.com", None),
        ["null-text"],
    ),
    "stand-ins": (probe("1 ms", "string", "string"), (None, None, 1), ["placeholder"] * 2),
}


@pytest.mark.parametrize("case", PROBES.values(), ids=PROBES)
def test_probes_of_output(case: tuple[dict[str, Any], tuple[Any, ...], list[str]]) -> None:
    """Whatever stands where, address, name and time come out right, each time they are read."""
    stated, expected, found = case
    for _ in range(2):
        result = of_hops("cx/traceroute", [stated])
        (one,) = result.measurement.hops[0].probes
        assert (*expected, "reply") == (one.address, one.name, one.rtt_ms, one.outcome)
        assert found == codes(result)


DAMAGED = {
    "a word for a time": ([probe("soon", "192.0.2.1", None)], ["bad-value"], [None]),
    "a negative time": ([probe("-1 ms", "192.0.2.1", None)], ["implausible"], [-1]),
    "a key more": ([probe("1 ms", "192.0.2.1", None) | {"ttl": 3}], ["unknown-field"], [1]),
    "a key less": ([{"responseTimeMilliseconds": "1 ms"}], [], [1]),
    "a text": (["1 ms"], ["bad-value"], []),
    "a list": ([["1 ms"]], ["bad-value"], []),
    "true": ([probe(time=True, address="192.0.2.1", name=None)], ["bad-value"], [None]),
}


@pytest.mark.parametrize("case", DAMAGED.values(), ids=DAMAGED)
def test_damaged_probes(case: tuple[list[Any], list[str], list[float | None]]) -> None:
    """A damaged probe is marked, and the others are read, each time."""
    stated, found, times = case
    sound = probe("2 ms", "192.0.2.2", None)
    for _ in range(2):
        result = of_hops("cx/traceroute", [*stated, sound])
        assert found == codes(result)
        assert [*times, 2] == [one.rtt_ms for one in result.measurement.hops[0].probes]


@pytest.mark.parametrize("probes", [{"0": 1}, "text", 7])
def test_no_list_of_probes(probes: object) -> None:
    """What is no list is kept in the extras."""
    result = of_hops("cx/traceroute", probes)
    assert {"/output/hops/0/probes": probes} == result.extras
    assert [1] == [hop.hop for hop in result.measurement.hops]


def test_a_damaged_hop() -> None:
    """A hop of no number, and what is no hop, leave the others as they are."""
    output = body("cx/traceroute")["output"]
    output["hops"][0]["hop"] = "first"
    output["hops"].append(5)
    result = changed("cx/traceroute", output=output, rawOutput=None)
    assert {"bad-value"} == {*codes(result)} - HABITS
    assert {"/output/hops/0/hop": "first", "/output/hops/3": 5} == result.extras
    assert [None, 2, 3] == [hop.hop for hop in result.measurement.hops]
    for absent in (None, "null"):
        output = body("cx/traceroute")["output"]
        output["hops"][0]["hop"] = absent
        result = changed("cx/traceroute", output=output, rawOutput=None)
        assert ([], [None, 2, 3]) == (
            loud(result),
            [hop.hop for hop in result.measurement.hops],
        )


def test_hops_out_of_order() -> None:
    """A hop behind a later one, and one beyond the limit, are contradictions."""
    output = body("aps/traceroute")["output"]
    output["hops"].reverse()
    result = changed("aps/traceroute", output=output, rawOutput=None)
    assert [f"hops[{at}].hop" for at in range(1, 6)] == [
        one.path for one in result.findings if one.code == "arithmetic"
    ]
    text = body("aps/traceroute")["rawOutput"].replace("6 hops max", "5 hops max")
    result = changed("aps/traceroute", output=None, rawOutput=text)
    assert [("arithmetic", "hops[5].hop")] == [
        (one.code, one.path) for one in result.findings if one.code == "arithmetic"
    ]


def test_limits_that_contradict_each_other() -> None:
    """A first hop beyond the last is a contradiction."""
    text = body("cx/traceroute")["rawOutput"].replace("1 hops min", "31 hops min")
    assert ["arithmetic"] == codes(of_text(text))


def test_an_address_as_destination() -> None:
    """Where an address was asked for, its answer is the end, resolved or not."""
    result = of_hops(
        "gateways/traceroute", [probe("1 ms", "null", "192.0.2.9")], destination="192.0.2.9"
    )
    assert result.measurement.reached
    result = of_hops("gateways/traceroute", [probe("1 ms", "null", "192.0.2.9")])
    assert result.measurement.reached is None


@pytest.mark.parametrize("name", NAMES)
def test_a_text_cut_anywhere(name: str) -> None:
    """A cut text says so, whatever is read of it is right, and `output` stays as it is."""
    text = body(name)["rawOutput"]
    whole = of_text(text).measurement
    for end in range(len(text.rstrip())):
        cut = changed(name, output=None, rawOutput=text[:end])
        assert {"only-in-text", "truncated-text"} >= set(codes(cut)), text[:end][-40:]
        assert "truncated-text" in codes(cut)
        if cut.measurement is not None:
            assert cut.measurement.reached in (None, whole.reached)
            assert_beginning_of(whole.hops, cut.measurement.hops)
            assert "partial" == cut.completeness
        beside = changed(name, rawOutput=text[:end])
        assert (["truncated-text"], "complete") == (loud(beside), beside.completeness)


def assert_beginning_of(whole: list[Hop], part: list[Hop]) -> None:
    """Assert that hops are the first of others, the last of them with its first probes."""
    if part:
        *full, last = part
        assert whole[: len(full)] == full
        assert whole[len(full)].hop == last.hop
        assert whole[len(full)].probes[: len(last.probes)] == last.probes


@pytest.mark.parametrize("name", NAMES)
def test_a_last_line_without_an_end(name: str) -> None:
    """A last line that has all its probes, and that nothing can follow, is whole."""
    text = body(name)["rawOutput"].rstrip()
    result = of_text(text)
    assert (changed(name).measurement, []) == (result.measurement, result.findings)


def test_hops_are_explained() -> None:
    """Each probe came from the line of its hop."""
    examination = examine(body("aos-s/traceroute"), url=url("aos-s/traceroute"), trace=True)
    rows = {row.name: row for row in explain(examination)}
    row = rows["hops[2].probes[1].rtt_ms"]
    assert ("4 ms", "4 ms", "agree") == (row.stated, row.printed, row.verdict)
    assert "198.51.100.10" in str(row.text)


def test_a_time_that_can_not_be() -> None:
    """A round trip of thirty digits is told, and nothing else takes the place of its hop's probes."""
    name = "gateways/traceroute"
    text = body(name)["rawOutput"].replace("        2 ms", f"        {'9' * 30} ms", 1)
    result = netassay.normalize(body(name, rawOutput=text), url=url(name))
    assert "implausible" in codes(result)
    assert 5 == len(result.measurement.hops)
