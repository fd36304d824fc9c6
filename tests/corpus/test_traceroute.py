"""The corpus of real traceroute outputs: every value of every case.

What is expected was seen on the wire, not in the text: round trips differ by what recorder
and program took.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import netassay
from bodies import OUTPUTS, codes

FOLDER = OUTPUTS / "traceroute"
CASES = {path.stem: path for path in sorted(FOLDER.glob("*.json"))}
#: What an emulated link and two clocks put between a round trip on the wire and its print.
ROOM = 4.5
#: Says no more than a part of one line, which the finding shows.
OPEN = {"truncated", "interrupted", "error"}


def case(name: str) -> dict[str, Any]:
    """Return a case."""
    return json.loads(CASES[name].read_bytes())


def hops_of(saved: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the hops that a case's text shows."""
    return saved["expected"].get("hops", [])


def test_the_corpus_is_there() -> None:
    """No case is left out."""
    assert 51 == len(CASES)


READ = [name for name in CASES if case(name)["expected"].get("target")]
REFUSED = [name for name in CASES if name not in READ]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("text", ["stdout", "stderr"])
def test_what_is_no_traceroute(name: str, text: str) -> None:
    """Reports of other tools, usage and version texts are refused; an error is read as one."""
    saved = case(name)
    if "resolve" in saved["tags"] and text == "stderr":
        result = netassay.parse_text("traceroute", saved[text])
        assert saved["expected"]["first_error_line"].endswith(result.measurement.error)
        assert saved["command"].endswith(result.measurement.destination)
    else:
        with pytest.raises(netassay.NotAResponse, match="not a traceroute text"):
            netassay.parse_text("traceroute", saved[text])


@pytest.mark.parametrize("name", READ)
def test_head_and_ending(name: str) -> None:
    """What the first line says, whether the host answered, and what is missing."""
    saved = case(name)
    expected, target = saved["expected"], saved["expected"]["target"]
    result = netassay.parse_text("traceroute", saved["stdout"])
    way = result.measurement
    assert (target["host"], target["address"], target["max_hops"], target["packet_bytes"]) == (
        way.destination,
        way.resolved_address,
        way.max_hops,
        way.packet_bytes,
    )
    if expected["status"] == "complete":
        assert ([], [], "complete") == (codes(result), result.unread, result.completeness)
        assert expected["destination_answered"] == way.reached
    else:
        assert expected["status"] in OPEN
        assert (["truncated-text"], "partial") == (codes(result), result.completeness)
        assert [line.text for line in result.unread] == [
            one.printed for one in result.findings if one.printed
        ]


@pytest.mark.parametrize("name", READ)
def test_probes(name: str) -> None:
    """Every probe of every hop: who answered, how, when, and by what name."""
    saved = case(name)
    way = netassay.parse_text("traceroute", saved["stdout"]).measurement
    assert [hop["ttl"] for hop in hops_of(saved)] == [hop.hop for hop in way.hops]
    names = {
        (hop["ttl"], at): one["name"]
        for hop in saved["printed"]["hops"]
        for at, one in enumerate(hop["probes"])
        if one and one["name"] != one["from"]
    }
    for expected, hop in zip(hops_of(saved), way.hops, strict=True):
        probes = [
            ("timeout", None, None, None)
            if one is None
            else ("reply", one["from"], names.get((hop.hop, at)), one.get("annotation"))
            for at, one in enumerate(expected["probes"])
        ]
        assert probes == [
            (one.outcome, one.address, one.name, one.annotation) for one in hop.probes
        ]
        for one, read in zip(expected["probes"], hop.probes, strict=True):
            assert (one is None) == (read.rtt_ms is None)
            assert one is None or abs(one["rtt_ms"] - read.rtt_ms) <= ROOM


@pytest.mark.parametrize("name", READ)
def test_round_trips_as_printed(name: str) -> None:
    """Every round trip is the number that stands in the text."""
    saved = case(name)
    way = netassay.parse_text("traceroute", saved["stdout"]).measurement
    printed = [
        one["rtt_ms"]
        for hop in saved["printed"]["hops"]
        for one in hop["probes"]
        if one is not None
    ]
    read = [one.rtt_ms for hop in way.hops for one in hop.probes if one.outcome == "reply"]
    assert printed == read


@pytest.mark.parametrize("name", [name for name in READ if case(name)["stderr"]])
def test_errors_beside_the_text(name: str) -> None:
    """Where errors went the same way, the reason is in the result and nothing is missing."""
    saved = case(name)
    text = saved["stdout"] + saved["stderr"]
    result = netassay.parse_text("traceroute", text)
    if name == "extensions_deb":  # the error has run into an address
        assert {"unread-text", "truncated-text"} == set(codes(result))
    else:
        assert saved["expected"]["first_error_line"].endswith(result.measurement.error)
        assert ([], []) == (codes(result), result.unread)
