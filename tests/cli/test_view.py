"""What people see: figures, tables, results; and that nothing hides in them."""

from __future__ import annotations

import io
import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console as Terminal

import netassay
from bodies import SAMPLES
from cli.responses import CONTROLS, HOSTILE, hostile, ping
from netassay.core.records.record import Record, many, mapping, record, some
from netassay.core.records.stored import build
from netassay.core.values.units import BitsPerSecond, Bytes, Milliseconds, Volume
from netassay.core.verdicts import VERDICTS
from netassay.normalizing.explain import explain
from netassay.normalizing.pipeline import examine
from netassay.show.terminal.figures import unrounded, with_unit
from netassay.show.terminal.findings import findings_view
from netassay.show.terminal.results import ResultView
from netassay.show.terminal.sources import SourcesView
from netassay.show.terminal.tables import inline_text, tables
from netassay.show.terminal.text import json_visible, lines_of, visible


def text_of(view, width=100):
    """Return what a view prints without colours."""
    stream = io.StringIO()
    Terminal(file=stream, width=width, highlight=False, markup=False, emoji=False).print(view)
    return stream.getvalue()


def unit_of(annotation):
    """Return the unit that an annotation states."""
    return annotation.__metadata__[0]


# --- Text -----------------------------------------------------------------------------


def test_visible_shows_what_hides():
    """Control characters, separators and marks of direction come as escapes."""
    assert (
        visible("a\x1b[0m\x9b\x7f\n\u202e\u2066\u2028\ufeff\ud800z")
        == r"a\x1b[0m\x9b\x7f\x0a\u202e\u2066\u2028\ufeff\ud800z"
    )


def test_visible_leaves_languages_alone():
    """Letters of any script, and what joins them, stay as they are."""
    text = "Größe 日本 שלום فارسی 👩\u200d💻"
    assert text == visible(text)


@given(st.text(st.characters()))
def test_visible_is_one_harmless_line(text):
    """Whatever the text, what is shown has one line and no control character."""
    made = visible(text)
    assert len(made.splitlines()) <= 1
    assert made.isprintable() or all(ord(c) > 0x9F for c in made if not c.isprintable())


@given(st.text(st.characters()))
def test_visible_json_is_the_same_json(text):
    """JSON with everything escaped that hides says the same."""
    line = json.dumps([text], ensure_ascii=False)
    made = json_visible(line)
    assert json.loads(line) == json.loads(made)
    assert not set(made) & set(CONTROLS)


def test_lines_are_laid_out_as_printed():
    """A text of several lines is split at each kind of end, tabs become blanks."""
    assert lines_of("a\r\nb\tc\n\n\x1b") == ["a", "b       c", "", r"\x1b"]


# --- Figures --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "expected", "exact"),
    [
        (9580000.0, BitsPerSecond, "9.58 Mbit/s", ""),
        (11953766.4, Volume, "11.95 MB", "11953766.4 bytes"),
        (999.0, Volume, "999 bytes", ""),
        (0.0, BitsPerSecond, "0 bit/s", ""),
        (131072, Bytes, "131072 bytes", ""),
        (204.7, Milliseconds, "204.7 ms", ""),
        (1e-7, Milliseconds, "0.0000001 ms", ""),
        (7.5e15, BitsPerSecond, "7500 Tbit/s", ""),
    ],
)
def test_figures(value, unit, expected, exact):
    """Rates and volumes are scaled to four digits, with the exact number where that rounds."""
    assert (expected, exact) == (with_unit(value, unit_of(unit)), unrounded(value, unit_of(unit)))


# --- Tables ---------------------------------------------------------------------------


@record
class Probe(Record):
    """A test's own row in a row."""

    address: str | None = some("who answered")
    rtt: Milliseconds | None = some("round trip")
    ttl: int | None = some("time to live")
    lost: bool = some("whether nothing came back", default=False)


@record
class Hop(Record):
    """A row of a test that this package does not have."""

    hop: int | None = some("number")
    rate: BitsPerSecond | None = some("rate")
    packets_lost: int | None = some("count")
    comment: str | None = some("words")
    never: str | None = some("always null")
    probes: list[Probe] = many("probes")


def hops(count=3, comment="a comment of several words"):
    """Return rows with a value in each column but one."""
    probes = [Probe(address="192.0.2.1", rtt=1.25), Probe(address="192.0.2.1", rtt=2.5, ttl=9)]
    return [
        Hop(hop=at, rate=at * 1e6, packets_lost=10**12 + at, comment=comment, probes=probes)
        for at in range(1, count + 1)
    ]


def test_table_of_any_record():
    """Heads are the fields' names and units, columns without values are left out."""
    (table,) = tables(hops(), 120)
    above, heads, _, first, *_ = text_of(table, 120).splitlines()
    assert above.split() == ["rate"]
    assert heads.split() == ["hop", "Mbit/s", "packets_lost", "comment", "probes"]
    assert first.split()[:4] == ["1", "1", "1000000000001", "a"]
    assert first.rstrip().endswith("192.0.2.1 1.25 ms, 2.5 ms ttl 9")


