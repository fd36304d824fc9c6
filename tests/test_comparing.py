"""What changed between two sets of results, and what did not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES, body, url
from netassay import testing
from netassay.analysis.compare import ComparisonSide, changes

#: An iperf sample's figures and what is half of them, on both sides of its body.
HALVED = {
    "9.58 M": "4.79 M",
    "7.67 M": "3.83 M",
    "11.4 MB": "5.70 MB",
    "9.14 MB": "4.57 MB",
    "6.42 MB": "3.21 MB",
    "53.9 M": "26.9 M",
    "2.50 MB": "1.25 MB",
    "21.0 M": "10.5 M",
}


def halved() -> dict[str, Any]:
    """Return the body of a gateway whose throughput was halved."""
    text = json.dumps(body("gateways/iperf"))
    for before, after in HALVED.items():
        text = text.replace(before, after)
    made: dict[str, Any] = json.loads(text)
    return made


def samples() -> list[netassay.Result]:
    """Return the results of all samples, each of a device of its own."""
    names = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))
    return [netassay.normalize(body(name), url=url(name, f"CN-{name}")) for name in names]


def pinged(*times: float, **changes: Any) -> list[netassay.Result]:
    """Return pings of one host with these mean round trips."""
    output = body("aps/ping")["output"]
    return [
        netassay.normalize(
            {"output": {**output, "averageRoundTripTimeMilliseconds": str(time), **changes}},
            test="ping",
            family="aps",
        )
        for time in times
    ]


#: What an access point prints where it finds no address; without it the target is lost.
NO_ADDRESS = (
    "\nCOMMAND=ping www.google.com\nhost address failed because the ipv4/v6 address"
    " www.google.com is invalid.\n"
)


def unresolved(text: str | None = None) -> netassay.Result:
    """Return a ping of the access point that `url` names, which found no address."""
    said = {"status": "COMPLETED", "failReason": "Destination not resolved", "output": None}
    return netassay.normalize(said | {"rawOutput": text}, url=url("aps/ping"))


def differences(
    before: list[netassay.Result], after: list[netassay.Result]
) -> list[tuple[Any, ...]]:
    """Return target, name, verdict and figures of what is not the same, apart from figures gone."""
    return [
        (line.key.target, line.name, line.verdict, line.before, line.after)
        for line in netassay.compare(before, after)
        if line.verdict != "same" and (line.kind, line.verdict) != ("figure", "gone")
    ]


def verdict(before: list[netassay.Result], after: list[netassay.Result], name: str) -> Any:
    """Return the verdict on one figure and both of its values."""
    (line,) = [line for line in netassay.compare(before, after) if line.name == name]
    return line.verdict, line.before, line.after


def test_the_same_is_the_same() -> None:
    """A set compared with itself has not changed in anything."""
    lines = netassay.compare(samples(), samples())
    assert {"same"} == {line.verdict for line in lines}
    assert len(samples()) == len({line.key for line in lines})
    assert {"figure", "finding", "row", "state"} == {line.kind for line in lines}


def test_one_halved_gateway_is_all_that_is_named() -> None:
    """Of two folders that differ in a gateway's throughput, just that comes out, both ways."""
    before = samples()
    after = [
        netassay.normalize(halved(), url=url("gateways/iperf", "CN-gateways/iperf"))
        if result.test == "iperf"
        else result
        for result in before
    ]
    assert [] == [one.code for one in after[27].findings if one.severity != "info"]
    changed = [line for line in netassay.compare(before, after) if line.verdict != "same"]
    assert [
        ("worse", "sent.bitrate_bps", 9.58e6, 4.79e6, -50.0),
        ("worse", "received.bitrate_bps", 7.67e6, 3.83e6, pytest.approx(-50, abs=0.1)),
    ] == [
        (line.verdict, line.name, line.before, line.after, line.change_percent) for line in changed
    ]
    assert {"bit/s"} == {line.unit.symbol for line in changed if line.unit}
    key = changed[0].key
    assert ("gateways", "iperf", "84.17.57.129") == (key.family, key.test, key.target)
    back = [line.verdict for line in netassay.compare(after, before)]
    assert (2, 0) == (back.count("better"), back.count("worse"))


