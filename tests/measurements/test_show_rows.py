"""Show commands in rows: what a template reads to the end is a table, anything else a text."""

from __future__ import annotations

import builtins
import io
import json
import re
import sys
from typing import Any

import attrs
import jsonschema
import pyarrow as pa
import pytest
import textfsm
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import netassay
from bodies import body, codes, url
from netassay import testing
from netassay.core import limits
from netassay.normalizing.explain import explain
from netassay.normalizing.pipeline import examine
from netassay.normalizing.shown import machine, templates
from netassay.show.terminal.results import ResultView
from netassay.testing.strategies.show_tables import table_responses

MACS = """\
MAC age-time            : 300 seconds
Number of MAC addresses : 3

MAC Address          VLAN     Type                      Port
--------------------------------------------------------------
00:00:5e:00:53:01    1        dynamic                   lag100
00:00:5e:00:53:02    10       dynamic                   1/1/3
00:00:5e:00:53:02    20       port-access-security      1/1/30
"""
NEIGHBOURS = """\
LLDP Neighbor Information
=========================
Total Neighbor Entries          : 2
--------------------------------------------------------------------------------
Port                           : 1/1/1
Neighbor Entries               : 1
Neighbor Chassis-Name          : ap-lobby
Neighbor Chassis-Description   : An access point
Neighbor Chassis-ID            : 00:00:5e:00:53:0a
Neighbor Management-Address    : 192.0.2.10
Chassis Capabilities Available : Bridge, WLAN
Chassis Capabilities Enabled   : WLAN
Neighbor Port-ID               : 00:00:5e:00:53:0a
Neighbor Port-Desc             : eth0
TTL                            : 120
--------------------------------------------------------------------------------
Port                           : 1/1/2
Neighbor Chassis-Name          : ap-hall
Neighbor Chassis-ID            : 00:00:5e:00:53:0b
TTL                            : 120
"""
INTERFACES = """\
Interface 1/1/1 is up
 Admin state is up
 Link state: up for 2 days (since Mon Jan 05 08:00:00 UTC 2026)
 Description: uplink
 Hardware: Ethernet, MAC Address: 00:00:5e:00:53:01
 MTU 1500
 Full-duplex
 Speed 1000 Mb/s
 VLAN Mode: native-untagged
 Native VLAN: 1
 Allowed VLAN List: {}

 Rate                               RX                   TX        Total (RX+TX)
 ---------------- -------------------- -------------------- --------------------
 Mbits / sec                      0.00                 0.00                 0.00

 Statistic                          RX                   TX                Total
 ---------------- -------------------- -------------------- --------------------
 Packets                           700                  600                 1300
 Bytes                           70000                60000               130000

Interface 1/1/2 is down
 Admin state is down
 MTU 1500
"""
VLANS = """\
------------------------------------------------------------------
VLAN  Name          Status  Reason  Type     Interfaces
------------------------------------------------------------------
1     DEFAULT       up      ok      default  1/1/34-1/1/52
20    voice         up      ok      static   1/1/2-1/1/4,1/1/6,
                                             1/1/17,lag7
"""
AOSS_MACS = """\
 Status and Counters - Port Address Table

  MAC Address   Port     VLAN
  ------------- -------- ----
  00005e-005301 1        1
  00005e-005302 A2       20
"""
PORTS = """\
 Status and Counters - Port Status

                   | Intrusion                           MDI   Flow Bcast
  Port     Type    | Alert     Enabled Status Mode       Mode  Ctrl Limit
  -------- ------- + --------- ------- ------ ---------- ----- ---- -----
  1        100/1000T | No        Yes     Up     1000FDx    MDIX  off  0
  2        100/1000T | No        Yes     Down   1000FDx    Auto  off  0
"""
PORT_STATES = """\
  Port     Name       Status Config-mode   Speed    Type       Tagged Untagged
  -------- ---------- ------ ------------- -------- ---------- ------ --------
  1        core link  Up     Auto          1000FDx  100/1000T  No     1
  2                   Down   Auto          1000FDx  100/1000T  No     20
"""
ACCESS_POINTS = """\
AP Database
-----------
Name      Group    AP Type  IP Address  Status      Flags  Switch IP    Standby IP
----      -----    -------  ----------  ------      -----  ---------    ----------
ap-lobby  default  635      192.0.2.10  Up 2d:3h    2      192.0.2.1    192.0.2.2
ap-hall   default  635      192.0.2.11  Down        2I     192.0.2.1    192.0.2.2

Flags: 1 = 802.1x authenticated AP use EAP-PEAP;  2 = Using IKE version 2
       I = Inactive.
"""
ADDRESSES = """\
Interface                   IP Address / IP Netmask        Admin   Protocol
vlan 1                       192.0.2.1 / 255.255.255.0     up      up
vlan 20                     unassigned / unassigned        up      down
"""
PING = """\
PING 192.0.2.7 (192.0.2.7) 56(84) bytes of data.
64 bytes from 192.0.2.7: icmp_seq=1 ttl=57 time=20.1 ms

--- 192.0.2.7 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 20.100/20.100/20.100/0.000 ms
"""
ARP = """\
Address          HWtype  HWaddress           Flags Mask            Iface
192.0.2.1        ether   00:00:5e:00:53:01   C                     br0
192.0.2.2        ether   00:00:5e:00:53:02   C                     br0
"""

