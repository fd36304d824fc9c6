"""Real outputs of iperf3 with true values: every value, every row, every line."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

import pytest

import netassay
from bodies import OUTPUTS, codes, loud

CORPUS = OUTPUTS / "iperf3"
LISTS = {
    "interval": "intervals",
    "summary": "totals",
    "server_output_interval": "server_intervals",
    "server_output_summary": "server_totals",
}
WAYS = {"sender": "sent", "receiver": "received"}
#: Three printed digits, seconds with two decimals, jitter with three, CPU with one.
DIGITS = 0.00501
SECONDS = 0.00501
JITTER = 0.000501
CPU = 0.0501


@cache
def cases() -> dict[str, dict[str, Any]]:
    """Return the corpus' cases of iperf3 by their names."""
    paths = sorted(CORPUS.glob("*.json"))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def statuses(*wanted: str) -> dict[str, dict[str, Any]]:
    """Return the cases of some statuses that print something."""
    return {
        name: case
        for name, case in cases().items()
        if case["expected"]["status"] in wanted and case["stdout"].strip()
    }


def is_report(case: dict[str, Any]) -> bool:
    """Say whether a case prints a report or a part of one, and not a help page."""
    return not case["stdout"].startswith("Usage:")


REPORTS = {
    name: case
    for name, case in statuses("complete", "interrupted", "truncated", "error").items()
    if is_report(case)
}


def test_the_corpus_is_there() -> None:
    """No case is left out."""
    assert 166 == len(cases())


def near(true: float | None, read: float | None, share: float = 0.0, room: float = 0.0) -> bool:
    """Say whether a figure is a true one as it is printed."""
    if true is None or read is None:
        return true is read
    return abs(true - read) <= room + share * abs(true)


def number(text: str | None) -> float | None:
    """Return the number that a printed share is, None for none and for NaN."""
    value = float(text.strip("%")) if text else None
    return None if value is None or math.isnan(value) else value


@pytest.mark.parametrize("name", REPORTS)
def test_every_row(name: str) -> None:
    """Each printed row is one row, with each of its values; none is lost, none invented."""
    case = REPORTS[name]
    runs = measured(case)
    printed = [row for row in case["expected"]["rows"] if row["line"] is not None]
    if "server_json_in_text" in case["tags"]:
        # The corpus has no rows of the JSON in this text.
        assert 2 == len(runs[0].server_intervals)
        text = case["stdout"].replace("Server JSON", "-")
        runs = [netassay.parse_text("iperf", text).measurement]
    for section, field in LISTS.items():
        rows = [row for row in printed if row["section"] == section]
        read = [row for iperf in runs for row in getattr(iperf, field)]
        assert len(rows) == len(read), field
        for row, interval in zip(rows, read, strict=True):
            check_row(row, interval)


def results(case: dict[str, Any]) -> list[netassay.Result]:
    """Return the results of a case: one, or of a server's text one for each test."""
    if "multi_test" in case["tags"]:
        return list(netassay.parse_texts(case["stdout"]))
    return [netassay.parse_text("iperf", case["stdout"])]


def measured(case: dict[str, Any]) -> list[Any]:
    """Return the measurements of a case."""
    return [result.measurement for result in results(case)]


def check_row(row: dict[str, Any], read: Any) -> None:
    """Hold a row against its true values and against an exact reading of its texts."""
    exact = {
        "stream": None if row["id"] == "SUM" else row["id"],
        "role": row.get("role"),
        "transferred_bytes": row["bytes_as_printed"],
        "bitrate_bps": row["bits_per_second_as_printed"],
        "retransmits": row.get("retr"),
        "datagrams": row.get("datagrams"),
        "lost_datagrams": row.get("lost"),
        "loss_percent": number(row.get("lost_percent_text")),
        "omitted": row.get("omitted", False),
    }
    assert exact == {name: getattr(read, name) for name in exact}
    assert near(row["start"], read.start_s, room=SECONDS)
    assert near(row["end"], read.end_s, room=SECONDS)
    assert near(row.get("jitter_ms"), read.jitter_ms, room=JITTER)
    assert near(row.get("cwnd_bytes"), read.cwnd_bytes, share=DIGITS)
    if "side" in row:
        assert WAYS[row["side"]] == read.direction


@pytest.mark.parametrize("name", REPORTS)
def test_every_line(name: str) -> None:
    """No line is unread but one that was cut, and a text that was cut is said to be."""
    case = REPORTS[name]
    cut = case["expected"].get("last_line_is_cut", False)
    whole = case["expected"]["status"] == "complete" and name != "jgso_udp_3_0_11"
    unnamed = {"null-text"} if "tera" in case["tags"] else set()
    for result in results(case):
        assert [case["stdout"].rsplit("\n", 1)[1]] * cut == [line.text for line in result.unread]
        assert {"truncated-text"} | unnamed >= set(codes(result))
        if whole:
            assert [] == loud(result)
        if cut or "killed" in case["tags"]:
            assert "truncated-text" in codes(result)


