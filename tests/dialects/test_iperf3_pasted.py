"""Reports of iperf3 as people paste them: rows without what stands around them, JSON with more around it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import codes
from netassay.core.records.stored import plain
from netassay.testing.strategies.iperf3 import cases
from netassay.testing.strategies.iperf3_json import cases as documents

if TYPE_CHECKING:
    from netassay.testing import Case

ROW = re.compile(r"\[(?: *\d+|SUM)\](?:\[..-.\])? +\d+\.\d\d-\d+\.\d\d +sec .*")


def rows(text: str, wanted: str = "") -> str:
    """Return the rows of a text that hold something, as `grep` does."""
    found = [line for line in text.split("\n") if ROW.search(line) and wanted in line]
    return "".join(f"{line}\n" for line in found)


def figures(measurement: Any, name: str) -> list[dict[str, Any]]:
    """Return the rows of a list without what a line around them tells.

    These are the direction, what a count alone is of, and counts of datagrams out of order.
    """
    found = []
    for row in plain(measurement)[name]:
        if row["jitter_ms"] is None:
            row["retransmits"] = max(row["retransmits"] or 0, row["datagrams"] or 0)
            row["datagrams"] = None
        found.append({**row, "direction": None, "out_of_order": None})
    return found


@given(cases())
def test_the_rows_alone(case: Case) -> None:
    """`grep sec` of a report: the words at their ends, or their spans, tell the closing rows."""
    run = case.measurement
    text = rows(case.text)
    seconds = {row.end_s for row in run.intervals if not row.omitted}
    worded = all(row.direction is not None for row in run.totals)
    unlike = "[  5]   0.00" in case.text or run.server_intervals
    if unlike or (not worded and len(seconds) < 2):
        # A title that looks like a row, or the server's rows behind; one second, whose closing row
        # looks like its interval.
        return
    read = netassay.parse_text("iperf", text).measurement
    for name in ("intervals", "totals"):
        assert figures(run, name) == figures(read, name)
    assert [row.direction for row in run.totals] == [row.direction for row in read.totals]


@given(cases())
def test_the_closing_rows_alone(case: Case) -> None:
    """`tail` of a report: its closing rows are those of the whole, and fill `sent` and `received`."""
    run = case.measurement
    ends = "sender", "receiver"
    text = "".join(
        f"{line}\n" for line in rows(case.text).splitlines() if line.rstrip().endswith(ends)
    )
    if not text or "[  5]   0.00" in case.text or run.server_intervals:
        return
    read = netassay.parse_text("iperf", text).measurement
    assert [] == read.intervals
    assert [row.direction for row in run.totals] == [row.direction for row in read.totals]
    for name in ("sent", "received"):
        expected, found = plain(run)[name], plain(read)[name]
        assert {**expected, "out_of_order": None} == {**found, "out_of_order": None}


SUMS = """\
[SUM]   0.00-1.00   sec   106 MBytes   888 Mbits/sec   12
[SUM]   1.00-2.00   sec   112 MBytes   941 Mbits/sec    0
[SUM]   0.00-2.00   sec   218 MBytes   914 Mbits/sec   12             sender
[SUM]   0.00-2.00   sec   210 MBytes   881 Mbits/sec                  receiver
"""


def test_the_sums_alone() -> None:
    """`grep SUM`: intervals and totals of all streams together."""
    run = netassay.parse_text("iperf", SUMS).measurement
    assert (2, 2) == (len(run.intervals), len(run.totals))
    assert (914e6, 881e6) == (run.sent.bitrate_bps, run.received.bitrate_bps)


SERVER = """\
[  5] local 192.0.2.1 port 44406 connected to 198.51.100.2 port 43406
[ ID] Interval           Transfer     Bandwidth       Jitter    Lost/Total Datagrams
[  5]   0.00-1.00   sec  8.11 MBytes  68.0 Mbits/sec  1.604 ms  14/1052 (1.3%)
[  5]   1.00-2.00   sec  9.51 MBytes  79.8 Mbits/sec  1.338 ms  0/1217 (0%)
[ ID] Interval           Transfer     Bandwidth       Jitter    Lost/Total Datagrams
[  5]   0.00-2.00   sec  0.00 Bytes  0.00 bits/sec  1.338 ms  14/2269 (0.62%)
"""


def test_a_servers_rows_of_datagrams() -> None:
    """Jitter tells that rows are a receiver's; a header that comes again begins the totals."""
    result = netassay.parse_text("iperf", SERVER)
    run = result.measurement
    assert ["received", "received"] == [row.direction for row in run.intervals]
    assert (1, None, 0.62) == (len(run.totals), run.reverse, run.received.loss_percent)
    assert "degraded" == result.verdict


