from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import SHARED, body, codes, loud, url

WITH_TEXT = ("aps/getArpTable", "gateways/getArpTable")
HEADER = "\nCOMMAND=show arp\nIP address  HW type  Flags  HW address  Mask  Device\n"
GATEWAY = (
    "\nARP Table\n---------\nProtocol  Address      Hardware Address   Interface\n"
    "--------  -------      ----------------   ---------\n"
)


def changed(name: str, **changes: object) -> netassay.Result:
    """Return the result of a sample with other values in its body."""
    return netassay.normalize(body(name, **changes), url=url(name))


def entries(result: netassay.Result) -> list[dict[str, Any]]:
    """Return the entries as they are exported, less what is absent."""
    rows = netassay.to_dict(result)["measurement"]["entries"]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def test_table_of_an_access_point() -> None:
    """The columns of an access point, the mask as printed."""
    result = changed("aps/getArpTable")
    assert {
        "address": "192.0.2.17",
        "mac": "00:00:5e:00:53:11",
        "interface": "br0.20",
        "hardware_type": "0x1",
        "flags": "0x2",
        "mask": "*",
    } == entries(result)[1]
    assert (5, "complete", []) == (len(entries(result)), result.completeness, codes(result))


def test_table_of_a_switch() -> None:
    """A switch writes hardware addresses in two halves; they come out like all others."""
    result = changed("aos-s/getArpTable")
    assert [
        {
            "address": "198.51.100.2",
            "mac": "00:00:5e:00:53:02",
            "interface": "24",
            "type": "dynamic",
        },
        {
            "address": "198.51.100.9",
            "mac": "00:00:5e:00:53:09",
            "interface": "A1",
            "type": "static",
        },
    ] == entries(result)
    assert ("complete", []) == (result.completeness, codes(result))


def test_table_of_a_gateway() -> None:
    """The columns of a gateway, whose text has blank lines between its rows."""
    result = changed("gateways/getArpTable")
    assert {
        "address": "198.51.100.1",
        "mac": "00:00:5e:00:53:a1",
        "interface": "vlan4094",
        "protocol": "Internet",
    } == entries(result)[2]
    assert ("complete", [], []) == (result.completeness, codes(result), result.unread)


@pytest.mark.parametrize("name", WITH_TEXT)
def test_the_text_alone_tells_all(name: str) -> None:
    """The same table comes from the text alone."""
    text = netassay.parse_text("arp_table", body(name)["rawOutput"])
    assert (changed(name).measurement, []) == (text.measurement, text.findings)


@pytest.mark.parametrize("mac", ["00005e005301", "00-00-5E-00-53-01", "0000.5e00.5301"])
def test_notations_of_hardware_addresses(mac: str) -> None:
    """A hardware address in any notation is given in lower case with colons."""
    output = body("aos-s/getArpTable")["output"]
    output["entries"][0]["macAddress"] = mac
    assert "00:00:5e:00:53:01" == entries(changed("aos-s/getArpTable", output=output))[0]["mac"]


def test_a_cut_address() -> None:
    """A word left of a cut address is held against `output`, and is never the address."""
    text = body("gateways/getArpTable")["rawOutput"].replace("192.0.2.130 ", "ridge       ")
    for prefer in ("output", "text"):
        saved = body("gateways/getArpTable", rawOutput=text)
        result = netassay.normalize(saved, url=url("gateways/getArpTable"), prefer=prefer)
        assert [("disagree", "entries[1].address", "192.0.2.130", "ridge")] == [
            (one.code, one.path, one.stated, one.printed) for one in result.findings
        ]
        assert "192.0.2.130" == entries(result)[1]["address"]


def test_a_cut_address_alone() -> None:
    """From the text alone such a word is a bad value, and the address is absent."""
    text = body("gateways/getArpTable")["rawOutput"].replace("192.0.2.130 ", "ridge       ")
    result = netassay.parse_text("arp_table", text)
    assert [("bad-value", "entries[1].address", "ridge")] == [
        (one.code, one.path, one.printed) for one in result.findings
    ]
    assert ("partial", "00:00:5e:00:53:82") == (result.completeness, entries(result)[1]["mac"])
    assert "address" not in entries(result)[1]


def test_a_cut_address_beside_a_dropped_row() -> None:
    """Rows belong together by hardware address and interface where the address was cut."""
    saved = body("gateways/getArpTable")
    text = saved["rawOutput"].replace("192.0.2.130 ", "ridge       ")
    del saved["output"]["entries"][2]
    result = changed("gateways/getArpTable", output=saved["output"], rawOutput=text)
    assert [("disagree", "entries[1].address"), ("only-in-text", "entries[2]")] == [
        (one.code, one.path) for one in result.findings
    ]
    assert "the entry with address 198.51.100.1" in result.findings[1].message
    assert 3 == len(entries(result))


