"""ping, as CX and AOS-S switches and gateways run it."""

from __future__ import annotations

import pytest

import netassay
from bodies import SHARED, body, codes, loud, url
from netassay.normalizing.explain import explain
from netassay.normalizing.pipeline import examine

SWITCHES = ("cx/ping", "aos-s/ping", "gateways/ping")


def changed(name: str, **changes: object) -> netassay.Result:
    """Return the result of a sample with other values in its body."""
    return netassay.normalize(body(name, **changes), url=url(name))


def of_text(text: str) -> netassay.Result:
    """Return the result of a ping's text."""
    return netassay.parse_text("ping", text)


def outcomes(result: netassay.Result) -> list[tuple[int | None, str]]:
    """Return the sequence number and the outcome of each reply."""
    return [(reply.sequence, reply.outcome) for reply in result.measurement.replies]


@pytest.mark.parametrize("name", SWITCHES)
def test_both_sides_and_each_alone(name: str) -> None:
    """The samples are complete and without a finding; the text alone tells all."""
    result = changed(name)
    assert ("complete", [], []) == (result.completeness, result.findings, result.unread)
    assert result.measurement == of_text(body(name)["rawOutput"]).measurement
    alone = changed(name, rawOutput=None)
    assert ("complete", []) == (alone.completeness, alone.findings)


@pytest.mark.parametrize("name", SWITCHES)
def test_the_shape_tells_the_family(name: str) -> None:
    """Without a URL the keys tell whose ping it is."""
    result = netassay.normalize(body(name))
    family, test = name.split("/")
    assert (test, family, []) == (result.test, result.family, result.findings)
    assert changed(name).measurement == result.measurement


def test_cx() -> None:
    """A CX switch's ping: both sizes, the time of the run, the deviation, the loss."""
    ping = netassay.to_dict(changed("cx/ping"))["measurement"]
    replies = ping.pop("replies")
    assert {
        "destination": "www.example.com",
        "resolved_address": "192.0.2.44",
        "transmitted": 5,
        "received": 4,
        "duplicates": None,
        "errors": None,
        "loss_percent": 20,
        "payload_bytes": 64,
        "packet_bytes": 92,
        "timeout_s": None,
        "total_time_ms": 4031,
        "rtt_min_ms": 1.871,
        "rtt_avg_ms": 1.943,
        "rtt_max_ms": 2.052,
        "rtt_mdev_ms": 0.067,
        "lost_sequences": [3],
    } == ping
    assert [1, 2, 4, 5] == [reply["sequence"] for reply in replies]
    assert (72, 63, 1.94) == tuple(replies[0][key] for key in ("size_bytes", "ttl", "time_ms"))


def test_aos_s() -> None:
    """An AOS-S switch's ping: the request without a number has its place, the mean is cut off."""
    result = changed("aos-s/ping")
    assert [(1, "reply"), (2, "reply"), (3, "timeout"), (4, "reply"), (5, "reply")] == outcomes(
        result
    )
    ping = result.measurement
    assert ("198.51.100.9", 12, [3]) == (ping.destination, ping.rtt_avg_ms, ping.lost_sequences)


def test_gateway() -> None:
    """A gateway's ping: marks are replies, the success rate leaves the loss."""
    result = changed("gateways/ping")
    ping = result.measurement
    assert ("192.0.2.130", 128, 3, 20) == (
        ping.destination,
        ping.packet_bytes,
        ping.timeout_s,
        ping.loss_percent,
    )
    assert [(1, "reply"), (2, "reply"), (3, "timeout"), (4, "reply"), (5, "reply")] == outcomes(
        result
    )
    assert [3] == ping.lost_sequences


@pytest.mark.skipif(not SHARED.exists(), reason="the real bodies lie beside the repository")
@pytest.mark.parametrize("name", ["aps/ping", *SWITCHES])
def test_real_bodies(name: str) -> None:
    """The real bodies are complete and give no finding, with their URL and without."""
    data = (SHARED / "payloads" / f"{name}.json").read_bytes()
    result = netassay.normalize(data, url=url(name))
    assert ("complete", [], []) == (result.completeness, result.findings, result.unread)
    assert result.measurement == netassay.normalize(data).measurement


