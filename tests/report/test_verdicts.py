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
from report.browsers import opened
from report.pages import collected, samples, written

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from report.browsers import Opened

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


def test_every_table_has_them(seen: Opened) -> None:
    """Each result has its verdict as a word, in its section and in the list of all."""
    for test in TESTS:
        heads = seen.page.locator(f"#test-{test} .table").last.locator("thead th")
        number = heads.all_inner_texts().index("verdict") + 1
        cells = seen.page.locator(f"#test-{test} tr.result > td:nth-child({number})")
        assert [one.verdict for one in RESULTS if one.test == test] == cells.all_inner_texts(), test
    listed = seen.column("#responses", 2)
    assert sorted((one.verdict for one in RESULTS), key=WORST.index)[: len(listed)] == listed


def test_pointing_tells_the_summary(seen: Opened) -> None:
    """A verdict tells its summary and what it means; an opened result begins with both."""
    hint = seen.pointed(seen.page.locator("#responses .pill").first, "failed: ")
    assert "www.example.org not reached in 6 hops" in hint
    seen.open_all()
    said = seen.page.locator(".detail p.summary").all_inner_texts()
    assert {f"{one.verdict} {one.summary}" for one in RESULTS} == {
        " ".join(s.split()) for s in said
    }


def test_they_filter_and_sort(seen: Opened) -> None:
    """A choice leaves the results of one verdict; sorted, the worst comes first."""
    seen.page.locator("#responses select[aria-label=verdict]").select_option("degraded")
    seen.until("!document.querySelector('#responses .pill:not(.degraded)')")
    assert f"{COUNTS['degraded']} of 35 responses" == seen.text("#responses .count")
    seen.page.locator("#test-traceroute thead button", has_text="verdict").click()
    seen.until("!!document.querySelector('#test-traceroute th[aria-sort=ascending]')")
    assert "failed" == seen.text("#test-traceroute tr.result .pill")


def test_the_overview_counts_them(seen: Opened) -> None:
    """A bar and a tile each tell how many results have a verdict, and what it means."""
    for verdict, count in COUNTS.items():
        assert str(count) == seen.text(f".works .tile.{verdict} dd")
    bars = seen.page.locator(".bar rect").evaluate_all(
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
    with opened(browser, sample_page, color_scheme=scheme) as seen:
        colours = set()
        for verdict in COUNTS:
            pill = seen.page.locator(f".pill.{verdict}").first
            colour, ground = pill.evaluate(STYLE)
            assert contrast(colour, ground) > 4.5, verdict
            colours.add(colour)
        assert len(COUNTS) == len(colours)
        assert [] == seen.complaints


def test_long_responses_are_told_by_their_first_line(browser: Browser, tmp_path: Path) -> None:
    """A show command's rows fit the table, and the page does not hold a long text twice."""
    text = "first line\n" + "x" * 60 + "\n" * 3 + "y\n" * 5000
    output = {"commands": ["show log"], "results": [{"command": "show log", "output": text}]}
    url = "/network-troubleshooting/v1/cx/CN1/showCommands/async-operations/1"
    item = SavedResponse("a.json", json.dumps({"output": output}).encode(), url=url)
    made = collected([item])
    (row,) = made.sections["show_command"].rows
    assert len(row[3]) < 3000
    with opened(browser, written(tmp_path, made)) as seen:
        cell = seen.page.locator("#test-show_command .table").first.locator("tbody td").nth(3)
        assert re.fullmatch(r"first line and [\d,]+ more lines", cell.inner_text())
