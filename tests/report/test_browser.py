"""The page of the samples in a real browser: by clicks, keys and pointer, as a reader has it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import netassay
from bodies import body
from netassay.sources import SavedResponse
from netassay.testing.printers.show_tables import render_table
from report.browsers import PATIENCE, PHONE, Tab, open_tab
from report.pages import page_data, samples, write_page

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


def test_sections_are_reached_by_their_links(tab: Tab) -> None:
    """Each link of the navigation brings its section to the screen."""
    links = tab.page.locator("nav a").all()
    assert 17 == len(links)
    for link in links:
        tab.click(link)
        target = (link.get_attribute("href") or "").removeprefix("#")
        box = f"document.querySelector('section#{target}').getBoundingClientRect()"
        tab.wait_for(f"{box}.top < innerHeight / 2 && {box}.bottom > 0")


def test_every_chart_is_drawn(tab: Tab) -> None:
    """With all results opened, each test has its charts, and each chart has marks in it."""
    tab.open_all()
    tab.scroll_through()
    for test, templates in DRAWN.items():
        charts = tab.page.locator(f"#test-{test} figure.chart")
        assert templates == {one.get_attribute("data-template") for one in charts.all()}
        for chart in charts.all():
            assert 0 < chart.locator(MARKS).count(), (test, chart.inner_text())
    assert 0 < tab.page.locator(f"#timeline {MARKS}").count()
    assert 22 == tab.count("figure.chart")


def test_charts_wait_until_they_are_scrolled_to(tab: Tab) -> None:
    """At the start only what is near the screen is drawn."""
    drawn = tab.count("figure.chart[data-drawn]")
    assert drawn < tab.count("figure.chart") / 2
    tab.scroll_through()
    assert tab.count("figure.chart") == tab.count("figure.chart[data-drawn]")


def test_a_lost_reply_is_marked(tab: Tab) -> None:
    """The request that was never answered is a cross, and says so when it is pointed at."""
    unfolded = tab.open_result(13)  # the access point's: 2 is in no reply
    tab.scroll_through()
    chart = unfolded.locator("figure[data-template=replies]")
    crosses = chart.locator("svg path[aria-roledescription=point][d*='L']").all()
    lost = [one for one in crosses if "A" not in (one.get_attribute("d") or "A")]
    assert 1 == len(lost)
    hint = tab.hint_at(lost[0], "lost: no reply with this number")
    assert re.search(r"sequence\s+2", hint)


def test_pointing_tells_the_value_and_its_source(tab: Tab) -> None:
    """A value in a table tells its exact figure, what it means, and both of its sources."""
    tab.wait_until_unpacked()
    figure = tab.page.locator("#r29").get_by_text("9.58")  # iperf
    figure.scroll_into_view_if_needed()
    said = tab.hint_at(figure, "9580000 bit/s")
    measured = netassay.normalize(body("gateways/iperf")).measurement
    assert 9580000 == measured.sent.bitrate_bps
    for part in ("9.58 Mbits/sec", "stated and printed agree", "mean rate", "line "):
        assert part in said
    tab.page.mouse.move(0, 0)
    tab.page.locator("#tip").wait_for(state="hidden")


def test_pointing_at_a_chart_tells_the_source(tab: Tab) -> None:
    """A bar of a chart tells what it stands for and the line that was printed."""
    tab.wait_until_unpacked()
    tab.scroll_through()
    chart = tab.page.locator("#test-iperf figure[data-template=bitrate_bps]")
    hint = tab.hint_at(chart.locator("svg .mark-rect path").first, "53900000 bit/s")
    assert "[  4]   0.00-1.00" in hint


def test_tables_are_sorted_by_clicks(tab: Tab) -> None:
    """A head sorts its column up, once more down, and says so."""
    table = "#test-arp_table .table:first-of-type"
    head = tab.page.locator(f"{table} thead th:nth-child(3)")
    there = tab.column(table, 3)
    tab.click(head.locator("button"))
    assert "ascending" == head.get_attribute("aria-sort")
    up = tab.column(table, 3)
    assert sorted(there) == sorted(up)
    assert up != there
    tab.click(head.locator("button"))
    assert "descending" == head.get_attribute("aria-sort")
    assert up == tab.column(table, 3)[::-1]


def test_numbers_are_sorted_as_numbers(tab: Tab) -> None:
    """Round trips are ordered by their size, what is absent last, either way."""
    heads = tab.page.locator("#test-ping .table thead th").all_inner_texts()
    number = 1 + next(at for at, head in enumerate(heads) if head.startswith("RTT avg"))
    head = tab.page.locator(f"#test-ping .table thead th:nth-child({number}) button")
    tab.click(head)
    figures = [float(text.split()[0]) for text in tab.column("#test-ping .table", number)]
    assert sorted(figures) == figures
    tab.click(head)
    figures = [float(text.split()[0]) for text in tab.column("#test-ping .table", number)]
    assert sorted(figures, reverse=True) == figures


def test_tables_are_filtered_by_words_and_choices(tab: Tab) -> None:
    """Words and choices leave the rows that have them, and the count says how many."""
    table = "#test-cable_test .table:first-of-type"
    tab.page.fill(f"{table} input", "1/1/10")
    assert ["1/1/10"] * 4 == tab.column(table, 3)
    tab.page.locator(f"{table} select[aria-label=status]").select_option("Open")
    assert ["4-5"] == tab.column(table, 5)
    assert "1 of 16 rows" == tab.text(f"{table} output")
    tab.page.fill(f"{table} input", "nowhere")
    assert [] == tab.column(table, 3)


def test_a_filter_counts_for_the_chart_above(tab: Tab) -> None:
    """The chart over time shows the results that the table shows."""
    tab.scroll_through()
    chart = tab.page.locator("#test-ping figure[data-template=trend]").first
    assert "4" == chart.get_attribute("data-drawn")
    tab.page.locator("#test-ping select[aria-label=family]").select_option("cx")
    tab.wait_for(
        "document.querySelector('#test-ping figure[data-template=trend]').dataset.drawn === '1'"
    )


def test_every_finding_leads_to_its_result(tab: Tab) -> None:
    """The link of a finding opens the result that has it, with the finding in it."""
    rows = tab.page.locator("#findings tbody tr").all()
    assert 14 == len(rows)
    for row in rows:
        number, code = row.locator("a").inner_text(), row.locator("td").nth(2).inner_text()
        tab.click(row.locator("a"))
        unfolded = tab.page.locator(f"#r{number.removeprefix('#')} + .unfolded")
        tab.click(unfolded.get_by_text("Remarks"))
        expect(unfolded).to_contain_text(code, timeout=PATIENCE * 1000)
        tab.click(unfolded.get_by_text("Remarks"))


def test_the_text_is_there_folded_away(tab: Tab) -> None:
    """What the device printed is shown as it was, once it is unfolded."""
    tab.wait_until_unpacked()
    text = body("gateways/iperf")["rawOutput"]
    inner = tab.page.locator("#r29 + .unfolded")
    assert 0 == inner.locator("pre").count()
    tab.click(inner.get_by_text("What the device printed"))
    shown = inner.locator("pre").text_content() or ""
    assert text.split() == shown.split()
    assert 20 < len(shown.splitlines())


def test_all_values_are_there_with_their_sources(tab: Tab) -> None:
    """The table of sources has a row for each value that `explain` tells of."""
    tab.wait_until_unpacked()
    inner = tab.page.locator("#r29 + .unfolded")
    tab.click(inner.get_by_text("Where each value came from"))
    assert "131 values" == inner.locator("output").inner_text()


def test_the_keyboard_reaches_everything(tab: Tab) -> None:
    """From the top, the tabulator leads to the sections, a table, a result and its text."""
    tab.page.keyboard.press("Tab")
    assert "Skip to the results" == tab.page.evaluate("document.activeElement.textContent")
    tab.page.keyboard.press("Enter")
    opener = tab.page.locator("#r1 .opener")
    before = opener.get_attribute("aria-expanded")
    opener.focus()
    tab.page.keyboard.press("Enter")
    assert before != opener.get_attribute("aria-expanded")
    sort = tab.page.locator("#test-ping thead button").first
    sort.focus()
    tab.page.keyboard.press("Space")
    assert "ascending" == sort.locator("..").get_attribute("aria-sort")


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_themes(browser: Browser, sample_page: Path, scheme: str, other: str) -> None:
    """The page follows the system's theme, and the button turns it, charts and all."""
    paper = "getComputedStyle(document.body).backgroundColor"
    ink = "document.querySelector('#timeline svg text').getAttribute('fill')"
    with open_tab(browser, sample_page, color_scheme=scheme) as tab:
        tab.scroll_through()
        colours = [tab.page.evaluate(paper), tab.page.evaluate(ink)]
        assert ("rgb(20, 24, 26)" == colours[0]) == (scheme == "dark")
        assert other == tab.text("#theme").lower()
        tab.click(tab.page.locator("#theme"))
        tab.wait_for(f"{ink} !== '{colours[1]}'")
        assert colours[0] != tab.page.evaluate(paper)
        assert [] == tab.complaints


