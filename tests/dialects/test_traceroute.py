"""What the texts of each traceroute program say, form by form."""

from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import codes
from netassay.normalizing.explain import explain
from netassay.normalizing.pipeline import examine_text


def of_text(text: str) -> netassay.Result:
    """Return the result of a traceroute's text."""
    return netassay.parse_text("traceroute", text)


BUSYBOX = "traceroute to host.example.com (192.0.2.9), 30 hops max, 46 byte packets\n"
INETUTILS = "traceroute to host.example.com (192.0.2.9), 64 hops max\n"

LINES = {
    " 1  192.0.2.1  0.009 ms  0.001 ms": [("192.0.2.1", None, 0.009), ("192.0.2.1", None, 0.001)],
    " 2  gw.example.com (192.0.2.1)  0.009 ms  *": [("192.0.2.1", "gw.example.com", 0.009), None],
    " 2  *  192.0.2.1  0.5 ms  *": [None, ("192.0.2.1", None, 0.5), None],
    " 2  192.0.2.1  1 ms *  2 ms": [("192.0.2.1", None, 1), None, ("192.0.2.1", None, 2)],
    " 3  a.example.com (192.0.2.1)  1 ms  192.0.2.2 (192.0.2.2)  2 ms  3 ms": [
        ("192.0.2.1", "a.example.com", 1),
        ("192.0.2.2", None, 2),
        ("192.0.2.2", None, 3),
    ],
    "  3   192.0.2.1 (gw.example.com)  0.529ms  0.320ms": [
        ("192.0.2.1", "gw.example.com", 0.529),
        ("192.0.2.1", "gw.example.com", 0.32),
    ],
    " 4 2001:db8::6          1 ms2001:db8::4          1 ms      1 ms": [
        ("2001:db8::6", None, 1),
        ("2001:db8::4", None, 1),
        ("2001:db8::4", None, 1),
    ],
    " 5  gw.example.com  12 ms": [(None, "gw.example.com", 12)],
    " 5  192.0.2.1 54 bytes to 192.0.2.7  0.009 ms": [("192.0.2.1", None, 0.009)],
    "10  *  *  * ": [None, None, None],
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_lines_of_hops(line: str, expected: list[tuple[str | None, str | None, float]]) -> None:
    """Routers, names, times and stars, however they are mixed and set."""
    result = of_text(f"{BUSYBOX}{line}\n")
    (hop,) = result.measurement.hops
    assert int(line.split(maxsplit=1)[0]) == hop.hop
    assert expected == [
        (one.address, one.name, one.rtt_ms) if one.outcome == "reply" else None
        for one in hop.probes
    ]
    assert [] == result.unread


@pytest.mark.parametrize("note", ["!H", "!N", "!P", "!X", "!A", "!S", "!F-1400", "!<13>"])
def test_annotations(note: str) -> None:
    """What stands behind a time is kept; where nothing can be reached, the way has an end."""
    result = of_text(f"{BUSYBOX} 1  *  192.0.2.1  1 ms {note}  2 ms {note}\n")
    (hop,) = result.measurement.hops
    assert [None, note, note] == [one.annotation for one in hop.probes]
    assert ([], "complete", False) == (
        result.findings,
        result.completeness,
        result.measurement.reached,
    )


NO_HOPS = (
    " 1",
    " 1 192.0.2.1",
    " 1 hop min",
    "1000  192.0.2.1  1 ms",
    " 1  192.0.2.1  1 ms and more",
    "traceroute said: nothing",
)


@pytest.mark.parametrize("line", NO_HOPS)
def test_lines_that_are_no_hops(line: str) -> None:
    """What only looks like a hop stays unread."""
    result = of_text(f"{BUSYBOX}{line}\n 2  192.0.2.9  1 ms\n")
    assert [line.strip()] == [one.text.strip() for one in result.unread]
    assert (["unread-text"], [2]) == (codes(result), [hop.hop for hop in result.measurement.hops])


def test_a_long_line() -> None:
    """A line of a hundred thousand pieces takes no longer than its length."""
    for piece in ("1 ", "* ", "a ", "(1 ", "1 ms !", "1.", "1 ms a ("):
        of_text(f"{BUSYBOX} 1 {piece * 100_000}\n")


HEADS = {
    INETUTILS: (None, 64, None, None, None),
    BUSYBOX: (None, 30, None, 46, None),
    BUSYBOX.replace("traceroute", "traceroute6").replace("192.0.2.9", "2001:db8::9"): (
        None,
        30,
        None,
        46,
        None,
    ),
    "traceroute to h.example.com (192.0.2.9), 1 hops min, 1 hop max, 3 sec. timeout, 1 probe\n": (
        1,
        1,
        1,
        None,
        3,
    ),
    "traceroute h.example.com\ntraceroute to 192.0.2.9,\n 1 hop min, 9 hops max,"
    " 5 sec. timeout, 3 probes\n": (1, 9, 3, None, 5),
    "COMMAND=traceroute -q 2 h.example.com\n" + BUSYBOX: (None, 30, None, 46, None),
}


@pytest.mark.parametrize(("head", "expected"), HEADS.items())
def test_first_lines(head: str, expected: tuple[float | None, ...]) -> None:
    """The first lines of each tool."""
    result = of_text(f"{head} 1  192.0.2.9  1 ms  1 ms  1 ms\n")
    way = result.measurement
    limits = (way.min_hops, way.max_hops, way.probes_per_hop, way.packet_bytes, way.timeout_s)
    assert (expected, []) == (limits, result.unread)
    assert way.destination in ("host.example.com", "h.example.com")


# --- The end of a text ----------------------------------------------------------------


UNFINISHED = (
    f"{BUSYBOX} 1  192.0.2.1  1 ms  2 ms\n 2  192.0.2.9  1 ms",
    f"{BUSYBOX} 1  192.0.2.1  1 ms  2 ms\n 2  192.0.2.8  1 ms  2 ms",
    f"{BUSYBOX} 1  192.0.2.9  1 ms  2 ms",
    f"{BUSYBOX} 1  192.0.2.1  1 ms  2 ms\n 30  *  192.0.2.1  2 ms",
    f"{BUSYBOX} 1  192.0.2.1  1 ms  2 ms\n 30  192.0.2.1  {'9' * 41} ms *",
    f"{BUSYBOX} 1  192.0.2.1  1 ms  2 ms\n 2",
    f"{BUSYBOX} 1  192.0.2.1  1 ms  2 ms\n",
    BUSYBOX,
)


@pytest.mark.parametrize("text", UNFINISHED)
def test_texts_that_may_go_on(text: str) -> None:
    """A text that does not show its end is cut off as far as anyone can know."""
    result = of_text(text)
    last = [one for hop in result.measurement.hops[-1:] for one in hop.probes]
    there = any(one.address == "192.0.2.9" for one in last)
    assert (["truncated-text"], "partial") == (codes(result), result.completeness)
    assert result.measurement.reached is (True if there else None)


# --- The programs ---------------------------------------------------------------------

UNIX = "traceroute to host.example.com (192.0.2.9), 30 hops max, 60 byte packets\n"
ROUTER = "Type escape sequence to abort.\nTracing the route to 192.0.2.9\n"
WINDOWS = "\r\nTracing route to host.example.com [192.0.2.9]\r\nover a maximum of 30 hops:\r\n\r\n"

#: A text, the dialect that reads it, and its probes: (hop, what differs from null).
FORMS: dict[str, tuple[str, str, list[tuple[int | None, dict[str, Any]]]]] = {
    "AS numbers behind the router": (
        (
            f"{UNIX} 1  gw.example.com (192.0.2.1) [AS64500]  0.676 ms !P 0.763 ms !"
            " 192.0.2.2 (192.0.2.2) [AS64500/AS64501]  1 ms\n 2  192.0.2.3 (192.0.2.3) [*]  2 ms * *\n"
        ),
        "traceroute_unix",
        [
            (
                1,
                {
                    "address": "192.0.2.1",
                    "name": "gw.example.com",
                    "rtt_ms": 0.676,
                    "asn": "AS64500",
                    "annotation": "!P",
                },
            ),
            (
                1,
                {
                    "address": "192.0.2.1",
                    "name": "gw.example.com",
                    "rtt_ms": 0.763,
                    "asn": "AS64500",
                    "annotation": "!",
                },
            ),
            (1, {"address": "192.0.2.2", "rtt_ms": 1, "asn": "AS64500/AS64501"}),
            (2, {"address": "192.0.2.3", "rtt_ms": 2, "asn": "*"}),
            (2, {}),
            (2, {}),
        ],
    ),
    "AS numbers before the router, and lines that go on": (
        (
            "traceroute to 192.0.2.9 (192.0.2.9), 64 hops max, 52 byte packets\n"
            " 1  [AS64500] 192.0.2.1 (192.0.2.1)  9.1 ms  5.4 ms\n"
            "    [AS0] gw.example.com (192.0.2.2)  41.4 ms *\n"
            "    192.0.2.3 (192.0.2.3)  41.5 ms\n"
        ),
        "traceroute_unix",
        [
            (1, {"address": "192.0.2.1", "rtt_ms": 9.1, "asn": "AS64500"}),
            (1, {"address": "192.0.2.1", "rtt_ms": 5.4, "asn": "AS64500"}),
            (1, {"address": "192.0.2.2", "name": "gw.example.com", "rtt_ms": 41.4, "asn": "AS0"}),
            (1, {}),
            (1, {"address": "192.0.2.3", "rtt_ms": 41.5}),
        ],
    ),
    "extensions, the way back, the path's MTU": (
        (
            f"{UNIX} 1  192.0.2.1 <MPLS:L=3,E=0,S=1,T=1/L=4,E=0,S=1,T=1> '-9'  5.0 ms F=1400  6 ms * F=1300\n"
            " 2  192.0.2.9 <syn,ack>  1 ms !F-1400 !X\n"
        ),
        "traceroute_unix",
        [
            (
                1,
                {
                    "address": "192.0.2.1",
                    "rtt_ms": 5,
                    "mtu_bytes": 1400,
                    "back_hops": 9,
                    "extensions": "MPLS:L=3,E=0,S=1,T=1/L=4,E=0,S=1,T=1",
                },
            ),
            (
                1,
                {
                    "address": "192.0.2.1",
                    "rtt_ms": 6,
                    "back_hops": 9,
                    "extensions": "MPLS:L=3,E=0,S=1,T=1/L=4,E=0,S=1,T=1",
                },
            ),
            (1, {"mtu_bytes": 1300}),
            (
                2,
                {
                    "address": "192.0.2.9",
                    "rtt_ms": 1,
                    "extensions": "syn,ack",
                    "annotation": "!F-1400 !X",
                },
            ),
        ],
    ),
    "the answer's time to live, and the loss": (
        (
            "traceroute6 to host.example.com (2001:db8::9) from 2001:db8::2, 64 hops max, 12 byte packets\n"
            " 1  fe80::1%em0  1 ms (63)  2 ms (ttl=64!) * (33% loss)\n"
        ),
        "traceroute_unix",
        [
            (1, {"address": "fe80::1%em0", "rtt_ms": 1, "ttl": 63}),
            (1, {"address": "fe80::1%em0", "rtt_ms": 2, "ttl": 64}),
            (1, {}),
        ],
    ),
    "BusyBox with -v": (
        (
            "traceroute to 192.0.2.9 (192.0.2.9), 30 hops max, 46 byte packets\n"
            " 1  192.0.2.1 54 bytes to 192.0.2.7  0.009 ms\n"
        ),
        "traceroute_unix",
        [
            (
                1,
                {
                    "address": "192.0.2.1",
                    "rtt_ms": 0.009,
                    "size_bytes": 54,
                    "to_address": "192.0.2.7",
                },
            )
        ],
    ),
    "a text that lost its header": (
        " 3  gw.example.com (192.0.2.1)  1.5 ms *\n",
        "traceroute_unix",
        [(3, {"address": "192.0.2.1", "name": "gw.example.com", "rtt_ms": 1.5}), (3, {})],
    ),
    "Huawei": (
        (
            "traceroute to  192.0.2.9(192.0.2.9), max hops: 30 ,packet length: 40,press CTRL_C to break \n"
            " 1 192.0.2.1 60 ms  50 ms  10 ms \n"
        ),
        "traceroute_unix",
        [(1, {"address": "192.0.2.1", "rtt_ms": time}) for time in (60, 50, 10)],
    ),
    "H3C": (
        (
            "traceroute to 192.0.2.9 (192.0.2.9), 30 hops at most, 40 bytes each packet, press CTRL_C to break\n"
            " 1  192.0.2.1 (192.0.2.1) 673 ms\n"
        ),
        "traceroute_unix",
        [(1, {"address": "192.0.2.1", "rtt_ms": 673})],
    ),
    "CX, with a blank before the comma": (
        (
            "traceroute to 192.0.2.9 (192.0.2.9) , 1 hops min, 30 hops max, 3 sec. timeout, 2 probes\n"
            "  1   192.0.2.1  0.002ms !H  192.0.2.2  0.001ms\n"
        ),
        "traceroute_inetutils",
        [
            (1, {"address": "192.0.2.1", "rtt_ms": 0.002, "annotation": "!H"}),
            (1, {"address": "192.0.2.2", "rtt_ms": 0.001}),
        ],
    ),
    "inetutils without its header": (
        "  1   192.0.2.1 (gw.example.com)  0.002ms  * \n",
        "traceroute_inetutils",
        [(1, {"address": "192.0.2.1", "name": "gw.example.com", "rtt_ms": 0.002}), (1, {})],
    ),
    "AOS-S, fused and with annotations": (
        (
            "traceroute to 192.0.2.9 ,\n              1 hop min, 30 hops max, 5 sec. timeout, 3 probes\n"
            " 1 2001:db8::6          1 msfe80::4          1 ms      1 ms\n"
            " 2  * 192.0.2.1   2 ms192.0.2.2   3 ms !H\n"
        ),
        "traceroute_aoss",
        [
            (1, {"address": "2001:db8::6", "rtt_ms": 1}),
            (1, {"address": "fe80::4", "rtt_ms": 1}),
            (1, {"address": "fe80::4", "rtt_ms": 1}),
            (2, {}),
            (2, {"address": "192.0.2.1", "rtt_ms": 2}),
            (2, {"address": "192.0.2.2", "rtt_ms": 3, "annotation": "!H"}),
        ],
    ),
    "router style": (
        (
            f"{ROUTER}VRF info: (vrf in name/id, vrf out name/id)\n"
            "  0 192.0.2.1 1 msec\n"
            "  1 gw.example.com (192.0.2.2) [MPLS: Labels 16/17 Exp 0] 11 msec\n"
            "    192.0.2.3 (red/1, red/1) [AS 64500] 12 msec *\n"
            "  2  *  *  * \n    192.0.2.4 13 msec\n"
            "  3 192.0.2.5 !H  *  !H\n"
        ),
        "traceroute_router",
        [
            (0, {"address": "192.0.2.1", "rtt_ms": 1}),
            (
                1,
                {
                    "address": "192.0.2.2",
                    "name": "gw.example.com",
                    "rtt_ms": 11,
                    "extensions": "MPLS: Labels 16/17 Exp 0",
                },
            ),
            (
                1,
                {
                    "address": "192.0.2.3",
                    "rtt_ms": 12,
                    "asn": "AS 64500",
                    "extensions": "red/1, red/1",
                },
            ),
            (1, {}),
            *[(2, {})] * 3,
            (2, {"address": "192.0.2.4", "rtt_ms": 13}),
            (3, {"address": "192.0.2.5", "annotation": "!H"}),
            (3, {}),
            (3, {"address": "192.0.2.5", "annotation": "!H"}),
        ],
    ),
    "Windows": (
        (
            f"C:\\>tracert host.example.com\r\n{WINDOWS}"
            "  1    <1 ms     1 ms     *     192.0.2.1\r\n"
            "  2     *        *        *     Request timed out.\r\n"
            "  3    12 ms    <1 ms    47 ms  gw.example.com [192.0.2.2]\r\n"
            "  4  192.0.2.2  reports: Destination net unreachable.\r\n\r\nTrace complete.\r\n"
        ),
        "traceroute_windows",
        [
            (1, {"address": "192.0.2.1", "rtt_ms": 1.0, "annotation": "<1 ms"}),
            (1, {"address": "192.0.2.1", "rtt_ms": 1}),
            *[(1, {})],
            *[(2, {})] * 3,
            (3, {"address": "192.0.2.2", "name": "gw.example.com", "rtt_ms": 12}),
            (
                3,
                {
                    "address": "192.0.2.2",
                    "name": "gw.example.com",
                    "rtt_ms": 1.0,
                    "annotation": "<1 ms",
                },
            ),
            (3, {"address": "192.0.2.2", "name": "gw.example.com", "rtt_ms": 47}),
            (4, {"address": "192.0.2.2", "annotation": "Destination net unreachable."}),
        ],
    ),
    "Windows with failures": (
        (
            "Tracing route to 192.0.2.9 over a maximum of 30 hops\n\n"
            "  1     *     General failure.\n  2  Transmit error: code 1231.\n\nTrace complete.\n"
        ),
        "traceroute_windows",
        [
            (1, {"annotation": "General failure."}),
            (2, {"annotation": "Transmit error: code 1231."}),
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_forms(form: tuple[str, str, list[tuple[int | None, dict[str, Any]]]]) -> None:
    """Every value of every probe is read, by the right dialect, and no line is left."""
    text, dialect, expected = form
    examination = examine_text("traceroute", text)
    assert dialect == examination.dialect.name
    assert [] == examination.result.unread
    hops = netassay.to_dict(examination.result)["measurement"]["hops"]
    read = [(hop["hop"], probe) for hop in hops for probe in hop["probes"]]
    assert expected == [
        (
            number,
            {name: value for name, value in one.items() if value is not None and name != "outcome"},
        )
        for number, one in read
    ]
    answered = [bool({"address", "rtt_ms"} & set(one)) for _, one in expected]
    assert answered == [one["outcome"] == "reply" for _, one in read]


ERRORS = {
    "traceroute: unknown host host.example.com\n": (
        "unknown host host.example.com",
        "host.example.com",
    ),
    "traceroute: bad address 'host.example.com'\n": (
        "bad address 'host.example.com'",
        "host.example.com",
    ),
    "traceroute: unknown host\n": ("unknown host", None),
    "host.example.com: Name or service not known\n"
    'Cannot handle "host" cmdline arg `host.example.com\' on position 1 (argc 1)\n': (
        "host.example.com: Name or service not known",
        "host.example.com",
    ),
    f"{UNIX}connect: Network is unreachable\n": (
        "connect: Network is unreachable",
        "host.example.com",
    ),
    f"{UNIX} 1traceroute: sendto: Network is unreachable\n": (
        "sendto: Network is unreachable",
        "host.example.com",
    ),
    "Unable to resolve target system name host.example.com.\n": (
        "Unable to resolve target system name host.example.com.",
        "host.example.com",
    ),
    "% Unrecognized host or address, or protocol not running.\n": (
        "Unrecognized host or address, or protocol not running.",
        None,
    ),
    "traceroute to 192.0.2.9 ,\nThe destination address is unreachable.\n": (
        "The destination address is unreachable.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "expected"), ERRORS.items())
def test_errors(text: str, expected: tuple[str, str | None]) -> None:
    """Why a tool gave up is kept, with the host that it was about; nothing is missing then."""
    result = of_text(text)
    assert expected == (result.measurement.error, result.measurement.destination)
    assert ([], [], "partial") == (codes(result), result.unread, result.completeness)


def test_a_warning() -> None:
    """The address that was taken of several is that of the header."""
    warning = "traceroute: Warning: host.example.com has multiple addresses; using 192.0.2.9\n"
    alone = of_text(f"{UNIX} 1  192.0.2.9  1 ms  2 ms  3 ms\n")
    result = of_text(f"{warning}{UNIX} 1  192.0.2.9  1 ms  2 ms  3 ms\n")
    assert (alone.measurement, []) == (result.measurement, codes(result))


CUT = {
    " 2  192.0.2.2  1.5 ms !F-14": [("192.0.2.2", 1.5, None)],
    " 2  192.0.2.2  1.5 ms !H": [("192.0.2.2", 1.5, "!H")],
    " 2  192.0.2.2  1.5 ms  192.0.2.": [("192.0.2.2", 1.5, None)],
    " 2  *  192.0.2.2": [(None, None, None)],
    " 2  192.0.2.2  1.": [],
    " 2": [],
}


@pytest.mark.parametrize(("line", "expected"), CUT.items())
def test_a_cut_line(line: str, expected: list[tuple[Any, ...]]) -> None:
    """Of a cut line the probes that are surely whole are read, and no more."""
    result = of_text(f"{UNIX} 1  192.0.2.1  1 ms  2 ms  3 ms\n{line}")
    assert expected == [
        (one.address, one.rtt_ms, one.annotation)
        for hop in result.measurement.hops[1:]
        for one in hop.probes
    ]
    assert ["truncated-text"] == codes(result)


REFUSED = {
    "tracepath": " 1?: [LOCALHOST]                      pmtu 1500\n 1:  192.0.2.1      0.116ms \n"
    " 2:  192.0.2.9     56.374ms reached\n     Resume: pmtu 1500 hops 2 back 2 \n",
    "mtr": "Start: 2026-01-01T00:00:00+0000\nHOST: box      Loss%   Snt   Last   Avg  Best  Wrst StDev\n"
    "  1.|-- 192.0.2.1   0.0%     2    0.1   0.1   0.1   0.1   0.0\n",
    "version": "Modern traceroute for Linux, version 2.1.2\n",
    "help": "traceroute: invalid option -- 'Q'\nUsage: traceroute [OPTION...] HOST\n",
    "ping": "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.\n"
    "64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.1 ms\n",
    "nothing": "",
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("family", [None, "aps", "cx", "gateways"])
def test_texts_of_others(name: str, family: str | None) -> None:
    """A text of another tool, and one of no test, is refused with what it is, not half read."""
    with pytest.raises(netassay.NotAResponse, match="not a traceroute text") as refused:
        netassay.parse_text("traceroute", REFUSED[name], family)
    assert ("nothing" == name) or name in refused.value.reason.partition("this is")[2]


def test_continued_hops_are_explained() -> None:
    """A probe in a line that goes on with its hop came from that line."""
    text = f"{UNIX} 1  192.0.2.1  1 ms\n    192.0.2.9  2 ms\n"
    rows = {row.name: row for row in explain(examine_text("traceroute", text, trace=True))}
    assert (2, 3) == tuple(rows[f"hops[0].probes[{at}].rtt_ms"].line for at in range(2))
