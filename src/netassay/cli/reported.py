"""What `report` writes: one page of all responses, and where it may go."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netassay.cli.streams import WrongUse, is_terminal
from netassay.cli.writing import STANDARD, opened, refuse_inputs
from netassay.records.result import Reject
from netassay.report import Collected, page, require
from netassay.sources import Saved

if TYPE_CHECKING:
    from netassay.cli.reading import Reading

__all__ = ["reported"]


def reported(reading: Reading, output: str | None) -> None:
    """Write the page of all that is read to a file, or to standard output.

    Raises, before anything is read, `MissingExtra` where the extra is not installed and
    `WrongUse` where the page can't be written, or would fill a terminal.
    """
    require()
    if output is None and is_terminal(sys.stdout):
        raise WrongUse("a page is nothing for a terminal; name a file: -o report.html")
    if output is None or output == STANDARD:
        sys.stdout.buffer.write(_page(reading))
        return
    refuse_inputs(output, reading.paths)
    if not Path(output).parent.is_dir():
        raise WrongUse(f"{output}: there is no such folder")
    # An old page stays until the new one is made.
    made = _page(reading)
    with opened(output) as file:
        file.write(made)


def _page(reading: Reading) -> bytes:
    collected = Collected(reading.redactor)
    for item, outcome in reading.outcomes():
        if isinstance(outcome, Reject):
            collected.reject(outcome)
        elif isinstance(item, Saved):
            collected.add(item, outcome)
    return page(collected).encode()