#: Family, command, text, template, rows, and some cells: (row, column, text).
TABLES = {
    "cx macs": (
        ("cx", "show mac-address-table", MACS),
        ("aruba_aoscx_show_mac-address-table", 3),
        [(0, "port", "lag100"), (2, "vlan_id", "20"), (2, "type", "port-access-security")],
    ),
    "cx neighbours": (
        ("cx", "show lldp neighbor-info detail", NEIGHBOURS),
        ("aruba_aoscx_show_lldp_neighbors-info_detail", 2),
        [
            (0, "neighbor_name", "ap-lobby"),
            (1, "local_interface", "1/1/2"),
            (1, "mgmt_address", ""),
        ],
    ),
    "cx interfaces": (
        ("cx", "show interface", INTERFACES.format("1,20,30-35")),
        ("aruba_aoscx_show_interface", 2),
        [
            (0, "vlan_trunk", "1, 20, 30-35"),
            (0, "rx_total_bytes", "70000"),
            (1, "link_admin", "down"),
        ],
    ),
    "cx one interface": (
        ("cx", "sh int 1/1/1", INTERFACES.format("1,20,30,40,50,60")),
        ("aruba_aoscx_show_interface", 2),
        [(0, "vlan_trunk", "1, 20, 30, 40, 50, 60")],
    ),
    "cx vlans": (
        ("cx", "show vlan", VLANS),
        ("aruba_aoscx_show_vlan", 2),
        [(0, "vlan_name", "DEFAULT"), (1, "interfaces", "1/1/2-1/1/4, 1/1/6, 1/1/17, lag7")],
    ),
    "aos-s macs": (
        ("aos-s", "show mac-address", AOSS_MACS),
        ("hp_procurve_show_mac-address", 2),
        [(1, "mac_address", "00005e-005302"), (1, "port", "A2")],
    ),
    "aos-s ports": (
        ("aos-s", "show interfaces brief", PORTS),
        ("hp_procurve_show_interfaces_brief", 2),
        [(0, "status", "Up"), (1, "mdi_mode", "Auto")],
    ),
    "aos-s states": (
        ("aos-s", "show interfaces status", PORT_STATES),
        ("hp_procurve_show_interfaces_status", 2),
        [(0, "name", "core link"), (1, "vlan_untagged", "20")],
    ),
    "gateways access points": (
        ("gateways", "show ap database", ACCESS_POINTS),
        ("aruba_os_show_ap_database", 2),
        [(0, "status", "Up 2d:3h"), (1, "ap_name", "ap-hall")],
    ),
    "gateways addresses": (
        ("gateways", "show ip interface brief", ADDRESSES),
        ("aruba_os_show_ip_interface_brief", 2),
        [(0, "ip_address", "192.0.2.1"), (1, "protocol", "down")],
    ),
    "aps hostname": (
        ("aps", "show hostname", "Hostname is ap-lobby\n"),
        ("aruba_os_show_hostname", 1),
        [(0, "hostname", "ap-lobby")],
    ),
}


