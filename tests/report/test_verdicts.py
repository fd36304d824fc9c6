"""What works and what does not, as the page tells it: by word, in colour, in every table."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import netassay
from netassay.measurements import TESTS
from netassay.sources import SavedResponse
from report.browsers import open_tab
from report.pages import page_data, samples, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from report.browsers import Tab

RESULTS = [netassay.normalize(item.data, url=item.url) for item in samples()]
COUNTS = Counter(result.verdict for result in RESULTS)
WORST = ["failed", "not-run", "degraded", "pending", "unknown", "passed"]
STYLE = "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"


def contrast(*colours: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    lights = []
    for colour in colours:
        shares = [int(one) / 255 for one in re.findall(r"\d+", colour)[:3]]
        linear = [
            one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares
        ]
        lights.append(sum(w * one for w, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_every_table_has_them(tab: Tab) -> None:
    """Each result has its verdict as a word, in its section and in the list of all."""
    for test in TESTS:
        heads = tab.page.locator(f"#test-{test} .table").last.locator("thead th")
        number = heads.all_inner_texts().index("verdict") + 1
        cells = tab.page.locator(f"#test-{test} tr.result > td:nth-child({number})")
        assert [one.verdict for one in RESULTS if one.test == test] == cells.all_inner_texts(), test
    listed = tab.column("#responses", 2)
    assert sorted((one.verdict for one in RESULTS), key=WORST.index)[: len(listed)] == listed


def test_pointing_tells_the_summary(tab: Tab) -> None:
    """A verdict tells its summary and what it means; an opened result begins with both."""
    hint = tab.hint_at(tab.page.locator("#responses .pill").first, "failed: ")
    assert "www.example.org not reached in 6 hops" in hint
    tab.open_all()
    said = tab.page.locator(".detail p.summary").all_inner_texts()
    assert {f"{one.verdict} {one.summary}" for one in RESULTS} == {
        " ".join(s.split()) for s in said
    }


def test_they_filter_and_sort(tab: Tab) -> None:
    """A choice leaves the results of one verdict; sorted, the worst comes first."""
    tab.page.locator("#responses select[aria-label=verdict]").select_option("degraded")
    tab.wait_for("!document.querySelector('#responses .pill:not(.degraded)')")
    assert f"{COUNTS['degraded']} of 35 responses" == tab.text("#responses .count")
    tab.click(tab.page.locator("#test-traceroute thead button", has_text="verdict"))
    tab.wait_for("!!document.querySelector('#test-traceroute th[aria-sort=ascending]')")
    assert "failed" == tab.text("#test-traceroute tr.result .pill")


def test_the_overview_counts_them(tab: Tab) -> None:
    """A bar and a tile each tell how many results have a verdict, and what it means."""
    for verdict, count in COUNTS.items():
        assert str(count) == tab.text(f".works .tile.{verdict} dd")
    bars = tab.page.locator(".bar rect").evaluate_all(
        "(all) => all.map((one) => [one.className.baseVal, Number(one.getAttribute('width'))])"
    )
    assert {name: pytest.approx(1000 * n / 35, abs=0.01) for name, n in COUNTS.items()} == dict(
        bars
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_has_a_colour_that_can_be_read(
    browser: Browser, sample_page: Path, scheme: str
) -> None:
    """Verdicts differ in colour, too, and are legible on their ground, in both themes."""
    with open_tab(browser, sample_page, color_scheme=scheme) as tab:
        colours = set()
        for verdict in COUNTS:
            pill = tab.page.locator(f".pill.{verdict}").first
            colour, ground = pill.evaluate(STYLE)
            assert contrast(colour, ground) > 4.5, verdict
            colours.add(colour)
        assert len(COUNTS) == len(colours)
        assert [] == tab.complaints


def test_long_responses_are_told_by_their_first_line(browser: Browser, tmp_path: Path) -> None:
    """A show command's rows fit the table, and the page does not hold a long text twice."""
    text = "first line\n" + "x" * 60 + "\n" * 3 + "y\n" * 5000
    output = {"commands": ["show log"], "results": [{"command": "show log", "output": text}]}
    url = "/network-troubleshooting/v1/cx/CN1/showCommands/async-operations/1"
    item = SavedResponse("a.json", json.dumps({"output": output}).encode(), url=url)
    made = page_data([item])
    (row,) = made.sections["show_command"].rows
    assert len(row[3]) < 3000
    with open_tab(browser, write_page(tmp_path, made)) as tab:
        cell = tab.page.locator("#test-show_command .table").first.locator("tbody td").nth(3)
        assert re.fullmatch(r"first line and [\d,]+ more lines", cell.inner_text())
