"""What iperf3 prints besides a client's plain report: servers, prefixes, both ways, odd words."""

from __future__ import annotations

import pytest

import netassay
from bodies import codes, loud

BANNER = """\
-----------------------------------------------------------
Server listening on 5201 (test #{number})
-----------------------------------------------------------
"""
RECEIVING = """\
Accepted connection from 192.0.2.10, port 47316
[  5] local 192.0.2.20 port 5201 connected to 192.0.2.10 port 47330
[ ID] Interval           Transfer     Bitrate
[  5]   0.00-1.00   sec  6.41 MBytes  53.8 Mbits/sec                  \n\
[  5]   1.00-1.03   sec   185 KBytes  50.5 Mbits/sec                  \n\
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate
[  5]   0.00-1.03   sec  6.59 MBytes  53.7 Mbits/sec                  receiver
"""
SENDING = """\
Accepted connection from 192.0.2.10, port 49446
[  5] local 192.0.2.20 port 5201 connected to 192.0.2.10 port 49462
[ ID] Interval           Transfer     Bitrate         Retr  Cwnd
[  5]   0.00-1.00   sec  7.48 MBytes  62.7 Mbits/sec  137    256 KBytes       \n\
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate         Retr
[  5]   0.00-1.00   sec  7.48 MBytes  62.7 Mbits/sec  137             sender
"""
CLIENT = """\
Connecting to host server.example.com, port 5201
[  5] local 192.0.2.10 port 37816 connected to 192.0.2.20 port 5201
[ ID] Interval           Transfer     Bitrate         Retr  Cwnd
[  5]   0.00-1.00   sec  6.42 MBytes  53.9 Mbits/sec    3    618 KBytes       \n\
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate         Retr
[  5]   0.00-1.00   sec  6.42 MBytes  53.9 Mbits/sec    3             sender
[  5]   0.00-1.04   sec  6.21 MBytes  50.1 Mbits/sec                  receiver
"""


def parsed(text: str) -> netassay.Result:
    """Return the result of a text, all of whose lines must have been read."""
    result = netassay.parse_text("iperf", text)
    assert [] == result.unread
    return result


def test_a_server_that_receives() -> None:
    """A server's text tells what it received; it ends with its closing row."""
    result = parsed(BANNER.format(number=1) + RECEIVING)
    iperf = result.measurement
    assert [] == result.findings
    assert (None, 5201, "192.0.2.20", False) == (
        iperf.server_address,
        iperf.server_port,
        iperf.local_address,
        iperf.reverse,
    )
    assert ["received", "received"] == [row.direction for row in iperf.intervals]
    assert (None, 6.59 * 1024**2) == (iperf.sent, iperf.received.transferred_bytes)


def test_several_runs_of_a_server() -> None:
    """Each test of a server is a run of its own; where the next can begin, it has ended."""
    texts = [BANNER.format(number=1), RECEIVING, BANNER.format(number=2), SENDING]
    text = "".join([*texts, BANNER.format(number=3)])
    first, second = netassay.parse_texts(text)
    assert ([], []) == (first.findings, second.findings)
    assert ([], []) == (first.unread, second.unread)
    assert ("line 1", "line 13") == (first.place, second.place)
    ways = [[row.direction for row in run.measurement.intervals] for run in (first, second)]
    assert [["received", "received"], ["sent"]] == ways
    assert (5201, 5201) == (first.measurement.server_port, second.measurement.server_port)
    assert (137, 6.59 * 1024**2) == (
        second.measurement.sent.retransmits,
        first.measurement.received.transferred_bytes,
    )
    alone = netassay.parse_text("iperf", text)
    assert ["several-runs"] == codes(alone)
    assert first.measurement == alone.measurement


def test_several_runs_in_a_response() -> None:
    """Of several runs that a device printed, the first is the response's."""
    first = BANNER.format(number=1) + RECEIVING
    text = first + BANNER.format(number=2) + SENDING
    body = {"status": "COMPLETED", "output": None, "rawOutput": text}
    result = netassay.normalize(body, test="iperf", family="gateways")
    assert netassay.parse_text("iperf", text).measurement == result.measurement
    assert ["only-in-text", "several-runs"] == sorted(codes(result))
    assert SENDING.split("\n", maxsplit=1)[0] in {one.text for one in result.unread}