def test_on_a_phone_nothing_sticks_out(browser: Browser, sample_page: Path) -> None:
    """On a narrow screen only tables scroll sideways, never the page."""
    with open_tab(browser, sample_page, viewport=PHONE) as tab:
        tab.wait_until_unpacked()
        tab.scroll_through()
        assert PHONE["width"] == tab.page.evaluate("document.documentElement.scrollWidth")
        detail = tab.page.locator("#test-iperf .detail").bounding_box()
        assert detail is not None
        assert detail["width"] <= PHONE["width"]


def test_in_print(browser: Browser, sample_page: Path) -> None:
    """Printing draws the charts that were not scrolled to and leaves the controls out."""
    with open_tab(browser, sample_page) as tab:
        tab.wait_until_unpacked()
        tab.page.emulate_media(media="print")
        tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        tab.wait_for("!document.querySelector('figure.chart:not([data-drawn])')")
        assert not tab.page.locator("nav").is_visible()
        assert not tab.page.locator(".tools").first.is_visible()
        assert tab.page.locator("figure.chart svg").last.is_visible()
        assert [] == tab.complaints


def test_paper_is_light(browser: Browser, sample_page: Path) -> None:
    """In the dark theme charts are printed in the colours of the light one, and come back."""
    ink = "document.querySelector('#timeline svg text').getAttribute('fill')"
    with open_tab(browser, sample_page, color_scheme="dark") as tab:
        tab.scroll_through()
        dark = tab.page.evaluate(ink)
        tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        tab.wait_for(f"{ink} !== '{dark}'")
        tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
        tab.wait_for(f"{ink} === '{dark}'")
        assert [] == tab.complaints


