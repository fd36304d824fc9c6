"""`check`: findings of many responses, by code, by response, or one a line."""

from __future__ import annotations

import json
import re
import sys

import pytest

import netassay
from cli.processes import on_terminal
from cli.responses import CONTROLS, URL, disagreeing, hostile, ping, saved
from netassay.grouping import Grouping


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
