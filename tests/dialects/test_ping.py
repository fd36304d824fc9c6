"""ping, as programs on hosts print it: iputils, BSD's children, Windows, routers, RouterOS."""

from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import codes
from netassay.normalizing.pipeline import examine_text


def read(text: str) -> Any:
    """Return the measurement of a text that is read to its end without a finding."""
    result = netassay.parse_text("ping", text)
    assert ([], []) == (result.unread, result.findings)
    return result.measurement


def dialect(text: str) -> str:
    """Return the name of the dialect that reads a text."""
    return examine_text("ping", text).dialect.name


def rows(ping: Any, *names: str) -> list[tuple[Any, ...]]:
    """Return some fields of each reply."""
    return [tuple(getattr(reply, name) for name in names) for reply in ping.replies]


# --- iputils --------------------------------------------------------------------------

TOTALS = """
--- host.example.com ping statistics ---
2 packets transmitted, 2 received, 0% packet loss, time 1001ms
rtt min/avg/max/mdev = 0.100/0.150/0.200/0.050 ms
"""
TWO = "".join(
    f"64 bytes from 192.0.2.9: icmp_seq={number} ttl=60 time=0.{number}00 ms\n" for number in (1, 2)
)

HEADS = {
    "PING host.example.com (192.0.2.9) 56(84) bytes of data.": (None, None, "192.0.2.9"),
    "PING (192.0.2.9) 56(84) bytes of data.": (None, None, "192.0.2.9"),
    "PING host.example.com (192.0.2.9) 56(124) bytes of data.": (None, None, "192.0.2.9"),
    "PING h.example.com (192.0.2.9) from 192.0.2.1 : 56(84) bytes of data.": (
        "192.0.2.1",
        None,
        "192.0.2.9",
    ),
    "PING h.example.com(h6.example.com (2001:db8::9)) 56 data bytes": (None, None, "2001:db8::9"),
    "PING fe80::1%eth0(fe80::1%eth0) from fe80::2%eth0 eth0: 56 data bytes": (
        "fe80::2%eth0",
        "eth0",
        "fe80::1%eth0",
    ),
    "PING 2001:db8::9 (2001:db8::9) , flow 0x00007, 56 data bytes": (None, None, "2001:db8::9"),
}


@pytest.mark.parametrize(("head", "expected"), HEADS.items())
def test_heads_of_iputils(head: str, expected: tuple[Any, ...]) -> None:
    """With a source and without, names in front of addresses, and a host that is missing."""
    ping = read(f"{head}\n{TWO}{TOTALS}")
    assert expected == (ping.source_address, ping.interface, ping.resolved_address)
    assert (56, [1, 2]) == (ping.payload_bytes, [reply.sequence for reply in ping.replies])


def test_statistics_without_a_host() -> None:
    """The statistics' own line may have lost its host too."""
    text = f"PING (192.0.2.9) 56(84) bytes of data.\n{TWO}{TOTALS}"
    assert read(text.replace("host.example.com", "")).rtt_max_ms == 0.2


def test_lines_of_a_verbose_run() -> None:
    """Identifiers are kept, and what `-v` says of sockets is a message."""
    said = "ping: sock4.fd: 3 (socktype: SOCK_DGRAM), hints.ai_family: AF_UNSPEC"
    head = "PING host.example.com (192.0.2.9) 56(84) bytes of data."
    body = TWO.replace(" ttl=", " ident=4711 ttl=")
    ping = read(f"{said}\n{head}\n{body}{TOTALS}")
    assert ([said], [(4711,), (4711,)]) == (ping.messages, rows(ping, "identifier"))


