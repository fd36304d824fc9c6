"""Whatever the API may answer has a page: bodies of all endpoints, whole and damaged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netassay import testing
from netassay.measurements import TESTS
from netassay.sources import SavedResponse
from report.browsers import open_tab
from report.pages import page_data, write_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

ENDPOINTS = [(spec.name, family) for spec in TESTS.values() for family in spec.outputs]
BODIES = st.sampled_from(ENDPOINTS).flatmap(
    lambda endpoint: testing.bodies(*endpoint, damage=testing.DAMAGES)
)
OPEN_ALL = "document.querySelectorAll('.opener[aria-expanded=false]').forEach((one) => one.click())"
SHOWN = "[...document.querySelectorAll('tr.result')].map((one) => one.id)"
#: A table of a test shows a page of its results at once, then the next.
TURN = """
[...document.querySelectorAll('main .pages:not([hidden]) button:last-child:enabled')]
  .filter((one) => !one.closest('.detail')).map((one) => one.click()).length
"""


def random_bodies(many: int) -> list[testing.Body]:
    """Return bodies that Hypothesis draws, all of them, to be shown on one page."""
    made: list[testing.Body] = []

    @settings(max_examples=many, phases=[Phase.generate])
    @given(BODIES)
    def keep(body: testing.Body) -> None:
        made.append(body)

    keep()
    return made


def test_any_answers_are_shown(browser: Browser, tmp_path: Path) -> None:
    """Every result opens, every chart is drawn, and the browser has nothing to complain of.

    What was drawn is in the page of a failed run, which pytest keeps.
    """
    bodies = random_bodies(120)
    items = [
        SavedResponse(f"drawn {at}", json.dumps(body.body).encode(), url=body.url)
        for at, body in enumerate(bodies)
    ]
    made = page_data(items)
    assert len(items) == len(made.results) + len(made.rejects)
    shown: set[str] = set()
    with open_tab(browser, write_page(tmp_path, made)) as tab:
        turned = 1
        while turned:
            tab.page.evaluate(OPEN_ALL)
            tab.wait_until_unpacked()
            tab.scroll_through()
            shown.update(tab.page.evaluate(SHOWN))
            turned = tab.page.evaluate(TURN)
        assert [] == tab.complaints
    assert {f"r{number + 1}" for number in range(len(made.results))} == shown