def shown(family: str | None, *pairs: tuple[str | None, str]) -> netassay.Result[Any]:
    """Return the result of show commands and their texts."""
    saved = {
        "status": "COMPLETED",
        "output": {
            "commands": [command for command, _ in pairs if command],
            "results": [{"command": command, "output": text} for command, text in pairs],
        },
    }
    if family is None:
        return netassay.normalize(saved, test="show_command")
    return netassay.normalize(saved, url=url(f"{family}/showCommands"))


def response(family: str | None, command: str | None, text: str) -> netassay.CommandResponse:
    """Return the response to one command."""
    result = shown(family, (command, text))
    (row,) = result.measurement.responses
    assert row.response.strip() == text.strip()
    assert ("passed", True) == (result.verdict, {"ambiguous-test"} >= set(codes(result)))
    return row


# --- Templates --------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str, end: str) -> None:
    """Each kind of table has its rows, named by the template that reads them."""
    (family, command, text), wanted, cells = TABLES[name]
    row = response(family, command, text.replace("\n", end))
    assert wanted == (row.parsed_by, len(row.rows))
    assert [text for _, _, text in cells] == [row.rows[at][column] for at, column, _ in cells]
    assert all(type(text) is str for cells in row.rows for text in cells.values())
    assert all(column == column.lower() for cells in row.rows for column in cells)


@pytest.mark.parametrize("name", TABLES)
def test_the_family_is_not_known(name: str) -> None:
    """Then the only template that reads the text counts."""
    (family, command, text), _, _ = TABLES[name]
    assert response(family, command, text) == response(None, command, text)


def test_two_templates_read_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the family is not known and two platforms' templates read a text, it has no rows."""
    first = next(one for one in templates._index() if "mac-address-table" in one.template)
    same = attrs.evolve(first, template="aruba_aoscx_show_vlan.textfsm")
    other = attrs.evolve(first, platforms=re.compile("hp_procurve"))
    monkeypatch.setattr(templates, "_index", lambda: (same, other))
    monkeypatch.setattr(templates, "_rows", lambda *_: [{"a": "b"}])
    assert [] == response(None, "show mac-address-table", MACS).rows
    assert [{"a": "b"}] == response("aos-s", "show mac-address-table", MACS).rows


@given(
    st.sampled_from(["aps", "cx", "aos-s", "gateways"]).flatmap(
        lambda family: st.tuples(st.just(family), table_responses(family))
    )
)
def test_what_is_printed_is_read(drawn: tuple[str, netassay.CommandResponse]) -> None:
    """Rows that the kit prints come back."""
    family, wanted = drawn
    assert wanted.rows
    assert wanted == response(family, wanted.command, wanted.response)


@pytest.mark.parametrize("name", TABLES)
def test_with_prompts(name: str) -> None:
    """The prompt at which the command was typed, and the one behind, are no lines of the table."""
    (family, command, text), _, _ = TABLES[name]
    pasted = f"\nswitch-1# {command}\n{text}switch-1# "
    wanted = response(family, command, text).rows
    assert wanted == response(family, command, pasted).rows
    assert wanted == response(family, None, pasted).rows


# --- What is not read to the end --------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("cx macs", "00:00:5e:00:53:02    10  ", "(more)\n00:00:5e:00:53:02    10  "),
        ("cx macs", "lag100", "lag100\n% Internal error"),
        ("aos-s macs", "  00005e-005302", "  unknown\n  00005e-005302"),
        # Rules of these templates fit any line, so that a row could be lost in silence.
        ("gateways access points", "ap-hall   default", "ap hall default"),
        ("gateways access points", "ap-hall  ", "see 192.0.2.9 below.\nap-hall  "),
        ("cx neighbours", "An access point", "An access point\n   of two lines"),
        # A template without a rule for errors passes over what it does not know.
        ("gateways addresses", "vlan 20 ", "loopback"),
        ("gateways addresses", "vlan 1 ", "loopback unassigned / unassigned up up\nvlan 1 "),
        # More items than the template has rules for.
        ("cx interfaces", "1,20,30-35", "1,2,3,4,5,6,7"),
        ("cx vlans", "1/1/17,lag7", "1,2,3,4,5,6,7"),
    ],
)
def test_never_half_read(name: str, before: str, after: str) -> None:
    """A text of which a template reads a part has no rows; the text is kept, without a finding."""
    (family, command, text), _, _ = TABLES[name]
    assert before in text
    row = response(family, command, text.replace(before, after))
    assert ([], None) == (row.rows, row.parsed_by)
    assert "rows" not in netassay.to_dict(row)


