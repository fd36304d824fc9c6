"""The five samples the project began with, value by value."""

from __future__ import annotations

from typing import Any

import pint
import pytest

import netassay
from bodies import SEEDS, body, codes, loud, url


def normalized(name: str) -> netassay.Result:
    """Return the result of a sample with its URL."""
    return netassay.normalize(body(name), url=url(name))


def exported(name: str) -> dict:
    """Return the same as it is exported."""
    return netassay.to_dict(normalized(name))


@pytest.mark.parametrize("name", SEEDS)
def test_nothing_above_info(name: str) -> None:
    """A sound response is complete, read to the last line, and gives no warning."""
    result = normalized(name)
    assert [] == loud(result)
    assert ("complete", {}, []) == (result.completeness, result.extras, result.unread)


@pytest.mark.parametrize("name", SEEDS)
def test_the_shape_tells_the_same(name: str) -> None:
    """Without a URL the shape gives the same measurement, or an honest doubt."""
    result = netassay.normalize(body(name))
    assert normalized(name).measurement == result.measurement
    expected = ["ambiguous-test"] if name == "gateways/http" else []
    assert expected == [code for code in codes(result) if code != "unit-conflict"]


def test_head() -> None:
    """What the URL and the body's head say is on the result."""
    result = normalized("aps/ping")
    assert ("ping", "aps", "CNXXEXAMPLE", "task-1") == (
        result.test,
        result.family,
        result.serial_number,
        result.task_id,
    )
    assert ("result", "COMPLETED", None) == (result.kind, result.status, result.fail_reason)
    assert "2025-05-20T13:07:48.849780286Z" == result.started_at
    assert "2025-05-20T13:08:04.034123064Z" == result.ended_at
    assert 15.184342778 == result.elapsed_s
    assert 100 == result.progress_percent
    assert 32 == len(result.id)


