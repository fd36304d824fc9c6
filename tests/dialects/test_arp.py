"""ARP tables as hosts and gateways print them: every entry, in all forms."""

from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import codes


def read(text: str) -> list[Any]:
    """Return the entries of a table that is read to its end without a finding."""
    result = netassay.parse_text("arp_table", text)
    assert ([], []) == (result.unread, codes(result))
    return result.measurement.entries


LINUX = """\
Address                  HWtype  HWaddress           Flags Mask            Iface
192.0.2.254              ether   00:00:5e:00:53:b4   C                     ens33
192.0.2.2                        (incomplete)                              ens33
_gateway                 ether   00:00:5e:00:53:fc   CM                    ens33
192.0.2.77               ether   00:00:5e:00:53:0b   CM    255.255.255.0   wlan0
192.0.2.9                *       <from_interface>    MP                    eth0
Entries: 5	Skipped: 0	Found: 5
"""
OPENBSD = """\
Host                                 Ethernet Address    Netif Expire    Flags
192.0.2.1                            00:00:5e:00:53:01     em0 19m54s
192.0.2.10                           00:00:5e:00:53:02     em0 permanent l
gw.example.net                       00:00:5e:00:53:03   vlan7 55s
192.0.2.30                           (incomplete)          em0 expired
"""
GATEWAY = """\

Codes: * - Local Addresses, S - Static, A - Auth

Total ARP entries: 2

IPV4 ARP Table
--------------
 Protocol    IP Address    Hardware Address   Interface  Age (min)
----------   ----------    ----------------   ---------  ---------
   Internet  192.0.2.113   00:00:5e:00:53:71  vlan10     78
 * Internet  192.0.2.1     00:00:5e:00:53:0d  vlan10     \n\
"""


def test_linux() -> None:
    """A table of `arp -n`: names, flags, masks, entries without an answer or of others."""
    entries = read(LINUX)
    assert ["192.0.2.254", "192.0.2.2", None, "192.0.2.77", "192.0.2.9"] == [
        one.address for one in entries
    ]
    assert [None, None, "_gateway", None, None] == [one.name for one in entries]
    assert ["ens33", "ens33", "ens33", "wlan0", "eth0"] == [one.interface for one in entries]
    assert ["C", None, "CM", "CM", "MP"] == [one.flags for one in entries]
    assert ("(incomplete)", "255.255.255.0") == (entries[1].type, entries[3].mask)


def test_openbsd() -> None:
    """A table of OpenBSD's `arp -a`."""
    entries = read(OPENBSD)
    assert [1194, None, 55, None] == [one.expires_s for one in entries]
    assert [None, "permanent", None, "(incomplete)"] == [one.type for one in entries]
    assert ["expired"] == [one.flags for one in entries[3:]]
    assert ("gw.example.net", "vlan7") == (entries[2].name, entries[2].interface)


def test_a_gateways_own() -> None:
    """A gateway's `show arp`, with ages in minutes and codes."""
    first, second = read(GATEWAY)
    assert ("192.0.2.113", "vlan10", 4680, None) == (
        first.address,
        first.interface,
        first.age_s,
        first.flags,
    )
    assert ("192.0.2.1", "vlan10", None, "*") == (
        second.address,
        second.interface,
        second.age_s,
        second.flags,
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "? (192.0.2.2) at 00:00:5e:00:53:fc on em0 expires in 942 seconds [ethernet]",
            {"expires_s": 942, "hardware_type": "ethernet"},
        ),
        (
            "? (192.0.2.2) at 00:00:5e:00:53:fc on em0 expires in 1 second published [vlan]",
            {"expires_s": 1, "flags": "published", "hardware_type": "vlan"},
        ),
        (
            "? (192.0.2.2) at 00:00:5e:00:53:fc on em0 permanent published (proxy only) [bridge]",
            {"flags": "permanent published (proxy only)", "hardware_type": "bridge"},
        ),
        (
            "gw.example.net (192.0.2.2) at (incomplete) on em0 expired [ethernet]",
            {"flags": "expired", "type": "(incomplete)", "name": "gw.example.net"},
        ),
        ("? (192.0.2.2) at 0:0:5e:0:53:1 on en0 ifscope [ethernet]", {"flags": "ifscope"}),
        ("? (192.0.2.2) at (incomplete) on en0 ifscope [ethernet]", {"type": "(incomplete)"}),
        ("? (192.0.2.2) at <incomplete> on eth0", {"type": "<incomplete>", "interface": "eth0"}),
        ("? (192.0.2.2) at 00:00:5e:00:53:fc [ether] PERM on eth0", {"flags": "PERM"}),
        ("? (192.0.2.2) at * PERM PUP on eth0", {"flags": "PERM PUP", "mac": None}),
        ("? (192.0.2.2) at 00:00:5e:00:53:fc [ether]  on br-lan", {"interface": "br-lan"}),
        ("192.0.2.2 lladdr 00:00:5e:00:53:fc REACHABLE", {"type": "REACHABLE", "interface": None}),
        ("2001:db8::1 lladdr 00:00:5e:00:53:fc router STALE", {"flags": "router"}),
        ("192.0.2.2  FAILED", {"type": "FAILED", "mac": None}),
        ("192.0.2.2 INCOMPLETE", {"type": "INCOMPLETE"}),
        ("192.0.2.2 dev eth0  FAILED", {"type": "FAILED", "interface": "eth0"}),
        ("fe80::1 dev eth0 lladdr 00:00:5e:00:53:fc extern_learn NOARP", {"flags": "extern_learn"}),
        (
            "192.0.2.2 dev eth0 lladdr 00:00:5e:00:53:fc extern_learn NOARP proto zebra ",
            {"type": "NOARP", "flags": "extern_learn"},
        ),
        (
            "192.0.2.2 dev eth0 lladdr 00:00:5e:00:53:fc ref 1 used 5/0/5 probes 1 DELAY",
            {"type": "DELAY"},
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", ""])
def test_neighbours(line: str, expected: dict[str, Any], end: str) -> None:
    """One neighbour in each form; the last line may lack its end where nothing can be missing."""
    if not end and line.endswith(("eth0", "br-lan")):
        # A name may go on.
        return
    (entry,) = read(line + end)
    assert expected == {name: getattr(entry, name) for name in expected}
    assert entry.address in ("192.0.2.2", "2001:db8::1", "fe80::1")
