"""Texts of tools as sources: each run is a response, other lines are one reject."""

from __future__ import annotations

import tracemalloc

import attrs
import pytest

import netassay
from bodies import codes
from netassay.records.result import Reject
from netassay.sources import read, saved
from netassay.sources import texts as texts_module
from sources.writers import gzipped

PING = """\
PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.
64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.408 ms

--- 192.0.2.1 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 0.408/0.408/0.408/0.000 ms
"""
DEAD = """\
PING 192.0.2.2 (192.0.2.2) 56(84) bytes of data.

--- 192.0.2.2 ping statistics ---
4 packets transmitted, 0 received, 100% packet loss, time 3000ms

"""
ROUTE = """\
traceroute to 192.0.2.9 (192.0.2.9), 30 hops max, 60 byte packets
 1  192.0.2.1 (192.0.2.1)  0.5 ms  0.4 ms  0.4 ms
 2  192.0.2.9 (192.0.2.9)  1.5 ms  1.4 ms  1.4 ms
"""
SESSION = f"""\
user@host:~$ ls
notes.txt
user@host:~$ ping -c 1 192.0.2.1
{PING}user@host:~$ traceroute 192.0.2.9
{ROUTE}user@host:~$ uptime
 13:07:48 up 1 day
user@host:~$ exit
"""


@pytest.mark.parametrize("name", ["a.txt", "a.log", "a", "a.out", "a.LOG", "a.log.gz"])
def test_each_run_is_one_result(write, name):
    """Runs come in order, with the test that they are of and the line they begin at."""
    data = (PING + DEAD + ROUTE).encode()
    path = write(name, gzipped(data) if name.endswith(".gz") else data)
    results = list(read(path))
    assert ["ping", "ping", "traceroute"] == [result.test for result in results]
    assert ["passed", "failed", "passed"] == [result.verdict for result in results]
    places = [(item.place, item.line) for item in saved(path)]
    assert [("line 1", 1), ("line 7", 7), ("line 12", 12)] == places
    assert [place for place, _ in places] == [result.place for result in results]


def test_lines_of_no_run_are_one_reject(write):
    """They come at the end, with how many they are, where they begin, and their bytes."""
    path = write("a.log", SESSION.encode())
    *results, reject = read(path)
    assert ["line 4", "line 11"] == [result.place for result in results]
    assert [[], []] == [result.findings for result in results]
    assert ("5 lines that belong to no run", "from line 1") == (reject.reason, reject.place)
    before, behind = SESSION.split("user@host:~$ ping", 1)[0], SESSION.split(ROUTE, 1)[1]
    assert (before + behind).encode() == reject.data


def without_ids(results):
    """Return results without their ids: that of a run in a file is told by the file, too."""
    return [attrs.evolve(result, id="") for result in results]


@pytest.mark.parametrize(
    "first",
    [
        "[root@host ~]# uptime\n 13:07:48 up 1 day\n",
        "[13:07:48] hello\n" * 30,
        "[2025-05-20 13:07:48] hello\n",
        "{master:0}\nuser@sw> show system uptime\nup 1 day\n",
        "[admin@MikroTik] > /system identity print\nname: x\n",
    ],
)
@pytest.mark.parametrize("name", ["a.log", "a", "a.txt"])
def test_brackets_that_are_no_json(write, name, first):
    """A prompt and a time in brackets begin a log and no JSON document."""
    *results, reject = read(write(name, (first + PING).encode()))
    assert ["passed"] == [result.verdict for result in results]
    assert first.encode() == reject.data


def test_a_file_and_its_text_are_the_same(write):
    """A file, a text, and a text of one run alone give the same results."""
    path = write("a.txt", (DEAD + PING).encode())
    results = list(read(path))
    assert without_ids(results) == without_ids(netassay.parse_texts(DEAD + PING))
    measured = [netassay.parse_text("ping", text).measurement for text in (DEAD, PING)]
    assert measured == [result.measurement for result in results]
    for text in (DEAD, PING, f"\n\n{PING}", f"user@host:~$ ping 192.0.2.1\n{PING}user@host:~$ "):
        alone = netassay.parse_text("ping", text)
        assert [alone] == list(netassay.parse_texts(text))
        assert without_ids([alone]) == without_ids(read(write("one.txt", text.encode())))


def test_runs_that_are_alike_are_several(write):
    """Two runs that printed the same are two results with two ids, the same in each reading."""
    path = write("a.log", (PING + PING).encode())
    first, second = read(path)
    assert first.id != second.id
    assert [first.id, second.id] == [result.id for result in read(path)]