def test_a_packet_too_long() -> None:
    """What fails at home has no number, and counts among the errors."""
    ping = read(
        "PING 192.0.2.9 (192.0.2.9) 2000(2028) bytes of data.\n"
        "ping: local error: message too long, mtu=1500\n"
        "From 192.0.2.1 icmp_seq=2 Frag needed and DF set (mtu = 1400)\n"
        "\n--- 192.0.2.9 ping statistics ---\n"
        "2 packets transmitted, 0 received, +2 errors, 100% packet loss, time 1001ms\n\n"
    )
    assert [
        (None, "error", "local error: message too long, mtu=1500"),
        (2, "error", "Frag needed and DF set (mtu = 1400)"),
    ] == rows(ping, "sequence", "outcome", "note")
    assert (2, [1, 2]) == (ping.errors, ping.lost_sequences)


def test_a_redirect_and_the_packet_it_is_about() -> None:
    """A redirect is an error of its own; the header that `-v` prints stands with it."""
    ping = read(
        "PING 192.0.2.9 (192.0.2.9) 56(84) bytes of data.\n"
        "From 192.0.2.1: icmp_seq=1 Redirect Host(New nexthop: 192.0.2.254)\n"
        "Vr HL TOS  Len   ID Flg  off TTL Pro  cks      Src      Dst Data\n"
        " 4  5  00 0054 a5b6   2 0000  40  01 1122 192.0.2.7  192.0.2.9 \n"
        f"{TWO}{TOTALS}"
    )
    first = ping.replies[0]
    assert ("error", "Redirect Host(New nexthop: 192.0.2.254)") == (first.outcome, first.note)
    assert 2 == len(first.details.split("\n"))
    assert [] == ping.lost_sequences


def test_a_flood() -> None:
    """Dots and backspaces are no line that nobody read."""
    dots = ".\b \b" * 3 + "..\b \bE\bE"
    ping = read(f"PING host.example.com (192.0.2.9) 56(84) bytes of data.\n{dots}{TOTALS}")
    assert ([], 2) == (ping.replies, ping.received)


def test_a_run_that_was_asked_how_it_goes() -> None:
    """A status line on the way is a message; the totals are those of the end."""
    status = "1/1 packets, 0% loss, min/avg/ewma/max = 0.100/0.100/0.100/0.100 ms"
    head = "PING host.example.com (192.0.2.9) 56(84) bytes of data.\n"
    first, second = TWO.splitlines(keepends=True)
    ping = read(f"{head}{first}^\\\r{status}\n{second}^C{TOTALS}")
    assert ([status], 2) == (ping.messages, ping.transmitted)


FAILURES = {
    "ping: host.example.com: Name or service not known": "host.example.com",
    "ping: host.example.com: Temporary failure in name resolution": "host.example.com",
    "ping: unknown host host.example.com": "host.example.com",
    "ping: bad address 'host.example.com'": "host.example.com",
    "ping: cannot resolve host.example.com: Unknown host": "host.example.com",
    "/bin/ping: unknown host host.example.com": "host.example.com",
    "unknown host": None,
    "Do you want to ping broadcast? Then -b": None,
    "connect: Network is unreachable": None,
    "ping: socket: Operation not permitted": None,
    "Ping request could not find host host.example.com. Please check the name and try again.": "host.example.com",
}


@pytest.mark.parametrize(("message", "host"), FAILURES.items())
def test_a_run_that_never_began(message: str, host: str | None) -> None:
    """Nothing but an error is a whole text: its words, and who was asked for."""
    result = netassay.parse_text("ping", f"{message}\n")
    assert ([], [], "partial") == (result.unread, result.findings, result.completeness)
    assert ([message], host) == (result.measurement.messages, result.measurement.destination)


@pytest.mark.parametrize(
    "said", ["sending packet: Network is unreachable", "sendto: Network unreachable"]
)
def test_a_first_request_that_has_no_way(said: str) -> None:
    """Where the first request can't be sent some tools end: their error is the end."""
    ping = read(f"PING 192.0.2.9 (192.0.2.9): 56 data bytes\nping: {said}\n")
    assert [("error", said)] == rows(ping, "outcome", "note")


