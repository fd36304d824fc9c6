"""Names of any characters are drawn, and counts of any size are exact."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from bodies import body, url
from netassay.sources import SavedResponse
from report.browsers import open_tab
from report.pages import page_data, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

#: Odd, so that no float of 53 bits holds it.
COUNT = 2**60 + 1
NAMES = (
    "a\u2028b",
    "a\u2029b",
    "a\u2028\u2029'\"\\b",
    "a\u0085\x0b\x0c\nb\tc",
    "\ud800\u202e",
    "</script>${1}",
)


def saved(name: str, output: dict[str, Any], **changes: Any) -> SavedResponse:
    """Return a sample with other values in its output, and without a text."""
    made = body(name, rawOutput=None, **changes)
    made["output"] = {**made["output"], **output}
    return SavedResponse("made", json.dumps(made).encode(), url=url(name))


def opened_charts(browser: Browser, page: Path) -> tuple[int, list[str], str]:
    """Open all results; return how many charts were drawn, the complaints, and all texts."""
    with open_tab(browser, page) as tab:
        tab.page.evaluate(
            "[...document.querySelectorAll('.opener[aria-expanded=false]')]"
            ".forEach((one) => one.click())"
        )
        tab.wait_until_unpacked()
        tab.page.evaluate(
            "document.querySelectorAll('.detail > details').forEach((one) => { one.open = true; })"
        )
        tab.scroll_through()
        drawn = tab.count("figure.chart[data-drawn]")
        assert drawn == tab.count("figure.chart")
        said = tab.page.evaluate("document.querySelector('main').innerText")
        return drawn, tab.complaints, said


def hop(number: int, name: str) -> dict[str, Any]:
    """Return a hop whose router has a name."""
    probe = {"responseTimeMilliseconds": "0.9 ms", "ipAddress": "192.0.2.1"}
    return {"hop": str(number), "probes": [probe | {"reverseDnsResolution": name}]}


def test_names_in_charts(browser: Browser, tmp_path: Path) -> None:
    """A chart is drawn whatever characters the names on its axes and in its legend have."""
    hops = [hop(number, name) for number, name in enumerate(NAMES, start=1)]
    items = [saved("aps/traceroute", {"hops": hops})]
    items += [
        saved("aps/ping", {"destination": name}, startTime=f"2025-05-20T1{number}:00:00Z")
        for number, name in enumerate(NAMES)
    ]
    made = page_data(items)
    drawn, complaints, said = opened_charts(browser, write_page(tmp_path, made))
    assert drawn >= 1 + len(NAMES)
    assert [] == complaints
    assert "can't be drawn" not in said
    assert "a\\u2028b" in said


@pytest.mark.parametrize("small", [True, False])
def test_large_counts(browser: Browser, tmp_path: Path, small: bool) -> None:  # noqa: FBT001
    """A count over 2^53 stands with all its digits in tables, values and hovers."""
    counts = {"transmittedPacketsCount": str(COUNT + 2), "receivedPacketsCount": str(COUNT)}
    item = saved("aps/ping", counts, **({} if small else {"padding": "x" * 5000}))
    made = page_data([item])
    drawn, complaints, said = opened_charts(browser, write_page(tmp_path, made))
    assert [] == complaints
    assert drawn
    assert said.count(str(COUNT)) >= 2
    assert said.count(str(COUNT + 2)) >= 2
    assert {str(COUNT), str(COUNT + 2)} == set(re.findall(r"\d{16,}", said))