@pytest.mark.parametrize("width", [20, 30, 45, 60, 80, 120])
def test_no_width_cuts_a_number(width):
    """Numbers stay whole in narrow tables; a table too wide is broken into several."""
    text = "".join(text_of(table, width) for table in tables(hops(), width))
    for at in (1, 2, 3):
        assert str(10**12 + at) in text
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= width


def test_further_parts_repeat_the_column_that_tells_rows_apart():
    """Each part of a broken table begins with a column whose cells all differ."""
    parts = [text_of(table, 30) for table in tables(hops(), 30)]
    assert len(parts) > 1
    for part in parts:
        below = part.split("─\n")[1].splitlines()
        assert [row.split()[0] for row in below if row[:3].strip()] == ["1", "2", "3"]


def test_rows_in_a_cell():
    """Records within a row are one line; a flag is named, a default is not said."""
    assert (
        inline_text(
            [Probe(address="192.0.2.1", lost=True), Probe(address="192.0.2.2", rtt=1), Probe()]
        )
        == "192.0.2.1 lost yes, 192.0.2.2 1 ms, -"
    )


# --- Results --------------------------------------------------------------------------


def test_result_at_a_glance():
    """A view has the head line, each value with its unit, the lists, and no nulls."""
    result = netassay.normalize(ping(), test="ping", family="aps")
    text = text_of(ResultView(result, "a.json"), 120)
    first, *rest = [line.split() for line in text.splitlines()]
    assert first[:6] == ["a.json", "ping", "degraded", "aps", "COMPLETED", "complete"]
    assert rest[0] == ["4", "sent,", "3", "received,", "25", "%", "loss,", "20.2/20.8/21.8", "ms"]
    assert first[6:] == ["started", "2025-05-20T13:07:48.849780286Z", "elapsed", "3.184342778", "s"]
    assert ["rtt_avg", "20.8", "ms"] in rest
    assert ["loss", "25", "%"] in rest
    assert ["lost_sequences", "1"] in rest
    assert ["replies", "(3)"] in rest
    assert ["0", "192.0.2.7", "64", "58", "20.2"] in rest
    assert "rtt_mdev" not in text
    assert "None" not in text


@pytest.mark.parametrize("verdict", VERDICTS)
def test_each_verdict_has_its_colour(verdict):
    """The verdict is a word, and its colour tells it from every other; the summary is below."""
    console = Terminal(
        file=io.StringIO(), width=120, force_terminal=True, color_system="standard", highlight=False
    )
    result = attrs.evolve(netassay.normalize(ping(), test="ping"), verdict=verdict, summary="so so")
    console.print(ResultView(result))
    first, second, *_ = console.file.getvalue().splitlines()
    codes = {
        "passed": "32",
        "degraded": "33",
        "failed": "1;31",
        "not-run": "1;35",
        "pending": "34",
        "unknown": "2",
    }
    assert f"\x1b[{codes[verdict]}m  {verdict}\x1b" in first
    assert second.strip() == "so so"


def test_a_reason_is_said_once():
    """A reason that the summary gives word for word is not said again, a longer one is."""
    failed = ping(text=None) | {"status": "FAILED", "output": None}
    short = netassay.normalize(failed | {"failReason": "Device is offline"}, test="ping")
    assert 1 == text_of(ResultView(short)).count("Device is offline")
    assert "fail_reason" not in text_of(ResultView(short))
    long = netassay.normalize(failed | {"failReason": "no\nanswer" * 40}, test="ping")
    assert "fail_reason" in text_of(ResultView(long))


def test_nested_records_and_scales():
    """Nested records stand in a line; a rounded figure has its exact one beside it."""
    body = (SAMPLES / "gateways/iperf.json").read_bytes()
    text = text_of(ResultView(netassay.normalize(body)), 120)
    assert "transferred 11.95 MB, bitrate 9.58 Mbit/s, retransmits 239" in text
    assert "Mbit/s" in text.split("intervals (")[1]


@record
class Console(Record):
    """A test that this package does not have, with values of every other shape."""

    response: str | None = some("text of several lines")
    volume: Volume | None = some("rounded when shown")
    numbers: list[int] = many("plain numbers")
    counters: dict[str, Any] = mapping("counts whose names are not fixed")