def test_routes_and_stamps_of_inetutils() -> None:
    """Inetutils sets IP time stamps and cut routes in ways of its own."""
    ping = read(
        "PING 192.0.2.9 (192.0.2.9): 56 data bytes\n"
        "64 bytes from 192.0.2.9: icmp_seq=0 ttl=64 time=0.100 ms\n"
        "TS:\t192.0.2.1\t78244253 ms\n\t192.0.2.9\t8 ms = 0x00000008\n\t(3 overflowing hosts)\n"
        "64 bytes from 192.0.2.9: icmp_seq=1 ttl=64 time=0.100 ms\n"
        "RR: \t192.0.2.1\n\t192.0.2.9\t (truncated route)\n"
        "64 bytes from 192.0.2.9: icmp_seq=2 ttl=64 time=0.100 ms\t (same route)\n"
        "--- 192.0.2.9 ping statistics ---\n"
        "3 packets transmitted, 3 packets received, 0% packet loss\n"
        "round-trip min/avg/max/stddev = 0.100/0.100/0.100/0.000 ms\n"
    )
    assert [3, 2, 1] == [len(reply.details.split("\n")) for reply in ping.replies]


def test_a_warning_is_no_end() -> None:
    """A text that ends behind a warning is cut off."""
    assert ["truncated-text"] == codes(
        netassay.parse_text("ping", "WARNING: pinging broadcast address\n")
    )


def test_a_request_whose_number_is_none() -> None:
    """A number that is too large is a finding, and the request is kept without it."""
    result = netassay.parse_text("ping", f"no answer yet for icmp_seq={'9' * 21}\n")
    assert ["bad-value", "truncated-text"] == codes(result)
    assert [(None, "timeout")] == rows(result.measurement, "sequence", "outcome")


def test_numbers_begin_again() -> None:
    """Behind 65535 comes 0, and what was lost there is found all the same."""
    sent = 65540
    answered = [number for number in range(1, sent + 1) if number != 65537]
    lines = "".join(
        f"64 bytes from 192.0.2.9: icmp_seq={number % 65536} ttl=60 time=0.100 ms\n"
        for number in answered
    )
    ping = read(
        f"PING 192.0.2.9 (192.0.2.9) 56(84) bytes of data.\n{lines}\n"
        "--- 192.0.2.9 ping statistics ---\n"
        f"{sent} packets transmitted, {len(answered)} received, 0.00152579% packet loss,"
        " time 999ms\nrtt min/avg/max/mdev = 0.100/0.100/0.100/0.000 ms\n"
    )
    assert [1] == ping.lost_sequences


def test_sizes_that_do_not_fit() -> None:
    """A packet or a reply of a size that its payload can't have is a finding."""
    text = f"PING 192.0.2.9 (192.0.2.9) 56(84) bytes of data.\n{TWO}{TOTALS}"
    for right, wrong, where in (
        ("56(84)", "56(57)", "packet_bytes"),
        (
            "64 bytes from 192.0.2.9: icmp_seq=2",
            "57 bytes from 192.0.2.9: icmp_seq=2",
            "replies[1]",
        ),
    ):
        (finding,) = netassay.parse_text("ping", text.replace(right, wrong)).findings
        assert "arithmetic" == finding.code
        assert finding.path.startswith(where)


# --- BSD and its children ---------------------------------------------------------------


def test_inetutils() -> None:
    """Inetutils prints an identifier, a deviation, and no blank line."""
    ping = read(
        "PING host.example.com (192.0.2.9): 56 data bytes, id 0x6b6c = 27500\n"
        "64 bytes from 192.0.2.9: icmp_seq=0 ttl=64 time=12.623 ms\n"
        "64 bytes from 192.0.2.9: icmp_seq=0 ttl=64 time=12.700 ms (DUP!)\n"
        "36 bytes from 192.0.2.1: Destination Host Unreachable\n"
        "IP Hdr Dump:\n 4500 0054 e5ba 4000 4001 \n"
        "Vr HL TOS  Len   ID Flg  off TTL Pro  cks      Src\tDst\tData\n"
        " 4  5  00 0054 e5ba   2 0000  40  01 1122 192.0.2.7  192.0.2.9 \n"
        "ICMP: type 8, code 0, size 64, id 0x6b6c, seq 0x0001\n"
        "--- host.example.com ping statistics ---\n"
        "2 packets transmitted, 1 packets received, +1 duplicates, 50% packet loss\n"
        "round-trip min/avg/max/stddev = 12.623/12.661/12.700/0.039 ms\n"
    )
    assert (27500, 0.039, 1, [1]) == (
        ping.identifier,
        ping.rtt_mdev_ms,
        ping.duplicates,
        ping.lost_sequences,
    )
    assert ("unreachable", "192.0.2.1", 5) == (
        ping.replies[2].outcome,
        ping.replies[2].address,
        len(ping.replies[2].details.split("\n")),
    )