# --- iputils --------------------------------------------------------------------------

HEAD = "PING host.example.com (192.0.2.9) 56(84) bytes of data.\n"


def iputils(*lines: str, summary: str, times: str = "") -> str:
    """Return a text of iputils with these lines for replies."""
    tail = f"rtt min/avg/max/mdev = {times} ms\n" if times else "\n"
    replies = "".join(f"{line}\n" for line in lines)
    return f"{HEAD}{replies}\n--- host.example.com ping statistics ---\n{summary}\n{tail}"


def test_duplicates() -> None:
    """A reply that came twice is marked, counted, and no loss."""
    result = of_text(
        iputils(
            "64 bytes from 192.0.2.9: icmp_seq=1 ttl=60 time=10.0 ms",
            "64 bytes from 192.0.2.9: icmp_seq=1 ttl=60 time=10.4 ms (DUP!)",
            "64 bytes from 192.0.2.9: icmp_seq=2 ttl=60 time=11.0 ms",
            summary="3 packets transmitted, 2 received, +1 duplicates, 33.3333% packet loss,"
            " time 2003ms",
            times="10.011/10.477/11.014/0.402",
        )
    )
    ping = result.measurement
    assert ([], "complete") == (result.findings, result.completeness)
    assert [(1, False), (1, True), (2, False)] == [
        (reply.sequence, reply.duplicate) for reply in ping.replies
    ]
    assert (1, [3], 33.3333) == (ping.duplicates, ping.lost_sequences, ping.loss_percent)


UNREACHABLE = {
    "Destination Host Unreachable": "unreachable",
    "Destination Port Unreachable": "unreachable",
    "Destination unreachable: Address unreachable": "unreachable",
    "Packet filtered": "unreachable",
    "Time to live exceeded": "error",
    "Frag needed and DF set (mtu = 1400)": "error",
}


@pytest.mark.parametrize(("said", "outcome"), UNREACHABLE.items())
def test_what_a_router_says(said: str, outcome: str) -> None:
    """What a router says of a request is its outcome, with the words as a note."""
    for who in ("192.0.2.1", "gw.example.com (192.0.2.1)"):
        result = of_text(
            iputils(
                f"From {who} icmp_seq=1 {said}",
                summary="1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms",
            )
        )
        (reply,) = result.measurement.replies
        assert ("192.0.2.1", 1, outcome, said) == (
            reply.address,
            reply.sequence,
            reply.outcome,
            reply.note,
        )
        assert ([], 1, [1]) == (
            result.findings,
            result.measurement.errors,
            result.measurement.lost_sequences,
        )


def test_no_answer_yet() -> None:
    """A request without an answer is a time-out, unless the answer came after all."""
    result = of_text(
        iputils(
            "64 bytes from 192.0.2.9: icmp_seq=1 ttl=60 time=10.0 ms",
            "no answer yet for icmp_seq=2",
            "no answer yet for icmp_seq=3",
            "64 bytes from 192.0.2.9: icmp_seq=3 ttl=60 time=1250 ms",
            summary="3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms",
            times="10.000/630.100/1250.200/620.100",
        )
    )
    assert [(1, "reply"), (2, "timeout"), (3, "reply")] == outcomes(result)
    assert ([], [2]) == (result.findings, result.measurement.lost_sequences)


def test_nothing_came_back() -> None:
    """Without a reply there is no closing line, and the text is whole all the same."""
    for tail in ("", "pipe 3\n"):
        text = iputils(summary="4 packets transmitted, 0 received, 100% packet loss, time 3083ms")
        result = of_text(text + tail)
        assert ([], "complete") == (result.findings, result.completeness)
        assert [1, 2, 3, 4] == result.measurement.lost_sequences


def test_replies_too_small_for_a_time() -> None:
    """Below 16 bytes of payload there are no round trips, in replies and at the end."""
    text = iputils(
        "8 bytes from 192.0.2.9: icmp_seq=1 ttl=60",
        "8 bytes from 192.0.2.9: icmp_seq=2 ttl=60",
        summary="2 packets transmitted, 2 received, 0% packet loss, time 400ms",
    )
    result = of_text(text.replace("56(84)", "0(28)"))
    assert ([], [None, None]) == (
        result.findings,
        [reply.time for reply in result.measurement.replies],
    )