def test_another_hardware_address() -> None:
    """Rows belong together by address where the hardware address differs."""
    saved = body("aps/getArpTable")
    saved["output"]["entries"][4]["macAddress"] = "00:00:5e:00:53:ff"
    del saved["output"]["entries"][0]
    result = changed("aps/getArpTable", output=saved["output"])
    assert [("only-in-text", "entries[0]"), ("disagree", "entries[4].mac")] == [
        (one.code, one.path) for one in result.findings
    ]


def test_rows_with_one_hardware_address() -> None:
    """Where many addresses have one hardware address, a dropped row is the right one."""
    saved = body("aps/getArpTable")
    del saved["output"]["entries"][2]
    result = changed("aps/getArpTable", output=saved["output"])
    assert [("only-in-text", "entries[2]")] == [(one.code, one.path) for one in result.findings]
    assert entries(changed("aps/getArpTable")) == entries(result)


def test_a_broken_row() -> None:
    """A row whose last column was too long goes on in the next line."""
    row = "192.0.2.9  0x1  0x2  00:00:5e:00:53:09  *   \n            a-very-long-bridge.4094\n"
    following = "192.0.2.10  0x1  0x2  00:00:5e:00:53:0a  *  br0\n"
    result = netassay.parse_text("arp_table", HEADER + row + following)
    assert ["a-very-long-bridge.4094", "br0"] == [one["interface"] for one in entries(result)]
    assert ([], []) == (codes(result), result.unread)
    row = "Internet  192.0.2.9  00:00:5e:00:53:09\n                    docker_gwbridge\n\n"
    following = "Internet  192.0.2.10  00:00:5e:00:53:0a  vlan 10 port 3\n"
    result = netassay.parse_text("arp_table", GATEWAY + row + following)
    assert ["docker_gwbridge", "vlan 10 port 3"] == [one["interface"] for one in entries(result)]
    assert ([], []) == (codes(result), result.unread)


@pytest.mark.parametrize(
    "row",
    [
        "192.0.2.9  0x1  0x2  00:00:5e:00:53  *  br0",
        "192.0.2.9  0x1  0x2  00:00:5e:00:53:09  *",
        "192.0.2.9  0x1  0x200:00:5e:00:53:09  *  br0",
        "Neighbours: 1",
    ],
)
def test_rows_that_can_not_be_read(row: str) -> None:
    """A row whose columns were cut or run together is kept as unread, and said to be."""
    following = "192.0.2.10  0x1  0x2  00:00:5e:00:53:0a  *  br0\n"
    result = netassay.parse_text("arp_table", f"{HEADER}{row}\n{following}")
    assert (["unread-text"], [row]) == (codes(result), [line.text for line in result.unread])
    assert ["192.0.2.10"] == [one["address"] for one in entries(result)]


@pytest.mark.parametrize(("name", "head"), [(WITH_TEXT[0], HEADER), (WITH_TEXT[1], GATEWAY)])
def test_an_empty_table(name: str, head: str) -> None:
    """A table without rows is an empty table, on both sides."""
    alone = netassay.parse_text("arp_table", head)
    assert ([], "complete", []) == (entries(alone), alone.completeness, codes(alone))
    both = changed(name, output={"entries": []}, rawOutput=head)
    assert ([], "complete", []) == (entries(both), both.completeness, codes(both))


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_text_cut_anywhere(name: str) -> None:
    """Of a cut text whole rows are read, and a line without its end is said to be cut."""
    text = body(name)["rawOutput"]
    whole = entries(changed(name))
    for end in range(1, len(text.rstrip())):
        cut = changed(name, output=None, rawOutput=text[:end])
        rows = entries(cut) if cut.measurement else []
        assert whole[: len(rows)] == rows, text[:end][-40:]
        assert {"truncated-text", "only-in-text"} >= set(codes(cut))
        at_end = text[end - 1] == "\n" and cut.measurement is not None
        assert at_end != ("truncated-text" in codes(cut)), text[:end][-40:]


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_cut_text_beside_output(name: str) -> None:
    """Beside a whole `output` a cut text changes nothing."""
    text = body(name)["rawOutput"]
    for end in range(0, len(text.rstrip()), 7):
        cut = changed(name, rawOutput=text[:end])
        assert {"truncated-text"} >= set(loud(cut))
        assert (entries(changed(name)), "complete") == (entries(cut), cut.completeness)


@pytest.mark.parametrize("name", [*WITH_TEXT, "aos-s/getArpTable"])
def test_the_shape_tells(name: str) -> None:
    """Without a URL the keys of the entries tell the family, also where there is no text."""
    result = netassay.normalize(body(name, rawOutput=None))
    assert (name[: name.index("/")], "arp_table", []) == (result.family, result.test, codes(result))