def test_macos() -> None:
    """MacOS tells time-outs by number, and counts what came too late."""
    ping = read(
        "PING host.example.com (192.0.2.9): 56 data bytes\n"
        "92 bytes from gw.example.com (192.0.2.1): Time to live exceeded\n"
        "Vr HL TOS  Len   ID Flg  off TTL Pro  cks      Src      Dst\n"
        " 4  5  00 5400 29a3   0 0000  01  01 3ab1 192.0.2.2  192.0.2.9 \n\n"
        "Request timeout for icmp_seq 0\n"
        "Request timeout for icmp_seq 1\n"
        "64 bytes from 192.0.2.9: icmp_seq=1 ttl=64 time=1012.500 ms\n"
        "\n--- host.example.com ping statistics ---\n"
        "2 packets transmitted, 1 packets received, 50.0% packet loss, 1 packets out of wait time\n"
        "round-trip min/avg/max/stddev = 1012.500/1012.500/1012.500/0.000 ms\n"
    )
    assert [(None, "error", "gw.example.com"), (0, "timeout", None), (1, "reply", None)] == rows(
        ping, "sequence", "outcome", "name"
    )
    assert (1, [0]) == (ping.late, ping.lost_sequences)


def test_ping6_of_the_bsds() -> None:
    """The older IPv6 ping names both ends and counts its headers."""
    ping = read(
        "PING6(56=40+8+8 bytes) 2001:db8::1 --> 2001:db8::9\n"
        "16 bytes from 2001:db8::9, icmp_seq=0 hlim=64 time=0.080 ms\n"
        "\n--- host.example.com ping6 statistics ---\n"
        "1 packets transmitted, 1 packets received, 0.0% packet loss\n"
        "round-trip min/avg/max/std-dev = 0.080/0.080/0.080/0.000 ms\n"
    )
    assert ("2001:db8::1", "2001:db8::9", "host.example.com", 56, 8) == (
        ping.source_address,
        ping.resolved_address,
        ping.destination,
        ping.packet_bytes,
        ping.payload_bytes,
    )
    assert [(0, 64, 16)] == rows(ping, "sequence", "ttl", "size_bytes")


def test_more_replies_than_requests() -> None:
    """What BSD says instead of a loss is a message, and the counts are a finding."""
    result = netassay.parse_text(
        "ping",
        "PING 192.0.2.9 (192.0.2.9): 56 data bytes\n\n--- 192.0.2.9 ping statistics ---\n"
        "1 packets transmitted, 2 packets received, -- somebody's printing up packets!\n"
        "round-trip min/avg/max/stddev = 1.000/1.000/1.000/0.000 ms\n",
    )
    assert (["arithmetic"], []) == (codes(result), result.unread)
    assert ["-- somebody's printing up packets!"] == result.measurement.messages


def test_netbsd() -> None:
    """NetBSD and Solaris dash their statistics without blanks."""
    ping = read(
        "PING host.example.com (192.0.2.9): 56 data bytes\n"
        "64 bytes from 192.0.2.9: icmp_seq=0 ttl=255 time=0.071 ms\n\n"
        "----host.example.com PING Statistics----\n"
        "1 packets transmitted, 1 packets received, 0.0% packet loss\n"
        "round-trip min/avg/max/stddev = 0.071/0.071/0.071/0.000 ms\n"
    )
    assert 0.071 == ping.rtt_avg_ms


