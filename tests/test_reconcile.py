"""Both sides of a body are read independently, compared, and merged."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import WITH_TEXT, body, codes, loud, url
from netassay import testing
from netassay.core.findings import Notes
from netassay.core.keys.bindings import Known
from netassay.core.lines.grammar import unified
from netassay.core.places import Place
from netassay.core.values.readings import figure
from netassay.measurements import TESTS
from netassay.normalizing.identify import dialect_for
from prefixes import assert_prefix_of

if TYPE_CHECKING:
    from netassay.core.values.readings import Node


def changed(name: str, **changes: object) -> netassay.Result:
    """Return the result of a sample with other values in its body."""
    return netassay.normalize(body(name, **changes), url=url(name))


def test_a_changed_average_is_found() -> None:
    """A stated average that the text contradicts is one disagreement, with both texts."""
    output = body("aps/ping")["output"] | {"averageRoundTripTimeMilliseconds": "304.7"}
    result = changed("aps/ping", output=output)
    (finding,) = [one for one in result.findings if one.code == "disagree"]
    assert ("error", "rtt_avg_ms", "304.7", "204.7") == (
        finding.severity,
        finding.path,
        finding.stated,
        finding.printed,
    )
    assert {"disagree", "arithmetic"} == set(codes(result))
    assert 304.7 == result.measurement.rtt_avg_ms


def test_the_text_may_be_preferred() -> None:
    """With prefer="text" the printed value is kept; the finding stays."""
    output = body("aps/ping")["output"] | {"averageRoundTripTimeMilliseconds": "304.7"}
    saved = body("aps/ping", output=output)
    result = netassay.normalize(saved, url=url("aps/ping"), prefer="text")
    assert (204.7, ["disagree"]) == (result.measurement.rtt_avg_ms, codes(result))


@pytest.mark.parametrize("name", WITH_TEXT)
def test_the_text_alone_tells_all(name: str) -> None:
    """Without `output` the same measurement comes from the text, and one finding says so."""
    whole, alone = changed(name), changed(name, output=None)
    assert whole.measurement == alone.measurement
    assert ["only-in-text"] == codes(alone)
    text = netassay.parse_text(whole.test, body(name)["rawOutput"])
    assert (whole.measurement, []) == (text.measurement, text.findings)


@pytest.mark.parametrize("name", WITH_TEXT)
@pytest.mark.parametrize("absent", [None, "removed"])
def test_output_alone_tells_the_rest(name: str, absent: str | None) -> None:
    """Without the text the same comes from `output`, less what only the text has."""
    saved = body(name, rawOutput=None)
    if absent:
        del saved["rawOutput"]
    whole = netassay.to_dict(changed(name))["measurement"]
    result = netassay.normalize(saved, url=url(name))
    assert [] == loud(result)
    assert_part_of(netassay.to_dict(result)["measurement"], whole)


def assert_part_of(part: object, whole: object) -> None:
    """Assert that what is there of a measurement is as in the whole one."""
    if isinstance(part, dict):
        for name, value in part.items():
            if value not in (None, []):
                assert_part_of(value, whole[name])
    elif isinstance(part, list):
        assert len(whole) == len(part)
        for one, other in zip(part, whole, strict=True):
            assert_part_of(one, other)
    else:
        assert whole == part


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_text_cut_anywhere(name: str) -> None:
    """A cut text says so, and whatever was read of it is right."""
    text = body(name)["rawOutput"]
    whole = netassay.to_dict(changed(name))["measurement"]
    for end in range(len(text.rstrip())):
        cut = changed(name, output=None, rawOutput=text[:end])
        assert "truncated-text" in codes(cut), text[:end][-40:]
        assert set(codes(cut)) <= {"truncated-text", "only-in-text"}
        if cut.measurement is not None:
            assert_prefix_of(netassay.to_dict(cut)["measurement"], whole, "lost_sequences")


@pytest.mark.parametrize("name", WITH_TEXT)
def test_a_cut_text_beside_output(name: str) -> None:
    """Beside a whole `output`, a cut text changes nothing but what only the text has."""
    text = body(name)["rawOutput"]
    for end in range(0, len(text.rstrip()), 7):
        cut = changed(name, rawOutput=text[:end])
        assert ["truncated-text"] == loud(cut)
        assert "complete" == cut.completeness


def test_a_row_that_output_lacks() -> None:
    """A row that only the text has is kept in its place, with a warning there."""
    output = body("aps/ping")["output"]
    del output["replies"][1]
    result = changed("aps/ping", output=output)
    assert [("only-in-text", "replies[1]")] == [(one.code, one.path) for one in result.findings]
    assert [0, 1, 3, 4] == [reply.sequence for reply in result.measurement.replies]


def test_a_row_that_the_text_lacks() -> None:
    """A row that only `output` has is kept in its place, with a remark there."""
    text = body("aps/ping")["rawOutput"].replace(
        "64 bytes from 142.251.46.164: icmp_seq=3 ttl=108 time=208.8 ms\n", ""
    )
    result = changed("aps/ping", rawOutput=text)
    assert [("only-in-output", "replies[2]")] == [(one.code, one.path) for one in result.findings]
    assert [0, 1, 3, 4] == [reply.sequence for reply in result.measurement.replies]


def test_a_changed_key_of_a_row_is_a_disagreement() -> None:
    """Where rows fit each other but for their key, it is the key that differs."""
    output = body("gateways/http")["output"]
    output["responses"][2]["responseNumber"] = "9"
    result = changed("gateways/http", output=output)
    assert [("disagree", "responses[2].number")] == [
        (one.code, one.path) for one in result.findings
    ]


def test_a_changed_key_beside_a_missing_row() -> None:
    """It is the key that differs, also where the lists are not equally long."""
    for number, expected in (("9", 9), ("4", 4)):
        output = body("gateways/http")["output"]
        del output["responses"][3]
        output["responses"][1]["responseNumber"] = number
        result = changed("gateways/http", output=output)
        assert [("disagree", "responses[1].number"), ("only-in-text", "responses[3]")] == [
            (one.code, one.path) for one in result.findings
        ]
        assert [1, expected, 3, 4, 5] == [row.number for row in result.measurement.responses]


def test_a_row_without_its_key() -> None:
    """A row whose key is missing belongs to the row that says the same."""
    output = body("gateways/http")["output"]
    del output["responses"][3]
    del output["responses"][1]["responseNumber"]
    result = changed("gateways/http", output=output)
    assert ["only-in-text", "only-in-text"] == codes(result)
    assert [1, 2, 3, 4, 5] == [row.number for row in result.measurement.responses]


def test_the_more_precise_value_is_kept() -> None:
    """A coarser figure agrees with a finer one, which is kept, on either side."""
    output = body("aps/ping")["output"] | {"averageRoundTripTimeMilliseconds": "205"}
    result = changed("aps/ping", output=output)
    assert (204.7, []) == (result.measurement.rtt_avg_ms, codes(result))
    output["averageRoundTripTimeMilliseconds"] = "204.72"
    result = changed("aps/ping", output=output)
    assert (204.72, []) == (result.measurement.rtt_avg_ms, codes(result))


def test_a_missing_field_of_output() -> None:
    """A field that `output` should have and lacks is taken from the text with a warning."""
    for gap in ("null", None, "absent"):
        output = body("aps/ping")["output"] | {"packetLossPercent": gap}
        if gap == "absent":
            del output["packetLossPercent"]
        result = changed("aps/ping", output=output)
        assert ["only-in-text"] == loud(result)
        assert 20 == result.measurement.loss_percent


def test_unread_lines_are_kept() -> None:
    """A line that no grammar reads is kept with its number, and a warning says so."""
    text = body("aps/ping")["rawOutput"].replace("\n---", "\nstrange: 7\n---")
    result = changed("aps/ping", rawOutput=text)
    assert ["unread-text"] == codes(result)
    assert [(9, "strange: 7")] == [(line.line, line.text) for line in result.unread]


@pytest.mark.parametrize("ends", ["\r\n", "\n\r", "\r", "\r\n\r\n"])
def test_ends_of_lines(ends: str) -> None:
    """Lines may end in CR LF, LF CR or CR alone."""
    text = body("gateways/http")["rawOutput"].replace("\r", "").replace("\n", ends)
    result = changed("gateways/http", rawOutput=text)
    assert (changed("gateways/http").measurement, []) == (result.measurement, codes(result))


ARITHMETIC = {
    "loss": ("aps/ping", {"packetLossPercent": "40"}, "loss_percent"),
    "received": ("aps/ping", {"receivedPacketsCount": "6"}, "received"),
    "order": ("aps/ping", {"minimumRoundTripTimeMilliseconds": "206.0"}, "rtt_avg_ms"),
    "average": ("aps/ping", {"averageRoundTripTimeMilliseconds": "204.2"}, "rtt_avg_ms"),
    "maximum": ("aps/ping", {"maximumRoundTripTimeMilliseconds": "210.8"}, "rtt_max_ms"),
    "success": ("gateways/http", {"successRatePercent": "80"}, "success_percent"),
    "latency": ("gateways/http", {"averageLatencyMilliseconds": "410"}, "latency_avg_ms"),
    "sent": (
        "gateways/iperf",
        {"totalTransferredBytesFromSender": "50 MBytes", "senderBandwidth": "41.9 Mbits/sec"},
        "sent.transferred_bytes",
    ),
    "sender's rate": (
        "gateways/iperf",
        {"senderBandwidth": "95.8 Mbits/sec"},
        "sent.bitrate_bps",
    ),
    "speed": ("aps/speedtest", {"upstreamBytes": "31069984"}, "upstream.bitrate_bps"),
}


@pytest.mark.parametrize("case", ARITHMETIC.values(), ids=ARITHMETIC)
def test_arithmetic_of_output(case: tuple[str, dict, str]) -> None:
    """Values of one side that contradict each other are a warning at their field."""
    name, changes, path = case
    output = body(name)["output"] | changes
    result = changed(name, output=output, rawOutput=None)
    assert path in [one.path for one in result.findings if one.code == "arithmetic"]
    assert {"arithmetic"} == set(loud(result))


TEXTS = {
    "a rate": ("gateways/iperf", "2.50 MBytes  21.0 Mbits", "2.50 MBytes  22.0 Mbits", "bitrate"),
    "a volume": ("gateways/iperf", "6.42 MBytes  53.9", "7.42 MBytes  62.2", "transferred"),
    "retransmits": ("gateways/iperf", "   92   14.1", "   93   14.1", "totals[0].retransmits"),
    "a reply's rate": ("gateways/http", "57.52KB", "59.52KB", "responses[0].rate_bps"),
}


@pytest.mark.parametrize("case", TEXTS.values(), ids=TEXTS)
def test_arithmetic_of_the_text(case: tuple[str, str, str, str]) -> None:
    """A row's rate must fit its bytes, and a total its rows."""
    name, old, new, path = case
    text = body(name)["rawOutput"].replace(old, new)
    result = changed(name, output=None, rawOutput=text)
    assert any(path in one.path for one in result.findings if one.code == "arithmetic")


