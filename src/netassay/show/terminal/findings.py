"""Findings for a person: of one response, or grouped by code over many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from netassay.show.terminal.text import brief
from netassay.show.terminal.verdicts import VERDICT_COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.analysis import groups as grouping
    from netassay.core.finding import Finding

__all__ = ["broken_view", "findings_view", "group_view"]

#: The width of the widest severity, and of the widest verdict shown here.
_SEVERITY_WIDTH: Final = 7
_COLOURS: Final = {"error": "bold red", "warning": "yellow", "info": "cyan"} | VERDICT_COLOURS


def findings_view(findings: Sequence[Finding]) -> Group:
    """Show findings: severity, code, path, message, and both sides of each."""
    return Group(*map(_finding_view, findings))


def _finding_view(finding: Finding) -> Table:
    grid = _grid()
    grid.add_row(_severity(finding.severity), Text("  ").join(_texts(finding)))
    for name, value in (("output", finding.stated), ("text", finding.printed)):
        if value is not None:
            grid.add_row("", Text.assemble((f"{name:<6}  ", "dim"), brief(value)))
    return grid


def group_view(group: grouping.Group) -> Table:
    """Show the findings of one code: the counts of findings and responses, and the first ones."""
    grid = _grid()
    count = f"{group.findings} in {group.responses} response{'s'[: group.responses > 1]}"
    head = Text.assemble((group.code, "bold"), "  ", count)
    grid.add_row(_severity(group.severity), head)
    for example in group.examples:
        _, *parts = _texts(example.finding)
        source = Text(brief(example.source), "dim")
        grid.add_row("", Text("  ").join([source, Text(example.test), *parts]))
    _add_more(grid, group.responses - len(group.examples))
    return grid


def broken_view(broken: grouping.Broken) -> Table:
    """Show the responses of one verdict of what does not work: their count and the first ones."""
    grid = _grid()
    grid.add_row(
        _severity(broken.verdict), f"{broken.responses} response{'s'[: broken.responses > 1]}"
    )
    for source, result in broken.examples:
        parts = Text(brief(source), "dim"), Text(result.test or "unknown test")
        grid.add_row("", Text("  ").join([*parts, Text(brief(result.summary))]))
    _add_more(grid, broken.responses - len(broken.examples))
    return grid


def _add_more(grid: Table, count: int) -> None:
    if count > 0:
        grid.add_row("", Text(f"... and {count} more response{'s'[: count > 1]}", "dim"))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=_SEVERITY_WIDTH)
    grid.add_column(overflow="fold")
    return grid


def _severity(severity: str) -> Text:
    return Text(severity, _COLOURS.get(severity, ""))


def _texts(finding: Finding) -> list[Text]:
    parts = [brief(part) for part in (finding.path, finding.message) if part]
    return [Text(finding.code, "bold"), *map(Text, parts)]
