"""What is in the page, read as a program reads it: nothing from elsewhere, nothing lost."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netassay.core.records.record import Record, fields_of
from netassay.core.verdicts import VERDICTS as JUDGED
from netassay.errors import MissingExtra
from netassay.export.json_form import to_dict
from netassay.measurements import TESTS
from netassay.normalizing.explain import explain
from netassay.records.cable_test import CablePair, CablePort, CableTest
from netassay.report import clipping, page
from netassay.report.charts import CHARTS, templates
from netassay.report.details import VERDICTS
from netassay.report.field_paths import field_path, nested_rows, shape
from netassay.show.terminal.figures import Scale, scale_for
from netassay.sources import examined
from report.pages import page_data, samples, unpack

if TYPE_CHECKING:
    from pathlib import Path


class Parts(HTMLParser):
    """The elements of a page, each with its attributes and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}, ""))

    def handle_endtag(self, tag: str) -> None:
        """Let what follows be no text of the element."""
        self.found.append((f"/{tag}", {}, ""))

    def handle_data(self, data: str) -> None:
        """Add text to the last element."""
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str], str]]:
        """Return the elements of a name."""
        return [(attributes, text) for name, attributes, text in self.found if name == tag]


@pytest.fixture(scope="module")
def parts(sample_page: Path) -> Parts:
    """Read the parts of the page of the samples."""
    return Parts(sample_page.read_text("utf-8"))


def of_script(parts: Parts, name: str) -> Any:
    """Return the packed data of an element."""
    (text,) = [text for attributes, text in parts.all("script") if attributes.get("id") == name]
    return unpack(text)


