"""What a response to a show command is besides a text: rows of a table, measurements.

The formats of netassay go first: where one reads the whole response as an ARP table, the rows are
its entries. Then the templates are asked. Without the packages of the extra `show` no response has
rows; measurements need no package.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.lines.grammar import unified
from netassay.core.records.record import fields_of
from netassay.core.records.stored import build
from netassay.errors import NotAResponse
from netassay.measurements.arp_table import SPEC as ARP_TABLE
from netassay.normalizing.runs.found import TextRun, runs_in
from netassay.normalizing.runs.prompts import is_idle, typed
from netassay.records.arp_table import ArpTable, Entry
from netassay.records.show_command import MeasuredRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from netassay.core.finding import Finding
    from netassay.core.findings import Notes
    from netassay.normalizing.response import Examination
    from netassay.records.show_command import CommandResponse, ShowCommand

    #: Reads the text of one run.
    Examine = Callable[[TextRun], Examination]
    #: The name of a parser, and the rows that it read.
    Parsed = tuple[str, list[dict[str, str]]]

__all__ = ["add_rows_and_runs"]


def add_rows_and_runs(
    shown: ShowCommand, family: str | None, examine: Examine, notes: Notes
) -> None:
    """Add to each response the rows of its table, and the measurements in it.

    What is wrong with a measurement goes to `notes`, with the place of the measurement.
    """
    for at, row in enumerate(shown.responses):
        if row.response is None or not row.response.strip():
            continue
        # The end of the last line went with the head of the next response.
        text = unified(row.response).rstrip("\n") + "\n"
        runs, is_whole = _measured(text, examine)
        parsed = _parsed(row, text, runs[0] if is_whole else None, family)
        if parsed is not None:
            row.__dict__["parsed_by"], row.__dict__["rows"] = parsed
        row.__dict__["measured"] = [run.record for run in runs]
        for number, run in enumerate(runs):
            _note_all(run.findings, f"responses[{at}].measured[{number}]", notes)


# --- Measurements -----------------------------------------------------------------------


@attrs.frozen
class _ReadRun:
    """A run that was read: its record, the name of its format, what is wrong with it.

    `whole` says that each line was read, and none is missing.
    """

    record: MeasuredRun
    dialect: str
    findings: list[Finding]
    whole: bool


def _measured(text: str, examine: Examine) -> tuple[list[_ReadRun], bool]:
    """Return the runs in a text, and whether it is one run that was read whole, and nothing else."""
    pieces = list(runs_in(text))
    found = [
        run
        for piece in pieces
        if isinstance(piece, TextRun) and (run := _read_run(piece, examine)) is not None
    ]
    return found, len(pieces) == 1 and len(found) == 1 and found[0].whole


def _read_run(run: TextRun, examine: Examine) -> _ReadRun | None:
    """Return a run, None where no format reads it; one that no line opens must be read whole."""
    with suppress(NotAResponse):
        examination = examine(run)
        result, dialect = examination.result, examination.dialect
        if result.measurement is None or dialect is None:
            return None
        if result.unread and not dialect.runs.opens:
            return None
        values = {"test": run.test, "line": run.line, "measurement": result.measurement}
        closed = examination.scan is not None and examination.scan.closed
        whole = closed and not result.unread
        return _ReadRun(build(MeasuredRun, values), dialect.name, result.findings, whole)
    return None


def _note_all(findings: Iterable[Finding], place: str, notes: Notes) -> None:
    for finding in findings:
        path = f"{place}.measurement.{finding.path}" if finding.path else place
        notes.add(finding.code, path, finding.message, finding.stated, finding.printed)


# --- Rows -------------------------------------------------------------------------------


def _parsed(
    row: CommandResponse, text: str, run: _ReadRun | None, family: str | None
) -> Parsed | None:
    """Return the rows of a response; `run` is the run that the whole of it is, if it is one."""
    try:
        # The template's module would not tell: it stays imported.
        import ntc_templates  # noqa: F401, PLC0415
        import re2  # noqa: F401, PLC0415
        import textfsm  # noqa: F401, PLC0415

        from netassay.normalizing.shown.templates import parsed_by_template  # noqa: PLC0415
    except ImportError:
        return None
    if run is not None and run.record.test == ARP_TABLE.name:
        table = run.record.measurement
        if isinstance(table, ArpTable) and table.entries:
            return run.dialect, _entries(table)
    command, lines = _without_prompts(row.command, text.removesuffix("\n").split("\n"))
    return parsed_by_template(command, lines, family) if command else None


def _without_prompts(command: str | None, lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command, and the lines without the prompts before and behind them."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    words = typed(lines[start].strip()) if start < end else None
    if words is not None and (command is None or words.split() == command.split()):
        command, start = words, start + 1
    while end > start and (not lines[end - 1].strip() or is_idle(lines[end - 1].strip())):
        end -= 1
    return command or "", list(lines[start:end])


_ENTRY_FIELDS: Final = fields_of(Entry)


def _entries(table: ArpTable) -> list[dict[str, str]]:
    """Return the entries of an ARP table as rows: the fields that any entry has, as texts."""
    rows = [
        {field.exported: getattr(entry, field.exported) for field in _ENTRY_FIELDS}
        for entry in table.entries
    ]
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    return [{name: _text(row[name]) for name in names} for row in rows]


def _text(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:g}"