@given(st.sampled_from(sorted(TABLES)), st.data())
def test_cut_anywhere(name: str, data: st.DataObject) -> None:
    """A text that is cut has the rows before the cut, the last perhaps cut itself, or none."""
    (family, command, text), _, _ = TABLES[name]
    whole = response(family, command, text).rows
    cut = text[: data.draw(st.integers(1, len(text)))]
    if cut.strip():
        rows = response(family, command, cut).rows
        assert len(rows) <= len(whole)
        assert whole[: max(len(rows) - 1, 0)] == rows[:-1]


@given(st.sampled_from(sorted(TABLES)), st.data())
def test_as_textfsm_reads_it(name: str, data: st.DataObject) -> None:
    """What has rows has those that TextFSM itself gives, whatever lines are lost or doubled."""
    (family, command, text), (parsed_by, _), _ = TABLES[name]
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, len(lines[at])))
        word = data.draw(st.sampled_from(["", " ", "x", "1", "up", "\t", "-", "é", ", "]))
        changed = [lines[at][:cut] + word + lines[at][cut:], lines[at][:cut] + lines[at][cut + 1 :]]
        lines[at : at + 1] = data.draw(
            st.sampled_from([[], [lines[at]] * 2, changed[:1], changed[1:], ["", lines[at]]])
        )
        lines = lines or [""]
    rows = shown(family, (command, "\n".join(lines))).measurement.responses[0].rows
    if rows:
        template = (templates._folder() / f"{parsed_by}.textfsm").read_text("utf-8")
        plain = textfsm.TextFSM(io.StringIO(template))
        names = [column.lower() for column in plain.header]
        wanted = plain.ParseText("\n".join(lines).strip("\n"))
        assert [dict(zip(names, map(templates._text, row), strict=True)) for row in wanted] == rows


@given(
    st.sampled_from(sorted(TABLES)),
    st.lists(st.text(max_size=60) | st.sampled_from(MACS.split("\n")), max_size=20),
    st.text(max_size=40),
)
def test_any_text(name: str, lines: list[str], word: str) -> None:
    """No text and no command ends in an error."""
    (family, command, _), _, _ = TABLES[name]
    text = "\n".join(lines)
    for asked in (command, f"{command} {word}", word):
        for one in (family, None):
            for row in shown(one, (asked, text)).measurement.responses:
                assert bool(row.rows) == (row.parsed_by is not None)


@pytest.mark.parametrize(
    "command",
    [
        "",
        " ",
        "../../../../etc/passwd",
        "show mac-address-table/../../index",
        "show mac-address-table" + " x" * 200,
        "\x00",
        "\ud800 show vlan",
        "(a+)+$",
    ],
)
def test_commands_that_mean_harm(command: str) -> None:
    """A command is compared with the index, and is no part of a path."""
    assert [] == shown("cx", (command, MACS)).measurement.responses[0].rows


