"""What `compare` puts on standard output."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

from netassay.analysis.compare import Summary, changes
from netassay.cli.consoles import console_on, show
from netassay.cli.streams import WrongUse, complain, is_terminal
from netassay.cli.writing import lines_to
from netassay.show.terminal.changes import changes_views

if TYPE_CHECKING:
    from netassay.analysis.compare import Change
    from netassay.cli.reading import Reading
    from netassay.cli.writing import Format

__all__ = ["compared"]


def compared(
    before: Reading, after: Reading, form: Format | None, threshold: float, *, everything: bool
) -> None:
    """Show what changed; lines of JSON have what is the same too."""
    if not threshold >= 0:
        raise WrongUse("--threshold is a number of percent, from 0")
    one, other = map(_summary, (before, after))
    lines = list(changes(one, other, threshold))
    seen = is_terminal(sys.stdout)
    if form == "view" or (form is None and seen):
        console = console_on(sys.stdout, folds=False)
        shown = [line for line in lines if everything or line.verdict != "same"]
        for view in changes_views(shown):
            show(console, view)
    else:
        write = lines_to(sys.stdout.buffer, seen=seen)
        for line in lines:
            write(_exported(line))
    complain(_counted(lines))


def _summary(reading: Reading) -> Summary:
    summary = Summary()
    for _, examination in reading.examinations():
        summary.add(examination.result)
    return summary


def _exported(line: Change) -> dict[str, Any]:
    """Return a line as plain data, a key that is not known as null."""
    key = {name: value or None for name, value in attrs.asdict(line.key).items()}
    rest = {field.name: getattr(line, field.name) for field in attrs.fields(type(line))[1:]}
    return key | rest | {"unit": line.unit.symbol if line.unit else None}


def _counted(lines: list[Change]) -> str:
    counts = Counter[str](line.verdict for line in lines)
    names = ("worse", "better", "changed", "new", "gone", "same")
    # Few comparisons have anything that has changed and is neither better nor worse.
    words = [f"{counts[name]} {name}" for name in names if name != "changed" or counts[name]]
    return f"{len({line.key for line in lines})} compared: {', '.join(words)}"