# --- Windows ----------------------------------------------------------------------------


def test_windows() -> None:
    """Requests are counted by their lines; below a millisecond the most is kept."""
    ping = read(
        "\r\nPinging host.example.com [192.0.2.9] with 32 bytes of data:\r\n"
        "Reply from 192.0.2.9: bytes=32 time=14ms TTL=57\r\n"
        "Reply from 192.0.2.9: bytes=32 time<1ms TTL=57\r\n"
        "Request timed out.\r\n"
        "Reply from 192.0.2.1: Destination host unreachable.\r\n"
        "Reply from 192.0.2.1: TTL expired in transit.\r\n"
        "\r\nPing statistics for 192.0.2.9:\r\n"
        "    Packets: Sent = 5, Received = 2, Lost = 3 (60% loss),\r\n"
        "Approximate round trip times in milli-seconds:\r\n"
        "    Minimum = 0ms, Maximum = 14ms, Average = 7ms\r\n"
    )
    assert [
        (1, "reply", 14, None),
        (2, "reply", 1, "time<1ms"),
        (3, "timeout", None, None),
        (4, "unreachable", None, "Destination host unreachable."),
        (5, "error", None, "TTL expired in transit."),
    ] == rows(ping, "sequence", "outcome", "time_ms", "note")
    assert ("192.0.2.9", 32, [3, 4, 5]) == (
        ping.resolved_address,
        ping.payload_bytes,
        ping.lost_sequences,
    )


def test_windows_ipv6_and_nothing_but_errors() -> None:
    """IPv6 replies have no size and no TTL; without a reply the totals are the end."""
    ping = read(
        "Pinging 2001:db8::9 with 32 bytes of data:\nReply from 2001:db8::9: time=2ms\n\n"
        "Ping statistics for 2001:db8::9:\n    Packets: Sent = 1, Received = 1, Lost = 0 (0% loss),\n"
        "Approximate round trip times in milli-seconds:\n"
        "    Minimum = 2ms, Maximum = 2ms, Average = 2ms\n"
    )
    assert [("2001:db8::9", 2, None, None)] == rows(ping, "address", "time_ms", "ttl", "size_bytes")
    failed = read(
        "Pinging 192.0.2.9 with 32 bytes of data:\nGeneral failure.\n"
        "PING: transmit failed. General failure.\nDestination host unreachable.\n"
        "Control-C\n^C\nPing statistics for 192.0.2.9:\n"
        "    Packets: Sent = 3, Received = 0, Lost = 3 (100% loss),\n"
    )
    assert ["error", "error", "unreachable"] == [reply.outcome for reply in failed.replies]


def test_windows_counts_what_routers_say() -> None:
    """Windows counts an answer of a router as received: this is told, and the request is lost."""
    result = netassay.parse_text(
        "ping",
        "Pinging 192.0.2.9 with 32 bytes of data:\n"
        "Reply from 192.0.2.1: Destination host unreachable.\n"
        "Request timed out.\n\n"
        "Ping statistics for 192.0.2.9:\n    Packets: Sent = 2, Received = 1, Lost = 1 (50% loss),\n",
    )
    ping = result.measurement
    assert (1, None, [1, 2]) == (ping.received, ping.rtt_avg_ms, ping.lost_sequences)
    assert (["arithmetic"], "received") == (codes(result), result.findings[0].path)
    assert "failed" == result.verdict
    answered = read(
        "Pinging 192.0.2.9 with 32 bytes of data:\n"
        "Reply from 192.0.2.1: Destination host unreachable.\n"
        "Reply from 192.0.2.9: bytes=32 time=2ms TTL=62\n\n"
        "Ping statistics for 192.0.2.9:\n    Packets: Sent = 2, Received = 1, Lost = 1 (50% loss),\n"
        "Approximate round trip times in milli-seconds:\n"
        "    Minimum = 2ms, Maximum = 2ms, Average = 2ms\n"
    )
    assert [1] == answered.lost_sequences