def test_values_of_every_shape():
    """Texts of several lines are laid out, long lists counted, dicts shown without nulls."""
    measurement = Console(
        response="\nswitch# show\x1b[2J\n\tup  [red]\n",
        volume=11953766.4,
        numbers=list(range(70)),
        counters={"seen": 2, "never": None, HOSTILE: 1},
    )
    text = text_of(ResultView(build(netassay.Result, {"measurement": measurement})), 300)
    lines = [line.strip() for line in text.splitlines()]
    assert lines[-3:] == ["response", r"switch# show\x1b[2J", "up  [red]"]
    assert "volume    11.95 MB  (11953766.4 bytes)" in lines
    assert any(line.endswith("48, 49, ... and 20 more") for line in lines)
    assert f"counters  seen 2, {visible(HOSTILE)} 1" in lines


def test_findings_hold_both_sides():
    """A finding shows its weight, code, field and message, and what both sides said."""
    result = netassay.normalize(ping(averageRoundTripTimeMilliseconds="21.7"))
    lines = text_of(findings_view(result.findings), 200).splitlines()
    assert lines[0].startswith("error    disagree  rtt_avg_ms  output says 21.7")
    assert lines[1].split() == ["output", "21.7"]
    assert lines[2].split() == ["text", "20.8"]


def test_remains_are_counted():
    """Values that no field took and lines that no grammar read are counted, the first shown."""
    body = ping(**{f"new{at}": at for at in range(8)})
    body["rawOutput"] += "".join(f"what is this {at}\n" for at in range(7))
    text = text_of(ResultView(netassay.normalize(body, test="ping", family="aps")))
    assert "extras (8)" in text
    assert "/output/new0 = 0" in text
    assert "and 3 more values" in text
    assert "unread (7)" in text
    assert "what is this 0" in text
    assert "and 2 more lines" in text


def test_long_lists_end_with_a_count():
    """Of a long list the first rows are shown and the others counted."""
    replies = ping()["output"]["replies"] * 40
    result = netassay.normalize(ping(text=None, replies=replies), test="ping", family="aps")
    text = text_of(ResultView(result))
    assert "replies (120)" in text
    assert "and 70 more rows" in text


@pytest.mark.parametrize(
    "body",
    [
        {"errorCode": "HPE_GL_ERROR_NOT_FOUND", "message": "no such task", "httpStatusCode": 404},
        {"status": "RUNNING", "progressPercent": 40},
        {"status": "FAILED", "failReason": "device offline", "output": None, "rawOutput": None},
    ],
)
def test_results_without_a_measurement(body):
    """A response without a measurement shows why there is none."""
    text = text_of(ResultView(netassay.normalize(body)))
    for said in ("message", "failReason", "status", "errorCode"):
        assert str(body.get(said, "")) in text


@pytest.mark.parametrize("width", [1, 20, 60, 61, 79, 80, 133, 400])
@pytest.mark.parametrize("name", sorted(str(path) for path in SAMPLES.glob("*/*.json")))
def test_every_sample_at_every_width(name, width):
    """No sample breaks a view or an explanation, however narrow; from 60 on nothing is cut."""
    family, test = name.removesuffix(".json").split("/")[-2:]
    with open(name, "rb") as file:  # noqa: PTH123
        examination = examine(file.read(), test=test, family=family, trace=True)
    text = text_of(ResultView(examination.result), width)
    text += text_of(SourcesView(explain(examination)), width)
    if width >= 60:
        assert "…" not in text
        assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [60, 100, 200])
def test_hostile_text_is_shown_not_obeyed(width):
    """No control character and no markup of a device takes effect in any view."""
    examination = examine(hostile(), test="ping", family="aps", trace=True)
    text = text_of(ResultView(examination.result, f"file{HOSTILE}"), width)
    text += text_of(SourcesView(explain(examination)), width)
    assert not set(text) & set(CONTROLS)
    assert "\r" not in text
    joined = text.replace("\n", "").replace(" ", "")
    assert r"\x1b[31m\x9b2J\u202eevil" in joined
    assert "[red]x[/red]:smile:" in joined


def test_endless_texts_are_cut():
    """Of a text of megabytes the beginning is shown, and how long it is, in every view."""
    endless = HOSTILE + "A" * 3_000_000
    body = ping(destination=endless, averageRoundTripTimeMilliseconds=endless, new=endless)
    body |= {"failReason": endless, "rawOutput": f"{body['rawOutput']}{endless}\n"}
    examination = examine(body, test="ping", family="aps", trace=True)
    text = text_of(ResultView(examination.result)) + text_of(SourcesView(explain(examination)))
    text += text_of(findings_view(examination.result.findings))
    assert "characters)" in text
    assert len(text) < 500_000
    assert not set(text) & set(CONTROLS)


def test_long_responses_end_with_a_count():
    """Of a text of many lines a thousand are shown."""
    response = "\n".join(f"line {at}" for at in range(1500))
    body = {"output": {"command": "show log", "response": response}}
    text = text_of(ResultView(netassay.normalize(body, test="show_command", family="cx")))
    assert "line 999" in text
    assert "line 1000" not in text
    assert "and 500 more lines" in text
