"""ping, as routers print it, and where something is missing that a text usually has."""

from __future__ import annotations

import pytest

import netassay
from bodies import codes
from dialects.test_ping import read
from netassay.normalizing.pipeline import examine_text

# --- What stands without something that it usually has ------------------------------------


def test_redirects() -> None:
    """The colon behind a router that redirects is not part of it, whatever its address or name."""
    hosts = {
        "198.51.100.1": "198.51.100.1",
        "198.51.100.1:": "198.51.100.1",
        "gw.example.com (198.51.100.1):": "198.51.100.1",
        "2001:db8::1:": "2001:db8::1",
        "fe80::1%eth0:": "fe80::1%eth0",
        "2001:db8:::": "2001:db8::",
        "gw.example.com:": None,
    }
    for printed, address in hosts.items():
        text = (
            "PING 198.51.100.9 (198.51.100.9) 56(84) bytes of data.\n"
            f"From {printed} icmp_seq=1 Redirect Host(New nexthop: 198.51.100.2)\n"
        )
        (reply,) = netassay.parse_text("ping", text).measurement.replies
        assert (address, "error", 1) == (reply.address, reply.outcome, reply.sequence), printed
        assert reply.note == "Redirect Host(New nexthop: 198.51.100.2)"


def test_pings_of_solaris() -> None:
    """Its header has no address, its round trips have no decimals."""
    ping = read(
        "PING host.example.com: 56 data bytes\n"
        "64 bytes from host.example.com (192.0.2.1): icmp_seq=0. time=1. ms\n"
        "64 bytes from host.example.com (192.0.2.1): icmp_seq=1. time=3.25 ms\n\n"
        "----host.example.com PING Statistics----\n"
        "2 packets transmitted, 2 packets received, 0% packet loss\n"
        "round-trip (ms)  min/avg/max = 1/2/3\n"
    )
    assert ("host.example.com", 56, 2, [1, 3.25]) == (
        ping.destination,
        ping.payload_bytes,
        ping.rtt_avg_ms,
        [reply.time_ms for reply in ping.replies],
    )


@pytest.mark.parametrize("source", ["192.0.2.9 ", "host.example.com "])
def test_tools_that_die(source: str) -> None:
    """BusyBox ends below its header with an error; iputils goes on."""
    for error in (
        "permission denied (are you root?)",
        "can't bind to interface eth9: No such device",
    ):
        ping = read(f"PING {source}(192.0.2.9): 56 data bytes\nping: {error}\n")
        assert [f"ping: {error}"] == ping.messages
    going_on = netassay.parse_text(
        "ping",
        f"PING {source}(192.0.2.9) 56(84) bytes of data.\nping: sendmsg: Operation not permitted\n",
    )
    assert ["truncated-text"] == codes(going_on)


def test_single_pings_of_aoss() -> None:
    """One request is what AOS-S sends unless it is told otherwise: its line is the whole."""
    alive = read("ping 192.0.2.1\n192.0.2.1 is alive, time = 2 ms\n")
    assert (1, 1, 0, 2, 2, 2) == (
        alive.transmitted,
        alive.received,
        alive.loss_percent,
        alive.rtt_min_ms,
        alive.rtt_avg_ms,
        alive.rtt_max_ms,
    )
    for line in ("Request timed out.", "Target did not respond.", "TTL expired in transit."):
        lost = read(f"ping6 2001:db8::1\n{line}\n")
        assert (1, 0, 100, [1]) == (
            lost.transmitted,
            lost.received,
            lost.loss_percent,
            lost.lost_sequences,
        )
    begun = netassay.parse_text("ping", "ping 192.0.2.1 repetitions 2\nRequest timed out.\n")
    assert (["truncated-text"], None) == (codes(begun), begun.measurement.transmitted)


# --- Routers ------------------------------------------------------------------------------


