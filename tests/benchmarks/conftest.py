"""How much the benchmarks measure: in a run of the whole suite just enough to see them work."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from benchmarks.timing import Effort

if TYPE_CHECKING:
    from collections.abc import Callable

#: Inputs of each kind and seed.
COUNT = int(os.environ.get("NETASSAY_BENCHMARK_COUNT", "200"))


@pytest.fixture(scope="session")
def asked(pytestconfig: pytest.Config) -> bool:
    """Say whether the benchmarks were asked for by name."""
    return any("benchmarks" in argument for argument in pytestconfig.args)


@pytest.fixture(scope="session")
def effort(asked: bool) -> Effort:  # noqa: FBT001 - a fixture
    """Return how much to measure."""
    return Effort(count=COUNT) if asked else Effort(seeds=1, count=4)


@pytest.fixture
def show(asked: bool, capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:  # noqa: FBT001
    """Return what prints figures, whatever pytest captures; those of a few inputs say nothing."""

    def printed(text: str) -> None:
        if asked:
            with capsys.disabled():
                print(f"\n{text}")

    return printed