@pytest.mark.parametrize("kept", ["Accepted", "0.00-1.00", "1.00-1.03", "- - -"])
def test_a_server_without_its_closing_row(kept: str) -> None:
    """A server's text that ends before its closing row is cut."""
    lines = (BANNER.format(number=1) + RECEIVING).splitlines(keepends=True)
    last = next(at for at, line in enumerate(lines) if kept in line)
    assert ["truncated-text"] == codes(parsed("".join(lines[: last + 1])))


def test_the_servers_report_in_a_clients() -> None:
    """What the server counted is kept apart from what the client did."""
    result = parsed(f"{CLIENT}\nServer output:\n{RECEIVING}\n\niperf Done.\n")
    iperf = result.measurement
    assert [] == result.findings
    assert (1, 2, 2, 1) == (
        len(iperf.intervals),
        len(iperf.totals),
        len(iperf.server_intervals),
        len(iperf.server_totals),
    )
    assert ("192.0.2.10", "sent", "received") == (
        iperf.local_address,
        iperf.intervals[0].direction,
        iperf.server_intervals[0].direction,
    )
    cut = netassay.parse_text("iperf", f"{CLIENT}\nServer output:\n{RECEIVING}")
    assert ["truncated-text"] == codes(cut)


def test_an_odd_value_in_the_servers_report() -> None:
    """A finding about the server's report names the server's row."""
    strange = RECEIVING.replace("6.41 MBytes", "6..1 MBytes")
    result = parsed(f"{CLIENT}\nServer output:\n{strange}\n\niperf Done.\n")
    assert ["server_intervals[0].transferred_bytes"] == [one.path for one in result.findings]


def test_the_servers_json_in_a_clients_text() -> None:
    """A server that was told to print JSON has its rows read from that."""
    document = """\
{
	"start":	{
		"connected":	[],
		"version":	"iperf 3.0.11",
		"accepted_connection":	{
			"host":	"192.0.2.10",
			"port":	59032
		}
	},
	"intervals":	[{
			"streams":	[{
					"socket":	5,
					"start":	0,
					"end":	1.00006,
					"seconds":	1.00006,
					"bytes":	6544960,
					"bits_per_second":	52356400,
					"omitted":	false
				}]
		}],
	"end":	{
	}
}
"""
    result = parsed(f"{CLIENT}\nServer JSON output:\n{document}\niperf Done.\n")
    assert [] == result.findings
    (row,) = result.measurement.server_intervals
    assert (5, "received", 6544960) == (row.stream, row.direction, row.transferred_bytes)
    cut = netassay.parse_text("iperf", f"{CLIENT}\nServer JSON output:\n{document[:300]}")
    assert ["truncated-text"] == codes(cut)
    failed = f"{CLIENT}\nServer JSON output:\n{document}iperf3: error - select failed: \n"
    assert "error - select failed:" == parsed(failed).measurement.error


BOTH_WAYS = """\
Connecting to host 192.0.2.20, port 5201
[  5] local 192.0.2.10 port 40124 connected to 192.0.2.20 port 5201
[  7] local 192.0.2.10 port 40134 connected to 192.0.2.20 port 5201
[ ID][Role] Interval           Transfer     Bitrate         Retr  Cwnd
[  5][TX-C]   0.00-1.00   sec  5.75 MBytes  48.2 Mbits/sec  144    143 KBytes       \n\
[  7][RX-C]   0.00-1.00   sec  4.00 MBytes  33.6 Mbits/sec                  \n\
- - - - - - - - - - - - - - - - - - - - - - - - -
Test Complete. Summary Results:
[ ID][Role] Interval           Transfer     Bitrate         Retr
[  5][TX-C]   0.00-1.00   sec  5.75 MBytes  48.2 Mbits/sec  144             sender
[  5][TX-C]   0.00-1.02   sec  5.50 MBytes  45.2 Mbits/sec                  receiver
CPU Utilization: local/sender 171.4% (0.4%u/171.0%s), remote/receiver 0.9% (0.0%u/0.9%s)
CPU Utilization: local/receiver 171.4% (0.4%u/171.0%s), remote/sender 0.9% (0.0%u/0.9%s)
snd_tcp_congestion reno
rcv_tcp_congestion reno
[  7][RX-C]   0.00-1.00   sec  4.62 MBytes  38.8 Mbits/sec   47             sender
[  7][RX-C]   0.00-1.02   sec  4.00 MBytes  32.9 Mbits/sec                  receiver

iperf Done.
"""