@pytest.mark.parametrize("name", REPORTS)
def test_every_fact(name: str) -> None:
    """The header's facts, and the CPU use."""
    case = REPORTS[name]
    facts = case["expected"]["facts"]
    iperf = netassay.parse_text("iperf", case["stdout"]).measurement
    line, start = facts.get("version_line"), facts.get("test_start", {})
    asked, connected = facts.get("connecting_to", {}), facts.get("connections") or [{}]
    assert (line.split("(")[0].split()[-1] if line else None) == iperf.version
    expected = {
        "cookie": facts.get("cookie"),
        "mss_bytes": facts.get("tcp_mss"),
        "server_address": asked.get("host"),
        "local_address": connected[0].get("local_host"),
        "local_port": connected[0].get("local_port"),
        "streams": start.get("streams"),
        "block_bytes": start.get("block_bytes"),
        "omit_s": start.get("omit_s"),
        "duration_s": start.get("duration_s"),
    }
    assert expected == {name: getattr(iperf, name) for name in expected}
    if asked:
        assert (asked["port"], "reverse_remote_host" in facts) == (
            iperf.server_port,
            bool(iperf.reverse),
        )
    if start:
        assert start["protocol"] == iperf.protocol
    for side, shares in cpu_of(facts).items():
        for part, share in zip(("total", "user", "system"), shares, strict=True):
            assert near(share, getattr(iperf.cpu, f"{side}_{part}_percent"), room=CPU)


def cpu_of(facts: dict[str, Any]) -> dict[str, list[float]]:
    """Return the CPU use of each side."""
    cpu = facts.get("cpu") or [{}]
    return {side: cpu[0][side] for side in ("local", "remote") if side in cpu[0]}


@pytest.mark.parametrize("name", REPORTS)
def test_every_total(name: str) -> None:
    """What was sent and received is of all streams together; with --bidir, our own."""
    case = REPORTS[name]
    totals = case["expected"]["totals"] or []
    iperf = netassay.parse_text("iperf", case["stdout"]).measurement
    if "multi_test" in case["tags"]:
        # Both runs of 3.0 have both ends; of 3.12 each has one.
        ways = {(one.sent is not None, one.received is not None) for one in measured(case)}
        assert ({(False, True), (True, False)} if "3_12" in name else {(True, True)}) == ways
        return
    for way, side, role in (("sent", "sender", "T"), ("received", "receiver", "R")):
        ours = [total for total in totals if total["role"] is None or total["role"][0] == role]
        total = ours[0] if ours else {}
        true, read = total.get(side) or total.get("both"), getattr(iperf, way)
        assert (true is None) == (read is None), way
        if true is None:
            continue
        if "both" not in total or way == "sent":
            assert ("tera" in case["tags"]) == (read.transferred_bytes is None)
            assert read.transferred_bytes is None or near(
                true["bytes"], read.transferred_bytes, share=DIGITS
            )
            # In whole terabytes there is one digit left.
            share = 0.3 if "TBytes" in case["stdout"] else 0.11
            assert near(true["bits_per_second"], read.bitrate_bps, share=share)
            assert true.get("retr") == read.retransmits
        if "both" not in total or way == "received":
            assert near(true.get("jitter_ms"), read.jitter_ms, room=JITTER)
            assert (true.get("lost"), true.get("datagrams")) == (
                read.lost_datagrams,
                read.datagrams,
            )


FAILED = {name: case for name, case in cases().items() if case["expected"].get("error_message")}


@pytest.mark.parametrize("name", FAILED)
def test_every_error(name: str) -> None:
    """The line that says why a run ended, on either of its outputs, is the error."""
    case = FAILED[name]
    error = case["expected"]["error_message"].strip()
    texts = case["stdout"], case["stderr"]
    text = "".join(texts if is_report(case) else reversed(texts))
    *_, result = results(case | {"stdout": text})
    assert error in result.measurement.error
    assert [] == result.unread
    assert "truncated-text" not in codes(result)


@pytest.mark.parametrize("name", statuses("no_text_report"))
def test_every_document(name: str) -> None:
    """What is printed as JSON alone is the same record."""
    case = cases()[name]
    result = netassay.parse_text("iperf", case["stdout"])
    document, iperf = json.loads(case["stdout"]), result.measurement
    assert ([], [], "complete") == (result.findings, result.unread, result.completeness)
    assert (
        document["end"]["sum_sent"]["bytes"],
        document["end"]["sum_received"]["bytes"],
        [interval["sum"]["bytes"] for interval in document["intervals"]],
    ) == (
        iperf.sent.transferred_bytes,
        iperf.received.transferred_bytes,
        [row.transferred_bytes for row in iperf.intervals],
    )


UNSUPPORTED = {
    name: case
    for name, case in cases().items()
    if case["expected"]["status"] == "not_iperf3"
    or (case["stdout"].strip() and not is_report(case))
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_every_unsupported_text(name: str) -> None:
    """What iperf 2 prints and what tells how to call iperf3 is refused."""
    with pytest.raises(netassay.NotAResponse, match=r"iperf 2|help"):
        netassay.parse_text("iperf", UNSUPPORTED[name]["stdout"])


PAIRED = {name: case for name, case in cases().items() if "server_json" in case.get("pair", {})}


@pytest.mark.parametrize("name", PAIRED)
def test_every_document_beside(name: str) -> None:
    """The server's JSON of the same run is read, and tells of the same run."""
    document = PAIRED[name]["pair"]["server_json"]
    result = netassay.parse_text("iperf", json.dumps(document))
    # A server of 3.12 has counts below zero that wrapped, and losses that contradict them.
    assert {"arithmetic", "bad-value"} >= set(codes(result))
    assert result.measurement.version in document["start"]["version"].split()
