"""A real browser for the tests, and what it tells of a page that it opened.

Playwright drives Debian's Chromium by its path: one package from PyPI and one from Debian,
where Selenium would need the matching driver as well, and tells of requests, of the console
and of colour schemes without further ado.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: What takes longer, in seconds, hangs, however busy the machine is.
PATIENCE = 180
#: A chart is drawn some time after it came near the screen, and never if it left too soon.
SCREEN_IS_DRAWN = """
[...document.querySelectorAll('figure.chart:not([data-drawn])')].every((one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return bottom < -390 || top > innerHeight + 390;
})
"""
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def chromium() -> str:
    """Return the path of a Chromium; without one, skip, or fail where CI is set."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        reason = "no Chromium is installed (apt-get install chromium)"
        if "CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Start a browser; as root it has no sandbox of its own."""
    path = chromium()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--no-sandbox"], timeout=PATIENCE * 1000
        )
        try:
            yield browser
        finally:
            browser.close()


@attrs.define
class Tab:
    """A page that was opened, with all that it asked for and complained about."""

    page: Page
    requests: list[str] = attrs.field(factory=list)
    complaints: list[str] = attrs.field(factory=list)

    def text(self, selector: str) -> str:
        """Return the text of an element as it is seen."""
        return self.page.locator(selector).first.inner_text()

    def count(self, selector: str) -> int:
        """Return how many elements there are."""
        return self.page.locator(selector).count()

    def column(self, table: str, number: int) -> list[str]:
        """Return the texts of a column of a table, from 1, of the rows that are shown."""
        cells = self.page.locator(f"{table} tbody tr:not(.unfolded) > td:nth-child({number})")
        return cells.all_inner_texts()

    def open_all(self) -> None:
        """Open every result that is shown, by clicks."""
        while self.count(".opener[aria-expanded=false]"):
            self.click(self.page.locator(".opener[aria-expanded=false]").first)
        self.wait_until_unpacked()

    def click(self, at: Locator) -> None:
        """Click where nothing moves any more: a chart that is drawn makes room for itself."""
        place = None
        while place is None or place != at.bounding_box():
            at.scroll_into_view_if_needed()
            place = at.bounding_box()
            self.wait_until_unpacked()
            self.wait_for(SCREEN_IS_DRAWN)
        at.click()

    def scroll_through(self) -> None:
        """Scroll to the end screen by screen, as a reader does, and wait for the charts."""
        self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        below = "scrollY + innerHeight < document.documentElement.scrollHeight - 1"
        self.wait_for(SCREEN_IS_DRAWN)
        while self.page.evaluate(below):
            self.page.evaluate("scrollBy({top: innerHeight, behavior: 'instant'})")
            self.wait_for(SCREEN_IS_DRAWN)
        self.wait_for("!document.querySelector('figure.chart:not([data-drawn])')")

    def hint_at(self, at: Locator, told: str) -> str:
        """Point at something until the hint that tells of it is seen; return the hint."""
        hint = self.page.locator("#tip")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.page.mouse.move(1, 1)
            at.hover(force=True)
            for _ in range(10):
                if hint.is_visible() and told in (text := hint.text_content() or ""):
                    return hint.inner_text() if hint.is_visible() else text
                self.page.wait_for_timeout(50)
        raise TimeoutError(told)

    def open_result(self, number: int) -> Locator:
        """Follow the link of a result; return what it unfolds to, once that is unpacked."""
        self.page.evaluate(f"location.hash = '#r{number}'")
        unfolded = self.page.locator(f"#r{number} + .unfolded")
        unfolded.locator(".detail[data-ready]").wait_for()
        return unfolded

    def wait_until_unpacked(self) -> None:
        """Wait until what was opened is unpacked."""
        self.wait_for("[...document.querySelectorAll('.detail')].every(one => one.dataset.ready)")

    def wait_for(self, expression: str) -> None:
        """Wait until an expression holds; asked from here, as the page forbids `eval`."""
        end = time.monotonic() + PATIENCE
        while not self.page.evaluate(expression):
            if time.monotonic() > end:
                raise TimeoutError(f"{expression}; the page said {self.complaints}")
            self.page.wait_for_timeout(50)


@contextmanager
def open_tab(browser: Browser, file: Path, **context: Any) -> Iterator[Tab]:
    """Open a page from the disk and wait until its script has done its work."""
    options = {"viewport": DESK, "reduced_motion": "reduce"} | context
    with browser.new_context(**options) as made:
        page = made.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        tab = Tab(page)
        page.on("request", lambda request: tab.requests.append(request.url))
        page.on("console", lambda said: tab.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: tab.complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (tab.complaints.append("dialog"), dialog.dismiss()))
        page.goto(file.as_uri())
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        yield tab
