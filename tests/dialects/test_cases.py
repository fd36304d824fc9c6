"""Inputs that failed once, each of a kind, where they lie beside the checkout.

Their like are in the other tests of this folder.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import netassay
from bodies import SHARED, codes
from netassay.core.records.stored import plain

CASES = SHARED / "cases"
beside = pytest.mark.skipif(not CASES.is_dir(), reason="the cases do not lie beside this checkout")


def texts() -> dict[str, Any]:
    """Return the cases of one text by the first word of their names: F3, H1."""
    cases = json.loads((CASES / "texts.json").read_text("utf-8"))
    return {case["name"].split()[0]: case for case in cases}


def result_of(name: str) -> netassay.Result:
    """Return the result of a case."""
    case = texts()[name]
    return netassay.parse_text(case["test"], case["text"])


def of_input(name: str) -> netassay.Result:
    """Return the result of a file among the inputs."""
    test = name.split(".")[1]
    text = (CASES / "inputs" / name).read_text("utf-8")
    return netassay.parse_text({"arp": "arp_table"}.get(test, test), text)


def values(measurement: Any, *names: str) -> list[Any]:
    """Return some exported values of a measurement."""
    exported = plain(measurement)
    return [exported.get(name) for name in names]


#: Per case: exported values, the number of rows per list, and the codes of all findings.
RIGHT: dict[str, tuple[dict[str, Any], dict[str, int], list[str]]] = {
    "F3": ({}, {"intervals": 0, "totals": 2}, ["truncated-text"]),
    "F4": (
        {"system": "FreeBSD host.example.com 13.2-RELEASE FreeBSD 13.2-RELEASE GENERIC amd64"},
        {},
        ["truncated-text"],
    ),
    "F5": ({}, {"intervals": 2, "totals": 0}, ["truncated-text"]),
    "F6": (
        {
            "source_address": "2001:db8:2::1",
            "max_hops": 30,
            "timeout_s": 3,
            "probes_per_hop": 3,
            "packet_bytes": 24,
        },
        {"hops": 2},
        [],
    ),
    "F7": ({"reached": True}, {"hops": 2}, []),
    "F8": ({"transmitted": 1, "received": 1, "rtt_avg_ms": 2}, {"replies": 1}, []),
    "F9": ({}, {"entries": 2}, []),
    "F10": ({}, {"entries": 2}, []),
    "F11": ({}, {"entries": 1}, []),
    "F12": ({}, {"entries": 2}, []),
    "F12b": ({}, {"entries": 1}, []),
    "F15": ({}, {"hops": 1}, []),
    "F16": (
        {"destination": "192.0.2.1", "requested": 5, "packet_bytes": 100, "timeout_s": 2},
        {"replies": 5},
        [],
    ),
    "F17": ({"destination": "192.0.2.1"}, {"replies": 5}, []),
    "F18": ({"interface": "GigabitEthernet1/0/1"}, {"replies": 2}, []),
    "F19": ({"received": 5}, {"replies": 5}, []),
    "F20": ({}, {"hops": 2}, []),
    "F21": ({"probes_per_hop": 3, "packet_bytes": 84}, {"hops": 2}, []),
    "F22": ({"packet_bytes": 38}, {"hops": 2}, []),
    "F25": ({}, {"replies": 2}, []),
    "F26": ({"messages": ["ping: permission denied (are you root?)"]}, {"replies": 0}, []),
    "F27": ({"transmitted": 1, "received": 1, "destination": "www.example.com"}, {}, []),
    "F28": ({"received": 0}, {"replies": 1}, []),
    "F30": ({"error": "connect: Network is unreachable"}, {}, []),
}


@beside
@pytest.mark.parametrize("name", RIGHT)
def test_a_text_is_read(name: str) -> None:
    """Each text is read to its end, with the values and the rows that it has."""
    said, rows, findings = RIGHT[name]
    result = result_of(name)
    assert list(said.values()) == values(result.measurement, *said)
    assert rows == {field: len(getattr(result.measurement, field)) for field in rows}
    assert (findings, []) == (codes(result), result.unread)


@beside
@pytest.mark.parametrize("name", ["H1", "H2", "H3", "H4", "H5", "H6"])
def test_a_text_is_refused(name: str) -> None:
    """What is not claimed is refused by name."""
    with pytest.raises(
        netassay.NotAResponse, match=r"not an? \w+ text that any dialect reads: this is "
    ):
        result_of(name)


@beside
def test_pasted_reports_of_iperf3() -> None:
    """Closing rows by their words, rows alone, a receiver's rows."""
    for name in ("summary_rows_without_dashes", "receiver_row_alone", "rows_only"):
        run = of_input(f"{name}.iperf.txt").measurement
        assert run.sent.bitrate_bps, name
        assert run.received.bitrate_bps, name
        assert ([], {"sent", "received"}) == (
            run.intervals,
            {row.direction for row in run.totals},
        )
    run = of_input("udp_server_rows_sent.iperf.txt").measurement
    assert {"received"} == {row.direction for row in run.intervals}
    assert (6, 1, 0.2) == (len(run.intervals), len(run.totals), run.received.loss_percent)


@beside
def test_documents_of_iperf3() -> None:
    """Words and blanks where numbers should be, and what was dropped."""
    assert ["null-text"] == codes(of_input("minus_nan.iperf.json"))
    assert (1048570, []) == (
        of_input("exponent_blank.iperf.json").measurement.sent.bitrate_bps,
        codes(of_input("exponent_blank.iperf.json")),
    )
    assert of_input("json_twice.iperf.json").measurement.sent.bitrate_bps == 1048570
    run = of_input("rtt_and_time_dropped.iperf.json").measurement
    assert ("2021-07-21T06:03:38Z", "bbr", "cubic", 184, 209715200) == (
        run.timestamp,
        run.sender_congestion,
        run.receiver_congestion,
        run.tos,
        run.requested_bytes,
    )
    (row,) = run.intervals
    assert (61.909, 0.33, 1460) == (row.rtt_ms, row.rtt_variance_ms, row.path_mtu_bytes)
    first = run.totals[0]
    assert (61.616, 62.01, 62.225) == (first.rtt_min_ms, first.rtt_avg_ms, first.rtt_max_ms)


@beside
def test_arp_tables() -> None:
    """Every entry of every table."""
    for name, count in (("freebsd", 3), ("linux_arp_n", 3), ("aruba_gateway_show_arp", 2)):
        result = of_input(f"{name}.arp.txt")
        assert (count, []) == (len(result.measurement.entries), result.unread), name


@beside
def test_pings() -> None:
    """A redirect keeps no colon, names stand alone, Windows counts errors as received."""
    redirect = of_input("redirect_colon.ping.txt").measurement.replies[0]
    assert ("198.51.100.1", "error") == (redirect.address, redirect.outcome)
    named = of_input("ping6_names.ping.txt")
    assert ([], [], 1) == (codes(named), named.unread, len(named.measurement.replies))
    lost = of_input("windows_unreachable_lost.ping.txt")
    assert {1, 2, 4} <= set(lost.measurement.lost_sequences)
    assert ["received"] == [finding.path for finding in lost.findings]
