"""Where each value came from, as data."""

from __future__ import annotations

import pytest

from bodies import SAMPLES
from cli.responses import TEXT, disagreeing, output, ping
from netassay.export.json_form import to_dict
from netassay.normalizing.explain import Explained, explain
from netassay.normalizing.pipeline import examine


def explained(body, test="ping", family="aps", **options):
    """Return the rows of a body by name."""
    rows = explain(examine(body, test=test, family=family, trace=True, **options))
    return {row.name: row for row in rows}


def test_agreeing_value_has_both_sides_and_its_line():
    """A value that both sides give shows the string, the line and that they agree."""
    expected = Explained(
        name="replies[1].time_ms",
        value=21.8,
        unit="ms",
        stated="21.8",
        printed="21.8",
        line=5,
        text="64 bytes from 192.0.2.7: icmp_seq=2 ttl=58 time=21.8 ms",
        verdict="agree",
    )
    assert expected == explained(ping())["replies[1].time_ms"]


@pytest.mark.parametrize(("prefer", "kept"), [("output", 21.7), ("text", 20.8)])
def test_disagreeing_value(prefer, kept):
    """Where the sides differ the value is the preferred one and both are shown."""
    row = explained(disagreeing(), prefer=prefer)["rtt_avg_ms"]
    assert (kept, "21.7", "20.8", "disagree") == (row.value, row.stated, row.printed, row.verdict)


def test_value_of_one_side():
    """A value that one side gives is named as such, and has a line only from the text."""
    rows = explained(ping())
    assert (
        rows["payload_bytes"].verdict,
        rows["payload_bytes"].line,
        rows["payload_bytes"].stated,
    ) == ("only text", 3, None)
    alone = explained(ping(text=None))
    assert {"only output", "derived"} == {row.verdict for row in alone.values()}
    assert {None} == {row.line for row in alone.values()} | {row.text for row in alone.values()}


def test_derived_values():
    """What follows from other values, or from a line being there, is derived."""
    rows = explained(ping())
    assert (
        rows["lost_sequences"].verdict,
        rows["lost_sequences"].value,
        rows["lost_sequences"].line,
    ) == ("derived", [1], None)
    assert (
        rows["replies[0].outcome"].verdict,
        rows["replies[0].outcome"].value,
        rows["replies[0].outcome"].line,
    ) == ("derived", "reply", 4)


def test_row_that_output_dropped():
    """Rows keep their own line when `output` lacks the one before, and that one is told."""
    body = ping()
    del body["output"]["replies"][0]
    rows = explained(body)
    assert (rows["replies[0].time_ms"].verdict, rows["replies[0].time_ms"].line) == ("only text", 4)
    assert (rows["replies[1].time_ms"].verdict, rows["replies[1].time_ms"].line) == ("agree", 5)


def test_row_that_the_text_dropped():
    """Rows keep their own line when the text lacks the one before."""
    body = ping(text=TEXT.replace("64 bytes from 192.0.2.7: icmp_seq=0 ttl=58 time=20.2 ms\n", ""))
    rows = explained(body)
    assert (
        rows["replies[0].time_ms"].verdict,
        rows["replies[0].time_ms"].line,
    ) == ("only output", None)
    assert (rows["replies[1].time_ms"].verdict, rows["replies[1].time_ms"].line) == ("agree", 4)


def test_rows_in_another_order():
    """Rows that stand in another order in `output` are explained by the line of their own."""
    body = ping()
    body["output"]["replies"].reverse()
    rows = explained(body)
    for name, row in rows.items():
        if name.endswith("time_ms"):
            assert row.printed == row.stated
            assert row.printed in row.text


def test_text_alone_takes_positions():
    """Without `output` each row of a list still has the line that it was read from."""
    body = ping() | {"output": None}
    rows = explained(body)
    assert [rows[f"replies[{at}].time_ms"].line for at in range(3)] == [4, 5, 6]
    assert {"only text", "derived"} == {row.verdict for row in rows.values()}


def test_totals_of_all_streams_come_from_their_line():
    """What a dialect copies from a row is explained by the line of that row."""
    body = (SAMPLES / "gateways/iperf.json").read_bytes()
    rows = explained(body, "iperf", "gateways")
    total = rows["sent.bitrate_bps"]
    assert (total.verdict, total.unit) == ("agree", "bit/s")
    assert total.stated == total.printed
    assert total.printed in total.text
    assert "sender" in total.text
    assert "CPU Utilization" in rows["cpu.local_total_percent"].text


@pytest.mark.parametrize("name", sorted(str(path) for path in SAMPLES.glob("*/*.json")))
def test_every_value_of_a_sample_has_its_row(name):
    """Each value of the exported measurement has one row of its name, in order."""
    family, test = name.removesuffix(".json").split("/")[-2:]
    with open(name, "rb") as file:  # noqa: PTH123
        examination = examine(file.read(), test=test, family=family, trace=True)
    measurement = to_dict(examination.result)["measurement"]
    assert list(leaves(measurement)) == [(row.name, row.value) for row in explain(examination)]


def leaves(value, name=""):
    """Give the values of exported data that are there, with their paths."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for at, item in enumerate(value):
            yield from leaves(item, f"{name}[{at}]")
    elif value is not None and value != []:
        yield name, value


@pytest.mark.parametrize("body", [{"status": "RUNNING"}, {"errorCode": "X", "message": "no"}])
def test_nothing_measured_is_nothing_to_explain(body):
    """A response without a measurement has no rows."""
    assert explain(examine(body, trace=True)) == []


def test_examination_without_trace():
    """Without the trace the values are there and all count as derived."""
    rows = explain(examine({"output": output(), "rawOutput": TEXT}, trace=False))
    assert {"derived"} == {row.verdict for row in rows}
