"""What a notebook shows: all of it, escaped, and nothing that runs or loads."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import SAMPLES, body, url
from cli.responses import CONTROLS, disagreeing
from netassay.show.markup import Markup, tag

EVIL = "</script><img src=x onerror=alert(1)>\"'&\x1b[31m\u202e"
#: Elements that the pages are made of; none of them runs or loads anything.
HARMLESS = {"div", "p", "b", "table", "thead", "tbody", "tr", "th", "td", "span"} | {
    "details",
    "summary",
    "svg",
    "rect",
}


class Page(HTMLParser):
    """Reads HTML; keeps its elements and its text, and that each element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Note an element that begins."""
        self.open.append(tag)
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        """Note an element that holds nothing."""
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Hold an end against what began last."""
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Keep text, its entities resolved."""
        self.text += f"{data}\n"


def page(shown: Any) -> Page:
    """Return what a notebook would show, held against the rules for all of it."""
    made = Page(shown._repr_html_())
    assert set(made.elements) <= HARMLESS
    assert not any(name.startswith("on") or name in ("src", "href") for name in made.attributes)
    assert not set(made.text) & set(CONTROLS)
    return made


def samples() -> netassay.Results:
    """Return the results of all samples."""
    return netassay.Results(netassay.read(SAMPLES))


def test_a_result() -> None:
    """A result is its head, its values with units, its lists, and its series drawn."""
    shown = page(netassay.normalize(body("aps/ping"), url=url("aps/ping")))
    for said in (
        "ping  aps  CNXXEXAMPLE",
        "degraded",
        "5 sent, 4 received, 20 % loss",
        "204.7 ms",
        "replies (4)",
        "time ms",
        "208.8",
    ):
        assert said in shown.text
    assert "200.2 to 209.8 ms, 1 lost" in shown.text
    assert 5 == shown.elements.count("rect")


def test_findings_have_both_sides() -> None:
    """A finding shows how much it weighs and what both sides said."""
    shown = page(netassay.normalize(disagreeing(), test="ping", family="aps"))
    for said in ("findings (2)", "disagree", "rtt_avg_ms", "21.7", "20.8"):
        assert said in shown.text


@pytest.mark.parametrize("at", range(35))
def test_every_sample(at: int) -> None:
    """Each sample makes a page that is well formed and says what test it is."""
    result = samples()[at]
    assert isinstance(result, netassay.Result)
    assert str(result.test) in page(result).text


def test_a_list() -> None:
    """A list of results is a table, a row for each, what works and rejects among them."""
    items = samples()
    items.append(netassay.Reject("a.json", "not JSON", b"x", "line 1"))
    shown = page(items)
    assert len(items) + 1 == shown.elements.count("tr")
    for said in ("degraded", "4 received, 20 % loss", "a.json line 1: not JSON", "9.58 Mbit/s"):
        assert said in shown.text


def test_a_slice_is_a_list_of_the_same_kind() -> None:
    """Slices are shown like the whole; long lists are cut and counted."""
    items = samples()
    assert isinstance(items[:3], netassay.Results)
    assert 4 == page(items[:3]).elements.count("tr")
    assert "... and 10 more rows" in page(netassay.Results(list(items[:1]) * 210)).text
    assert netassay.Results() == []
    page(netassay.Results())


def test_hostile_text_is_text() -> None:
    """Whatever a device says stands there to be read, and is no element."""
    saved = body("aps/ping", failReason=EVIL)
    saved["output"] |= {"destination": EVIL, EVIL: EVIL, "averageRoundTripTimeMilliseconds": EVIL}
    saved["rawOutput"] += f"{EVIL}\nwhat is this {EVIL}\n"
    result = netassay.normalize(saved, test="ping", family="aps")
    shown = page(result)
    assert "</script><img src=x onerror=alert(1)>" in shown.text
    assert page(netassay.Results([result, netassay.Reject(EVIL, EVIL, b"", EVIL)]))


def test_endless_texts_are_cut() -> None:
    """Of a text of megabytes the beginning is in the page."""
    endless = "A" * 3_000_000
    saved = body("aps/ping", failReason=endless) | {"rawOutput": endless}
    saved["output"] |= {"destination": endless, "more": endless}
    result = netassay.normalize(saved, test="ping", family="aps")
    assert len(result._repr_html_()) < 300_000
    assert len(netassay.Results([result])._repr_html_()) < 300_000


@given(st.text(), st.text())
def test_a_tag_says_what_it_was_given(text: str, value: str) -> None:
    """Any text in an element and in an attribute comes out of a parser as its visible form."""
    made = Page(tag("p", text, title=value))
    assert ["p"] == made.elements
    assert isinstance(tag("p", text), Markup)


def test_a_package_without_notebook_loads_none() -> None:
    """Normalizing loads nothing of notebooks, plots or terminals."""
    code = (
        "import sys, netassay; netassay.normalize({'status': 'RUNNING'});"
        "print(*[name for name in ('rich', 'matplotlib', 'netassay.show.notebook') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert b"" == done.stdout.strip()
