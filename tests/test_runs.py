"""What tells runs in a text, and what may stand around one."""

from __future__ import annotations

import pickle

import attrs
import pytest

import netassay
from bodies import codes
from netassay.core.lines.runs import Runs
from netassay.dialects import DIALECTS
from netassay.errors import SpecError
from netassay.normalizing.runs.prompts import is_idle, typed, typed_target
from netassay.normalizing.text_runs import TextRun, examine_run, runs_in

TOTALS = """\

--- 192.0.2.1 ping statistics ---
2 packets transmitted, 2 received, 0% packet loss, time 1001ms
rtt min/avg/max/mdev = 0.308/0.358/0.408/0.050 ms
"""
PING = f"""\
PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.
64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.408 ms
64 bytes from 192.0.2.1: icmp_seq=2 ttl=64 time=0.308 ms
{TOTALS}"""
SESSION = f"""\
user@host:~$ ls -l
total 4
user@host:~$ ping -c 2 192.0.2.1
{PING}user@host:~$ arp -an
? (192.0.2.1) at 00:00:5e:00:53:01 [ether] on eth0
user@host:~$ ping 192.0.2.77
PING 192.0.2.77 (192.0.2.77) 56(84) bytes of data.
From 192.0.2.5 icmp_seq=1 Destination Host Unreachable
^C
--- 192.0.2.77 ping statistics ---
2 packets transmitted, 0 received, +1 errors, 100% packet loss, time 1001ms

user@host:~$ iperf3 -c 192.0.2.1
iperf3: error - unable to connect to server: Connection refused
user@host:~$ iperf3 -c 192.0.2.1
iperf3: error - unable to connect to server: Connection refused
user@host:~$ ping nowhere
ping: nowhere: Name or service not known
user@host:~$ exit
logout
"""


#: Prompts of shells, in containers too, of switches, controllers, routers and firewalls.
ALL_PROMPTS = [
    *(
        "user@host:~$ ",
        "root@OpenWrt:~# ",
        "~ # ",
        "/ # ",
        "/srv # ",
        "user@mac ~ % ",
        "bash-5.1$ ",
        "sh-4.2# ",
    ),
    *("$ ", "# ", "% ", "[user@host dir]$ ", "(venv) user@host:~$ ", "user@host:~/a directory$ "),
    *(
        "user@host ~/x (main)$ ",
        "\u279c  ~ ",
        "\u279c  x git:(main) \u2717 ",
        "\u276f ",
        "root@1a2b3c4d5e6f:/app# ",
    ),
    *("C:\\>", "C:\\Users\\a b>", "PS C:\\Users\\user> ", "PS /home/user> ", "vmhost:~ # "),
    *(
        "switch-1# ",
        "switch-1(config-if)# ",
        "HP-2920-24G# ",
        "ProCurve Switch 2530# ",
        "(gw) #",
        "(gw) [mynode] #",
    ),
    *(
        "(gw) *[mynode] #",
        "(ARUBA-MM) ^[mm] (config) #",
        "(Cisco Controller) >",
        "Router#",
        "Router(config)#",
    ),
    *(
        "RP/0/RSP0/CPU0:ios#",
        "user@r1> ",
        "<HUAWEI>",
        "A:sros# ",
        "*A:sros# ",
        "FGT-60 # ",
        "FGT-60 (root) # ",
    ),
    *("admin@PA-220> ", "cumulus@leaf01:mgmt:~$ "),
]


def test_a_session() -> None:
    """A session gives its runs, with the lines that they begin at; what was typed may tell more."""
    results = list(netassay.parse_texts(SESSION))
    assert [
        ("ping", "line 4", "passed"),
        ("arp_table", "line 12", "passed"),
        ("ping", "line 14", "failed"),
        ("iperf", "line 21", "failed"),
        ("iperf", "line 23", "failed"),
        ("ping", "line 25", "not-run"),
    ] == [(result.test, result.place, result.verdict) for result in results]
    assert [[]] * 6 == [result.findings for result in results]
    assert [[]] * 6 == [result.unread for result in results]
    iperf = results[3].measurement
    assert isinstance(iperf, netassay.Iperf)
    assert "192.0.2.1" == iperf.server_address
    places = [result.place for result in results]
    assert places == [result.place for result in netassay.redact(results)]
    assert places == [result.place for result in pickle.loads(pickle.dumps(results))]
    assert "" == netassay.parse_text("ping", PING).place


