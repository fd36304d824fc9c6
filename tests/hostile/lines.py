"""Lines of every printed format, as its printer and the samples give them, one of each shape."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings

from bodies import SAMPLES
from netassay import testing
from netassay.testing.registry import strategy_dialects

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect

DRAWS = 20


@cache
def sample_texts() -> list[str]:
    """Return the texts of the samples."""
    saved = [json.loads(path.read_bytes()) for path in sorted(SAMPLES.glob("*/*.json"))]
    return [body["rawOutput"] for body in saved if isinstance(body.get("rawOutput"), str)]


@cache
def texts(dialect: Dialect) -> list[str]:
    """Return texts of a format: those of the samples, and some that are always drawn alike."""
    found = [text for text in sample_texts() if dialect.reads(text)]
    if dialect.name in strategy_dialects():

        @settings(max_examples=DRAWS, derandomize=True, database=None, phases=[Phase.generate])
        @given(testing.cases(dialect=dialect.name))
        def draw(case: testing.Case) -> None:
            found.append(case.text)

        draw()
    return sorted(set(found), key=len)


@cache
def lines(dialect: Dialect) -> list[str]:
    """Return one line of each shape: with other digits and words it would be the same."""
    shapes: dict[str, str] = {}
    for text in texts(dialect):
        for line in text.splitlines():
            shape = re.sub(r"[0-9a-f.:]*[0-9][0-9a-f.:]*", "0", line.strip())
            shapes.setdefault(re.sub(r"\s+", " ", shape)[:60], line)
    return list(shapes.values())