def test_medians_and_means() -> None:
    """Of round trips the median counts, of losses the mean."""
    before, after = pinged(200, 210, 900), pinged(300, 310, 320)
    assert ("worse", 210, 310) == verdict(before, after, "rtt_avg_ms")
    lossy = pinged(200, packetLossPercent="100") + pinged(200, 200, 200, packetLossPercent="0")
    assert ("worse", 0, 25) == verdict(pinged(200, packetLossPercent="0"), lossy, "loss_percent")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (200, 219, "same"),  # within ten percent
        (200, 221, "worse"),
        (200, 179, "better"),
        (2.0, 2.9, "same"),  # within a millisecond
        (2.0, 3.1, "worse"),
        (0, 0.5, "same"),
        (0, 5, "worse"),
    ],
)
def test_thresholds(before: float, after: float, expected: str) -> None:
    """A change counts over ten percent, and over a millisecond."""
    assert expected == verdict(pinged(before), pinged(after), "rtt_avg_ms")[0]


def test_the_threshold_can_be_set() -> None:
    """With a lower threshold smaller changes count."""
    lines = netassay.compare(pinged(200), pinged(210), threshold=2)
    assert "worse" in {line.verdict for line in lines}


def test_new_and_gone() -> None:
    """A test on one side only, and a figure on one side only, are new or gone."""
    (line,) = netassay.compare([], pinged(1, 2))
    assert ("new", "responses", 0, 2) == (line.verdict, line.kind, line.before, line.after)
    (line,) = netassay.compare(pinged(1), [])
    assert "gone" == line.verdict
    without = pinged(200, maximumRoundTripTimeMilliseconds=None)
    assert "gone" == verdict(pinged(200), without, "rtt_max_ms")[0]
    assert ("new", None, 209.8) == verdict(without, pinged(200), "rtt_max_ms")


def test_findings_come_and_go() -> None:
    """A finding that was not there before is new, wherever in the record it is."""
    odd = pinged(200, surprise="1")
    name = "info unknown-field /output/surprise"
    assert ("new", 0, 1) == verdict(pinged(200), odd, name)
    assert ("gone", 1, 0) == verdict(odd, pinged(200), name)
    assert ("same", 1, 1) == verdict(odd, odd, name)


def pinged_ap(time: str = "204.7", **changes: Any) -> list[netassay.Result]:
    """Return a ping of the access point that `url` names."""
    output = body("aps/ping")["output"] | {"averageRoundTripTimeMilliseconds": time}
    return [netassay.normalize({"output": output | changes}, url=url("aps/ping"))]


def answered(**said: Any) -> list[netassay.Result]:
    """Return what the API says of a test for which there are no parameters."""
    return [netassay.normalize(said, url=url("cx/showCommands"))]


def test_what_did_not_run_is_a_share() -> None:
    """What the API refused, and a task that ended without a measurement, did not run."""
    (fine,) = answered(status="COMPLETED")
    (ended,) = answered(status="FAILED", output=None)
    (refused,) = answered(errorCode="HPE_GL_X", message="no such device")
    assert ("worse", 0, 50) == verdict([fine], [fine, ended], "not-run")
    assert ("better", 100, 50) == verdict([refused], [refused, fine], "not-run")
    assert ("same", 0, 0) == verdict([fine], [ended, refused], "failed")
    assert ("new", None, 100) == verdict([], [ended], "not-run")


def test_what_ran_and_does_not_work_has_failed() -> None:
    """A ping without an answer ran: it failed, and so is worse in that and in its loss."""
    lost = {"receivedPacketsCount": "0", "packetLossPercent": "100", "replies": []}
    (good,), (none,) = pinged_ap("200"), pinged_ap("", **lost)
    assert "failed" == none.verdict
    assert ("worse", 0, 100) == verdict([good], [none], "failed")
    assert ("same", 0, 0) == verdict([good], [none], "not-run")


def test_what_is_not_finished_is_neither() -> None:
    """A task that is running is one of the responses, and none of those that failed."""
    for name in ("failed", "not-run"):
        assert ("same", 0, 0) == verdict(
            answered(status="COMPLETED"), answered(status="RUNNING"), name
        )


