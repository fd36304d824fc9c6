"""Whatever the API may answer has a page: bodies of all endpoints, whole and damaged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netassay import testing
from netassay.measurements import TESTS
from netassay.sources import SavedResponse
from report.browsers import opened
from report.pages import collected, written

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


def drawn(many: int) -> list[testing.Body]:
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
    bodies = drawn(120)
    items = [
        SavedResponse(f"drawn {at}", json.dumps(body.body).encode(), url=body.url)
        for at, body in enumerate(bodies)
    ]
    made = collected(items)
    assert len(items) == len(made.results) + len(made.rejects)
    shown: set[str] = set()
    with opened(browser, written(tmp_path, made)) as seen:
        turned = 1
        while turned:
            seen.page.evaluate(OPEN_ALL)
            seen.settled()
            seen.scroll_through()
            shown.update(seen.page.evaluate(SHOWN))
            turned = seen.page.evaluate(TURN)
        assert [] == seen.complaints
    assert {f"r{number + 1}" for number in range(len(made.results))} == shown
