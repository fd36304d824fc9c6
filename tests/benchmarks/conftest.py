"""Prints, behind a run of the benchmarks, each median and its ratio to the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print one line per benchmark: its median and how many times the floor that is."""
    session = getattr(config, "_benchmarksession", None)
    medians: dict[str, dict[str, float]] = {}
    for bench in session.benchmarks if session else ():
        medians.setdefault(bench.group, {})[bench.name] = bench.stats.median
    if not medians:
        return
    terminalreporter.section("medians, and how many times the floor")
    for group, rows in medians.items():
        floor = next((median for name, median in rows.items() if "floor" in name), None)
        for name, median in rows.items():
            ratio = f"{median / floor:8.2f} x" if floor else ""
            terminalreporter.write_line(f"{group:16} {name:44} {median * 1e6:10.1f} us {ratio}")
