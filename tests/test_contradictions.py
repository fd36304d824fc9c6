"""Values that contradict each other are said to, and what they make of the verdict."""

from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import body, codes, loud, url

UDP = {
    "iperfServerAddress": "192.0.2.1",
    "serverPort": "5201",
    "protocol": "UDP",
    "intervalInSeconds": "10",
    "upstreamBytes": "21072000",
    "upstreamBandwidthInMbps": "16.86",
    "upstreamDatagrams": "1000",
}
CLIENT = """\
Connecting to host 192.0.2.1, port 5201
[  5] local 192.0.2.7 port 40000 connected to 192.0.2.1 port 5201
[ ID] Interval           Transfer     Bitrate         Retr  Cwnd
[  5]   0.00-1.00   sec  7.15 MBytes  60.0 Mbits/sec    0    214 KBytes
[  5]   1.00-1.50   sec  3.58 MBytes  60.0 Mbits/sec    0    214 KBytes
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate         Retr
[  5]   0.00-1.50   sec  10.7 MBytes  60.0 Mbits/sec    0             sender
[  5]   0.00-1.50   sec  0.00 Bytes  0.00 bits/sec                  receiver
iperf3: interrupt - the client has terminated by signal Interrupt(2)
"""
TWO_STREAMS = """\
Connecting to host 192.0.2.1, port 5201
[  5] local 192.0.2.7 port 40000 connected to 192.0.2.1 port 5201
[  7] local 192.0.2.7 port 40001 connected to 192.0.2.1 port 5201
[ ID] Interval           Transfer     Bitrate
[  5]   0.00-1.00   sec  1.00 GBytes  8.59 Gbits/sec
[  7]   0.00-1.00   sec  1.00 GBytes  8.59 Gbits/sec
[SUM]   0.00-1.00   sec  2.00 GBytes  17.2 Gbits/sec
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate
[  5]   0.00-1.00   sec  1.00 GBytes  8.59 Gbits/sec                  sender
[  5]   0.00-1.00   sec  1.00 GBytes  8.59 Gbits/sec                  receiver
[  7]   0.00-1.00   sec  1.00 GBytes  8.59 Gbits/sec                  sender
[  7]   0.00-1.00   sec  1.00 GBytes  8.59 Gbits/sec                  receiver
[SUM]   0.00-1.00   sec  2.00 GBytes  17.2 Gbits/sec                  sender
[SUM]   0.00-1.00   sec  {} receiver

iperf Done.
"""


def of_output(name: str, **output: Any) -> netassay.Result:
    """Return the result of a sample with other values in its output, and no text."""
    stated = body(name)["output"] | output
    return netassay.normalize(body(name, output=stated, rawOutput=None), url=url(name))


def messages(result: netassay.Result, code: str) -> list[str]:
    """Return the messages of a result's findings with a code."""
    return [finding.message for finding in result.findings if finding.code == code]


def speedtest(**output: Any) -> netassay.Result:
    """Return the result of a speedtest in one direction."""
    return netassay.normalize(body("aps/speedtest", output=UDP | output), url=url("aps/speedtest"))


@pytest.mark.parametrize(
    ("lost", "verdict", "loss", "found"),
    [
        ("0", "passed", None, []),
        ("10", "degraded", "1 % loss", []),
        ("1000", "failed", "100 % loss", []),
        ("1001", "failed", "100.1 % loss", ["lost_datagrams 1001 is over datagrams 1000"]),
    ],
)
def test_lost_datagrams(lost: str, verdict: str, loss: str | None, found: list[str]) -> None:
    """Loss is judged by its counts where no share is stated, and is not over all of them."""
    result = speedtest(upstreamLostPackets=lost)
    assert verdict == result.verdict
    assert (loss is None) == ("loss" not in result.summary)
    assert loss is None or result.summary.endswith(loss)
    assert found == messages(result, "arithmetic")


def test_more_lost_than_sent_in_a_row() -> None:
    """So it is in the rows of a text."""
    text = TWO_STREAMS.format("2.00 GBytes  17.2 Gbits/sec  0.150 ms  190/181 (1e+02%)")
    result = netassay.parse_text("iperf", text)
    assert ["lost_datagrams 190 is over datagrams 181"] == messages(result, "arithmetic")[:1]


