"""What an iperf3 3.0 client prints beyond one TCP stream: reverse, sums, UDP, errors."""

from __future__ import annotations

import netassay
from bodies import body, loud, url

HEAD = """
Perf-test: Finished

iperf 3.0.11
Connecting to host 192.0.2.1, port 5201
"""


def parsed(*lines: str) -> netassay.Result:
    """Return the result of a report with these lines behind its head."""
    return netassay.parse_text("iperf", HEAD + "\n".join(lines) + "\n")


def test_reverse() -> None:
    """In reverse mode the client receives, and what it counts is what it received."""
    text = body("gateways/iperf")["rawOutput"]
    text = text.replace(
        "port 5201\n      Cookie",
        "port 5201\nReverse mode, remote host 84.17.57.129 is sending\n      Cookie",
    )
    result = netassay.parse_text("iperf", text)
    assert (True, []) == (result.measurement.reverse, result.unread)
    assert {"received"} == {row.direction for row in result.measurement.intervals}


def test_several_streams() -> None:
    """The sum of several streams has no number, and is what was sent and received."""
    result = parsed(
        "[  4] local 198.51.100.1 port 50000 connected to 192.0.2.1 port 5201",
        "[  6] local 198.51.100.1 port 50001 connected to 192.0.2.1 port 5201",
        "[ ID] Interval           Transfer     Bandwidth       Retr  Cwnd",
        "[  4]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec    0    100 KBytes",
        "[  6]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec    1    100 KBytes",
        "[SUM]   0.00-1.00   sec  2.00 MBytes  16.8 Mbits/sec    1",
        "- - - - - - - - - - - - - - - - - - - - - - - - -",
        "Test Complete. Summary Results:",
        "[ ID] Interval           Transfer     Bandwidth       Retr",
        "[  4]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec    0             sender",
        "[  4]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec                  receiver",
        "[  6]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec    1             sender",
        "[  6]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec                  receiver",
        "[SUM]   0.00-1.00   sec  2.00 MBytes  16.8 Mbits/sec    1             sender",
        "[SUM]   0.00-1.00   sec  2.00 MBytes  16.8 Mbits/sec                  receiver",
        "",
        "iperf Done.",
    )
    assert ([], []) == (loud(result), result.unread)
    iperf = result.measurement
    assert [4, 6, None] == [row.stream for row in iperf.intervals]
    assert (2 * 1024**2, 1, 2 * 1024**2) == (
        iperf.sent.transferred_bytes,
        iperf.sent.retransmits,
        iperf.received.transferred_bytes,
    )


def test_udp_with_an_omitted_start() -> None:
    """UDP rows count datagrams; the one closing row is of both ends."""
    result = parsed(
        "[  4] local 198.51.100.1 port 50000 connected to 192.0.2.1 port 5201",
        "Starting Test: protocol: UDP, 1 streams, 1448 byte blocks, omitting 1 seconds,"
        " 2 second test",
        "[ ID] Interval           Transfer     Bandwidth       Total Datagrams",
        "[  4]   0.00-1.00   sec   120 KBytes   983 Kbits/sec  85             (omitted)",
        "[  4]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  90",
        "[  4]   1.00-2.00   sec   128 KBytes  1.05 Mbits/sec  90",
        "- - - - - - - - - - - - - - - - - - - - - - - - -",
        "Test Complete. Summary Results:",
        "[ ID] Interval           Transfer     Bandwidth       Jitter    Lost/Total Datagrams",
        "[  4]   0.00-2.00   sec   256 KBytes  1.05 Mbits/sec  0.031 ms  9/180 (5%)",
        "[  4] Sent 180 datagrams",
        "",
        "iperf Done.",
    )
    assert ([], [], "complete") == (loud(result), result.unread, result.completeness)
    iperf = result.measurement
    assert [True, False, False] == [row.omitted for row in iperf.intervals]
    assert [85, 90, 90] == [row.datagrams for row in iperf.intervals]
    assert (262144, 180) == (iperf.sent.transferred_bytes, iperf.sent.datagrams)
    assert (0.031, 9, 5) == (
        iperf.received.jitter_ms,
        iperf.received.lost_datagrams,
        iperf.received.loss_percent,
    )


def test_an_error() -> None:
    """A run that failed tells why, and has nothing else to tell."""
    result = parsed("iperf3: error - unable to connect to server: Connection refused")
    assert "error - unable to connect to server: Connection refused" == result.measurement.error
    assert ("partial", []) == (result.completeness, result.findings)


def test_what_output_never_has() -> None:
    """Sums of several streams, and what a receiver tells of datagrams, stand in the text alone."""
    text = (
        HEAD
        + """\
[ ID] Interval           Transfer     Bandwidth       Total Datagrams
[  4]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  90
[  6]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  90
[SUM]   0.00-1.00   sec   256 KBytes  2.10 Mbits/sec  180
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bandwidth       Jitter    Lost/Total Datagrams
[  4]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  0.031 ms  9/90 (10%)
[  4] Sent 90 datagrams
[  6]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  0.031 ms  0/90 (0%)
[  6] Sent 90 datagrams
[SUM]   0.00-1.00   sec   256 KBytes  2.10 Mbits/sec  0.031 ms  9/180 (5%)

iperf Done.
"""
    )
    row = {
        "intervalInSeconds": "0.00-1.00",
        "transferSizeInBytes": "128 KBytes",
        "bandwidthInbps": "1.05 Mbits/sec",
    }
    output = {
        "iperfServerAddress": "192.0.2.1",
        "senderBandwidth": "2.10 Mbits/sec",
        "totalTransferredBytesFromSender": "256 KBytes",
        "receiverBandwidth": None,
        "totalTransferredBytesFromReceiver": None,
        "metrics": [{"id": "[  4]", **row}, {"id": "[  6]", **row}],
    }
    saved = body("gateways/iperf", output=output, rawOutput=text)
    result = netassay.normalize(saved, url=url("gateways/iperf"))
    assert [] == loud(result)
    assert ([4, 6, None], 9) == (
        [row.stream for row in result.measurement.intervals],
        result.measurement.received.lost_datagrams,
    )