def test_a_text_without_a_run() -> None:
    """It is refused, by name where it has one."""
    for text in ("", "total 4\n", "WARNING: nothing was measured\n"):
        with pytest.raises(netassay.NotAResponse, match="no run of a tool"):
            list(netassay.parse_texts(text))
    with pytest.raises(netassay.NotAResponse, match="fping"):
        list(netassay.parse_texts("192.0.2.1 : [0], 64 bytes, 12.4 ms (12.4 avg, 0% loss)\n"))
    with pytest.raises(netassay.UnknownName):
        list(netassay.parse_texts(PING, family="toasters"))


@pytest.mark.parametrize("cut", [0, 5, 30, 60])
def test_a_run_without_its_beginning(cut: int) -> None:
    """What is left of a run whose first lines are missing is a run."""
    (result,) = netassay.parse_texts(PING[PING.index("64 bytes") :] + "total 4\n")
    assert ("line 1", 2) == (result.place, len(result.measurement.replies))
    (result, whole) = netassay.parse_texts(PING[PING.index("\n", cut) + 1 :] + "total 4\n" + PING)
    assert 2 == result.measurement.transmitted
    assert netassay.parse_text("ping", PING).measurement == whole.measurement


@pytest.mark.parametrize(
    "lines",
    [
        ["5 packets transmitted, 5 received, 0% packet loss, time 4005ms"] * 3,
        ["ping: connect: Network is unreachable"] * 3,
        ["connect: Network is unreachable"] * 2,
        ["192.0.2.3 is alive, time = 2 ms"] * 2,
        ["iperf3: error - unable to connect to server: Connection refused"] * 3,
        ["ping: nowhere: Name or service not known"] * 2,
        [
            "COMMAND=ping nowhere\nhost address failed because the ipv4/v6 address nowhere is invalid."
        ]
        * 2,
    ],
)
def test_runs_of_one_line(lines: list[str]) -> None:
    """What is a run by itself, or the totals of one, is not mixed with the next."""
    text = "".join(f"{line}\n" for line in lines)
    assert len(lines) == len(list(netassay.parse_texts(text)))
    *before, last = netassay.parse_texts(text + PING)
    assert len(lines) == len(before)
    assert netassay.parse_text("ping", PING).measurement == last.measurement


def test_nothing_is_mixed() -> None:
    """The lines of a run that broke off stay its own, and so do those of the next."""
    broken = "".join(PING.splitlines(keepends=True)[:2])
    first, second = netassay.parse_texts(broken + PING)
    assert (1, 2) == (len(first.measurement.replies), len(second.measurement.replies))
    assert (None, ["truncated-text"]) == (first.measurement.transmitted, codes(first))
    alone = netassay.parse_text("ping", broken + PING)
    assert first.measurement == alone.measurement
    assert ["truncated-text", "several-runs"] == codes(alone)
    assert [line for line in PING.splitlines() if line] == [line.text for line in alone.unread]
    assert [3, 4, 5, 7, 8, 9] == [line.line for line in alone.unread]


def test_the_first_of_a_test_of_several() -> None:
    """A text of several tests is read as that which was asked for."""
    route = "traceroute to 192.0.2.9 (192.0.2.9), 30 hops max, 60 byte packets\n 1  192.0.2.9 (192.0.2.9)  0.5 ms  0.4 ms  0.4 ms\n"
    result = netassay.parse_text("ping", route + PING)
    assert netassay.parse_text("ping", PING).measurement == result.measurement
    assert [1, 2] == [line.line for line in result.unread]
    assert ["several-runs"] == codes(result)