def test_line_ends_and_bytes_are_kept(write):
    """A reject has its bytes as they are; a run is read whatever its lines end in."""
    path = write("a.log", (b"caf\xe9\n" + PING.encode() + b"\xff\n").replace(b"\n", b"\r\n"))
    result, reject = read(path)
    assert netassay.parse_text("ping", PING).measurement == result.measurement
    assert (b"caf\xe9\r\n\xff\r\n", "2 lines that belong to no run") == (reject.data, reject.reason)


def test_what_windows_saves(write):
    """UTF-16 and a mark of order are of the file, not of the text."""
    path = write("a.txt", PING.encode("utf-16"))
    (result,) = read(path)
    assert netassay.parse_text("ping", PING).measurement == result.measurement


def test_the_hints_of_a_caller(write):
    """The family is the caller's or the path's; another test than the text's is refused."""
    path = write("aps/ping.log", (PING + ROUTE).encode())
    assert [("ping", "aps"), ("traceroute", "aps")] == [
        (one.test, one.family) for one in read(path)
    ]
    assert ["cx", "cx"] == [result.family for result in read(path, family="cx")]
    ping, reject = read(path, test="ping")
    assert ("ping", "line 7") == (ping.test, reject.place)
    assert "this is a text of traceroute" in reject.reason


def test_documents_of_iperf3(write):
    """What iperf3 prints as JSON is no response of the API: it is a run."""
    document = '{\n\t"start":\t{\n\t\t"version":\t"iperf 3.12"\n\t},\n\t"intervals":\t[],\n\t"end":\t{\n\t}\n}\n'
    for name in ("a.json", "a.log", "a"):
        results = list(read(write(name, 2 * document.encode())))
        assert ["iperf", "iperf"] == [result.test for result in results]
        assert ["3.12", "3.12"] == [result.measurement.version for result in results]


@pytest.mark.parametrize(
    "body", ['{"error": "invalid_token"}', '{"title": "Not Found"}', '{"end": 1}']
)
def test_answers_of_other_apis_are_none_of_iperf3(write, body):
    """Keys that iperf3 has too make no run."""
    (reject,) = read(write("a.json", body.encode()))
    assert isinstance(reject, Reject)


@pytest.mark.parametrize("name", ["a.txt", "a.log", "a"])
def test_a_text_of_no_tool(write, name):
    """It is one reject with all of its bytes."""
    data = b"Dear all,\n\nWARNING: nothing was measured.\n"
    (reject,) = read(write(name, data))
    assert isinstance(reject, Reject)
    assert data == reject.data
    assert ("no run of a tool" in reject.reason) == (name != "a")


def test_lines_of_no_run_are_not_held_for_ever(write, monkeypatch):
    """Where they are many they are more than one reject, and nothing is lost."""
    monkeypatch.setattr(texts_module, "_MOST_HELD", 1000)
    other = "".join(f"a line of no run, number {at}\n" for at in range(100))
    items = list(read(write("a.log", (PING + other + PING + other).encode())))
    rejects = [item for item in items if isinstance(item, Reject)]
    assert len(items) - len(rejects) == 2
    assert len(rejects) > 1
    assert (other + other).encode() == b"".join(reject.data for reject in rejects)


@pytest.mark.slow
def test_a_log_larger_than_memory(write):
    """Reading half as many runs again takes no more memory."""
    peaks = []
    for count in (4500, 6500):
        path = write("a.log", (PING + "total 0\n").encode() * count)
        tracemalloc.start()
        assert count == sum(isinstance(item, netassay.Result) for item in read(path))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The bytes of the lines of no run are kept.
    assert peaks[1] < peaks[0] + 700_000, peaks


def test_both_of_a_log_are_loaded(write, tmp_path):
    """A load counts each run and the reject, in one process or in several."""
    path = write("a.log", SESSION.encode())
    for jobs in (1, 2):
        done = netassay.load(path, to=tmp_path / f"{jobs}.duckdb", jobs=jobs)
        assert (3, 2, 1) == (done.read, done.results, done.rejects)
    rows = netassay.query(read(path), "SELECT test, verdict FROM results ORDER BY 1").to_pylist()
    assert [("ping", "passed"), ("traceroute", "passed")] == [tuple(row.values()) for row in rows]


def test_a_first_of_several_is_told():
    """What is asked for as one text says that there are more."""
    assert ["several-runs"] == codes(netassay.parse_text("ping", PING + DEAD))