def test_a_closing_line_with_more() -> None:
    """The pipe, and the figures of an adaptive run, may stand behind the round trips."""
    for more in ("pipe 2", "ipg/ewma 10.184/10.235 ms", "pipe 2, ipg/ewma 10.184/10.235 ms"):
        text = iputils(
            "64 bytes from 192.0.2.9: icmp_seq=1 ttl=60 time=10.0 ms",
            summary="1 packets transmitted, 1 received, 0% packet loss, time 0ms",
            times="10.011/10.011/10.011/0.000",
        )
        result = of_text(f"{text.rstrip()}, {more}\n")
        assert ([], 10.011) == (result.findings, result.measurement.rtt_avg_ms)


def test_a_quiet_run() -> None:
    """Without replies the totals are all, and nothing is said to be lost by name."""
    result = of_text(
        iputils(
            summary="4 packets transmitted, 3 received, 25% packet loss, time 3004ms",
            times="1.000/1.100/1.200/0.100",
        )
    )
    assert ([], []) == (result.findings, result.measurement.lost_sequences)


HEADS = {
    "PING host.example.com (192.0.2.9) 56(84) bytes of data.": ("192.0.2.9", 56, 84),
    "PING 192.0.2.9 (192.0.2.9) from 192.0.2.1 vlan1: 56(84) bytes of data.": ("192.0.2.9", 56, 84),
    "PING 2001:db8::9(2001:db8::9) 56 data bytes": ("2001:db8::9", 56, None),
    "PING host.example.com (2001:db8::9) from 2001:db8::1 eth0: 16 data bytes": (
        "2001:db8::9",
        16,
        None,
    ),
}


@pytest.mark.parametrize(("head", "expected"), HEADS.items())
def test_first_lines_of_iputils(head: str, expected: tuple[str, int, int | None]) -> None:
    """IPv4 and IPv6, with a source and without."""
    end = "1 packets transmitted, 0 received, 100% packet loss, time 0ms\n"
    ping = of_text(f"{head}\n{end}").measurement
    assert expected == (ping.resolved_address, ping.payload_bytes, ping.packet_bytes)
    assert head.split()[1].partition("(")[0] == ping.destination


def test_replies_with_names() -> None:
    """Who answered is the address behind the name."""
    result = of_text(
        iputils(
            "64 bytes from host.example.com (192.0.2.9): icmp_seq=1 ttl=60 time=10.0 ms",
            "64 bytes from host.example.com (192.0.2.9): icmp_req=2 ttl=60 time=10.0 ms (DUP!)",
            "28 bytes from 192.0.2.9: icmp_seq=3 ttl=60 (truncated)",
            summary="3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms",
            times="10.000/10.000/10.000/0.000",
        )
    )
    assert ([], {"192.0.2.9"}) == (
        result.findings,
        {reply.address for reply in result.measurement.replies},
    )
    assert "truncated" == result.measurement.replies[2].note


def test_a_mean_of_times_that_were_cut_off() -> None:
    """Old iputils cuts off the digits of a reply's time, so that the mean may lie above."""
    lines = [f"64 bytes from 192.0.2.9: icmp_seq={at} ttl=60 time=11.5 ms" for at in (1, 2)]
    summary = "2 packets transmitted, 2 received, 0% packet loss, time 1001ms"
    cut_off = iputils(*lines, summary=summary, times="11.581/11.588/11.595/0.007")
    assert [] == of_text(cut_off).findings
    wrong = iputils(*lines, summary=summary, times="11.500/11.700/11.800/0.100")
    assert {"arithmetic"} == set(codes(of_text(wrong)))


def test_a_line_cut_before_its_mark() -> None:
    """A last line without an end is not read: it may have been a duplicate."""
    line = "64 bytes from 192.0.2.9: icmp_seq=1 ttl=60 time=10.0 ms"
    result = of_text(HEAD + line)
    assert (["truncated-text"], [], [line]) == (
        codes(result),
        result.measurement.replies,
        [one.text for one in result.unread],
    )