def test_rows_that_do_not_tell_their_direction() -> None:
    """Rows without retransmits and without jitter are of either end."""
    row = "[  5]   0.00-1.00   sec   106 MBytes   888 Mbits/sec\n"
    assert [None] == [
        row.direction for row in netassay.parse_text("iperf", row).measurement.intervals
    ]
    closing = "[  5]   0.00-1.00   sec   106 MBytes   888 Mbits/sec    3             sender\n"
    run = netassay.parse_text("iperf", row + closing).measurement
    assert ["received"] == [row.direction for row in run.intervals]


@pytest.mark.parametrize("version", ["3-CURRENT", "3.1b3", "3.0-BETA5", "3.21+"])
@pytest.mark.parametrize(
    "system",
    [
        "FreeBSD host.example.com 13.2-RELEASE FreeBSD 13.2-RELEASE GENERIC amd64",
        "OpenBSD host.example.com 7.4 GENERIC.MP#1397 amd64",
        "NetBSD host.example.com 9.3 NetBSD 9.3 (GENERIC) #0 amd64",
        "DragonFly host.example.com 6.4-RELEASE x86_64",
        "VMkernel host.example.com 7.0.3 #1 SMP Release build-1 x86_64",
        "CYGWIN_NT-10.0-19045 host 3.4.6-1.x86_64 2023-02-14 13:23 UTC x86_64",
    ],
)
def test_versions_and_systems(version: str, system: str) -> None:
    """What -V prints first is read of any version, on any system."""
    head = f"iperf {version}\n{system}\nTime: Thu, 19 Mar 2020 05:13:39 UTC\n"
    result = netassay.parse_text("iperf", f"{head}Connecting to host 192.0.2.1, port 5201\n")
    run = result.measurement
    assert (version, system, "2020-03-19T05:13:39Z") == (run.version, run.system, run.timestamp)
    assert [] == result.unread


LATE = """\
Connecting to host 192.0.2.1, port 5201
Reverse mode, remote host 192.0.2.1 is sending
[  5] local 192.0.2.2 port 38362 connected to 192.0.2.1 port 5201
[ ID] Interval           Transfer     Bitrate         Jitter    Lost/Total Datagrams
OUT OF ORDER - incoming packet sequence 5 but expected sequence 7 on stream 5OUT OF ORDER - \
incoming packet sequence 6 but expected sequence 7 on stream 5[  5]   0.00-1.00   sec   106 KBytes\
   868 Kbits/sec  0.012 ms  0/75 (0%)
iperf3: OUT OF ORDER - incoming packet = 9 and received packet = 10 AND SP = 5
[  5]   1.00-2.00   sec   106 KBytes   868 Kbits/sec  0.012 ms  0/75 (0%)
- - - - - - - - - - - - - - - - - - - - - - - - -
[ ID] Interval           Transfer     Bitrate         Jitter    Lost/Total Datagrams
[  5]   0.00-2.00   sec   212 KBytes   868 Kbits/sec  0.000 ms  0/150 (0%)  sender
[SUM]  0.0- 2.0 sec  3 datagrams received out-of-order
[  5]   0.00-2.00   sec   212 KBytes   868 Kbits/sec  0.012 ms  0/150 (0%)  receiver

iperf Done.
"""


def test_datagrams_out_of_order() -> None:
    """They are counted where they are told one by one, and where they are summed up."""
    result = netassay.parse_text("iperf", LATE)
    run = result.measurement
    assert [] == result.findings
    assert (2, 3, 3, 3) == (
        len(run.intervals),
        run.reordered,
        run.received.out_of_order,
        run.totals[1].out_of_order,
    )
    assert (2, None) == (len(run.totals), run.sent.out_of_order)


# --- JSON -----------------------------------------------------------------------------------


@given(documents(), st.sampled_from(["nan", "-nan", "inf", "-inf", "NaN", "Infinity", "-1.#IND"]))
def test_words_in_place_of_numbers(case: Case, word: str) -> None:
    """A rate that is no number is none, with one finding; the rest is read."""
    text = re.sub(r'("bits_per_second": )[^,}\n]*', rf"\g<1>{word}", case.text)
    result = netassay.parse_text("iperf", text)
    expected = plain(case.measurement)
    for row in [*expected["intervals"], *expected["totals"]]:
        row["bitrate_bps"] = None
    read = plain(result.measurement)
    assert expected["intervals"] == read["intervals"]
    assert expected["totals"] == read["totals"]
    assert ({"null-text"}, []) == (set(codes(result)), result.unread)