def test_an_end_before_the_start() -> None:
    """A test that ended before it began is a warning; its elapsed time is what it says."""
    result = changed("aps/ping", endTime="2025-05-20T13:07:47.849780286Z")
    assert (["time-order"], -1) == (codes(result), result.elapsed_s)


def test_an_impossible_time() -> None:
    """A day that no calendar has is a warning, and kept in the extras."""
    result = changed("aps/ping", endTime="2025-02-30T13:07:47Z")
    assert (["time-order"], {"/endTime": "2025-02-30T13:07:47Z"}) == (
        codes(result),
        result.extras,
    )
    assert result.elapsed is None


def read_beside(
    body: testing.Body, text: str
) -> tuple[Node, list[netassay.Finding], dict[str, Any]]:
    """Return what `output` says beside a text: the node, findings and extras."""
    test, notes = TESTS[body.test], Notes()
    reader = test.readers[body.family]
    dialect = dialect_for(text, test, body.family)
    printed = dialect.scan(text, Notes()).node if dialect else {}
    alike = reader.read_alike(dialect.readers) if dialect else frozenset()
    node = reader.read(body.body.get("output") or {}, Place(), None, notes, Known(printed, alike))
    return node, notes.findings(None), notes.extras


@pytest.mark.parametrize("test", ["iperf", "ping", "traceroute"])
@given(data=st.data())
def test_the_text_changes_no_reading(test: str, data: st.DataObject) -> None:
    """`output` says the same beside its own text, that of another response, and none."""
    family = data.draw(st.sampled_from(sorted(TESTS[test].readers)))
    one, other = (data.draw(testing.bodies(test, family, damage=testing.DAMAGES)) for _ in "12")
    texts = [unified(each.body.get("rawOutput") or "") for each in (one, other)]
    alone = read_beside(one, "")
    assert [alone, alone] == [read_beside(one, text) for text in texts]