@pytest.mark.parametrize(
    "changed",
    [
        PING.rstrip(),
        f"{PING}user@host:~$ ",
        f"{PING}user@host:~$",
        f"\ufeff{PING}",
        PING.replace("\n---", "\n^C---"),
        PING.replace("0.308 ms\n\n", "0.308 ms\n^C\n"),
        PING.replace("0.308 ms\n\n", "0.308 ms^C\n"),
        f"```console\n$ ping -c 2 192.0.2.1\n{PING}```\n",
        f"{{master:0}}\nuser@sw> ping 192.0.2.1\n{PING}\n{{master:0}}\nuser@sw> ",
        f"host# ping 192.0.2.1\n{PING}\nhost# \n\nhost# exit\n",
        PING.replace("\n", "\r\n\r\n"),
        "".join(
            f"Mon Jan  1 12:00:0{at} CET 2024: {line}\n"
            for at, line in enumerate(PING.splitlines())
        ),
        "".join(f"[12:00:0{at}] {line}\n" for at, line in enumerate(PING.splitlines())),
        "".join(f"web-1  | {line}\n" for line in PING.splitlines()),
        "".join(
            f"<13>1 2025-05-20T13:07:4{at}+02:00 host ping[7]: {line}\n"
            for at, line in enumerate(PING.splitlines())
        ),
    ],
)
def test_what_stands_around(changed: str) -> None:
    """Prompts, prefixes, stops and line ends make no difference, alone or in a log."""
    whole = netassay.parse_text("ping", PING)
    result = netassay.parse_text("ping", changed)
    assert (whole.measurement, []) == (result.measurement, result.findings)
    (parted,) = netassay.parse_texts(changed)
    assert (whole.measurement, []) == (parted.measurement, parted.findings)


def test_a_line_that_is_cut() -> None:
    """Of a closing line that is cut what is certain is read, and the line is kept."""
    text = PING.rstrip() + ", pipe 2"
    result = netassay.parse_text("ping", text)
    assert (0.358, None) == (result.measurement.rtt_avg_ms, result.measurement.pipe)
    assert [] == result.findings
    assert [text.rsplit("\n", 1)[1]] == [line.text for line in result.unread]
    cut = netassay.parse_text("ping", PING[: PING.index("0.408/0.050") + 7])
    assert (None, ["truncated-text"]) == (cut.measurement.rtt_avg_ms, codes(cut))


def test_what_was_typed_tells_the_target() -> None:
    """Where the text lacks its destination, the command has it."""
    text = f"user@host:~$ ping -c 2 -i 0.2 host.example.com\n{PING[PING.index('64 bytes') : PING.index('---')]}"
    assert "host.example.com" == netassay.parse_text("ping", text).measurement.destination


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("user@host:~$ ping -c 3 192.0.2.1", "ping -c 3 192.0.2.1"),
        ("[root@host ~]# traceroute 192.0.2.1", "traceroute 192.0.2.1"),
        ("switch-1# ", ""),
        ("switch-1(config)# show arp", "show arp"),
        ("(gw) [mynode] #ping 192.0.2.1", "ping 192.0.2.1"),
        ("RP/0/RP0/CPU0:router#ping 192.0.2.1", "ping 192.0.2.1"),
        ("user@router> ping 192.0.2.1 rapid", "ping 192.0.2.1 rapid"),
        ("C:\\Users\\user> ping 192.0.2.1", "ping 192.0.2.1"),
        ("PS C:\\> tracert 192.0.2.1", "tracert 192.0.2.1"),
        ("[admin@MikroTik] > ping 192.0.2.1", "ping 192.0.2.1"),
        ("host:~ user$ ping 192.0.2.1", "ping 192.0.2.1"),
        ("$ ping 192.0.2.1", "ping 192.0.2.1"),
        ("# ", ""),
        ("64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=1 ms", None),
        ("1> Reply: [200/OK] bytes=9 time=3ms Rate=2.9KB/sec", None),
        ("2 packets transmitted, 2 received, 0% packet loss, time 1001ms", None),
        ("PING6(56=40+8+8 bytes) 2001:db8::1 --> 2001:db8::2", None),
        ("[  5]   0.00-1.00   sec   106 MBytes   888 Mbits/sec    0   2.55 MBytes", None),
        ("#16\t10 11 12 13", None),
    ],
)
def test_prompts(line: str, command: str | None) -> None:
    """Prompts of shells and devices are known, and lines of tools are none."""
    assert command == typed(line)
    assert (command == "") == is_idle(line)