def test_both_ways_at_once() -> None:
    """What the client sent, and what it received; a machine of several cores uses over 100 %."""
    result = parsed(BOTH_WAYS)
    iperf = result.measurement
    assert [] == result.findings
    assert [("TX-C", "sent"), ("RX-C", "received")] == [
        (row.role, row.direction) for row in iperf.intervals
    ]
    assert (5.75 * 1024**2, 144, 4 * 1024**2, 171.4) == (
        iperf.sent.transferred_bytes,
        iperf.sent.retransmits,
        iperf.received.transferred_bytes,
        iperf.cpu.local_total_percent,
    )


@pytest.mark.parametrize(
    "prefix",
    [
        "x: y:  ",
        "[  5]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec:  ",
        "Connecting to host :  ",
        "Sat Nov 21 21:54:40 2026 ",
        "2026-11-21T21:54:40 run 7:  ",
        "1795297856",
    ],
)
def test_prefixes(prefix: str) -> None:
    """A title or a time before each line, empty ones too, changes nothing of what is read."""
    plain = parsed(CLIENT + "\niperf Done.\n")
    lines = (CLIENT + "\niperf Done.\n").splitlines()
    titled = parsed("\n".join([prefix + line for line in lines]) + "\n")
    assert [] == titled.findings
    assert plain.measurement == titled.measurement


def test_prefixes_that_run() -> None:
    """A time goes on from line to line, and some lines have it twice."""
    lines = ["iperf 3.21", "Linux host 6.1 x86_64", *(CLIENT + "\niperf Done.").splitlines()]
    stamped = [f"21:54:{at:02d} {line}" for at, line in enumerate(lines)]
    stamped[1] = f"21:54:01 {stamped[1]}"
    result = parsed("\n".join([*stamped[:2], "Control connection MSS 1448", *stamped[2:]]) + "\n")
    assert ([], "Linux host 6.1 x86_64") == (result.findings, result.measurement.system)


def test_words_where_figures_belong() -> None:
    """What has no unit, no ratio or no count is absent; only the lost unit is worth a remark."""
    result = parsed(
        CLIENT.replace(
            "6.42 MBytes  53.9 Mbits/sec    3             s",
            "0.00 (null)s   135 Gbits/sec    3             s",
        )
        + "[  5]   0.00-1.00   sec   360 KBytes  2.95 Mbits/sec  0.000 ms  0/0 (-nan%)  \n"
        + "[  5]   0.00-1.00   sec   360 KBytes  2.95 Mbits/sec  0.000 ms  997/1000 (1e+02%)  \n"
        + "[  5]   0.00-1.00   sec   360 KBytes  2.95 Mbits/sec  0.043 ms  Unknown/36  receiver\n"
        + "\niperf Done.\n"
    )
    sent, _, nothing, most, unknown = result.measurement.totals
    assert ["null-text"] == codes(result)
    assert (None, 135e9) == (sent.transferred_bytes, sent.bitrate_bps)
    assert (0, None) == (nothing.lost_datagrams, nothing.loss_percent)
    assert (997, 100) == (most.lost_datagrams, most.loss_percent)
    assert (None, 36, None) == (
        unknown.lost_datagrams,
        unknown.datagrams,
        unknown.loss_percent,
    )


def test_rates_over_no_time() -> None:
    """What C prints of bytes over no time is no rate."""
    row = "[  5]   1.00-1.00   sec  0.00 Bytes  -nan bits/sec    0   1.00 Bytes       \n"
    head, header = CLIENT.split("[ ID]", 1)[0], "[ ID] Interval           Transfer     Bitrate\n"
    result = parsed(head + header + row + "\niperf Done.\n")
    assert (["null-text"], None) == (codes(result), result.measurement.intervals[0].bitrate_bps)


def test_an_interrupted_terminal() -> None:
    """A terminal shows ^C before what is printed next."""
    plain = CLIENT + "iperf3: interrupt - the client has terminated\n"
    shown = plain.replace("- - - -", "^C- - - -", 1)
    assert parsed(plain).measurement == parsed(shown).measurement