@pytest.mark.parametrize("text", [NO_ADDRESS, None])
def test_a_run_that_lost_its_target_is_compared_with_it(text: str | None) -> None:
    """A good ping, then one that found no address: one line says worse, named target or not."""
    before, after = pinged_ap(), [unresolved(text)]
    assert text is None or "www.google.com" == after[0].measurement.destination  # type: ignore[union-attr]
    assert [("www.google.com", "not-run", "worse", 0, 100)] == differences(before, after)
    back = [line for line in netassay.compare(after, before) if line.verdict == "better"]
    assert [("www.google.com", "not-run", 100)] == [
        (line.key.target, line.name, line.before) for line in back
    ]


def test_findings_stand_in_the_order_of_the_result() -> None:
    """Lines of findings do not change places from one run of Python to the next."""
    (first, *_) = results = [netassay.normalize(body("gateways/iperf"), url=url("gateways/iperf"))]
    lines = [line for line in netassay.compare(results, results) if line.kind == "finding"]
    order = [
        re.sub(r"\[\d+\]", "", f"{one.severity} {one.code} {one.path}") for one in first.findings
    ]
    assert list(dict.fromkeys(order)) == [line.name for line in lines]
    assert {1} == {line.before for line in lines}


@given(st.lists(testing.results(damage=testing.DAMAGES), max_size=4), st.integers(0, 4))
def test_whatever_was_read_is_the_same_as_itself(results: list[netassay.Result], cut: int) -> None:
    """Damaged and failed responses, too, have not changed from themselves, in any order."""
    assert {"same"} >= {line.verdict for line in netassay.compare(results, results[::-1])}
    one, other = ComparisonSide(results[:cut]), ComparisonSide(results[cut:])
    known = repr((one.sets, other.sets))
    there, again = (list(changes(one, other)) for _ in range(2))
    # Comparing leaves both sides as they are.
    assert there == again
    assert known == repr((one.sets, other.sets))


def of(*hosts: str) -> list[netassay.Result]:
    """Return a ping of each host, one without an address for each that has no name."""
    return [pinged_ap(destination=host)[0] if host else unresolved() for host in hosts]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # One target on both sides, or on the side of what lost it.
        (of("a"), of("a", ""), [("a", "not-run", "worse", 0, 50)]),
        (of(""), of("", "a"), [("a", "not-run", "better", 100, 50)]),
        # One target is not there any more.
        (of("a", "b"), of("a", ""), [("b", "not-run", "worse", 0, 100)]),
        # One target was there before, another is new.
        (
            of("a"),
            of("a", "b", ""),
            [("a", "not-run", "worse", 0, 50), ("b", "responses", "new", 0, 1)],
        ),
    ],
)
def test_whose_a_lost_target_is(before: Any, after: Any, expected: Any) -> None:
    """What has no target belongs to the one that it can have had."""
    lines = [line for line in differences(before, after) if line[1] in {"not-run", "responses"}]
    assert expected == lines


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (of("a", "b"), of("", ""), ("worse", 0, 100, 2, 2)),
        (of("a", "b"), of("a", "b", "", ""), ("worse", 0, 50, 2, 4)),
        (of("a", "b", "c"), of("a", ""), ("worse", 0, 50, 3, 2)),
        (of("a", "b", "", ""), of("a", "b", "c", "d"), ("better", 50, 0, 4, 4)),
        (of("a", ""), of("a", "b", ""), ("better", 50, pytest.approx(100 / 3), 2, 3)),
    ],
)
def test_where_it_is_not_clear_the_whole_test_is_compared(
    before: Any, after: Any, expected: Any
) -> None:
    """Where several targets may be meant, the shares are of all that the device's test did."""
    (line,) = [
        line
        for line in netassay.compare(before, after)
        if (line.key.target, line.name) == ("", "not-run")
    ]
    assert expected == (
        line.verdict,
        line.before,
        line.after,
        line.responses_before,
        line.responses_after,
    )


def test_a_lost_target_is_none_of_another_device() -> None:
    """The only target of another device, or of another test, is not the one that was lost."""
    other = netassay.normalize({"output": body("aps/ping")["output"]}, url=url("aps/ping", "CN2"))
    assert ("new", None, 100) == verdict([other], [unresolved()], "not-run")
    assert {""} == {key.target for key in ComparisonSide([unresolved()]).sets}


HOSTS = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=5)