def test_a_stopped_client_does_not_know_what_arrived() -> None:
    """Zeros of a receiver whose count never came are no failure where rows flowed."""
    result = netassay.parse_text("iperf", CLIENT)
    assert "degraded" == result.verdict
    unstopped = CLIENT.partition("iperf3: interrupt")[0] + "\niperf Done.\n"
    assert "failed" == netassay.parse_text("iperf", unstopped).verdict


def test_an_interval_that_ends_before_it_starts() -> None:
    """A span of negative length is a contradiction."""
    rows = body("gateways/iperf")["output"]["metrics"]
    rows[1] = rows[1] | {"intervalInSeconds": "4.00-3.00"}
    result = of_output("gateways/iperf", metrics=rows)
    assert ["end 3.00 is before start 4.00"] == messages(result, "arithmetic")
    assert "intervals[1].end_s" in {one.path for one in result.findings}


def test_more_replies_than_were_received() -> None:
    """Replies of different sequence numbers are at most those received."""
    replies = body("aps/ping")["output"]["replies"]
    count = len(replies)
    stated = {"transmittedPacketsCount": str(count), "packetLossPercent": "0"}
    assert [] == loud(of_output("aps/ping", receivedPacketsCount=str(count), **stated))
    stated |= {"receivedPacketsCount": str(count - 1), "packetLossPercent": f"{100 / count:.3g}"}
    result = of_output("aps/ping", **stated)
    assert [f"{count - 1} received, and {count} replies are listed"] == messages(
        result, "arithmetic"
    )
    # One that came twice is a duplicate, of which `output` tells nothing.
    twice = [*replies[:-1], replies[-2]]
    assert [] == messages(of_output("aps/ping", replies=twice, **stated), "arithmetic")


@pytest.mark.parametrize("prefer", ["output", "text"])
def test_an_answer_beside_none(prefer: Any) -> None:
    """Of a probe that one side calls silent, no time of the other is kept."""
    saved = body("aps/traceroute")
    silent = {"responseTimeMilliseconds": "*", "ipAddress": "null", "reverseDnsResolution": "null"}
    hop = next(
        at
        for at, hop in enumerate(saved["output"]["hops"])
        if "*" not in [probe["responseTimeMilliseconds"] for probe in hop["probes"]]
    )
    saved["output"]["hops"][hop]["probes"][0] = silent
    result = netassay.normalize(saved, url=url("aps/traceroute"), prefer=prefer)
    probe = result.measurement.hops[hop].probes[0]
    (finding,) = [one for one in result.findings if one.code == "disagree"]
    assert f"hops[{hop}].probes[0].outcome" == finding.path
    assert "*" == finding.stated
    assert finding.printed
    assert (probe.rtt_ms is None, probe.address is None) == (prefer == "output",) * 2
    assert ("timeout" if prefer == "output" else "reply") == probe.outcome


@pytest.mark.parametrize("status", ["Not tested", "unknown", "N/A", "pending"])
def test_a_pair_that_was_not_tested(status: str) -> None:
    """It is no faulty one."""
    ports = body("cx/cableTest")["output"]["results"]
    for port in ports:
        for pair in port["cablePairDiagnostics"]:
            pair["status"] = status
    assert "unknown" == of_output("cx/cableTest", results=ports).verdict


@pytest.mark.parametrize("name", ["aps/ping", "cx/aaa", "gateways/iperf", "aos-s/showCommand"])
def test_null_in_place_of_output(name: str) -> None:
    """The text null is no output, and nothing else is wrong with it."""
    result = netassay.normalize(body(name, output="null", rawOutput=None), url=url(name))
    assert ["null-text"] == codes(result)
    assert {} == result.extras
    assert "unknown" == result.verdict


def test_a_status_that_is_a_number() -> None:
    """A code without a phrase has none, whatever it is in JSON."""
    rows = [row | {"responseCode": 200} for row in body("gateways/http")["output"]["responses"]]
    result = of_output("gateways/http", responses=rows)
    assert [] == loud(result)
    assert {(200, None)} == {
        (one.status_code, one.status_text) for one in result.measurement.responses
    }


@pytest.mark.parametrize("around", ["{}\n", " {}", "\t{} \r\n"])
def test_blanks_around_a_url(around: str) -> None:
    """They are no part of it: the response is the same one."""
    plain = netassay.normalize(body("cx/ping"), url=url("cx/ping"))
    blank = netassay.normalize(body("cx/ping"), url=around.format(url("cx/ping")))
    assert plain == blank