def test_windows_routes() -> None:
    """A route stands with the reply above it."""
    ping = read(
        "Pinging 192.0.2.9 with 32 bytes of data:\n"
        "Reply from 192.0.2.9: bytes=32 time=2ms TTL=62\n"
        "    Route: 192.0.2.1 ->\n           192.0.2.9\n\n"
        "Ping statistics for 192.0.2.9:\n    Packets: Sent = 1, Received = 1, Lost = 0 (0% loss),\n"
        "Approximate round trip times in milli-seconds:\n"
        "    Minimum = 2ms, Maximum = 2ms, Average = 2ms\n"
    )
    assert ["Route: 192.0.2.1 ->\n192.0.2.9"] == [reply.details for reply in ping.replies]


# --- Routers ----------------------------------------------------------------------------


def test_a_router() -> None:
    """A router's lines before its marks are kept too."""
    ping = read(
        "Type escape sequence to abort.\n"
        "Sending 5, 1500-byte ICMP Echos to 192.0.2.9, timeout is 2 seconds:\n"
        "Packet sent with a source address of 192.0.2.1 \nPacket sent with the DF bit set\n"
        ".MQ?U\nSuccess rate is 0 percent (0/5)\n"
    )
    assert ("192.0.2.1", ["Packet sent with the DF bit set"], 5, 1500, [1, 2, 3, 4, 5]) == (
        ping.source_address,
        ping.messages,
        ping.requested,
        ping.packet_bytes,
        ping.lost_sequences,
    )


def test_a_router_that_tells_each_reply() -> None:
    """A verbose router numbers its requests from 0."""
    ping = read(
        "Sending 2, 100-byte ICMP Echos to 2001:db8::9, timeout is 2 seconds:\n"
        "Reply to request 0 (3 ms)\nRequest 1 timed out\n"
        "Success rate is 50 percent (1/2), round-trip min/avg/max = 3/3/3 ms\n"
    )
    assert [(0, "reply", 3), (1, "timeout", None)] == rows(ping, "sequence", "outcome", "time_ms")
    assert [1] == ping.lost_sequences


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("Sending 5,", "Sending 57,"), ("(5/5)", "(57/5)"), ("(5/5)", "(5/57)"), ("100 p", "57 p")],
)
def test_figures_of_a_gateway_that_do_not_fit(right: str, wrong: str) -> None:
    """Each figure of a gateway's text is held against the others."""
    text = (
        "Sending 5, 92-byte ICMP Echos to 192.0.2.9, timeout is 2 seconds:\n!!!!!\n"
        "Success rate is 100 percent (5/5), round-trip min/avg/max = 1/1/1 ms\n"
    )
    assert [] == codes(netassay.parse_text("ping", text))
    assert {"arithmetic"} == set(codes(netassay.parse_text("ping", text.replace(right, wrong))))


def test_repetitions_that_do_not_fit() -> None:
    """An AOS-S switch sends as many requests as it says."""
    text = (
        "ping 192.0.2.9 repetitions 57\n192.0.2.9 is alive, time = 3 ms\n"
        "1 packets transmitted, 1 packets received, 0% packet loss\n"
        "round-trip (ms) min/avg/max = 3/3/3\n"
    )
    assert ["arithmetic"] == codes(netassay.parse_text("ping", text))


def test_an_aos_s_time_below_a_millisecond() -> None:
    """Below a millisecond the most is kept, with the words."""
    ping = read(
        "192.0.2.9 is alive, iteration 1, time = <1 ms\n"
        "1 packets transmitted, 1 packets received, 0% packet loss\n"
        "round-trip (ms) min/avg/max = 0/0/0\n"
    )
    assert [(1, 1, "= <1 ms")] == rows(ping, "sequence", "time_ms", "note")


# --- RouterOS ---------------------------------------------------------------------------

ROUTEROS = "  SEQ HOST                                     SIZE TTL TIME       STATUS\n"