@given(HOSTS, HOSTS)
def test_turned_round_a_comparison_says_the_opposite(one: list[str], other: list[str]) -> None:
    """Whatever targets were lost, worse turns into better and new into gone, line by line."""
    opposite = {"worse": "better", "better": "worse", "new": "gone", "gone": "new", "same": "same"}
    there = netassay.compare(of(*one), of(*other), threshold=0)
    back = {
        (line.key, line.name): line.verdict
        for line in netassay.compare(of(*other), of(*one), threshold=0)
    }
    for line in there:
        # What is new is told with its shares, what is gone is not.
        if line.kind != "figure" or (line.responses_before and line.responses_after):
            assert opposite[line.verdict] == back[line.key, line.name]
    assert {"same"} >= {line.verdict for line in netassay.compare(of(*one), of(*one))}


def test_logins_ports_and_paths() -> None:
    """Flags are shares: logins accepted, ports bounced, hosts reached."""
    login = body("aps/aaa")
    refused = body("aps/aaa", output=login["output"] | {"authenticationStatus": "Failed"})
    one, other = (netassay.normalize(it, url=url("aps/aaa")) for it in (login, refused))
    assert ("worse", 100, 0) == verdict([one], [other], "accepted")
    bounced = netassay.normalize(body("aos-s/poeBounce"), url=url("aos-s/poeBounce"))
    assert 50 == verdict([bounced], [bounced], "ports.bounced")[1]
    way = netassay.normalize(body("aos-s/traceroute"), url=url("aos-s/traceroute"))
    assert 100 == verdict([way], [way], "reached")[1]


def cabled(*pairs: tuple[str | None, str | None], port: str = "1/1/9", **said: Any) -> Any:
    """Return a cable test of one port, whose pairs have these states and lengths."""
    names = "1-2", "3-6", "4-5", "7-8"
    rows = [
        {"pairName": name, "status": status, "length": length, "accuracy": "5"}
        for name, (status, length) in zip(names, pairs, strict=False)
    ]
    row = {"interfaceName": port, "state": "complete", "cablePairDiagnostics": rows} | said
    output = {"ports": [port], "results": [row]}
    return netassay.normalize(body("cx/cableTest", output=output), url=url("cx/cableTest"))


GOOD = ("Good", "41")
PAIR = "ports[1/1/9].pairs[4-5].status"


def states(before: Any, after: Any) -> list[tuple[Any, ...]]:
    """Return verdict, name and both texts of every line that is not the same."""
    return [
        (line.verdict, line.name, line.before_text, line.after_text)
        for line in netassay.compare(before, after)
        if line.verdict != "same"
    ]


def test_a_pair_that_is_open_is_one_line_that_names_it() -> None:
    """Of a cable whose pair was cut, port, pair and distance come out, turned round as better."""
    before = [cabled(GOOD, GOOD, GOOD, GOOD)]
    after = [cabled(GOOD, GOOD, ("Open", "20"), GOOD)]
    assert [("worse", PAIR, "Good", "Open at 20 m")] == states(before, after)
    assert [("better", PAIR, "Open at 20 m", "Good")] == states(after, before)
    (line,) = [line for line in netassay.compare(before, after) if line.verdict == "worse"]
    assert line.unit is not None
    assert ("state", "m", 41, 20) == (line.kind, line.unit.symbol, line.before, line.after)
    assert line.change_percent is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # A fault that is elsewhere, or of another kind, is neither better nor worse.
        (("Open", "20"), ("Open", "5"), ("changed", "Open at 20 m", "Open at 5 m")),
        (("Open", "20"), ("Short", "20"), ("changed", "Open at 20 m", "Short at 20 m")),
        (("Open", None), ("Short", None), ("changed", "Open", "Short")),
        # Within the accuracy, and where there is no distance, a fault has not moved.
        (("Open", "20"), ("OPEN", "24"), None),
        (("Open", "20"), ("Open", None), None),
        # The length of a good pair is told where it is another cable.
        (GOOD, ("Good", "50"), None),
        (GOOD, ("OK", "41"), None),
        (GOOD, ("Good", "0"), None),
        (GOOD, ("Good", "5"), ("changed", "Good, 41 m", "Good, 5 m")),
        # What a device says nothing of is no state.
        ((None, "20"), (None, "41"), None),
        (GOOD, (None, None), ("gone", "Good", None)),
        ((None, "20"), ("Open", "20"), ("new", None, "Open at 20 m")),
    ],
)
def test_what_becomes_of_a_pair(before: Any, after: Any, expected: Any) -> None:
    """A fault that moved is told, a length that is measured a little differently is not."""
    told = states([cabled(GOOD, GOOD, before)], [cabled(GOOD, GOOD, after)])
    assert expected == next(((line[0], *line[2:]) for line in told if line[1] == PAIR), None)


