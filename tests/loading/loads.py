"""Loads to compare: what a destination holds, in a form that equal loads share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.generator import lines
from sinks.reading_back import READERS, Tables, sorted_tables

if TYPE_CHECKING:
    from pathlib import Path

#: The sinks that a load is disturbed with.
FORMS = ("parquet", "duckdb", "csv", "ndjson")


def place(folder: Path, form: str) -> Path:
    """Return a destination that says by itself which sink it is, but for its format."""
    return folder / ("out.duckdb" if form == "duckdb" else f"out-{form}")


def tables_in(path: Path, form: str) -> Tables:
    """Return what a destination holds, rows sorted by their keys."""
    return sorted_tables(READERS[form](path))


def responses(folder: Path, count: int, seed: int = 1) -> Path:
    """Return a file of responses."""
    path = folder / "responses.ndjson"
    with path.open("wb") as file:
        file.writelines(lines(count, seed))
    return path