@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("ping 192.0.2.1", "192.0.2.1"),
        ("ping -c 3 -i 0.2 host.example.com", "host.example.com"),
        ("sudo /bin/ping -n 192.0.2.1 | tee log", "192.0.2.1"),
        ("ping 192.0.2.1 repetitions 5", "192.0.2.1"),
        ("iperf3 -R -c 192.0.2.1 -p 5201", "192.0.2.1"),
        ("iperf3 -s", None),
        ("tracert -d 192.0.2.1", "192.0.2.1"),
        ("ls -l", None),
        ("ip netns exec blue ping -c 3 192.0.2.1", "192.0.2.1"),
        ("execute ping 192.0.2.1", "192.0.2.1"),
        ("ping vrf mgmt 192.0.2.1", "192.0.2.1"),
        ("traceroute ipv6 2001:db8::1", "2001:db8::1"),
    ],
)
def test_targets(command: str, target: str | None) -> None:
    """The host of a command is neither an option nor its value."""
    assert target == typed_target(command)


def test_patterns_are_checked() -> None:
    """A pattern that would shift the groups of others is refused, with its place."""
    with pytest.raises(
        SpecError, match=r"(?s)^wrong, leads, column 6: it has a capturing group.*\n.*\^"
    ):
        Runs(opens="begin", leads="lead (now|then)").check("wrong")


@pytest.mark.parametrize("one", DIALECTS, ids=lambda one: one.name)
def test_each_format_says_where_its_runs_begin(one: object) -> None:
    """Only neighbours have no line that opens them, and show output is no run."""
    runs = one.runs  # type: ignore[attr-defined]
    declared = {name for name, pattern in attrs.asdict(runs).items() if pattern}
    shared = {"ping_iputils", "traceroute_inetutils"}
    name = one.name  # type: ignore[attr-defined]
    assert ("opens" in declared) == (name not in {"arp_unix", "show_text", *shared})


@pytest.mark.parametrize("prompt", ALL_PROMPTS)
def test_a_session_at_any_prompt(prompt: str) -> None:
    """Prompts before and behind, with commands and without, make no difference."""
    whole = netassay.parse_text("ping", PING)
    session = (
        f"{prompt}date\nTue May 20 13:07:48 CEST 2025\n{prompt}ping -c 2 192.0.2.1\n{PING}{prompt}\n"
        f"{prompt}^C\n{prompt}ping 192.0.2.1\n{PING}{prompt}"
    )
    assert [whole.measurement] * 2 == [run.measurement for run in netassay.parse_texts(session)]
    for text in (
        f"{prompt}ping 192.0.2.1\n{PING}",
        f"{PING}{prompt}",
        f"{PING}{prompt}^C\n{prompt}",
    ):
        result = netassay.parse_text("ping", text)
        assert (whole.measurement, []) == (result.measurement, result.findings)


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (
            (
                "sw# ping 192.0.2.3\n192.0.2.3 is alive, time = 2 ms\nsw# ping 192.0.2.4\n"
                "Request timed out.\nsw# ping nohost\nUnknown host: nohost\nsw# "
            ),
            [("192.0.2.3", "passed"), ("192.0.2.4", "failed"), ("nohost", "not-run")],
        ),
        (
            (
                'R1#ping nohost\nTranslating "nohost"...domain server (255.255.255.255)\n'
                "% Unrecognized host or address, or protocol not running.\n\nR1#"
            ),
            [("nohost", "not-run")],
        ),
        (
            "switch-1# ping 192.0.2.1 vrf mgmt\nping: sendmsg: Network is unreachable\nswitch-1# exit\n",
            [("192.0.2.1", "failed")],
        ),
        (
            "$ traceroute -n 192.0.2.9\nsend: Network is unreachable\n$ ls\nnotes.txt\n$ ",
            [("192.0.2.9", "not-run")],
        ),
    ],
)
def test_what_only_a_command_shows(session: str, expected: list[tuple[str, str]]) -> None:
    """Lines behind the command of a tool, up to the next prompt, are a run if one of its formats reads all."""
    results = list(netassay.parse_texts(session))
    assert expected == [(run.measurement.destination, run.verdict) for run in results]
    assert [[]] * len(expected) == [run.findings for run in results]