def test_rapid_pings_of_junos() -> None:
    """A mark for each request, from number 0."""
    ping = read(
        "PING 192.0.2.1 (192.0.2.1): 56 data bytes\n.!!.!\n"
        "--- 192.0.2.1 ping statistics ---\n"
        "5 packets transmitted, 3 packets received, 40% packet loss\n"
        "round-trip min/avg/max/stddev = 2.587/2.631/2.740/0.058 ms\n"
    )
    assert [0, 1, 2, 3, 4] == [reply.sequence for reply in ping.replies]
    assert [0, 3] == ping.lost_sequences
    examination = examine_text(
        "ping", "PING 192.0.2.1 (192.0.2.1): 56 data bytes\n!!.\n", trace=True
    )
    assert [2, 2, 2] == [number for number, *_ in examination.scan.origins[1:]]


def test_pings_of_fortios() -> None:
    """Time-outs and requests that could not be sent have no number."""
    ping = read(
        "PING 192.0.2.1 (192.0.2.1): 56 data bytes\n"
        "64 bytes from 192.0.2.1: icmp_seq=0 ttl=118 time=9.1 ms\nTimeout ...\nsendto failed\n\n"
        "--- 192.0.2.1 ping statistics ---\n"
        "3 packets transmitted, 1 packets received, 66% packet loss\n"
        "round-trip min/avg/max = 9.1/9.1/9.1 ms\n"
    )
    assert ["reply", "timeout", "error"] == [reply.outcome for reply in ping.replies]
    unresolved = read("Unable to resolve hostname.\n")
    assert ["Unable to resolve hostname."] == unresolved.messages


def test_multicast_pings_of_ios() -> None:
    """Replies of several hosts, and the interface they were asked through."""
    ping = read(
        "Output Interface: GigabitEthernet1/0/1\nType escape sequence to abort.\n"
        "Sending 1, 100-byte ICMP Echos to FF08::10, timeout is 2 seconds:\n"
        "Packet sent with a source address of 2001:DB8:23::3\n\n"
        "Reply to request 0 received from 2001:DB8:12::1, 38 ms\n"
        "Reply to request 0 received from 2001:DB8:1::1, 73 ms\n"
        "Success rate is 100 percent (1/1), round-trip min/avg/max = 38/55/73 ms\n"
        "2 multicast replies and 0 errors.\n"
    )
    assert ("GigabitEthernet1/0/1", [38, 73]) == (
        ping.interface,
        [reply.time_ms for reply in ping.replies],
    )


DIALOGUE = """\
Protocol [ip]: {blank}
Target IP address: 192.0.2.1
Repeat count [5]: 1
Datagram size [100]: {blank}
Timeout in seconds [2]: {blank}
Extended commands [n]: y
Source address or interface: Loopback0
Type of service [0]: {blank}
Set DF bit in IP header? [no]: {blank}
Validate reply data? [no]: {blank}
Data pattern [0xABCD]: {blank}
Loose, Strict, Record, Timestamp, Verbose[none]: Record
Number of hops [ 9 ]: 1
Sweep range of sizes [n]: {blank}
Type escape sequence to abort.
Sending 1, 100-byte ICMP Echos to 192.0.2.1, timeout is 2 seconds:
Packet has IP options:  Total option bytes= 7, padded length=8
 Record route: <*>
   (0.0.0.0)

Reply to request 0 (4 ms).  Received packet has options
 Total option bytes= 8, padded length=8
 Record route:
   (192.0.2.1) <*>
 End of list

Success rate is 100 percent (1/1), round-trip min/avg/max = 4/4/4 ms
"""


def test_dialogues_of_ios() -> None:
    """What IOS asks for is passed over, IP options are kept."""
    ping = read(DIALOGUE.format(blank=""))
    assert ("192.0.2.1", 1, 4) == (ping.destination, ping.received, ping.replies[0].time_ms)
    assert "(192.0.2.1) <*>" in ping.messages


def test_routers_that_know_no_host() -> None:
    """A name that can't be resolved is a message, and the end."""
    unresolved = read(
        'Translating "nohost"...domain server (255.255.255.255)\n'
        "% Unrecognized host or address, or protocol not running.\n"
    )
    assert "% Unrecognized host or address, or protocol not running." == unresolved.messages[-1]