@pytest.mark.skipif(not SHARED.exists(), reason="the real bodies lie beside the repository")
def test_the_real_cut_column() -> None:
    """The gateway's own table: output's address is kept, and the cut one is shown."""
    data = (SHARED / "payloads" / "gateways" / "getArpTable.json").read_bytes()
    result = netassay.normalize(data)
    assert [("disagree", "entries[0].address", "10.27.119.173", "ridge")] == [
        (one.code, one.path, one.stated, one.printed) for one in result.findings
    ]
    assert "10.27.119.173" == result.measurement.entries[0].address


@pytest.mark.parametrize("tail", ["\n" * 100_000, " \n" * 100_000, " " * 100_000])
def test_blank_lines_at_the_end(tail: str) -> None:
    """Blank lines behind a table, however many, are read in no time and mean nothing."""
    result = changed("gateways/getArpTable", rawOutput=body(WITH_TEXT[1])["rawOutput"] + tail)
    assert (changed("gateways/getArpTable").measurement, []) == (result.measurement, codes(result))
    cut = changed("gateways/getArpTable", rawOutput=f"{body(WITH_TEXT[1])['rawOutput']}{tail}\nInt")
    assert ["truncated-text"] == codes(cut)


MAC = "00:00:5e:00:53:01"
LONG = "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff"
FORMS = {
    "AOS-S": (
        (
            "\n IP ARP table\n\n  IP Address       MAC Address       Type    Port\n"
            "  ---------------- ----------------- ------- ----\n"
            f"  192.0.2.1        00005e-005301     dynamic A1\n  {LONG}\n"
            "                   00005e-005301     static  Trk1\n"
        ),
        [
            {"address": "192.0.2.1", "mac": MAC, "type": "dynamic", "interface": "A1"},
            {"address": LONG, "mac": MAC, "type": "static", "interface": "Trk1"},
        ],
    ),
    "an address in a line of its own": (
        f"{HEADER}{LONG}\n                 0x1  0x2  {MAC}  *  br0\n",
        [
            {
                "address": LONG,
                "mac": MAC,
                "hardware_type": "0x1",
                "flags": "0x2",
                "mask": "*",
                "interface": "br0",
            }
        ],
    ),
    "a gateway's, and one that did not answer": (
        f"{GATEWAY}Internet  {LONG}\n          {MAC}  vlan1\nInternet  192.0.2.1  incomplete  vlan 2\n",
        [
            {"protocol": "Internet", "address": LONG, "mac": MAC, "interface": "vlan1"},
            {
                "protocol": "Internet",
                "address": "192.0.2.1",
                "type": "incomplete",
                "interface": "vlan 2",
            },
        ],
    ),
    "arp -a of Linux": (
        (
            f"gw.example.com (192.0.2.1) at {MAC} [ether] PERM on eth0\n"
            "? (192.0.2.2) at <incomplete> on eth0\n"
        ),
        [
            {
                "name": "gw.example.com",
                "address": "192.0.2.1",
                "mac": MAC,
                "hardware_type": "ether",
                "flags": "PERM",
                "interface": "eth0",
            },
            {"address": "192.0.2.2", "type": "<incomplete>", "interface": "eth0"},
        ],
    ),
    "arp -a of macOS": (
        "? (192.0.2.1) at 0:0:5e:0:53:1 on en0 ifscope [ethernet]\n",
        [
            {
                "address": "192.0.2.1",
                "mac": MAC,
                "hardware_type": "ethernet",
                "flags": "ifscope",
                "interface": "en0",
            }
        ],
    ),
    "ip neigh": (
        f"fe80::1 dev eth0 lladdr {MAC} router STALE\n192.0.2.9 dev eth0  FAILED\n",
        [
            {
                "address": "fe80::1",
                "mac": MAC,
                "interface": "eth0",
                "flags": "router",
                "type": "STALE",
            },
            {"address": "192.0.2.9", "interface": "eth0", "type": "FAILED"},
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_forms(form: tuple[str, list[dict[str, str]]]) -> None:
    """Every value of every row is read, in whichever form a system prints its neighbours."""
    text, expected = form
    result = netassay.parse_text("arp_table", text)
    assert expected == entries(result)
    assert ([], [], "complete") == (codes(result), result.unread, result.completeness)


def test_a_switch_without_a_port() -> None:
    """An entry that leads nowhere is kept, and the table is no whole one."""
    text = FORMS["AOS-S"][0].replace("dynamic A1", "dynamic")
    result = netassay.parse_text("arp_table", text)
    assert (2, "partial") == (len(entries(result)), result.completeness)