@given(documents())
def test_exponents_that_lost_their_sign(case: Case) -> None:
    """A plus sign that became a blank on its way is none the less one."""
    body = json.loads(case.text)
    body["start"]["test_start"]["tos"] = 0
    text = re.sub(r'("bytes": )(\d+)\.0\b', r"\g<1>\g<2>e 00", json.dumps(body))
    assert (
        plain(case.measurement)["intervals"]
        == plain(netassay.parse_text("iperf", text).measurement)["intervals"]
    )


@given(documents(), st.data())
def test_lines_around_a_document(case: Case, data: st.DataObject) -> None:
    """A prompt before and behind and a warning are passed over; a second document is told."""
    before = data.draw(st.sampled_from(["", "user@host:~$ iperf3 -J -c h\n", "warning: x\n"]))
    # Behind a prompt, an error may be another run's.
    late = [] if before.startswith("user") else ["iperf3: late\n"]
    behind = data.draw(st.sampled_from(["", "user@host:~$ \n", case.text, *late]))
    result = netassay.parse_text("iperf", before + case.text + behind)
    assert plain(case.measurement) == plain(result.measurement)
    if behind == case.text:
        assert ["several-runs"] == codes(result)
        assert case.text.count("\n") <= len(result.unread) + case.text.count("\n\n") + 1
    else:
        assert ([], []) == (codes(result), result.unread)


def test_zeros_that_are_no_values() -> None:
    """A time, bytes, blocks and round trips of 0 are absent ones."""
    test = {"protocol": "TCP", "duration": 0, "bytes": 4096, "blocks": 0, "tos": 0}
    row = {
        "socket": 5,
        "start": 0,
        "end": 1,
        "bytes": 8,
        "bits_per_second": 64,
        "rtt": 0,
        "pmtu": 0,
    }
    body = {"start": {"test_start": test}, "intervals": [{"streams": [row]}], "end": {}}
    run = netassay.parse_text("iperf", json.dumps(body)).measurement
    assert (None, 4096, None, 0) == (
        run.duration_s,
        run.requested_bytes,
        run.requested_blocks,
        run.tos,
    )
    assert (None, None) == (run.intervals[0].rtt_ms, run.intervals[0].path_mtu_bytes)


@pytest.mark.parametrize("blank", [" ", "\t", " \t "])
def test_blanks_that_were_changed(blank: str) -> None:
    """The words at the ends of rows show whose they are, however they are spaced."""
    text = re.sub(r"(?<=\S)[ ]{2,}", blank, SUMS)
    expected = netassay.parse_text("iperf", SUMS).measurement
    assert expected == netassay.parse_text("iperf", text).measurement


def test_a_document_within_a_line() -> None:
    """What stands before a document may be in its own line."""
    text = 'result: {"start": {"test_start": {"protocol": "TCP"}}, "intervals": [], "end": {}}\n'
    result = netassay.parse_text("iperf", text)
    assert ("TCP", ["result:"]) == (
        result.measurement.protocol,
        [line.text for line in result.unread],
    )


PAIR = """\
[  5]   0.00-1.00   sec  10.0 MBytes  83.9 Mbits/sec
[  5]   1.00-2.00   sec  10.0 MBytes  83.9 Mbits/sec
[  5]   0.00-2.04   sec  20.2 MBytes  83.0 Mbits/sec    3             sender
[  5]   0.00-2.00   sec  20.0 MBytes  83.9 Mbits/sec                  receiver
"""


def test_rows_of_several_runs() -> None:
    """Rows alone, as `grep` leaves them of a log, are parted where a closing row comes again, or others begin."""
    later = PAIR.replace("83.", "73.").replace(" 3  ", " 9  ")
    whole = [netassay.parse_text("iperf", text).measurement for text in (PAIR, later)]
    assert whole == [run.measurement for run in netassay.parse_texts(PAIR + later)]
    result = netassay.parse_text("iperf", PAIR + later)
    assert (whole[0], True) == (result.measurement, "several-runs" in codes(result))
    sums = [re.sub(r"\[  5\]", "[SUM]", text) for text in (PAIR, later)]
    assert 2 == len(list(netassay.parse_texts("".join(sums))))
    closing = ["".join(text.splitlines(keepends=True)[2:]) for text in (PAIR, later)]
    runs = [run.measurement for run in netassay.parse_texts("".join(closing))]
    assert [3, 9] == [run.sent.retransmits for run in runs]


@pytest.mark.parametrize(
    "head", ["", "[  5] local 192.0.2.2 port 40000 connected to 192.0.2.1 port 5201\n"]
)
def test_a_reverse_run_that_lost_its_head(head: str) -> None:
    """Without the line that says so, rows without counts of retransmits are the receiver's if a sender counted some."""
    run = netassay.parse_text("iperf", head + PAIR).measurement
    assert ({"received"}, None) == ({row.direction for row in run.intervals}, run.reverse)
    begun = netassay.parse_text("iperf", head + "".join(PAIR.splitlines(keepends=True)[:2]))
    assert {None} == {row.direction for row in begun.measurement.intervals}


