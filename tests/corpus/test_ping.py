"""Real outputs of ping programs with true values: every value, every row, every line."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

import netassay
from bodies import OUTPUTS, codes

CORPUS = OUTPUTS / "ping"
#: What no dialect reads, by tag, and the word of the refusal.
REFUSED = {"fping": "fping", "usage": "help", "version": "version"}


@cache
def cases() -> dict[str, dict[str, Any]]:
    """Return the corpus' cases of ping by their names."""
    paths = sorted(CORPUS.glob("*.json"))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def why_refused(case: dict[str, Any]) -> str | None:
    """Return the word of the reason for which a case is no text of ours."""
    if case["id"] == "de_text":
        return "language"
    return next((word for tag, word in REFUSED.items() if tag in case["tags"]), None)


READ = {name: case for name, case in cases().items() if not why_refused(case)}
UNSUPPORTED = {name: why_refused(case) for name, case in cases().items() if why_refused(case)}


def parsed(text: str) -> netassay.Result:
    """Return the result of a text, all of whose lines must have been read."""
    result = netassay.parse_text("ping", text)
    assert [] == [line.text for line in result.unread]
    return result


def test_the_corpus_is_there() -> None:
    """No case is left out."""
    assert 96 == len(cases())


@pytest.mark.parametrize("name", [name for name, case in READ.items() if case["stdout"].strip()])
def test_every_value(name: str) -> None:
    """What was printed is what was read: totals, round trips, each reply, each error."""
    case = READ[name]
    result = parsed(case["stdout"])
    ping, printed = result.measurement, case.get("printed", {})
    for field, key in {
        "transmitted": "transmitted",
        "received": "received",
        "loss_percent": "loss_percent",
        "total_time_ms": "time_ms",
        "pipe": "pipe",
        "ipg_ms": "ipg_ms",
        "ewma_ms": "ewma_ms",
    }.items():
        assert printed.get(key) == getattr(ping, field), field
    assert printed.get("duplicates", 0) == (ping.duplicates or 0)
    assert printed.get("errors_count", 0) == (ping.errors or 0)
    spread = {"min": ping.rtt_min_ms, "avg": ping.rtt_avg_ms, "max": ping.rtt_max_ms}
    rtt = printed.get("rtt", {})
    assert {part: rtt.get(part) for part in spread} == spread
    assert rtt.get("mdev", rtt.get("stddev")) == ping.rtt_mdev_ms
    check_rows(ping, printed)


def who(row: Any) -> str:
    """Return who answered, as printed."""
    return f"{row.name} ({row.address})" if row.name else row.address


def check_rows(ping: Any, printed: dict[str, Any]) -> None:
    """Hold each reply, error and missing answer against what was printed, in order."""
    rows = {
        outcome: [row for row in ping.replies if row.outcome == outcome]
        for outcome in ("reply", "timeout", "unreachable", "error")
    }
    assert [
        tuple(reply[key] for key in ("seq", "from", "bytes", "ttl", "time_ms", "dup"))
        for reply in printed.get("replies", ())
    ] == [
        (row.sequence, who(row), row.size_bytes, row.ttl, row.time_ms, row.duplicate)
        for row in rows["reply"]
        if not (row.details or "").startswith("icmp_otime")  # these the transcript lacks
    ]
    failed = sorted(rows["unreachable"] + rows["error"], key=lambda row: row.sequence)
    assert [(one["seq"], one["from"], one["text"]) for one in printed.get("errors", ())] == [
        (row.sequence, who(row), row.note) for row in failed
    ]
    assert printed.get("no_answer_seqs", []) == [row.sequence for row in rows["timeout"]]
    stamps = [one["timestamp"] for one in printed.get("replies", ()) if "timestamp" in one]
    assert stamps == [row.printed_at.ns / 10**9 for row in rows["reply"] if row.printed_at]


@pytest.mark.parametrize("name", READ)
def test_findings(name: str) -> None:
    """No value contradicts another; only a text that ends too soon is called truncated."""
    case = READ[name]
    text = case["stdout"] + case["stderr"]
    cut = case["expected"]["status"] == "truncated"
    assert (["truncated-text"] if cut else []) == codes(parsed(text))


@pytest.mark.parametrize("name", [name for name, case in READ.items() if case["stderr"].strip()])
def test_what_a_tool_says_of_its_run(name: str) -> None:
    """All that went to standard error is kept, word for word."""
    error = READ[name]["stderr"]
    ping = parsed(READ[name]["stdout"] + error).measurement
    told = [*ping.messages, *(row.note for row in ping.replies if row.note)]
    for line in filter(None, error.splitlines()):
        assert any(line.strip().endswith(one) for one in told), line


@pytest.mark.parametrize("name", [name for name, case in READ.items() if "resolve" in case["tags"]])
def test_a_host_that_does_not_exist(name: str) -> None:
    """Who was asked for is known even where nobody is."""
    assert "no-such-host.invalid" == parsed(READ[name]["stderr"]).measurement.destination


@pytest.mark.parametrize("name", READ)
def test_true_values(name: str) -> None:
    """What a recorder on the wire saw is what was read."""
    expected = READ[name]["expected"]
    if not expected.get("summary_printed") or not READ[name]["stdout"].strip():
        return
    ping = parsed(READ[name]["stdout"]).measurement
    assert (expected["transmitted"], expected["received"]) == (ping.transmitted, ping.received)
    if ping.replies and all(row.sequence is not None for row in ping.replies):
        assert expected["transmitted"] - expected["received"] == len(ping.lost_sequences)


def test_what_is_printed_below_a_reply() -> None:
    """A route, time stamps and wrong data are told with the reply that they stand below."""
    route, again = parsed(READ["R_iputils_20221126_debian"]["stdout"]).measurement.replies
    assert ["RR: \t10.1.1.2", "10.1.2.1"] == route.details.split("\n")[:2]
    assert (9, "(same route)") == (len(route.details.split("\n")), again.details)
    stamped = parsed(READ["T_iputils_20221126_debian"]["stdout"]).measurement.replies[1]
    assert "10.1.2.2\t8" in stamped.details.split("\n")
    assert stamped.details.endswith("Unrecorded hops: 5")
    _, wrong, _ = parsed(READ["swap_iputils_20221126_debian"]["stdout"]).measurement.replies
    assert "wrong data byte #28 should be 0x1c but was 0x20" == wrong.note
    assert 2 == len(wrong.details.split("\n"))


@pytest.mark.parametrize(("name", "reason"), UNSUPPORTED.items())
def test_unsupported_texts(name: str, reason: str) -> None:
    """Texts of other tools and languages, and help texts, are refused by name."""
    case = cases()[name]
    with pytest.raises(netassay.NotAResponse, match=reason):
        netassay.parse_text("ping", case["stdout"] + case["stderr"])