def test_routeros() -> None:
    """A row for each request; times have units, and what a router says is no reply."""
    ping = read(
        "[admin@MikroTik] > ping 192.0.2.1 count=4\n"
        "  SEQ HOST                                     SIZE TTL TIME       STATUS\n"
        "    0 192.0.2.1                                  56  64 1ms456us\n"
        "    1 192.0.2.1                                  56  64 2ms\n"
        "    2 192.0.2.1                                                    timeout\n"
        "    3 198.51.100.1                               84  64 3ms        host unreachable\n"
        "    sent=4 received=2 packet-loss=50% min-rtt=1ms456us avg-rtt=1ms728us max-rtt=2ms\n"
    )
    assert [
        (0, "192.0.2.1", 56, 1.456, "reply", None),
        (1, "192.0.2.1", 56, 2, "reply", None),
        (2, "192.0.2.1", None, None, "timeout", None),
        (3, "198.51.100.1", 84, 3, "unreachable", "host unreachable"),
    ] == rows(ping, "sequence", "address", "size_bytes", "time_ms", "outcome", "note")
    assert ("192.0.2.1", 4, 4, 2, 50) == (
        ping.destination,
        ping.requested,
        ping.transmitted,
        ping.received,
        ping.loss_percent,
    )
    assert (1.456, 1.728, 2, [2, 3]) == (
        ping.rtt_min_ms,
        ping.rtt_avg_ms,
        ping.rtt_max_ms,
        ping.lost_sequences,
    )


def test_routeros_6() -> None:
    """RouterOS 6 has milliseconds only; blanks behind a row and prompts are nothing."""
    ping = read(
        "[admin@core-1] /ip address> /ping address=192.0.2.8 src-address=192.0.2.7 count=5 size=56\r\n"
        "  SEQ HOST                                     SIZE TTL TIME  STATUS             \r\n"
        "    0 192.0.2.8                                  56  57 18ms  \r\n"
        "    1 192.0.2.8                                  56  57 15ms  \r\n"
        "    2 192.0.2.8                                  56  57 1s146ms\r\n"
        "    3 192.0.2.8                                                 timeout            \r\n"
        "    4 192.0.2.8                                  56  57 17ms  \r\n"
        "    sent=5 received=4 packet-loss=20% min-rtt=15ms avg-rtt=299ms max-rtt=1s146ms\r\n\r\n"
        "[admin@core-1] /ip address> "
    )
    assert [18, 15, 1146, None, 17] == [reply.time_ms for reply in ping.replies]
    assert ("192.0.2.8", 5, 1146) == (ping.destination, ping.requested, ping.rtt_max_ms)


def test_routeros_ipv6_and_a_host_that_was_cut() -> None:
    """Of a reply over IPv6 its status is no note; a host that was cut is kept as printed."""
    ping = read(
        "[admin@MikroTik] > ping fe80::ade0%ether1\n"
        f"{ROUTEROS}"
        "    0 fe80::ade0                                 56  64 133ms383us echo reply\n"
        "    1 a-name-that-is-longer.than.its.colum...    56  64 456us      echo reply\n"
        "    sent=2 received=2 packet-loss=0% min-rtt=456us avg-rtt=66ms919us max-rtt=133ms383us"
    )
    assert [
        ("fe80::ade0", 133.383, "reply", None),
        ("a-name-that-is-longer.than.its.colum...", 0.456, "reply", None),
    ] == rows(ping, "address", "time_ms", "outcome", "note")
    assert "fe80::ade0%ether1" == ping.destination


def test_routeros_without_a_route() -> None:
    """Of a request that had no route there is no host, and of the run no round trips."""
    ping = read(
        f"{ROUTEROS}"
        "    0                                                              no route to host\n"
        "    1 192.0.2.1                                                    packet too large\n"
        "    sent=2 received=0 packet-loss=100% \n"
    )
    assert [
        (0, None, "unreachable", "no route to host"),
        (1, "192.0.2.1", "error", "packet too large"),
    ] == rows(ping, "sequence", "address", "outcome", "note")
    assert (None, [0, 1]) == (ping.rtt_min_ms, ping.lost_sequences)


