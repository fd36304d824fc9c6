"""`compare`: two folders, and what a person or a program is told of them."""

from __future__ import annotations

import json
import shutil
import sys

import pytest

from bodies import SAMPLES, body, url
from cli.processes import on_terminal
from cli.responses import CONTROLS, HOSTILE, SERIAL, URL, disagreeing, hostile, ping, saved
from test_comparing import halved


@pytest.fixture
def folders(tmp_path):
    """Return two folders of all samples; in the second a gateway's throughput is half."""
    names = "before", "after"
    for name in names:
        shutil.copytree(SAMPLES, tmp_path / name)
    (tmp_path / "after/gateways/iperf.json").write_text(json.dumps(halved()))
    return [str(tmp_path / name) for name in names]


def test_view_names_what_changed_and_nothing_else(command, folders):
    """A person sees the device, the server, both figures with their unit, and the verdict."""
    code, out, err = command("compare", *folders, "--format", "view")
    assert 0 == code
    assert [
        ["iperf", "gateways", "84.17.57.129", "(1", "before,", "1", "after)"],
        ["worse", "sent.bitrate", "9.58", "->", "4.79", "Mbit/s", "-50", "%"],
        ["worse", "received.bitrate", "7.67", "->", "3.83", "Mbit/s", "-50", "%"],
    ] == [line.split() for line in out.splitlines()]
    assert "netassay: 40 compared: 2 worse, 0 better, 0 new, 0 gone, 173 same\n" == err


def test_lines_have_everything(command, folders):
    """In a pipe each figure and finding is a line, what is the same included."""
    code, out, _ = command("compare", *folders)
    lines = [json.loads(line) for line in out.splitlines()]
    assert (0, 175) == (code, len(lines))
    (first, _) = [line for line in lines if line["verdict"] == "worse"]
    assert {
        "family": "gateways",
        "serial_number": None,
        "test": "iperf",
        "target": "84.17.57.129",
        "kind": "figure",
        "name": "sent.bitrate_bps",
        "unit": "bit/s",
        "before": 9580000.0,
        "after": 4790000.0,
        "change_percent": -50.0,
        "verdict": "worse",
        "responses_before": 1,
        "responses_after": 1,
        "before_text": None,
        "after_text": None,
    } == first


def test_all_shows_what_is_the_same(command, folders):
    """With --all nothing is left out."""
    _, out, _ = command("compare", *folders, "--format", "view", "--all")
    verdicts = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert (173, 2) == (verdicts.count("same"), verdicts.count("worse"))


def test_findings_and_gone_tests(command, tmp_path):
    """New findings have their severity, code and field; what is gone is said."""
    before = saved(tmp_path, "a.ndjson", ping(), ping(destination="192.0.2.99"))
    after = saved(tmp_path, "b.ndjson", disagreeing())
    code, out, _ = command("compare", before, after, "--url", URL, "--format", "view")
    assert 0 == code
    assert "  new  finding  error disagree rtt_avg_ms  0 -> 1 responses" in out.splitlines()
    assert any(line.split() == ["gone", "responses", "1"] for line in out.splitlines())


def test_a_ping_that_found_no_address_is_one_line_worse(command, tmp_path):
    """The only target of a device's test is the one that a run without a target has lost."""
    lost = {"status": "COMPLETED", "failReason": "Destination not resolved", "output": None}
    before, after = saved(tmp_path, "a.json", ping()), saved(tmp_path, "b.json", lost)
    _, out, _ = command("compare", before, after, "--url", URL, "--format", "view")
    head, *lines = [line.split() for line in out.splitlines()]
    assert ["ping", "aps", SERIAL, "www.example.com", "(1", "before,", "1", "after)"] == head
    assert [["worse", "not-run", "0", "->", "100", "%"]] == [
        line for line in lines if line[0] == "worse"
    ]
    assert {"worse", "gone", "new"} >= {line[0] for line in lines}


def cut(tmp_path, name, length, port="1/1/10"):
    """Save a cable test whose pair 4-5 is open at so many metres, or good without any."""
    made = body("cx/cableTest")
    made["output"]["results"][1]["interfaceName"] = port
    pair = made["output"]["results"][1]["cablePairDiagnostics"][2]
    pair |= {"status": "Open", "length": length} if length else {"status": "Good", "length": "41"}
    return saved(tmp_path, name, made)


def test_a_pair_that_is_cut_is_one_line(command, tmp_path):
    """The view names port and pair, and says what was found before and after, and where."""
    files = cut(tmp_path, "a.json", None), cut(tmp_path, "b.json", "20")
    _, out, err = command("compare", *files, "--url", url("cx/cableTest"), "--format", "view")
    assert [
        ["cable_test", "cx", "CNXXEXAMPLE", "(1", "before,", "1", "after)"],
        ["worse", "ports[1/1/10].pairs[4-5].status", "Good", "->", "Open", "at", "20", "m"],
    ] == [line.split() for line in out.splitlines()]
    assert "changed" not in err
    _, out, _ = command("compare", *files, "--url", url("cx/cableTest"))
    (line,) = [line for line in map(json.loads, out.splitlines()) if line["verdict"] == "worse"]
    assert ("Good", "Open at 20 m") == (line["before_text"], line["after_text"])
    assert (41, 20, "m") == (line["before"], line["after"], line["unit"])


def test_a_fault_that_moved_has_changed(command, tmp_path):
    """What is neither better nor worse is counted for itself, where there is any."""
    files = cut(tmp_path, "a.json", "20"), cut(tmp_path, "b.json", "5")
    _, out, err = command("compare", *files, "--url", url("cx/cableTest"), "--format", "view")
    assert [
        "changed",
        "ports[1/1/10].pairs[4-5].status",
        "Open",
        "at",
        "20",
        "m",
        "->",
        "Open",
        "at",
        "5",
        "m",
    ] == (out.splitlines()[1].split())
    assert "netassay: 1 compared: 0 worse, 0 better, 1 changed, 0 new, 0 gone, " in err


def test_rejects_and_wrong_use(command, tmp_path):
    """A reject makes it 1; a path that is not there, or no percentage, 2."""
    good, bad = saved(tmp_path, "a.json", ping()), saved(tmp_path, "b.json", "nonsense")
    assert 1 == command("compare", good, bad)[0]
    assert 2 == command("compare", good, "no-such-file")[0]
    assert 2 == command("compare", good)[0]
    for percent in ("-1", "nan", "x"):
        assert (2, "") == command("compare", good, good, f"--threshold={percent}")[:2]


def test_nothing_of_a_device_controls_the_terminal(command, tmp_path):
    """Hosts and findings of a hostile response are shown as escapes."""
    good, evil = saved(tmp_path, "a.json", ping()), saved(tmp_path, "b.json", hostile())
    files = [cut(tmp_path, f"{length}.json", length, HOSTILE) for length in ("20", "5")]
    for before, after in ((good, evil), files):
        _, out, err = command("compare", before, after, "--format", "view")
        # A cable's words have a mark in place of the character, others its escape.
        assert r"\x1b[31m" in out or "�[31m" in out
        assert not set(out + err) & set(CONTROLS)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are Unix's")
@pytest.mark.parametrize("width", [60, 100])
def test_on_a_terminal(folders, width):
    """A terminal gets the view, in colours, within its width."""
    ended = on_terminal("compare", *folders, width=width)
    assert 0 == ended.code
    assert "\x1b[1;31mworse" in ended.left
    assert "4.79 Mbit/s" in ended.left