def there(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a record has, without what is absent."""
    return {name: value for name, value in record.items() if value not in (None, [])}


def test_ping_of_an_access_point() -> None:
    """Totals and replies of an AP's ping, the lost one named."""
    ping = exported("aps/ping")["measurement"]
    replies = ping.pop("replies")
    assert {
        "destination": "www.google.com",
        "resolved_address": "142.251.46.164",
        "transmitted": 5,
        "received": 4,
        "loss_percent": 20,
        "payload_bytes": 56,
        "rtt_min_ms": 200.2,
        "rtt_avg_ms": 204.7,
        "rtt_max_ms": 209.8,
        "lost_sequences": [2],
    } == there(ping)
    assert [(0, 200.2), (1, 209.8), (3, 208.8), (4, 200.2)] == [
        (reply["sequence"], reply["time_ms"]) for reply in replies
    ]
    assert {
        "sequence": 0,
        "address": "142.251.46.164",
        "size_bytes": 64,
        "ttl": 108,
        "time_ms": 200.2,
        "outcome": "reply",
        "duplicate": False,
    } == there(replies[0])


def test_iperf_of_a_gateway() -> None:
    """Header, sums and CPU of a gateway's iperf3 run."""
    iperf = exported("gateways/iperf")["measurement"]
    sent, received, cpu = iperf.pop("sent"), iperf.pop("received"), iperf.pop("cpu")
    del iperf["intervals"], iperf["totals"]
    assert {
        "version": "3.0.11",
        "protocol": "TCP",
        "server_address": "84.17.57.129",
        "server_port": 5201,
        "local_address": "10.27.119.178",
        "local_port": 55312,
        "streams": 1,
        "block_bytes": 131072,
        "omit_s": 0,
        "duration_s": 10,
        "mss_bytes": 1448,
        "reverse": False,
        "cookie": "Aruba9004-LTE_E3_E9_30.1747749749.92",
        "system": "Linux Aruba9004-LTE_E3_E9_30 5.10.209 #92514 SMP PREEMPT"
        " Tue Apr 22 14:41:40 PDT 2025 x86_64 GNU/Linux",
        "error": None,
        "timestamp": "2025-05-20T14:02:30Z",
    } == iperf
    assert (11953766.4, 9580000, 239) == (
        sent["transferred_bytes"],
        sent["bitrate_bps"],
        sent["retransmits"],
    )
    assert (9583984.64, 7670000, None) == (
        received["transferred_bytes"],
        received["bitrate_bps"],
        received["retransmits"],
    )
    assert [1.2, 0.1, 1.1, 0, 0, 0] == list(cpu.values())


def test_iperf_intervals_of_a_gateway() -> None:
    """The intervals of the same run, and the totals of its stream."""
    iperf = exported("gateways/iperf")["measurement"]
    intervals, totals = iperf["intervals"], iperf["totals"]
    assert 10 == len(intervals)
    assert [3, 15, 15, 15, 10, 15, 15, 16, 92, 43] == [row["retransmits"] for row in intervals]
    assert {
        "stream": 4,
        "role": None,
        "direction": "sent",
        "start_s": 0,
        "end_s": 1,
        "transferred_bytes": 6731857.92,
        "bitrate_bps": 53900000,
        "retransmits": 3,
        "cwnd_bytes": 632832,
        "jitter_ms": None,
        "datagrams": None,
        "lost_datagrams": None,
        "loss_percent": None,
        "omitted": False,
    } == intervals[0]
    assert [5795.84, 14438.4] == [row["cwnd_bytes"] for row in intervals[7:9]]
    assert [("sent", 239), ("received", None)] == [
        (row["direction"], row["retransmits"]) for row in totals
    ]


def test_units_of_the_application() -> None:
    """A quantity is pint's, of the application's own registry."""
    sent = normalized("gateways/iperf").measurement.sent
    assert 9.58 == sent.bitrate.to("Mbit/s").magnitude
    ours = pint.get_application_registry().Quantity(1, "Mbit/s")
    assert 10.58 == pytest.approx((sent.bitrate + ours).to("Mbit/s").magnitude)
    assert sent.bitrate_bps == sent.bitrate.magnitude


def test_http_of_a_gateway() -> None:
    """Totals and replies of a gateway's HTTP ping; kilobytes are 1000 bytes."""
    http = exported("gateways/http")["measurement"]
    assert (5, 5, 100) == (http["transmitted"], http["received"], http["success_percent"])
    assert (331, 407, 654) == (
        http["latency_min_ms"],
        http["latency_avg_ms"],
        http["latency_max_ms"],
    )
    assert {
        "number": 1,
        "size_bytes": 19556,
        "time_ms": 340,
        "rate_bps": 460160,
        "status_code": 200,
        "status_text": "OK",
    } == http["responses"][0]
    assert 5 == len(http["responses"])


def test_http_of_a_switch() -> None:
    """A CX switch's probe counters stand beside its packets, nulls kept."""
    http = exported("cx/http")["measurement"]
    assert "https://switch1.google.com" == http["url"]
    assert (1, 1, 0) == (http["transmitted"], http["received"], http["latency_avg_ms"])
    assert (2, 0) == (http["counters"]["probes_transmitted"], http["counters"]["probes_timed_out"])
    assert 19 == len(http["counters"])
    assert http["counters"]["dns_non_existent_domain"] is None


def test_speedtest_of_an_access_point() -> None:
    """One direction was measured; the other is absent, not zero."""
    speedtest = exported("aps/speedtest")["measurement"]
    assert ("84.17.57.129", 51118, "TCP", 10) == (
        speedtest["server_address"],
        speedtest["server_port"],
        speedtest["protocol"],
        speedtest["duration_s"],
    )
    up = speedtest["upstream"]
    assert (21069984, 16855683, 1442) == (
        up["transferred_bytes"],
        up["bitrate_bps"],
        up["retransmits"],
    )
    assert speedtest["downstream"] is None


def test_speedtest_over_udp_both_ways() -> None:
    """The UDP fields of both directions are read."""
    output = body("aps/speedtest")["output"] | {
        "protocol": "UDP",
        "upstreamRetries": None,
        "upstreamBytes": "1310720",
        "upstreamBandwidthInMbps": "1.048576",
        "upstreamDatagrams": "905",
        "upstreamJitter": "0.031",
        "upstreamLostPackets": "3",
        "downstreamBytes": "1308000",
        "downstreamBandwidthInMbps": "1.0464",
        "downstreamDatagrams": "903",
        "downstreamJitter": "0.5",
        "downstreamLostPackets": "0",
    }
    result = netassay.normalize(body("aps/speedtest", output=output), url=url("aps/speedtest"))
    assert [] == loud(result)
    down = result.measurement.downstream
    assert (1308000, 1046400, 903, 0.5, 0) == (
        down.transferred_bytes,
        down.bitrate_bps,
        down.datagrams,
        down.jitter_ms,
        down.lost_datagrams,
    )
