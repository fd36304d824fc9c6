"""The JSON of `iperf3 -J` and `--json-stream` gives the record that the text gives."""

from __future__ import annotations

import json
from typing import Any

import pytest

import netassay
from bodies import codes

ROW = {"socket": 5, "start": 0, "end": 1.0, "seconds": 1.0, "omitted": False, "sender": True}
TCP = {**ROW, "bytes": 7733248, "bits_per_second": 61865984.0, "retransmits": 137}
START = {
    "connected": [
        {
            "socket": 5,
            "local_host": "192.0.2.10",
            "local_port": 58210,
            "remote_host": "192.0.2.20",
            "remote_port": 5201,
        }
    ],
    "version": "iperf 3.21",
    "system_info": "Linux host 6.1 x86_64\n",
    "timestamp": {"time": "Sat, 21 Nov 2026 22:12:06 GMT", "timesecs": 1795299126},
    "connecting_to": {"host": "server.example.com", "port": 5201},
    "cookie": "ai2hkhtviphjkipthb3aief44stcfzrjml4s",
    "tcp_mss_default": 1448,
    "test_start": {
        "protocol": "TCP",
        "num_streams": 1,
        "blksize": 131072,
        "omit": 0,
        "duration": 1,
        "bytes": 0,
        "blocks": 0,
        "reverse": 0,
        "bidir": 0,
    },
}
RECEIVED = {name: value for name, value in TCP.items() if name != "retransmits"}
END = {
    "streams": [{"sender": TCP, "receiver": RECEIVED}],
    "sum_sent": TCP,
    "sum_received": RECEIVED,
    "cpu_utilization_percent": {
        "host_total": 0.1,
        "host_user": 0.1,
        "host_system": 0,
        "remote_total": 0.7,
        "remote_user": 0,
        "remote_system": 0.7,
    },
}
INTERVAL = {"streams": [{**TCP, "snd_cwnd": 195480, "rtt": 36228}], "sum": TCP}
DOCUMENT = {"start": START, "intervals": [INTERVAL], "end": END}


def parsed(document: Any) -> netassay.Result:
    """Return the result of a document as a text."""
    return netassay.parse_text("iperf", json.dumps(document, indent="\t"))


def test_a_document() -> None:
    """Every field that the text would give is there, exact where the text is rounded."""
    result = parsed(DOCUMENT)
    assert ([], [], "complete") == (result.findings, result.unread, result.completeness)
    iperf = result.measurement
    assert ("3.21", "TCP", "server.example.com", 5201, "192.0.2.10", 58210, 1448, False) == (
        iperf.version,
        iperf.protocol,
        iperf.server_address,
        iperf.server_port,
        iperf.local_address,
        iperf.local_port,
        iperf.mss_bytes,
        iperf.reverse,
    )
    assert ("Linux host 6.1 x86_64", 131072, 1.0, 0.7) == (
        iperf.system,
        iperf.block_bytes,
        iperf.duration_s,
        iperf.cpu.remote_system_percent,
    )
    assert (7733248, 137, 7733248) == (
        iperf.sent.transferred_bytes,
        iperf.sent.retransmits,
        iperf.received.transferred_bytes,
    )
    assert [(5, "sent", 195480, False)] == [
        (row.stream, row.direction, row.cwnd_bytes, row.omitted) for row in iperf.intervals
    ]
    assert ["sent", "received"] == [row.direction for row in iperf.totals]