@pytest.mark.parametrize("lines", [1, 2, 3, 7])
@pytest.mark.parametrize(
    "prefix", ["| ", "host1: ", "1747744068 ", "     1\t", "[ 12.5] ", "INFO:root:"]
)
def test_a_prefix_of_any_kind(prefix: str, lines: int) -> None:
    """A prefix of any shape is taken off, once, also where the text comes in blocks of lines."""
    short = f"{PING[: PING.index(chr(10)) + 1]}{TOTALS.replace('2 received', '0 received')}"
    for text in (PING, f"{short[: short.index('rtt')]}"):
        log = "".join(f"{prefix}{line}" for line in text.splitlines(keepends=True))
        blocks = log.splitlines(keepends=True)
        parted = ["".join(blocks[at : at + lines]) for at in range(0, len(blocks), lines)]
        (run,) = [run for run in runs_in(parted) if isinstance(run, TextRun)]
        assert netassay.parse_text("ping", text).measurement == examine_run(run).result.measurement


def test_totals_of_several_runs() -> None:
    """Totals that come again are of another run, with what stands above them; nothing is lost."""
    dead = "--- 192.0.2.2 ping statistics ---\n3 packets transmitted, 0 received, 100% packet loss, time 0ms\n"
    for text in (f"{TOTALS}\n{dead}", f"{PING}{dead}"):
        first, second = netassay.parse_texts(text)
        assert ("192.0.2.1", 2) == (first.measurement.destination, first.measurement.received)
        assert ("192.0.2.2", 3, 0) == (
            second.measurement.destination,
            second.measurement.transmitted,
            second.measurement.received,
        )
        alone = netassay.parse_text("ping", text)
        assert (first.measurement, ["several-runs"]) == (alone.measurement, codes(alone))


def test_nothing_of_a_text_in_another_language() -> None:
    """Lines that it shares with English are none of the run behind it."""
    german = (
        "PING 192.0.2.20 (192.0.2.20) 56(84) Bytes an Daten.\n\n--- 192.0.2.20 Ping-Statistiken ---\n"
        "rtt min/avg/max/mdev = 12.240/12.250/12.262/0.009 ms\n\n"
    )
    whole = netassay.parse_text("ping", PING).measurement
    assert [whole] == [run.measurement for run in netassay.parse_texts(german + PING)]
    result = netassay.parse_text("ping", german + PING)
    assert (whole, ["unread-text"]) == (result.measurement, codes(result))
    assert [1, 3, 4] == [line.line for line in result.unread]


@pytest.mark.parametrize(
    "message",
    [
        "ping: socket: Operation not permitted",
        "ping: permission denied (are you root?)",
        "ping6: bind: No such device",
    ],
)
def test_a_tool_that_gives_up(message: str) -> None:
    """What it says is a run in a log too, and a reason for what stands above it is part of that."""
    lines = f"ping: socktype: SOCK_RAW\n{message}\nping: => missing cap_net_raw+p capability or setuid?\n"
    for text in (f"{message}\n", lines):
        first, second = netassay.parse_texts(text + PING)
        assert ("not-run", "line 1") == (first.verdict, first.place)
        assert netassay.parse_text("ping", PING).measurement == second.measurement


def test_how_far_a_ping_is() -> None:
    """What iputils says of its progress stands behind the sign of the key that asked for it."""
    said = "2/2 packets, 0% loss, min/avg/ewma/max = 0.308/0.358/0.400/0.408 ms"
    text = PING.replace("\n---", f"^\\{said}\n---")
    result = netassay.parse_text("ping", text)
    assert ([said], []) == (result.measurement.messages, result.findings)


@pytest.mark.parametrize(
    ("test", "text"),
    [
        ("iperf", "iperf3: error - the server has terminated"),
        ("iperf", "iperf3: interrupt - the client has terminated"),
        ("iperf", "iperf3: error - unable to write to stream socket: Broken pipe"),
        (
            "ping",
            "PING 192.0.2.1 (192.0.2.1): 56 data bytes\nping: permission denied (are you root?)",
        ),
        ("ping", "Ping request could not find host nohost. Please check the name and try again."),
        ("ping", "sw# ping 192.0.2.4\nTarget did not respond."),
        ("traceroute", "Unable to resolve target system name nohost."),
        ("arp_table", "? (192.0.2.1) at 00:00:5e:00:53:01 on vtnet0 permanent [ethernet]"),
    ],
)
def test_last_words(test: str, text: str) -> None:
    """Of a last line of which nothing can be missing the end of the line may be."""
    whole, result = netassay.parse_text(test, f"{text}\n"), netassay.parse_text(test, text)
    assert (whole.measurement, whole.findings) == (result.measurement, result.findings)