# --- AOS-S ----------------------------------------------------------------------------


def aos_s(*lines: str, received: int = 0, times: str = "") -> netassay.Result:
    """Return the result of an AOS-S text with a line for each request."""
    sent = len(lines)
    loss = 100 - 100 * received // sent
    total = f"{sent} packets transmitted, {received} packets received, {loss}% packet loss\n"
    text = "".join(f"{line}\n" for line in (f"ping 192.0.2.9 repetitions {sent}", *lines)) + total
    return of_text(f"\n{text}round-trip (ms) min/avg/max = {times}\n\n" if times else text)


def test_requests_that_failed() -> None:
    """What the switch says of a request is its outcome, in the place of its number."""
    said = (
        "Request timed out.",
        "Target did not respond.",
        "The destination address is unreachable.",
    )
    result = aos_s(*said)
    assert [(1, "timeout"), (2, "timeout"), (3, "unreachable")] == outcomes(result)
    assert [None, *said[1:]] == [reply.note for reply in result.measurement.replies]
    assert ([], "complete", [1, 2, 3]) == (
        result.findings,
        result.completeness,
        result.measurement.lost_sequences,
    )


def test_one_request_has_no_number() -> None:
    """A single request is printed without an iteration."""
    result = aos_s("192.0.2.9 is alive, time = 3 ms", received=1, times="3/3/3")
    assert ([], [(1, "reply")]) == (result.findings, outcomes(result))


def test_a_mean_that_was_cut_off() -> None:
    """AOS-S truncates averages: 8, 8 and 7 ms are 7, and 8 would be too much."""
    lines = [
        f"192.0.2.9 is alive, iteration {at}, time = {time} ms" for at, time in enumerate("887", 1)
    ]
    assert [] == aos_s(*lines, received=3, times="7/7/8").findings
    assert ["arithmetic"] == codes(aos_s(*lines, received=3, times="7/6/8"))[:1]


# --- gateways -------------------------------------------------------------------------


def gateway(marks: str, rate: str, times: str = "") -> str:
    """Return a gateway's text with these marks."""
    sent = rate.rpartition("/")[2].rstrip(")")
    tail = f", round-trip min/avg/max = {times} ms" if times else ""
    return (
        "\r\n! - Success  . - Failure  D - Duplicate Response\r\n\rPress 'q' to abort.\r\n"
        f"Sending {sent}, 92-byte ICMP Echos to 192.0.2.9, timeout is 2 seconds:\r\n"
        f"{marks}\r\nSuccess rate is {rate}{tail}\n\r\n"
    )


def test_every_mark() -> None:
    """Each mark is the outcome of one request, with a note where it says more."""
    result = of_text(gateway("!.UQM?&", "14 percent (1/7)", "5.1/5.1/5.1"))
    assert [
        (1, "reply", None),
        (2, "timeout", None),
        (3, "unreachable", "destination unreachable"),
        (4, "error", "source quench: destination too busy"),
        (5, "error", "could not fragment"),
        (6, "error", "unknown kind of packet"),
        (7, "error", "time to live exceeded"),
    ] == [(reply.sequence, reply.outcome, reply.note) for reply in result.measurement.replies]
    assert ([], [2, 3, 4, 5, 6, 7], 86) == (
        result.findings,
        result.measurement.lost_sequences,
        result.measurement.loss_percent,
    )


def test_marks_over_several_lines() -> None:
    """Requests are counted through all lines of marks; a duplicate is none of them."""
    result = of_text(gateway("!!!\r\n!D.\r\n!", "83 percent (5/6)", "5.1/5.2/5.3"))
    assert [1, 2, 3, 4, None, 5, 6] == [reply.sequence for reply in result.measurement.replies]
    assert [False] * 4 + [True] + [False] * 2 == [
        reply.duplicate for reply in result.measurement.replies
    ]
    assert ([], 1, [5]) == (
        result.findings,
        result.measurement.duplicates,
        result.measurement.lost_sequences,
    )