def test_errors_of_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a template, or the machine that runs it, raises: there are no rows, and no error."""
    for error in (textfsm.TextFSMError, RecursionError, KeyError, UnicodeError):

        def fail(*_: object, error: type[Exception] = error) -> None:
            raise error

        monkeypatch.setattr(machine.Machine, "_AppendRecord", fail)
        assert [] == response("cx", "show mac-address-table", MACS).rows
    monkeypatch.undo()
    assert 3 == len(response("cx", "show mac-address-table", MACS).rows)


# --- Limits -----------------------------------------------------------------------------


def test_every_rule_is_linear() -> None:
    """RE2 matches all rules of our templates, but those with a lookahead."""
    machines = {one.template: templates._machine(one.template) for one in templates._index()}
    assert 40 < len(machines)
    others = {
        (name, rule.regex)
        for name, one in machines.items()
        for rules in one.states.values()
        for rule in rules
        if machine._matcher(rule.regex) is None
    }
    assert {"hp_procurve_show_interfaces_status.textfsm"} >= {name for name, _ in others}
    assert all("(?=" in regex for _, regex in others)


def test_what_python_matches_is_short() -> None:
    """A long line never comes to a rule that RE2 can't match."""
    (family, command, text), _, _ = TABLES["aos-s states"]
    name = "x" * machine._LONGEST_FOR_RE
    assert [] == response(family, command, text.replace("core link", name)).rows


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        ("LARGEST_TABLE", 150),
        ("LARGEST_TABLE_TEXT", 300),
        ("MOST_LINES_OF_TABLE", 7),
        ("LONGEST_LINE_OF_TABLE", 50),
        ("LONGEST_COMMAND", 20),
    ],
)
def test_limits(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    """What is over a limit has no rows."""
    assert getattr(limits, limit) > 100
    for module in (machine, templates):
        if hasattr(module, limit):
            monkeypatch.setattr(module, limit, most)
    assert [] == response("cx", "show mac-address-table", MACS).rows


# --- Without the extra ------------------------------------------------------------------


@pytest.mark.parametrize("package", ["ntc_templates", "textfsm", "re2"])
def test_without_a_package(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    """Without one package of the extra there are no rows and no error; measurements stay."""
    pairs = ("show mac-address-table", MACS), ("ping 192.0.2.7", PING), ("show arp", ARP)
    before = shown("cx", *pairs)
    monkeypatch.setitem(sys.modules, package, None)
    after = shown("cx", *pairs)
    assert [[], [], []] == [row.rows for row in after.measurement.responses]
    assert (before.id, before.verdict, []) == (after.id, after.verdict, after.findings)
    bare = [attrs.evolve(row, rows=[], parsed_by=None) for row in before.measurement.responses]
    assert bare == after.measurement.responses


def test_packages_that_are_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that fails as in a bare environment is no error either."""
    real = builtins.__import__

    def imported(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "ntc_templates":
            raise ModuleNotFoundError(name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", imported)
    assert [] == response("cx", "show mac-address-table", MACS).rows


# --- Our own formats --------------------------------------------------------------------


@pytest.mark.parametrize("family", ["cx", "gateways", None])
def test_arp_tables(family: str | None) -> None:
    """An ARP table that a format of ours reads has its entries as rows, and is measured."""
    row = response(family, "show arp", ARP)
    assert "arp_linux" == row.parsed_by
    entry = {"interface": "br0", "hardware_type": "ether", "flags": "C"}
    assert [
        {"address": f"192.0.2.{at}", "mac": f"00:00:5e:00:53:0{at}", **entry} for at in (1, 2)
    ] == row.rows
    (run,) = row.measured
    assert ("arp_table", 1, 2) == (run.test, run.line, len(run.measurement.entries))


ARP_TEXTS = {
    "aps": body("aps/getArpTable")["rawOutput"].partition("COMMAND=show arp\n")[2],
    "gateways": body("gateways/getArpTable")["rawOutput"],
    "cx": ARP,
}


@pytest.mark.parametrize("family", ARP_TEXTS)
@pytest.mark.parametrize("wrong", ["?? what is this", "192.0.2.9 is not known here"])
def test_arp_tables_half_read(family: str, wrong: str) -> None:
    """An ARP table with a line that its format does not read has no rows."""
    text = ARP_TEXTS[family].rstrip("\n")
    row = response(family, "show arp", text)
    assert row.rows
    assert row.parsed_by.startswith("arp_")
    before, _, last = text.rpartition("\n")
    (row,) = shown(family, ("show arp", f"{before}\n{wrong}\n{last}\n")).measurement.responses
    assert ([], None) == (row.rows, row.parsed_by)


KINDS = ("ping", "traceroute", "iperf", "arp_table")


@given(st.sampled_from(KINDS).flatmap(testing.cases))
def test_measured(case: testing.Case) -> None:
    """A response that is the text of another test is that measurement, too."""
    alone = netassay.parse_text(case.test, case.text)
    result = shown(None, ("run it", case.text), ("show clock", "Mon Mar 2 08:00:02 UTC 2026\n"))
    first, second = result.measurement.responses
    assert ([], "passed") == (second.measured, result.verdict)
    if first.measured:
        (run,) = first.measured
        assert (case.test, alone.measurement) == (run.test, run.measurement)
    else:
        assert next(netassay.parse_texts(case.text)).unread


def test_below_heads() -> None:
    """In the device's text each response stands below the head that names its command."""
    text = f"COMMAND=show arp\n{ARP_TEXTS['aps']}\nCOMMAND=ping 192.0.2.7\n{PING}"
    text += "COMMAND=show hostname\nHostname is ap-lobby\n"
    alone = netassay.parse_text("show_command", text, "aps")
    saved = {"status": "COMPLETED", "output": None, "rawOutput": text}
    for result in (alone, netassay.normalize(saved, url=url("aps/showCommands"))):
        arp, ping, name = result.measurement.responses
        assert (5, "arp_ap") == (len(arp.rows), arp.parsed_by)
        assert [("ping", 1)] == [(run.test, run.line) for run in ping.measured]
        assert [{"hostname": "ap-lobby"}] == name.rows
        assert {"only-in-text"} >= set(codes(result))


def test_runs_among_other_lines() -> None:
    """A session has each of its runs, with the line of the response at which it begins."""
    text = f"$ ping -c 1 192.0.2.7\n{PING}$ arp\n{ARP}$ ping -c 1 192.0.2.7\n{PING[:120]}\n"
    row = shown("aps", ("session", text)).measurement.responses[0]
    assert [("ping", 2), ("arp_table", 9), ("ping", 13)] == [
        (run.test, run.line) for run in row.measured
    ]
    assert ([], None) == (row.rows, row.parsed_by)


def test_what_is_wrong_with_a_measurement() -> None:
    """Its findings are the result's, at the place of the measurement; the verdict stays."""
    worse = PING.replace("20.100/20.100/20.100", "20.100/90.100/20.100").replace(" 0%", " 50%")
    result = shown("aps", ("show clock", "08:00"), ("ping 192.0.2.7", worse))
    places = {one.path for one in result.findings}
    place = "responses[1].measured[0].measurement"
    assert f"{place}.loss_percent" in places
    assert all(path.startswith(f"{place}.") for path in places)
    assert "passed" == result.verdict


# --- Everywhere else --------------------------------------------------------------------

SEVERAL = (("show mac-address-table", MACS), ("ping 192.0.2.7", PING), ("show arp", ARP))


def test_round_trip() -> None:
    """Rows and measurements come back from JSON; what holds nothing is not in it."""
    result = shown("cx", *SEVERAL, ("show clock", "08:00"))
    assert result == netassay.from_json(netassay.to_json(result))
    keys = [list(row) for row in netassay.to_dict(result)["measurement"]["responses"]]
    plain = ["command", "response"]
    assert [
        [*plain, "rows", "parsed_by"],
        [*plain, "measured"],
        [*plain, "rows", "parsed_by", "measured"],
        plain,
    ] == keys


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"port":"lag100"', '"port":100'),
        ('"rows":[{', '"rows":[7,{'),
        ('"test":"ping"', '"test":"show_command"'),
        ('"test":"ping"', '"test":"pong"'),
        ('"loss_percent":0.0', '"loss_percent":"none"'),
    ],
)
def test_what_no_export_has(before: str, after: str) -> None:
    """A text that is no exported result is refused."""
    text = netassay.to_json(shown("cx", *SEVERAL))
    assert before in text
    with pytest.raises(netassay.NotAResponse, match="no exported result"):
        netassay.from_json(text.replace(before, after))