@pytest.mark.parametrize("comma", [",", ""])
@pytest.mark.parametrize(
    "first",
    [
        "",
        "Wed Mar 13 14:32:11.524 EDT\n",
        "Mon Nov  1 12:00:00.123 UTC\n",
        "Load for five secs: 1%/0%; one minute: 1%\nTime source is NTP, 14:32:11.524 EDT\n",
    ],
)
def test_the_time_in_front(first: str, comma: str) -> None:
    """IOS-XR, and IOS where it is told so, print the time first."""
    ping = read(
        f"{first}Type escape sequence to abort.\n"
        f"Sending 5, 100-byte ICMP Echos to 192.0.2.1{comma} timeout is 2 seconds:\n!!!!!\n"
        "Success rate is 100 percent (5/5), round-trip min/avg/max = 3/3/4 ms\n"
    )
    assert ("192.0.2.1", 5) == (ping.destination, len(ping.replies))


# --- Other children of 4.3BSD, and what a run has once ------------------------------------


@pytest.mark.parametrize(
    ("header", "payload", "address"),
    [
        ("PING 192.0.2.1: (192.0.2.1): 56 data bytes", 56, "192.0.2.1"),
        ("PING 192.0.2.1: 64 byte packets", None, None),
    ],
)
def test_headers_of_aix_and_hp_ux(header: str, payload: int | None, address: str | None) -> None:
    """The colon behind a host is none of it."""
    ping = read(
        f"{header}\n64 bytes from 192.0.2.1: icmp_seq=0 ttl=255 time=1 ms\n\n"
        "----192.0.2.1 PING Statistics----\n1 packets transmitted, 1 packets received, 0% packet loss\n"
        "round-trip (ms)  min/avg/max = 1/1/1\n"
    )
    assert ("192.0.2.1", address, payload, 1) == (
        ping.destination,
        ping.resolved_address,
        ping.payload_bytes,
        len(ping.replies),
    )


@pytest.mark.parametrize("marks", [".", "....."])
def test_rapid_pings_without_a_reply(marks: str) -> None:
    """Marks of requests that were lost are no detail of a reply."""
    text = (
        f"PING 192.0.2.1 (192.0.2.1): 56 data bytes\n{marks}\n--- 192.0.2.1 ping statistics ---\n"
        f"{len(marks)} packets transmitted, 0 packets received, 100% packet loss\n"
    )
    result = netassay.parse_text("ping", text)
    assert ([], [], "failed") == (result.measurement.replies, result.findings, result.verdict)
    assert list(range(len(marks))) == result.measurement.lost_sequences


def test_requests_of_aoss_that_were_all_lost() -> None:
    """Without the command, time-outs above the totals of BSD's children are those of a switch."""
    text = (
        "Request timed out.\n" * 2 + "2 packets transmitted, 0 packets received, 100% packet loss\n"
    )
    for result in (netassay.parse_text("ping", text), *netassay.parse_texts(text)):
        assert ([1, 2], [], []) == (
            result.measurement.lost_sequences,
            result.findings,
            result.unread,
        )


def test_answers_of_windows_of_another_size() -> None:
    """Windows prints what was sent, too, where the answer has another size."""
    text = (
        "Pinging 192.0.2.1 with 1400 bytes of data:\n"
        "Reply from 192.0.2.1: bytes=1300 (sent 1400) time=2ms TTL=255\n"
        "Reply from 192.0.2.1: bytes=1300 (sent 1400) time<1ms TTL=255\n"
    )
    replies = netassay.parse_text("ping", text).measurement.replies
    assert [(1300, 2, 255), (1300, 1, 255)] == [
        (reply.size_bytes, reply.time_ms, reply.ttl) for reply in replies
    ]


@pytest.mark.parametrize(
    "message",
    [
        "Ping request could not find host {}. Please check the name and try again.",
        "Unknown host {}.",
    ],
)
@pytest.mark.parametrize("host", ["nohost", "a.example.com"])
def test_hosts_that_windows_does_not_know(message: str, host: str) -> None:
    """The message names the destination."""
    text = f"C:\\>ping {host}\n{message.format(host)}\n"
    assert host == netassay.parse_text("ping", text).measurement.destination
