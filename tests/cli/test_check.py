"""`check`: findings of many responses, by code, by response, or one a line."""

from __future__ import annotations

import json
import re
import sys

import pytest

import netassay
from cli.processes import on_terminal
from cli.responses import CONTROLS, HOSTILE, URL, disagreeing, hostile, ping, saved
from netassay.analysis.groups import Grouping


@pytest.fixture
def folder(tmp_path):
    """Return a folder of pings: five disagree, one has a field that nobody knows."""
    saved(tmp_path, "a.ndjson", *[disagreeing()] * 4, ping())
    saved(tmp_path, "b.json", ping(news=1))
    saved(tmp_path, "c.json", disagreeing())
    return str(tmp_path)


def test_groups(command, folder):
    """Each code is there once: what weighs most first, its count, its first three places."""
    code, out, err = command("check", folder, "--format", "groups", "--url", URL)
    assert 1 == code
    heads = [line.split() for line in out.splitlines() if not line.startswith(" ")]
    assert [
        ["error", "disagree", "5", "in", "5", "responses"],
        ["warning", "arithmetic", "5", "in", "5", "responses"],
        ["info", "unknown-field", "1", "in", "1", "response"],
    ] == heads
    assert 3 == out.count("output says 21.7")
    assert "a.ndjson: line 1  ping  rtt_avg_ms" in out
    assert "... and 2 more responses" in out
    assert err.startswith("netassay: 7 responses, 5 errors")


def test_lines_of_json(command, folder):
    """Each finding is a line, with the response it is of and both sides."""
    code, out, _ = command("check", folder, "--format", "ndjson", "--url", URL)
    lines = [json.loads(line) for line in out.splitlines()]
    assert (1, 11) == (code, len(lines))
    first = lines[0]
    assert ("ping", "aps", "disagree", "error", "rtt_avg_ms", "21.7", "20.8") == tuple(
        first[name] for name in ("test", "family", "code", "severity", "path", "stated", "printed")
    )
    assert first["source"].endswith("a.ndjson: line 1")


def test_nothing_wrong_is_nothing_said(command, tmp_path):
    """Without findings there is nothing on standard output, in any form."""
    path = saved(tmp_path, "a.json", {"url": URL, "status": 200, "body": ping()})
    for form in ("groups", "responses", "ndjson"):
        assert (0, "") == command("check", path, "--format", form)[:2]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are Unix's")
def test_a_terminal_gets_groups(folder):
    """On a terminal findings are grouped, and fit it."""
    ended = on_terminal("check", folder, width=60)
    assert 1 == ended.code
    *lines, _, _ = re.sub(r"\x1b\[[0-9;]*m|\r", "", ended.left).split("\n")
    assert "error    disagree  5 in 5 responses" in map(str.rstrip, lines)
    assert all(len(line) <= 60 for line in lines)


def test_groups_escape_what_devices_say(command, tmp_path):
    """No control character of a device passes."""
    path = saved(tmp_path, "a.json", hostile())
    _, out, _ = command("check", path, "--format", "groups")
    assert out
    assert not set(out) & set(CONTROLS)


def test_a_response_counts_once_and_its_findings_each():
    """A group counts findings and responses; of one response it keeps the first finding."""
    grouping = Grouping(most=1)
    result = netassay.normalize(ping(one=1, two=2))
    grouping.add(result, "x")
    (group,) = [one for one in grouping.groups() if one.code == "unknown-field"]
    assert (2, 1, 1) == (group.findings, group.responses, len(group.examples))
    assert "/output/one" == group.examples[0].finding.path


# --- What does not work ----------------------------------------------------------------


@pytest.fixture
def broken(tmp_path):
    """Return a folder: five pings that lost all, one that was not run, one that lost some."""
    lost = ping(
        text=None,
        receivedPacketsCount="0",
        packetLossPercent="100",
        **dict.fromkeys(("minimumRoundTripTimeMilliseconds", "replies"), None),
        averageRoundTripTimeMilliseconds=None,
        maximumRoundTripTimeMilliseconds=None,
    )
    saved(tmp_path, "a.ndjson", *[lost] * 5)
    refused = {"errorCode": "HPE_GL_ERROR_NOT_FOUND", "message": f"no device{HOSTILE}"}
    saved(tmp_path, "b.json", refused)
    saved(tmp_path, "c.json", ping())
    return str(tmp_path)


def test_without_verdict_only_findings_count(command, broken):
    """What does not work is no fault of the response: without --verdict nothing is said of it."""
    code, out, err = command("check", broken, "--format", "responses", "--url", URL)
    assert 0 == code
    assert "failed" not in out + err
    assert "not-run" not in out + err


def test_verdicts_by_response(command, broken):
    """With --verdict the exit code is 1, and what does not work is told with its summary."""
    code, out, err = command("check", broken, "--verdict", "--format", "responses", "--url", URL)
    assert 1 == code
    assert 5 == out.count("ping  failed  aps")
    assert 5 == out.count("  4 sent, 0 received, 100 % loss")
    assert "ping  not-run  aps" in out
    assert "HPE_GL_ERROR_NOT_FOUND: no device" in out
    assert not set(out) & set(CONTROLS)
    assert "c.json" not in out
    assert "5 failed and 1 not-run" in err


def test_verdicts_in_groups(command, broken):
    """Each verdict of what does not work is there once, with its count and first places."""
    code, out, _ = command("check", broken, "--verdict", "--format", "groups", "--url", URL)
    assert 1 == code
    lines = [line.rstrip() for line in out.splitlines()]
    assert "failed   5 responses" == lines[0]
    assert lines[1].endswith("a.ndjson: line 1  ping  4 sent, 0 received, 100 % loss")
    assert "... and 2 more responses" == lines[4].strip()
    assert "not-run  1 response" in lines
    assert not set(out) & set(CONTROLS)


def test_verdicts_as_json(command, broken):
    """What does not work is a line of its own, told from findings by what it holds."""
    code, out, _ = command("check", broken, "--verdict", "--format", "ndjson", "--url", URL)
    lines = [json.loads(line) for line in out.splitlines()]
    judged = [line for line in lines if "verdict" in line]
    assert (1, 6) == (code, len(judged))
    assert ["failed"] * 5 + ["not-run"] == [line["verdict"] for line in judged]
    assert "4 sent, 0 received, 100 % loss" == judged[0]["summary"]
    assert {"source", "id", "test", "family", "serial_number", "verdict", "summary"} == set(
        judged[0]
    )
    assert all("code" in line for line in lines if line not in judged)


def test_verdicts_of_what_works(command, tmp_path):
    """Where all works, in part or as a whole, --verdict changes no exit code."""
    path = saved(tmp_path, "a.json", {"url": URL, "status": 200, "body": ping()})
    for form in ("groups", "responses", "ndjson"):
        code, out, err = command("check", path, "--verdict", "--format", form)
        assert (0, "") == (code, out)
        assert "nothing failed" in err