def test_explained() -> None:
    """Each cell and each measured value has a row, which follows from the response."""
    saved = {"output": {"command": "show mac-address-table", "response": MACS}}
    done = examine(saved, url("cx/showCommand"), trace=True)
    told = {one.name: (one.value, one.verdict) for one in explain(done)}
    assert ("lag100", "derived") == told["responses[0].rows[0].port"]
    assert 12 == sum("rows[" in name for name in told)


def test_redacted() -> None:
    """Names and addresses in rows have the stand-ins that they have in the text."""
    pairs = (*SEVERAL, ("show lldp neighbor-info detail", NEIGHBOURS))
    (result,) = netassay.redact([shown("cx", *pairs)])
    text = netassay.to_json(result)
    for secret in ("ap-lobby", "ap-hall", "192.0.2.7", "192.0.2.10", "192.0.2.1 "):
        assert secret not in text
    macs, ping, arp, neighbours = result.measurement.responses
    for row in (macs, arp, neighbours):
        assert row.rows
        for cells in row.rows:
            for column in ("mac_address", "mac", "neighbor_name", "chassis_id", "mgmt_address"):
                assert cells.get(column, "") in row.response
    assert "1/1/3" == macs.rows[1]["port"]
    assert ping.measured[0].measurement.destination in ping.response
    assert "aruba_aoscx_show_mac-address-table" == macs.parsed_by