def test_of_several_cable_tests_the_usual_state_counts() -> None:
    """A pair is what it was most often, at the median distance; a fault where that is a tie."""
    good, near, far = (cabled(GOOD, GOOD, pair) for pair in (GOOD, ("Open", "20"), ("Open", "30")))
    assert [] == states([good, good, good], [good, near, good])
    worse = [("worse", PAIR, "Good", "Open at 25 m")]
    assert worse == states([good], [near, good, far])
    assert worse == states([good], [good, good, far, near])


def test_a_port_whose_test_failed() -> None:
    """A port without pairs is known by its state; one that has no name by its place."""
    failed = cabled(state="failed")
    assert ("worse", "ports[1/1/9].state", "complete", "failed") in states([cabled(GOOD)], [failed])
    nameless = [cabled(pair, port="") for pair in (GOOD, ("Open", "1"))]
    names = {line[1] for line in states(nameless[:1], nameless[1:]) if line[2]}
    assert {"ports[#1].pairs[1-2].status"} == names


def test_a_port_that_was_not_bounced_is_named() -> None:
    """A refusal is told by port, in the device's words."""
    said = [
        netassay.normalize(
            {
                "output": {
                    "ports": ["1", "2"],
                    "results": [
                        {"port": "1", "status": "Bounced"},
                        {"port": "2", "status": status},
                    ],
                }
            },
            url=url("aos-s/portBounce"),
        )
        for status in ("Bounced", "Port is down")
    ]
    refused = ("worse", "ports[2].answer", "Bounced", "Port is down")
    assert [("worse", "ports.bounced", None, None), refused] == states(said[:1], said[1:])


PAIRS = st.tuples(
    st.sampled_from(["Good", "OK", "Open", "Short", None]),
    st.sampled_from(["0", "5", "20", "24", "41", None]),
)


@given(*[st.lists(st.tuples(PAIRS, PAIRS), min_size=1, max_size=3)] * 2)
def test_turned_round_cables_say_the_opposite(one: Any, other: Any) -> None:
    """Of pairs, too, worse turns into better, and a set has not changed from itself."""
    opposite = {"worse": "better", "better": "worse", "new": "gone", "gone": "new"}
    before, after = ([cabled(*pairs) for pairs in side] for side in (one, other))
    assert [] == states(before, before)
    there = [line for line in states(before, after) if "[" in line[1]]
    back = [line for line in states(after, before) if "[" in line[1]]
    turned = {(opposite.get(line[0], line[0]), line[1], line[3], line[2]) for line in there}
    assert turned == set(back)


def test_devices_and_targets_are_apart() -> None:
    """Another device, or another target in other letters only, is no other or one of its own."""
    upper = netassay.normalize(
        {"output": body("aps/ping")["output"] | {"destination": "WWW.google.com"}},
        test="ping",
        family="aps",
    )
    assert 1 == len(ComparisonSide([*pinged(1), upper]).sets)
    assert 2 == len(ComparisonSide([*pinged(1), *pinged(1, destination="www.example.com")]).sets)


@given(
    st.lists(st.floats(0.001, 1e6), min_size=1, max_size=5),
    st.lists(st.floats(0.001, 1e6), min_size=1, max_size=5),
)
def test_worse_one_way_is_never_worse_the_other(one: list[float], other: list[float]) -> None:
    """Turned round, a comparison never says again that the same figure got worse."""
    there = verdict(pinged(*one), pinged(*other), "rtt_avg_ms")[0]
    back = verdict(pinged(*other), pinged(*one), "rtt_avg_ms")[0]
    assert (there, back) not in {("worse", "worse"), ("better", "better")}
    assert "same" == verdict(pinged(*one), pinged(*one), "rtt_avg_ms")[0]
