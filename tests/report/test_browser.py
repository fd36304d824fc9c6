"""The page of the samples in a real browser: by clicks, keys and pointer, as a reader has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import netassay
from bodies import body
from report.browsers import PATIENCE, PHONE, Opened, opened
from report.pages import collected, samples, written

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

#: What each test's results must be drawn as.
DRAWN = {
    "ping": {"replies", "trend"},
    "ping_sweep": {"sweep"},
    "traceroute": {"path"},
    "iperf": {"bitrate_bps", "retransmits", "cwnd_bytes", "ways"},
    "speedtest": {"ways"},
    "http": {"latency", "trend"},
    "https": {"latency"},
    "cable_test": {"pairs"},
}
MARKS = "svg :is(.mark-symbol, .mark-rect, .mark-rule) path, svg .mark-rule line"


def test_sections_are_reached_by_their_links(seen: Opened) -> None:
    """Each link of the navigation brings its section to the screen."""
    links = seen.page.locator("nav a").all()
    assert 17 == len(links)
    for link in links:
        seen.click(link)
        target = (link.get_attribute("href") or "").removeprefix("#")
        box = f"document.querySelector('section#{target}').getBoundingClientRect()"
        seen.until(f"{box}.top < innerHeight / 2 && {box}.bottom > 0")


def test_every_chart_is_drawn(seen: Opened) -> None:
    """With all results opened, each test has its charts, and each chart has marks in it."""
    seen.open_all()
    seen.scroll_through()
    for test, templates in DRAWN.items():
        charts = seen.page.locator(f"#test-{test} figure.chart")
        assert templates == {one.get_attribute("data-template") for one in charts.all()}
        for chart in charts.all():
            assert 0 < chart.locator(MARKS).count(), (test, chart.inner_text())
    assert 0 < seen.page.locator(f"#timeline {MARKS}").count()
    assert 22 == seen.count("figure.chart")


def test_charts_wait_until_they_are_scrolled_to(seen: Opened) -> None:
    """At the start only what is near the screen is drawn."""
    drawn = seen.count("figure.chart[data-drawn]")
    assert drawn < seen.count("figure.chart") / 2
    seen.scroll_through()
    assert seen.count("figure.chart") == seen.count("figure.chart[data-drawn]")


def test_a_lost_reply_is_marked(seen: Opened) -> None:
    """The request that was never answered is a cross, and says so when it is pointed at."""
    unfolded = seen.revealed(13)  # the access point's: 2 is in no reply
    seen.scroll_through()
    chart = unfolded.locator("figure[data-template=replies]")
    crosses = chart.locator("svg path[aria-roledescription=point][d*='L']").all()
    lost = [one for one in crosses if "A" not in (one.get_attribute("d") or "A")]
    assert 1 == len(lost)
    hint = seen.pointed(lost[0], "lost: no reply with this number")
    assert re.search(r"sequence\s+2", hint)


def test_pointing_tells_the_value_and_its_source(seen: Opened) -> None:
    """A value in a table tells its exact figure, what it means, and both of its sources."""
    seen.settled()
    figure = seen.page.locator("#r29").get_by_text("9.58")  # iperf
    figure.scroll_into_view_if_needed()
    said = seen.pointed(figure, "9580000 bit/s")
    measured = netassay.normalize(body("gateways/iperf")).measurement
    assert 9580000 == measured.sent.bitrate_bps
    for part in ("9.58 Mbits/sec", "stated and printed agree", "mean rate", "line "):
        assert part in said
    seen.page.mouse.move(0, 0)
    seen.page.locator("#tip").wait_for(state="hidden")


def test_pointing_at_a_chart_tells_the_source(seen: Opened) -> None:
    """A bar of a chart tells what it stands for and the line that was printed."""
    seen.settled()
    seen.scroll_through()
    chart = seen.page.locator("#test-iperf figure[data-template=bitrate_bps]")
    hint = seen.pointed(chart.locator("svg .mark-rect path").first, "53900000 bit/s")
    assert "[  4]   0.00-1.00" in hint


def test_tables_are_sorted_by_clicks(seen: Opened) -> None:
    """A head sorts its column up, once more down, and says so."""
    table = "#test-arp_table .table:first-of-type"
    head = seen.page.locator(f"{table} thead th:nth-child(3)")
    there = seen.column(table, 3)
    seen.click(head.locator("button"))
    assert "ascending" == head.get_attribute("aria-sort")
    up = seen.column(table, 3)
    assert sorted(there) == sorted(up)
    assert up != there
    seen.click(head.locator("button"))
    assert "descending" == head.get_attribute("aria-sort")
    assert up == seen.column(table, 3)[::-1]


def test_numbers_are_sorted_as_numbers(seen: Opened) -> None:
    """Round trips are ordered by their size, what is absent last, either way."""
    heads = seen.page.locator("#test-ping .table thead th").all_inner_texts()
    number = 1 + next(at for at, head in enumerate(heads) if head.startswith("RTT avg"))
    head = seen.page.locator(f"#test-ping .table thead th:nth-child({number}) button")
    seen.click(head)
    figures = [float(text.split()[0]) for text in seen.column("#test-ping .table", number)]
    assert sorted(figures) == figures
    seen.click(head)
    figures = [float(text.split()[0]) for text in seen.column("#test-ping .table", number)]
    assert sorted(figures, reverse=True) == figures


def test_tables_are_filtered_by_words_and_choices(seen: Opened) -> None:
    """Words and choices leave the rows that have them, and the count says how many."""
    table = "#test-cable_test .table:first-of-type"
    seen.page.fill(f"{table} input", "1/1/10")
    assert ["1/1/10"] * 4 == seen.column(table, 3)
    seen.page.locator(f"{table} select[aria-label=status]").select_option("Open")
    assert ["4-5"] == seen.column(table, 5)
    assert "1 of 16 rows" == seen.text(f"{table} output")
    seen.page.fill(f"{table} input", "nowhere")
    assert [] == seen.column(table, 3)


def test_a_filter_counts_for_the_chart_above(seen: Opened) -> None:
    """The chart over time shows the results that the table shows."""
    seen.scroll_through()
    chart = seen.page.locator("#test-ping figure[data-template=trend]").first
    assert "4" == chart.get_attribute("data-drawn")
    seen.page.locator("#test-ping select[aria-label=family]").select_option("cx")
    seen.until(
        "document.querySelector('#test-ping figure[data-template=trend]').dataset.drawn === '1'"
    )


def test_every_finding_leads_to_its_result(seen: Opened) -> None:
    """The link of a finding opens the result that has it, with the finding in it."""
    rows = seen.page.locator("#findings tbody tr").all()
    assert 14 == len(rows)
    for row in rows:
        number, code = row.locator("a").inner_text(), row.locator("td").nth(2).inner_text()
        seen.click(row.locator("a"))
        unfolded = seen.page.locator(f"#r{number.removeprefix('#')} + .unfolded")
        seen.click(unfolded.get_by_text("Remarks"))
        expect(unfolded).to_contain_text(code, timeout=PATIENCE * 1000)
        seen.click(unfolded.get_by_text("Remarks"))


def test_the_text_is_there_folded_away(seen: Opened) -> None:
    """What the device printed is shown as it was, once it is unfolded."""
    seen.settled()
    text = body("gateways/iperf")["rawOutput"]
    inner = seen.page.locator("#r29 + .unfolded")
    assert 0 == inner.locator("pre").count()
    seen.click(inner.get_by_text("What the device printed"))
    shown = inner.locator("pre").text_content() or ""
    assert text.split() == shown.split()
    assert 20 < len(shown.splitlines())


def test_all_values_are_there_with_their_sources(seen: Opened) -> None:
    """The table of sources has a row for each value that `explain` tells of."""
    seen.settled()
    inner = seen.page.locator("#r29 + .unfolded")
    seen.click(inner.get_by_text("Where each value came from"))
    assert "130 values" == inner.locator("output").inner_text()


def test_the_keyboard_reaches_everything(seen: Opened) -> None:
    """From the top, the tabulator leads to the sections, a table, a result and its text."""
    seen.page.keyboard.press("Tab")
    assert "Skip to the results" == seen.page.evaluate("document.activeElement.textContent")
    seen.page.keyboard.press("Enter")
    opener = seen.page.locator("#r1 .opener")
    before = opener.get_attribute("aria-expanded")
    opener.focus()
    seen.page.keyboard.press("Enter")
    assert before != opener.get_attribute("aria-expanded")
    sort = seen.page.locator("#test-ping thead button").first
    sort.focus()
    seen.page.keyboard.press("Space")
    assert "ascending" == sort.locator("..").get_attribute("aria-sort")


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_themes(browser: Browser, sample_page: Path, scheme: str, other: str) -> None:
    """The page follows the system's theme, and the button turns it, charts and all."""
    paper = "getComputedStyle(document.body).backgroundColor"
    ink = "document.querySelector('#timeline svg text').getAttribute('fill')"
    with opened(browser, sample_page, color_scheme=scheme) as seen:
        seen.scroll_through()
        colours = [seen.page.evaluate(paper), seen.page.evaluate(ink)]
        assert ("rgb(20, 24, 26)" == colours[0]) == (scheme == "dark")
        assert other == seen.text("#theme").lower()
        seen.click(seen.page.locator("#theme"))
        seen.until(f"{ink} !== '{colours[1]}'")
        assert colours[0] != seen.page.evaluate(paper)
        assert [] == seen.complaints