def test_schema() -> None:
    """What is exported fits the schema, which knows the measurement of each test."""
    data = netassay.to_dict(shown("cx", *SEVERAL))
    row = data["measurement"]["responses"][1]
    for test in ("show_command", None):
        schema = netassay.schema(test)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        assert validator.is_valid(data)
        for wrong in (
            {"measured": [{"test": "ping", "line": 1, "measurement": {}}]},
            {"rows": [7]},
        ):
            responses = [row | wrong]
            assert not validator.is_valid(
                data | {"measurement": {"requested": [], "responses": responses}}
            )


def test_in_tables() -> None:
    """SQL has a row for each cell, and a measurement as JSON, by command."""
    result = shown("cx", *SEVERAL)
    sql = (
        "SELECT r.name, r.value FROM show_command_rows r JOIN show_command_responses o"
        " ON o.result_id = r.result_id AND o.position = r.response_position"
        " WHERE r.response_command = 'show mac-address-table' AND r.position = 2"
        " AND o.parsed_by LIKE 'aruba_aoscx%' ORDER BY 1"
    )
    assert {
        "name": ["mac_address", "port", "type", "vlan_id"],
        "value": ["00:00:5e:00:53:02", "1/1/30", "port-access-security", "20"],
    } == netassay.query([result], sql).to_pydict()
    (first, _) = netassay.to_arrow([result])["show_command_measured"].to_pylist()
    told = first.pop("measurement")
    assert {
        "result_id": result.id,
        "response_position": 1,
        "response_command": "ping 192.0.2.7",
        "position": 0,
        "test": "ping",
        "line": 1,
    } == first
    assert netassay.to_dict(result)["measurement"]["responses"][1]["measured"][0][
        "measurement"
    ] == json.loads(told)


def test_in_batches() -> None:
    """An engine's batch has them in the struct of the test."""
    bodies = [
        json.dumps({"output": {"command": "show mac-address-table", "response": text}})
        for text in (MACS + PING, MACS)
    ]
    columns = {"body": bodies, "url": [url("cx/showCommand")] * 2}
    made = netassay.normalize_batch(pa.RecordBatch.from_pydict(columns)).to_pylist()
    (pinged,), (table,) = (row["show_command"]["responses"] for row in made)
    assert (None, "ping") == (pinged["rows"], pinged["measured"][0]["test"])
    assert 1 == json.loads(pinged["measured"][0]["measurement"])["transmitted"]
    assert ("port", "lag100") == table["rows"][0][-1]
    assert table["measured"] is None


def test_for_a_person() -> None:
    """The view, a notebook and the report show tables and measurements beside the text."""
    result = shown("cx", *SEVERAL)
    console = Console(width=100, file=io.StringIO(), record=True)
    console.print(ResultView(result))
    lines = [line.split() for line in console.export_text().splitlines()]
    assert ["rows", "(3)"] in lines
    assert ["00:00:5e:00:53:02", "20", "port-access-security", "1/1/30"] in lines
    assert ["measured", "ping,", "line", "1"] in lines
    page = result._repr_html_()
    assert "show mac-address-table: rows (3)" in page
    assert ">port-access-security</td>" in page
    assert "ping 192.0.2.7: ping, line 1" in page


def test_hostile_cells() -> None:
    """What a cell says is shown, and does nothing."""
    attack = "<i>\x1b[2J\u202e"
    text = MACS.replace("lag100", attack)
    result = shown("cx", ("show mac-address-table", text))
    assert attack == result.measurement.responses[0].rows[0]["port"]
    console = Console(width=100, file=io.StringIO(), record=True)
    console.print(ResultView(result))
    assert not {"\x1b", "\u202e"} & set(console.export_text())
    assert "<i>" not in result._repr_html_()
