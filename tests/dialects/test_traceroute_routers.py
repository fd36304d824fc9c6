"""traceroute, as routers and switches print it."""

from __future__ import annotations

from typing import Any

import pytest

import netassay


def whole(text: str) -> Any:
    """Return the measurement of a text that is read to its end without a finding."""
    result = netassay.parse_text("traceroute", text)
    assert ([], []) == (result.unread, result.findings)
    return result.measurement


def test_ipv6_of_switches() -> None:
    """The headers that CX and AOS-S print over IPv6 only."""
    cx = whole(
        "traceroute to 2001:db8:1::1 (2001:db8:1::1) from 2001:db8:2::1, 30 hops max, 3 sec. timeout,"
        " 3 probes, 24 byte packets\n"
        " 1  2001:db8:2::2 (2001:db8:2::2)  18.681 ms  13.902 ms  15.768 ms\n"
        " 2  2001:db8:1::1 (2001:db8:1::1)  20.081 ms  15.943 ms !H  19.944 ms\n"
    )
    assert ("2001:db8:2::1", 30, 3, 3, 24) == (
        cx.source_address,
        cx.max_hops,
        cx.timeout_s,
        cx.probes_per_hop,
        cx.packet_bytes,
    )
    for comma in ("", " ,", ","):
        aoss = whole(
            f"traceroute to 2001:db8::10{comma}\n     1 hop min, 30 hops max, 5 sec. timeout, 3 probes\n"
            "1 2001:db8::5                   7 ms   *      0 ms\n"
            "2 2001:db8::10                  0 ms   1 ms   0 ms\n"
        )
        assert (True, "2001:db8::10", 2) == (aoss.reached, aoss.resolved_address, len(aoss.hops))


@pytest.mark.parametrize("call", ["connect", "sendto", "socket"])
def test_a_switch_that_can_not_begin(call: str) -> None:
    """The error of a system call may be all."""
    assert f"{call}: Network is unreachable" == whole(f"{call}: Network is unreachable\n").error


@pytest.mark.parametrize(
    "header",
    [
        "(192.0.2.9), 32 hops max, 3 probe packets per hop, 84 byte packets",
        "(192.0.2.9), 64 hops max, 38 byte packet",
        "(192.0.2.9) from 192.0.2.2 (192.0.2.2), 30 hops max, 40 byte packets",
        "(192.0.2.9) from 192.0.2.2, 64 hops max, 40 byte packets",
    ],
)
def test_headers(header: str) -> None:
    """The headers of FortiOS, of a BSD manual, of NX-OS and of the BSDs."""
    route = whole(
        f"traceroute to www.example.com {header}\n"
        " 1  192.0.2.1 <gw.example.com>  0.423 ms  2.123 ms  0.274 ms\n"
        " 2  192.0.2.9 (AS 64500)  15.494 ms  15.488 ms  15.469 ms\n"
    )
    assert ("192.0.2.9", True, 2) == (route.resolved_address, route.reached, len(route.hops))
    assert int(header.split()[-3]) == route.packet_bytes


def test_names_without_addresses() -> None:
    """The BSDs' traceroute6 prints names alone: the host is reached where its name answers."""
    route = whole(
        "traceroute6 to www.example.com (2001:db8::9) from 2001:db8::2, 64 hops max, 28 byte packets\n"
        " 1  gw.example.com  19.1 ms  19.2 ms  0.3 ms\n"
        " 2  www.example.com  39.1 ms *  19.2 ms\n"
    )
    assert (True, "gw.example.com", None) == (
        route.reached,
        route.hops[0].probes[0].name,
        route.hops[0].probes[0].address,
    )


def test_labels_below_a_hop() -> None:
    """NX-OS has a line for each router, Junos one for each label: extensions of the probes."""
    nxos = whole(
        "traceroute to 192.0.2.9 (192.0.2.9), 30 hops max, 40 byte packets\n"
        " 1  192.0.2.1 (192.0.2.1)  65.3 ms 192.0.2.2 (192.0.2.2)  65.1 ms 192.0.2.3 (192.0.2.3)  66.3 ms\n"
        "      [Label=450492 E=4 TTL=1 S=1]\n      [No MPLS labels]\n"
        "      [Label=429804 E=4 TTL=1 S=1]\n"
        " 2  192.0.2.9 (192.0.2.9)  81.639 ms  80.51 ms  81.349 ms\n"
    )
    assert ["Label=450492 E=4 TTL=1 S=1", None, "Label=429804 E=4 TTL=1 S=1"] == [
        probe.extensions for probe in nxos.hops[0].probes
    ]
    junos = whole(
        "traceroute to 192.0.2.9 (192.0.2.9), 30 hops max, 40 byte packets\n"
        " 1  192.0.2.1 (192.0.2.1)  4.679 ms *  3.857 ms\n"
        "     MPLS Label=299856 CoS=0 TTL=1 S=0\n     MPLS Label=16 CoS=0 TTL=1 S=1\n"
        " 2  192.0.2.9 (192.0.2.9)  4.972 ms  4.560 ms  10.311 ms\n"
    )
    both = "MPLS Label=299856 CoS=0 TTL=1 S=0 MPLS Label=16 CoS=0 TTL=1 S=1"
    assert [both, None, both] == [probe.extensions for probe in junos.hops[0].probes]
    assert [None] * 3 == [probe.extensions for probe in junos.hops[1].probes]


def test_stars_of_their_own() -> None:
    """A router's probe without an answer may stand alone below one with."""
    route = whole(
        "Wed Mar 13 14:32:11.524 EDT\nType escape sequence to abort.\nTracing the route to 192.0.2.9\n"
        "  1  *\n    192.0.2.1 41 msec *\n    *\n  2 192.0.2.9 4 msec\n    * *\n    192.0.2.9 4 msec\n"
    )
    assert [[None, 41, None, None], [4, None, None, 4]] == [
        [probe.rtt_ms for probe in hop.probes] for hop in route.hops
    ]


def test_dialogues_of_ios() -> None:
    """What IOS asks for is passed over: the route says where to."""
    route = whole(
        "Protocol [ip]: \nTarget IP address: www.example.com\nIngress traceroute [n]: \n"
        "Source address: \nNumeric display [n]: y\n"
        "Resolve AS number in (G)lobal table, (V)RF or(N)one [G]: \nTimeout in seconds [3]: 1\n"
        "Probe count [3]: \nMinimum Time to Live [1]: \nMaximum Time to Live [30]: \n"
        "Port Number [33434]: \nLoose, Strict, Record, Timestamp, Verbose[none]: \n"
        "Type escape sequence to abort.\nTracing the route to www.example.com (192.0.2.9)\n"
        "  1 192.0.2.9 1 msec 1 msec *\n"
    )
    assert "www.example.com" == route.destination
