"""One browser and one page of the samples for all tests of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from report.browsers import Tab, open_tab, start_browser
from report.pages import page_data, samples, write_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium."""
    with start_browser() as made:
        yield made


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the samples."""
    return write_page(tmp_path_factory.mktemp("samples"), page_data(samples()))


@pytest.fixture
def tab(browser: Browser, sample_page: Path) -> Iterator[Tab]:
    """Open the page of the samples; it must ask for nothing and complain of nothing."""
    with open_tab(browser, sample_page) as made:
        yield made
        assert [sample_page.as_uri()] == made.requests
        assert [] == made.complaints