def test_a_document_in_a_body() -> None:
    """A body's text that is such a document is read as one."""
    body = {"status": "COMPLETED", "output": None, "rawOutput": json.dumps(DOCUMENT)}
    result = netassay.normalize(body, test="iperf", family="gateways")
    assert parsed(DOCUMENT).measurement == result.measurement


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_a_cut_document(share: int) -> None:
    """Of a document that ends early, what is whole is read, and the cut is noted."""
    whole = json.dumps(DOCUMENT, indent="\t")
    text = whole[: len(whole) * share // 100]
    body = {"status": "COMPLETED", "output": None, "rawOutput": text}
    result = netassay.normalize(body, test="iperf", family="gateways")
    assert "truncated-text" in codes(result)
    assert {"truncated-text", "only-in-text"} >= set(codes(result))


def events(*names: str) -> str:
    """Return a stream of events."""
    data = {"start": START, "interval": INTERVAL, "end": END, "error": "error - select failed"}
    return "".join(json.dumps({"event": name, "data": data[name]}) + "\n" for name in names)


def test_a_stream_of_events() -> None:
    """Event by event, the same record; the document may stand behind them."""
    streamed = netassay.parse_text("iperf", events("start", "interval", "end"))
    assert (parsed(DOCUMENT).measurement, []) == (streamed.measurement, streamed.findings)
    both = events("start", "interval", "end") + json.dumps(DOCUMENT, indent="\t")
    assert streamed.measurement == netassay.parse_text("iperf", both).measurement


def test_a_stream_that_ends_early() -> None:
    """A stream without its last event is a cut one, with an error or without."""
    cut = netassay.parse_text("iperf", events("start", "interval") + '{"event": "int')
    assert (["truncated-text"], 1) == (codes(cut), len(cut.measurement.intervals))
    failed = netassay.parse_text("iperf", events("start", "interval", "error"))
    assert ("error - select failed", []) == (failed.measurement.error, codes(failed))


def test_remarks_before_a_document() -> None:
    """What goes to the standard error may stand before it."""
    text = "warning: Report format (-f) flag ignored with JSON output (-J)\n" + json.dumps(DOCUMENT)
    assert parsed(DOCUMENT).measurement == netassay.parse_text("iperf", text).measurement


def test_an_error() -> None:
    """A run that failed tells why."""
    error = "error - unable to connect to server: Connection refused"
    document = {"start": {"connected": [], "version": "iperf 3.21"}, "intervals": [], "end": {}}
    result = parsed({**document, "error": error})
    assert (error, "3.21", []) == (
        result.measurement.error,
        result.measurement.version,
        result.findings,
    )


def test_several_streams_of_datagrams_both_ways() -> None:
    """Sums of both ends and ways, with the roles that the text would print."""
    udp = {**ROW, "bytes": 1448000, "bits_per_second": 11584000, "packets": 1000}
    del udp["socket"]
    lost = {**udp, "jitter_ms": 0.031, "lost_packets": 9, "lost_percent": 0.9}
    rows = [{**udp, "socket": 5 + 2 * at, "sender": at < 2} for at in range(4)]
    start = {**START, "test_start": {**START["test_start"], "protocol": "UDP", "bidir": 1}}
    document = {
        "start": start,
        "intervals": [{"streams": rows, "sum": udp, "sum_bidir_reverse": {**udp, "sender": False}}],
        "end": {
            "streams": [{"udp": {**lost, "sender": row["sender"]}} for row in rows],
            "sum": lost,
            "sum_sent": udp,
            "sum_received": lost,
            "sum_bidir_reverse": {**lost, "sender": False},
            "sum_sent_bidir_reverse": {**udp, "sender": False},
            "sum_received_bidir_reverse": {**lost, "sender": False},
        },
    }
    result = parsed(document)
    iperf = result.measurement
    assert [] == result.findings
    assert [5, 7, 9, 11, None, None] == [row.stream for row in iperf.intervals]
    assert ["TX-C", "TX-C", "RX-C", "RX-C", "TX-C", "RX-C"] == [r.role for r in iperf.intervals]
    assert (1000, 9) == (iperf.sent.datagrams, iperf.received.lost_datagrams)


def test_one_stream_of_datagrams() -> None:
    """Up to 3.9 one closing row tells of both ends; since then there are two, as in the text."""
    udp = {**ROW, "bytes": 1448000, "bits_per_second": 11584000, "packets": 1000}
    lost = {**udp, "jitter_ms": 0.031, "lost_packets": 9, "lost_percent": 0.9}
    start = {**START, "test_start": {**START["test_start"], "protocol": "UDP"}}
    end = {"streams": [{"udp": lost}], "sum": lost}
    document = {"start": start, "intervals": [{"streams": [udp], "sum": udp}], "end": end}
    old = parsed(document)
    assert ([None], 1448000, 9) == (
        [row.direction for row in old.measurement.totals],
        old.measurement.sent.transferred_bytes,
        old.measurement.received.lost_datagrams,
    )
    new = parsed({**document, "end": {**end, "sum_sent": udp, "sum_received": lost}})
    assert ([(5, "sent"), (5, "received")], 9) == (
        [(row.stream, row.direction) for row in new.measurement.totals],
        new.measurement.received.lost_datagrams,
    )
    assert ([], []) == (old.findings, new.findings)


def test_what_the_server_says() -> None:
    """The server's report in the client's document is kept apart, as text or as JSON."""
    text = (
        "Accepted connection from 192.0.2.10, port 60838\n"
        "[ ID] Interval           Transfer     Bitrate\n"
        "[  5]   0.00-1.00   sec  6.25 MBytes  52.4 Mbits/sec                  \n"
    )
    printed = parsed({**DOCUMENT, "server_output_text": text}).measurement
    assert (["received"], 1) == (
        [row.direction for row in printed.server_intervals],
        len(printed.intervals),
    )
    start = {"accepted_connection": {"host": "192.0.2.10", "port": 1}, "version": "iperf 3.21"}
    document = {"start": start, "intervals": [INTERVAL], "end": {}}
    told = parsed({**DOCUMENT, "server_output_json": document}).measurement
    assert [5] == [row.stream for row in told.server_intervals]


@pytest.mark.parametrize("value", [None, "abc", -1, [], {}, [1], 10**30, True, {"a": 1}])
@pytest.mark.parametrize("key", ["start", "intervals", "end"])
def test_damaged_documents(key: str, value: Any) -> None:
    """Anything in the place of a part gives a record, and is kept."""
    result = parsed({**DOCUMENT, key: value})
    assert result.measurement is not None
    kept = list(result.extras.values())
    assert bool(kept) == (value not in (None, type(DOCUMENT[key])()))


def test_values_of_another_kind() -> None:
    """What is no figure is a finding that names the row and the place in the document."""
    streams = [{**TCP, "bytes": "many"}]
    result = parsed({**DOCUMENT, "intervals": [{"streams": streams}]})
    (finding,) = result.findings
    assert ("bad-value", "intervals[0].transferred_bytes") == (finding.code, finding.path)
    assert "/rawOutput/intervals/0/streams/0/bytes" in finding.message
    unknown = parsed({**DOCUMENT, "intervals": [{"streams": [{**TCP, "new_figure": 1}]}]})
    assert {"/rawOutput/intervals/0/streams/0/new_figure": 1} == unknown.extras