def test_on_a_phone_nothing_sticks_out(browser: Browser, sample_page: Path) -> None:
    """On a narrow screen only tables scroll sideways, never the page."""
    with opened(browser, sample_page, viewport=PHONE) as seen:
        seen.settled()
        seen.scroll_through()
        assert PHONE["width"] == seen.page.evaluate("document.documentElement.scrollWidth")
        detail = seen.page.locator("#test-iperf .detail").bounding_box()
        assert detail is not None
        assert detail["width"] <= PHONE["width"]


def test_in_print(browser: Browser, sample_page: Path) -> None:
    """Printing draws the charts that were not scrolled to and leaves the controls out."""
    with opened(browser, sample_page) as seen:
        seen.settled()
        seen.page.emulate_media(media="print")
        seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        seen.until("!document.querySelector('figure.chart:not([data-drawn])')")
        assert not seen.page.locator("nav").is_visible()
        assert not seen.page.locator(".tools").first.is_visible()
        assert seen.page.locator("figure.chart svg").last.is_visible()
        assert [] == seen.complaints


def test_paper_is_light(browser: Browser, sample_page: Path) -> None:
    """In the dark theme charts are printed in the colours of the light one, and come back."""
    ink = "document.querySelector('#timeline svg text').getAttribute('fill')"
    with opened(browser, sample_page, color_scheme="dark") as seen:
        seen.scroll_through()
        dark = seen.page.evaluate(ink)
        seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        seen.until(f"{ink} !== '{dark}'")
        seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
        seen.until(f"{ink} === '{dark}'")
        assert [] == seen.complaints


def test_without_scripts_the_counts_can_be_read(browser: Browser, sample_page: Path) -> None:
    """Where a mail reader runs no scripts, the overview is there, and says what is missing."""
    with opened(browser, sample_page, java_script_enabled=False) as seen:
        assert "35 responses" in seen.text(".sum")
        assert 16 == seen.count(".counts tr")
        assert "need scripts" in seen.text("noscript")


def test_pages_of_a_long_table(browser: Browser, tmp_path: Path) -> None:
    """A table of many results is turned page by page; a link leads to the right page."""
    items = [one for one in samples() if one.source.endswith("aps/ping.json")] * 60
    file = written(tmp_path, collected(items))
    with opened(browser, file) as seen:
        assert "1 to 25 of 60" in seen.text("#test-ping .pages")
        seen.click(seen.page.locator("#test-ping .pages button").last)
        assert "26" == seen.column("#test-ping .table", 2)[0]
        seen.revealed(60)
        assert [] == seen.complaints