def test_a_cut_line_behind_a_whole_run() -> None:
    """It is none of a run to which nothing can be added, and of one that may go on it is."""
    head = "traceroute to 192.0.2.9 (192.0.2.9), 2 hops max, 60 byte packets\n 1  192.0.2.1 (192.0.2.1)  1.0 ms  1.0 ms  1.0 ms\n"
    (run,) = netassay.parse_texts(f"{head} 2  * * *\nuser@ho")
    assert (False, []) == (run.measurement.reached, run.findings)
    (run,) = netassay.parse_texts(f"{head}user@ho")
    assert (None, ["truncated-text"]) == (run.measurement.reached, codes(run))


def test_a_number_before_each_line() -> None:
    """Seconds since 1970 take nothing of a line that begins with a number or an address."""
    lines = [
        "192.0.2.64 is alive, iteration 1, time = 3 ms",
        "192.0.2.64 is alive, iteration 2, time = 4 ms",
    ]
    text = "".join(
        f"1747742{at}74.000{at}74 {line}\n"
        for at, line in enumerate(["ping 192.0.2.64 repetitions 2", *lines])
    )
    replies = netassay.parse_text("ping", text).measurement.replies
    assert ["192.0.2.64"] * 2 == [reply.address for reply in replies]


def test_a_line_that_was_stopped() -> None:
    """A line that ends where the tool was stopped belongs to the run, as one that is cut."""
    begun = "traceroute to 192.0.2.9 (192.0.2.9), 30 hops max, 60 byte packets\n 1  192.0.2.1 (192.0.2.1)  1.0 ms  1.0 ms  1.0 ms\n"
    for behind in ("", "user@host:~$ ", "user@host:~$ exit\n"):
        text = f"{begun} 2^C\n{behind}"
        (run,) = netassay.parse_texts(text)
        assert ([" 2"], ["truncated-text"]) == ([line.text for line in run.unread], codes(run))
        assert (run.measurement, ["truncated-text"]) == (
            netassay.parse_text("traceroute", text).measurement,
            codes(netassay.parse_text("traceroute", text)),
        )


MPLS = """\
Sending 5, 72-byte MPLS Echos to 192.0.2.4/32,
     timeout is 2 seconds, send interval is 0 msec:

Codes: '!' - success, 'Q' - request not sent, '.' - timeout,

Type escape sequence to abort.
!!!!!
Success rate is 100 percent (5/5), round-trip min/avg/max = 1/1/1 ms
"""


def test_a_tool_that_no_format_reads() -> None:
    """Its lines are of no run, though formats know some; a run behind them is one."""
    with pytest.raises(netassay.NotAResponse, match="MPLS"):
        list(netassay.parse_texts(MPLS))
    ping = (
        "PING 192.0.2.1 (192.0.2.1): 56 data bytes\n"
        "64 bytes from 192.0.2.1: icmp_seq=0 ttl=64 time=1.1 ms\n\n"
        "--- 192.0.2.1 ping statistics ---\n"
        "1 packets transmitted, 1 packets received, 0% packet loss\n"
        "round-trip min/avg/max = 1.1/1.1/1.1 ms\n"
    )
    assert ["192.0.2.1"] == [
        run.measurement.destination for run in netassay.parse_texts(MPLS + ping)
    ]


@pytest.mark.parametrize("prefix", ["", "    ", "> ", "[13:07:01] ", "2025-05-20T13:07:48.849Z "])
def test_tables_one_behind_the_other(prefix) -> None:
    """A run that two lines open is told from the one before, behind a prefix too."""
    table = (
        "  SEQ HOST                                     SIZE TTL TIME  STATUS\n"
        "    0 192.0.2.1                                  28   1 0ms   \n"
        "    sent=1 received=1 packet-loss=0% min-rtt=0ms avg-rtt=0ms max-rtt=0ms \n"
    )
    lines = (2 * table).splitlines(keepends=True)
    runs = list(netassay.parse_texts("".join(f"{prefix}{line}" for line in lines)))
    assert ["line 1", "line 4"] == [run.place for run in runs]
    assert [1, 1] == [len(run.measurement.replies) for run in runs]
