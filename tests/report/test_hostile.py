"""Nothing that a device sends runs, loads or hides in the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bodies import body
from netassay.sources import SavedResponse
from report.browsers import open_tab
from report.pages import ATTACK, hostile, page_data, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

LONG = 5_000_000


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of all samples with all attacks in all places."""
    return write_page(tmp_path_factory.mktemp("hostile"), page_data(hostile()))


def test_nothing_runs(browser: Browser, hostile_page: Path) -> None:
    """With results opened and every part of them unfolded, no attack did anything.

    One that ran would open a dialog, which is among the complaints.
    """
    with open_tab(browser, hostile_page) as tab:
        for number in range(3):
            tab.page.evaluate(
                "[...document.querySelectorAll('.opener[aria-expanded=false]')]"
                ".filter((_, at) => at % 6 === 0).forEach((one) => one.click())"
            )
            tab.wait_until_unpacked()
            tab.page.evaluate(
                "document.querySelectorAll('.detail > details')"
                ".forEach((one) => { one.open = true; })"
            )
            tab.wait_for(
                "[...document.querySelectorAll('.detail > details[open] > .fold')]"
                ".every((one) => one.childElementCount)"
            )
            if number == 0:
                tab.scroll_through()
            tab.page.evaluate(
                "document.querySelectorAll('.pages:not([hidden]) button:last-child')"
                ".forEach((one) => one.click())"
            )
        assert [] == tab.complaints
        assert [hostile_page.as_uri()] == tab.requests
        strange = "main img, main svg[onload], main [onerror], main iframe, main style, main script"
        assert 0 == tab.count(strange)
        links = tab.page.locator("main a").all()
        assert all((one.get_attribute("href") or "").startswith("#") for one in links)


def test_attacks_are_shown_as_text(browser: Browser, hostile_page: Path) -> None:
    """What was sent is there to be read, and what can't be seen is an escape."""
    with open_tab(browser, hostile_page) as tab:
        assert ATTACK in tab.text("#rejects")
        said = tab.page.evaluate("document.querySelector('main').innerText")
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert "\\x1b[2J" in said


def test_the_file_holds_no_attack(hostile_page: Path) -> None:
    """In the file itself no attack ends an element or begins one."""
    text = hostile_page.read_text("utf-8")
    assert "<img src=x" not in text
    assert "<svg onload" not in text
    assert text.count("</script>") == text.count("<script")


def test_a_line_of_megabytes(browser: Browser, tmp_path: Path) -> None:
    """Of an endless line the page has the beginning, and says what it has not."""
    text = body("aps/ping")["rawOutput"] + "x" * LONG
    data = json.dumps(body("aps/ping", rawOutput=text, failReason="y" * LONG)).encode()
    file = write_page(tmp_path, page_data([SavedResponse("long.json", data)]))
    assert file.stat().st_size < 1_500_000
    with open_tab(browser, file) as tab:
        tab.wait_until_unpacked()
        assert "1 response this page holds the beginning only" in tab.text("#overview .note")
        note = tab.text(".detail .note")
        assert "text: 4,9" in note
        assert "fail_reason: 4,900,000 of 5,000,000 characters" in note
        assert [] == tab.complaints
