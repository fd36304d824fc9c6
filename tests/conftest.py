"""What all tests share: how hard the property tests try, and what the tests are marked with."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

from sinks.s3_server import Server

# A run of the tests has the same examples each time, however slow the machine is. New ones
# are looked for by `HYPOTHESIS_PROFILE=thorough`.
settings.register_profile(
    "thorough",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    max_examples=2000,
)
settings.register_profile(
    "netassay",
    settings.get_profile("thorough"),
    max_examples=50,
    derandomize=True,
    database=None,
)
# On each further Python a few examples tell whether it reads as the first one does.
settings.register_profile("few", settings.get_profile("netassay"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "netassay"))

#: The marks of a test by the fixture that it uses: what it needs beside Python comes first.
#: Under pytest-xdist one process has all tests that need the same.
NEEDS = {
    "browser": ("browser", "slow"),
    "postgres_server": ("postgres",),
    "spark_home": ("spark", "slow"),
    "s3_server": ("cloud",),
}
#: What would choose colours and widths, and is set by a terminal or by pytest-xdist.
CHOOSING = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE")


def pytest_configure() -> None:
    """Give all tests the same surroundings, whoever runs them and where."""
    for name in CHOOSING:
        os.environ.pop(name, None)
    # A shell has what it starts in the background ignore interrupts; so would, in turn, the
    # processes whose answer to an interrupt is tested.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def s3_server():
    """Give a server of S3 for all tests that this process has."""
    pytest.importorskip("s3fs")
    with pytest.MonkeyPatch.context() as patched, Server() as server:
        for name, value in server.environment.items():
            patched.setenv(name, value)
        yield server


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests by what they need."""
    for item in items:
        for fixture in NEEDS.keys() & getattr(item, "fixturenames", ()):
            for mark in NEEDS[fixture]:
                item.add_marker(mark)
            if item.config.pluginmanager.has_plugin("xdist"):
                item.add_marker(pytest.mark.xdist_group(NEEDS[fixture][0]))