def test_lines_that_are_no_rows() -> None:
    """Notes and what -d exchanges are no rows and no errors."""
    noise = """\
send_parameters:
{
	"udp":	true,
	"streams":	[{
			"id":	1
		}]
}
warning: UDP block size 8192 exceeds TCP MSS 1448, may result in fragmentation / drops
iperf3: WARNING: Size of data read does not correspond to offered length
Congestion algorithm is cubic
pcount 17 packet_count 16
[  5] (receiver statistics not available)
        Sent 1.00 MByte / 10.0 MByte (10%) of file
tcpi_snd_cwnd 181 tcpi_snd_mss 1448
      Target Bitrate: 8000000
Setting UDP block size to 1448
Optional features available: CPU affinity setting
"""
    plain, noisy = parsed(CLIENT + "\niperf Done.\n"), parsed(noise + CLIENT + "\niperf Done.\n")
    assert plain.measurement == noisy.measurement
    assert [] == loud(noisy)


@pytest.mark.parametrize(
    "line",
    [
        "iperf3: error - the server is busy running a test. try again later",
        "iperf3: interrupt - the client has terminated by signal Interrupt(2)",
        "iperf3: parameter error - must either be a client (-c) or server (-s)",
        "iperf3: unrecognized option '--no-such-option'",
    ],
)
@pytest.mark.parametrize("where", ["alone", "behind", "before", "usage"])
def test_errors(line: str, where: str) -> None:
    """Why a run ended is read at any stage, from standard output or merged into it."""
    text = {
        "alone": f"{line}\n",
        "behind": f"{CLIENT}{line}\n",
        "before": f"{line}\n{CLIENT}",
        "usage": f"{line}\nUsage: iperf3 [-s|-c host] [options]\n       iperf3 [-h|--help]\n\n",
    }[where]
    result = parsed(text)
    assert (line.removeprefix("iperf3: "), []) == (result.measurement.error, result.findings)


IPERF2 = """\
Client connecting to 192.0.2.20, TCP port 5001
[  1] local 192.0.2.10 port 37926 connected with 192.0.2.20 port 5001
[ ID] Interval       Transfer     Bandwidth
[  1] 0.0000-1.0000 sec  7.25 MBytes  60.8 Mbits/sec
"""


HELP = "Usage: iperf3 [-s|-c host] [options]\n       iperf3 [-h|--help] [-v|--version]\n"
PING = "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [(IPERF2, "iperf 2"), (HELP, "help"), (PING, "a text of ping"), ("", "not an iperf text")],
)
def test_texts_of_others(text: str, what: str) -> None:
    """What iperf 2 or ping prints, or how to call iperf3, is refused by name."""
    with pytest.raises(netassay.NotAResponse, match=what):
        netassay.parse_text("iperf", text)


def test_sums_of_a_cut_summary() -> None:
    """With several streams, what one of them sent is not what all did."""
    text = """\
Connecting to host 192.0.2.20, port 5201
[ ID] Interval           Transfer     Bitrate
[  5]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec                  \n\
[  7]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec                  \n\
[SUM]   0.00-1.00   sec  2.00 MBytes  16.8 Mbits/sec                  \n\
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate         Retr
[  5]   0.00-1.00   sec  1.00 MBytes  8.39 Mbits/sec    0             sender
"""
    result = parsed(text)
    assert (["truncated-text"], None) == (codes(result), result.measurement.sent)


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        # The total is more than its intervals: a receiver counts on.
        ("[  5]   0.00-1.00   sec  6.60 MBytes  55.4 Mbits/sec                  receiver", True),
        ("[  5]   0.00-1.00   sec  6.10 MBytes  51.2 Mbits/sec                  receiver", False),
        ("[  5]   0.00-1.00   sec  6.42 MBytes  63.9 Mbits/sec                  receiver", False),
        # A row without any time says nothing of a rate.
        ("[  5]   1.00-1.00   sec  6.42 MBytes  29.2 Mbits/sec                  receiver", True),
    ],
)
def test_arithmetic(row: str, fits: bool) -> None:  # noqa: FBT001 - the expected answer
    """Figures that contradict each other are told; iperf3's own habits are not."""
    text = f"""\
Connecting to host 192.0.2.20, port 5201
Reverse mode, remote host 192.0.2.20 is sending
[ ID] Interval           Transfer     Bitrate
[  5]   0.00-1.00   sec  6.42 MBytes  53.9 Mbits/sec                  \n\
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate
{row}

iperf Done.
"""
    assert ([] if fits else ["arithmetic"]) == codes(parsed(text))