@pytest.mark.parametrize("broken", [" max-rtt", " avg-rtt"])
def test_totals_of_routeros_in_two_lines(broken: str) -> None:
    """In a narrow terminal the totals go on in the next line."""
    text = (
        f"{ROUTEROS}"
        "    0 192.0.2.1                                  56  62 26ms377us\n"
        "    1 192.0.2.1                                  56  62 10ms541us\n"
        "    sent=2 received=2 packet-loss=0% min-rtt=10ms541us avg-rtt=18ms459us max-rtt=26ms377us\n"
    )
    ping = read(text.replace(broken, f"\n  {broken}"))
    assert (10.541, 18.459, 26.377) == (ping.rtt_min_ms, ping.rtt_avg_ms, ping.rtt_max_ms)


def test_routeros_after_20_rows() -> None:
    """Totals with rows below them are those of the rows so far; a text that ends there is cut."""
    row = "{:5} 192.0.2.1                                  56  64 {}ms\n"
    totals = "    sent={0} received={0} packet-loss=0% min-rtt=1ms avg-rtt={1} max-rtt={2}ms\n"
    first = "".join(row.format(number, number + 1) for number in range(20))
    begun = f"{ROUTEROS}{first}{totals.format(20, '10ms500us', 20)}{ROUTEROS}{row.format(20, 21)}"
    ping = read(f"{begun}{totals.format(21, '11ms', 21)}")
    assert (21, 11, 21, 21) == (
        ping.transmitted,
        ping.rtt_avg_ms,
        ping.rtt_max_ms,
        len(ping.replies),
    )
    cut = netassay.parse_text("ping", begun)
    assert (["truncated-text"], None) == (codes(cut), cut.measurement.transmitted)


# --- Which dialect ----------------------------------------------------------------------

WHOSE = {
    f"PING host.example.com (192.0.2.9) 56(84) bytes of data.\n{TWO}{TOTALS}": "ping_iputils",
    TWO: "ping_iputils",
    "PING host.example.com (192.0.2.9): 56 data bytes\n": "ping_bsd",
    f"{TWO}2 packets transmitted, 2 packets received, 0% packet loss\n": "ping_bsd",
    "PATTERN: 0xff\nPING host.example.com (192.0.2.9): 56 data bytes\n": "ping_bsd",
    "ping: Warning: a word\nPING host.example.com (192.0.2.9): 56 data bytes\n": "ping_bsd",
    "COMMAND=ping host.example.com\n": "ping_bsd",
    "Pinging 192.0.2.9 with 32 bytes of data:\n": "ping_windows",
    "[admin@MikroTik] > ping 192.0.2.9 count=4\n": "ping_routeros",
    "sent=2 received=0 packet-loss=100%\n": "ping_routeros",
    "ping 192.0.2.9 repetitions 5\n": "ping_aoss",
    "Sending 5, 92-byte ICMP Echos to 192.0.2.9, timeout is 2 seconds:\n": "ping_gateway",
}


@pytest.mark.parametrize(("text", "name"), WHOSE.items())
def test_whose_text_it_is(text: str, name: str) -> None:
    """The first line that says whose text it is decides; one that says little waits."""
    assert name == dialect(text)


@pytest.mark.parametrize("digits", ["0" * 50, "9" * 13])
@pytest.mark.parametrize(
    "line",
    [
        "Reply from 192.0.2.1: bytes=32 time<{}ms TTL=64",
        "192.0.2.1 is alive, iteration 1, time < {} ms",
    ],
)
def test_a_limit_that_is_no_time(line: str, digits: str) -> None:
    """A round trip below a number that can be none is a line that nobody reads."""
    whole = netassay.parse_text("ping", line.format("1") + "\n" + line.format(digits) + "\n")
    assert [line.format(digits)] == [unread.text for unread in whole.unread]
