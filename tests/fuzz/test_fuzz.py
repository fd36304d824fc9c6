"""A little fuzzing with every run of the tests, and all that fuzzing ever found."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fuzz.mutations import mutated, seeds
from fuzz.target import one

FOUND = sorted((Path(__file__).parent / "corpus").iterdir())
SEEDS = seeds()


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found(path: Path) -> None:
    """What once failed does not fail any more."""
    one(path.read_bytes())


@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_changed_seeds(data: bytes, seed: int) -> None:
    """Seeds with a few changes are read or refused."""
    one(mutated(data, SEEDS, Random(seed)))


@given(st.binary())
@example(b"")
def test_any_bytes(data: bytes) -> None:
    """Any bytes are read or refused."""
    one(data)