VERBOSE = """\
iperf 3.9
Linux host 5.10.0 #1 SMP x86_64
Control connection MSS 1448
Time: Mon, 20 May 2024 13:07:48 GMT
"""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_strange_line_in_what_leads_to_a_run(at: int) -> None:
    """It parts nothing as long as the line before the run is one of iperf3, and is told."""
    lines = VERBOSE.splitlines(keepends=True)
    text = f"{''.join(lines[:at])}hello world\n{''.join(lines[at:])}Connecting to host 192.0.2.1, port 5201\n{PAIR}"
    (run,) = netassay.parse_texts(text)
    assert ("3.9", "192.0.2.1", "2024-05-20T13:07:48Z") == (
        run.measurement.version,
        run.measurement.server_address,
        run.measurement.timestamp,
    )
    assert ["hello world"] == [line.text for line in run.unread]


@pytest.mark.parametrize("prompts", ["$ ", ""])
def test_a_version_text_before_a_run(prompts: str) -> None:
    """It is told, and hides no run behind it."""
    version = "iperf 3.12 (cJSON 1.7.15)\nLinux host 6.1.0 #1 SMP x86_64\nOptional features available: CPU affinity setting\n"
    text = f"Connecting to host 192.0.2.1, port 5201\n{PAIR}\niperf Done.\n"
    before = f"$ iperf3 -v\n{version}$ iperf3 -c 192.0.2.1\n" if prompts else version
    whole = netassay.parse_text("iperf", text).measurement
    assert [whole] == [run.measurement for run in netassay.parse_texts(before + text)]
    result = netassay.parse_text("iperf", before + text)
    assert (whole, ["unread-text"]) == (result.measurement, codes(result))


def test_a_titled_report_with_a_servers_inside() -> None:
    """The server's lines have no title; they are of the run whatever stood before it."""
    report = "".join(
        f"run:  {line}\n"
        for line in ("Connecting to host 192.0.2.1, port 5201", *PAIR.splitlines(), "")
    )
    served = "Server output:\nAccepted connection from 192.0.2.2, port 50000\n"
    report += f"{served}[ ID] Interval           Transfer     Bitrate\n{PAIR.splitlines()[0]}\n\nrun:  iperf Done.\n"
    table = "  IP Address       MAC Address       Type    Port\n  ---------------  ----------------- ------- ----\n"
    whole = netassay.parse_text("iperf", report).measurement
    assert 1 == len(whole.server_intervals)
    assert whole == list(netassay.parse_texts(table + report))[-1].measurement


@pytest.mark.parametrize(
    "prefix", ["| ", "host1: ", "INFO:root:", "1747742074 ", "[12:00:01] ", "log.txt:12:", "run:  "]
)
def test_reports_with_a_servers_inside_behind_any_prefix(prefix: str) -> None:
    """A server's report, as text or as JSON, stays a part of the run, and no line loses its beginning."""
    tail = f"\niperf Done.\n{ERROR}\n"
    text = f"Connecting to host 192.0.2.1, port 5201\n{PAIR}\nServer output:\nAccepted connection from 192.0.2.2, port 50000\n{PAIR}"
    document = '{\n\t"start":\t{\n\t\t"version":\t"iperf 3.9"\n\t},\n\t"end":\t{\n\t\t"a":\t{\n\t\t}\n\t}\n}\n'
    json_text = f"Connecting to host 192.0.2.1, port 5201\n{PAIR}\nServer JSON output:\n{document}"
    for report in (text + tail, json_text + tail):
        whole = netassay.parse_text("iperf", report)
        log = "".join(f"{prefix}{line}" for line in report.splitlines(keepends=True))
        for result in (netassay.parse_text("iperf", log), *netassay.parse_texts(log)):
            assert whole.measurement == result.measurement
            assert codes(whole) == codes(result)
        assert 1 == len(list(netassay.parse_texts(log)))


def test_titled_runs_one_behind_the_other() -> None:
    """What leads to the second is none of the first."""
    report = f"{VERBOSE}Connecting to host 192.0.2.1, port 5201\n{PAIR}\niperf Done.\n"
    second = report.replace("3.9", "3.12")
    log = "".join(f"x: y:  {line}" for line in (report + second).splitlines(keepends=True))
    versions = [run.measurement.version for run in netassay.parse_texts(log)]
    assert ["3.9", "3.12"] == versions


ERROR = "iperf3: error - control socket has closed unexpectedly"