def test_no_success() -> None:
    """At 0 percent there are no round trips, and the text is whole all the same."""
    result = of_text(gateway("...", "0 percent (0/3)"))
    assert ([], "complete", 100) == (
        result.findings,
        result.completeness,
        result.measurement.loss_percent,
    )


def test_a_success_rate_is_cut_off() -> None:
    """2 of 3 is 66 percent: 34 percent are printed as lost, which is no contradiction."""
    assert [] == of_text(gateway("!.!", "66 percent (2/3)", "5.1/5.2/5.3")).findings
    result = of_text(gateway("!.!", "65 percent (2/3)", "5.1/5.2/5.3"))
    assert [("arithmetic", "loss_percent")] == [(one.code, one.path) for one in result.findings]


def test_a_more_precise_success_rate() -> None:
    """A coarse success rate agrees with a finer one; the finer loss is kept."""
    text = gateway("!.!", "66 percent (2/3)", "5.1/5.2/5.3")
    output = body("gateways/ping")["output"] | {
        "destination": "192.0.2.9",
        "packetSizeBytes": "92",
        "timeoutSeconds": "2",
        "successRatePercent": "66.67",
        "sentPacketsCount": "3",
        "receivedPacketsCount": "2",
        "minimumLatencyMilliseconds": "5.1",
        "averageLatencyMilliseconds": "5.2",
        "maximumLatencyMilliseconds": "5.3",
    }
    result = changed("gateways/ping", output=output, rawOutput=text)
    assert ([], 33.33) == (codes(result), result.measurement.loss_percent)


def test_another_success_rate() -> None:
    """A stated success rate that the text contradicts is a disagreement in its own words."""
    output = body("gateways/ping")["output"] | {"successRatePercent": "60"}
    result = changed("gateways/ping", output=output)
    assert [
        ("disagree", "loss_percent", "60", "80"),
        ("arithmetic", "loss_percent", None, None),
    ] == [(one.code, one.path, one.stated, one.printed) for one in result.findings]
    assert 40 == result.measurement.loss_percent


def test_an_impossible_success_rate() -> None:
    """More than all is implausible, and a word is no rate."""
    for stated, code in (("120", "implausible"), ("all", "bad-value")):
        output = body("gateways/ping")["output"] | {"successRatePercent": stated}
        assert code in codes(changed("gateways/ping", output=output, rawOutput=None))


def test_marks_are_explained() -> None:
    """Each reply came from the line of its mark."""
    examination = examine(body("gateways/ping"), url=url("gateways/ping"), trace=True)
    rows = {row.name: row for row in explain(examination)}
    assert ("!!.!!", ".") == (
        rows["replies[2].outcome"].text,
        rows["replies[2].outcome"].printed,
    )
    assert "Sending 5, 128-byte" in str(rows["packet_bytes"].text)


# --- Damage ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", SWITCHES)
def test_a_text_cut_anywhere(name: str) -> None:
    """A cut text says so, and changes nothing that `output` says."""
    text = body(name)["rawOutput"]
    for end in range(len(text.rstrip())):
        cut = changed(name, rawOutput=text[:end])
        assert ["truncated-text"] == loud(cut), text[:end][-40:]
        assert "complete" == cut.completeness


def test_lost_requests_are_named_only_where_all_others_are_known() -> None:
    """Where replies are missing, what was lost can't be told from what was not read."""
    output = body("cx/ping")["output"]
    del output["replies"][1]
    assert [] == changed("cx/ping", output=output, rawOutput=None).measurement.lost_sequences


def test_an_answer_with_a_damaged_number() -> None:
    """A reply counts for the verdict though its number is none that was asked for."""
    text = (
        "PING 192.0.2.1 (192.0.2.1): 56 data bytes\n"
        "64 bytes from 192.0.2.1: icmp_seq=900 ttl=64 time=1.1 ms\n\n"
        "--- 192.0.2.1 ping statistics ---\n"
        "4 packets transmitted, 1 packets received, 75% packet loss\n"
        "round-trip min/avg/max = 1.1/1.1/1.1 ms\n"
    )
    assert "degraded" == of_text(text).verdict
    assert "not-run" == of_text(text.replace("4 packets", "-1 packets")).verdict