def test_a_time_that_is_read_otherwise_is_no_reading_of_output() -> None:
    """A time of the text that has another precision than its words tell does not serve `output`."""
    reader = TESTS["traceroute"].readers["aps"]
    probe = {
        "ipAddress": "192.0.2.1",
        "reverseDnsResolution": None,
        "responseTimeMilliseconds": "1 ms",
    }
    truncated = figure("1 ms", Decimal(1), Decimal("0.1"), truncated=True)
    known = Known({"hops": [{"probes": [{"rtt": truncated}]}]}, frozenset())
    node = reader.read({"hops": [{"hop": "1", "probes": [probe]}]}, Place(), None, Notes(), known)
    (read,) = node["hops"][0]["probes"]
    assert ("1 ms", False) == (read["rtt"].text, read["rtt"].truncated)


def test_a_mean_that_no_line_prints() -> None:
    """AOS-S prints the time of a single reply only; its mean, which is truncated elsewhere, is not."""
    stated = {"averageRoundTripTimeMilliseconds": "7"}
    one = testing.Body("ping", "aos-s", "", {"output": stated}, netassay.Ping())
    alone = read_beside(one, "")
    assert alone == read_beside(one, "ping 192.0.2.1\n192.0.2.1 is alive, time = 7 ms\n")
    assert alone[0]["rtt_avg"].truncated