def test_without_scripts_the_counts_can_be_read(browser: Browser, sample_page: Path) -> None:
    """Where a mail reader runs no scripts, the overview is there, and says what is missing."""
    with open_tab(browser, sample_page, java_script_enabled=False) as tab:
        assert "35 responses" in tab.text(".sum")
        assert 16 == tab.count(".counts tr")
        assert "need scripts" in tab.text("noscript")


def test_pages_of_a_long_table(browser: Browser, tmp_path: Path) -> None:
    """A table of many results is turned page by page; a link leads to the right page."""
    items = [one for one in samples() if one.source.endswith("aps/ping.json")] * 60
    file = write_page(tmp_path, page_data(items))
    with open_tab(browser, file) as tab:
        assert "1 to 25 of 60" in tab.text("#test-ping .pages")
        tab.click(tab.page.locator("#test-ping .pages button").last)
        assert "26" == tab.column("#test-ping .table", 2)[0]
        tab.open_result(60)
        assert [] == tab.complaints


def test_tables_of_show_commands(browser: Browser, tmp_path: Path) -> None:
    """A table has its rows, a measurement its values, below the response that they stand in."""
    ping = body("aps/ping")["rawOutput"]
    table = render_table("aruba_os_show_hostname", [{"hostname": "ap-lobby"}])
    texts = {"show hostname": table, "ping www.example.com": ping[ping.index("PING") :]}
    output = {"results": [{"command": name, "output": text} for name, text in texts.items()]}
    url = "/network-troubleshooting/v1/aps/CN1/showCommands/async-operations/7"
    item = SavedResponse("a.json", json.dumps({"output": output}).encode(), url=url)
    with open_tab(browser, write_page(tmp_path, page_data([item]))) as tab:
        unfolded = tab.open_result(1)
        for name in ("show hostname: rows (1)", "ping www.example.com: ping, line 1"):
            tab.click(unfolded.get_by_text(name))
        rows = unfolded.get_by_role("region", name="show hostname")
        expect(rows.get_by_role("cell")).to_have_text(["ap-lobby"])
        run = unfolded.locator("details", has_text="ping www.example.com: ping, line 1")
        expect(run.get_by_text("204.7")).to_be_visible()
        expect(run.get_by_text("replies (4)")).to_be_visible()
        assert [] == tab.complaints