def test_only_known_scripts_and_styles_may_run(parts: Parts) -> None:
    """The policy allows nothing but the scripts and the style of the page, by their hashes."""
    (policy,) = [
        attributes["content"]
        for attributes, _ in parts.all("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    running = [text for attributes, text in parts.all("script") if "type" not in attributes]
    styles = [text for _, text in parts.all("style")]
    hashed = {
        name: " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in texts
        )
        for name, texts in (("script-src", running), ("style-src", styles))
    }
    rest = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    assert rest | hashed == rules
    assert (2, 1) == (len(running), len(styles))


def test_nothing_from_elsewhere(parts: Parts) -> None:
    """No element names an address, and none carries a style or a handler."""
    for tag, attributes, _ in parts.found:
        assert not {"src", "style", "srcset", "action"} & attributes.keys(), tag
        assert not any(name.startswith("on") for name in attributes), tag
        assert attributes.get("href", "#").startswith("#"), tag


def test_every_result_is_in_the_page_as_it_was_measured(parts: Parts) -> None:
    """Values, findings, extras and the source of each value are those of the results."""
    index = of_script(parts, "index")
    for item, row in zip(samples(), index["results"], strict=True):
        *_, chunk, place = row
        inside = of_script(parts, f"chunk-{chunk}")[place]
        made = examined(item, trace=True)
        result = to_dict(made.result)
        assert result["measurement"] == inside["measurement"]
        head = {name: value for name, value in result.items() if name in inside["head"]}
        assert head == inside["head"]
        said = {name: [VERDICTS[one[0]], *one[1:]] for name, one in inside["where"].items()}
        assert {
            one.name: [one.verdict, one.stated, one.printed, one.line] for one in explain(made)
        } == said
        assert [list(one.values())[:2] for one in result["findings"]] == [
            [code, severity] for severity, code, *_ in inside["findings"]
        ]
        assert [] == inside["left_out"]


def test_the_same_results_give_the_same_page(sample_page: Path) -> None:
    """A page tells nothing of when and where it was made."""
    assert sample_page.read_text("utf-8") == page(page_data(samples()))


def test_counts_add_up() -> None:
    """The families of a test, and its verdicts, are as many as its results."""
    overview = page_data(samples()).overview
    for test in TESTS:
        counts = {what: count for (name, what), count in overview.cells.items() if name == test}
        families = [counts.get(name, 0) for name in ("aps", "cx", "aos-s", "gateways", "unknown")]
        assert counts["all"] == sum(families)
        assert counts["all"] == sum(overview.verdicts[test, verdict] for verdict in JUDGED)
    assert len(samples()) == sum(share.count for share in overview.shares)
    assert 1000 == pytest.approx(sum(share.width for share in overview.shares), abs=0.1)
    assert 4 == len(overview.devices)
    assert overview.first < overview.last


def test_room_for_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the page is full, texts are left out, and each result and the overview say so."""
    monkeypatch.setattr("netassay.report.page_data._ROOM_FOR_TEXTS", 0)
    made = page_data(samples())
    made.chunks.close()
    inside = unpack(made.chunks.done[0])[0]
    assert "response" not in inside
    assert ["the device's text and the response as it was saved"] == inside["left_out"]
    assert len(samples()) == made.overview.clipped


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the error says in one line what to install."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtra, match=r"^jinja2 is not .* 'netassay\[report\]' brings it$"):
        page(page_data([]))


def test_an_empty_page() -> None:
    """Where there was nothing to read, the page says so."""
    assert "0 responses" in re.sub(r"\s+", " ", page(page_data([])))


# --- What is shown of each test ---------------------------------------------------------


def keys_below(fields: list[dict[str, Any]], path: str) -> set[str]:
    """Return the exported names of the records along a path."""
    found: set[str] = set()
    for step in path.split("."):
        (field,) = [one for one in fields if one["key"] == step]
        fields = field["fields"]
        found |= {one["key"] for one in fields}
    return found


@pytest.mark.parametrize("test", CHARTS)
def test_charts_draw_what_there_is(test: str) -> None:
    """The rows and figures of each chart are fields of the test's record."""
    fields, known = shape(TESTS[test].record), templates()
    for chart in CHARTS[test]:
        assert chart.template in known
        for path in chart.rows.split():
            assert chart.value in keys_below(fields, path)
        assert not chart.lost or chart.lost in {field["key"] for field in fields}


def records() -> set[type[Record]]:
    """Return all record classes of the measurements."""
    found: set[type[Record]] = set()
    waiting = [spec.record for spec in TESTS.values()]
    while waiting:
        cls = waiting.pop()
        if cls not in found:
            found.add(cls)
            inner = [field.record for field in fields_of(cls)]
            waiting += [record for record in inner if record not in (None, Record)]
    return found


def test_the_page_scales_what_the_terminal_scales() -> None:
    """A figure has a prefix in the page where it has one in the terminal's view."""
    for cls in records():
        for field in fields_of(cls):
            if field.unit:
                scaled = scale_for([5e6], field.unit) != Scale(field.unit.symbol)
                assert scaled == field_path(cls, field.name).scaled, field


def test_a_row_without_inner_rows_is_shown() -> None:
    """A port of which no pair was told has a row of its own, with what is known of it."""
    record: Any = CableTest(
        ports=[CablePort(port="1"), CablePort(port="2", pairs=[CablePair(pair="1-2")])]
    )
    rows = list(nested_rows(record, "ports.pairs"))
    assert ["ports[0]", "ports[1].pairs[0]"] == [at for at, _ in rows]
    assert [("1", None), ("2", "1-2")] == [(row["port"], row.get("pair")) for _, row in rows]


# --- What is left out -------------------------------------------------------------------

PLAIN = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN)
def test_what_is_short_stays_as_it_is(value: Any) -> None:
    """Nothing is left out of plain data of a usual size."""
    made = clipping.Clipper()
    assert value == made.plain("value", value)
    assert [] == made.left_out


@given(st.integers(1, 10**6))
def test_what_is_long_is_accounted_for(more: int) -> None:
    """Of a long text and a long list the beginning is kept, and the rest is counted."""
    made = clipping.Clipper()
    assert "x" * clipping.LONGEST_TEXT == made.text("it", "x" * (clipping.LONGEST_TEXT + more))
    assert [f"it: {more:,} of {clipping.LONGEST_TEXT + more:,} characters"] == made.left_out
    rows = [0] * (clipping.MOST_ROWS + more % 1000 + 1)
    assert clipping.MOST_ROWS == len(made.plain("rows", rows))
    assert f"{len(rows) - clipping.MOST_ROWS:,} of {len(rows):,} rows" in made.left_out[-1]
    quote = clipping.quote("y" * (clipping.LONGEST_QUOTE + more))
    assert quote.endswith(f"y... ({more:,} more characters)")
