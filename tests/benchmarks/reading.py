"""What further processes do in a benchmark: they import it by this module's name."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import netassay


def normalize_lines(path: str, first: int, last: int) -> None:
    """Normalize each line of a part of a file, and do nothing with it."""
    with Path(path).open("rb") as file:
        for line in islice(file, first, last):
            netassay.normalize(line)
