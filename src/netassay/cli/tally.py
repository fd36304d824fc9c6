"""Counts of what was read, and the exit code that follows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from netassay.core.verdicts import BROKEN

if TYPE_CHECKING:
    from netassay.records.result import Result

__all__ = ["Tally"]


@attrs.define
class Tally:
    """Counts of responses, of their findings by severity, of their verdicts, and of rejects.

    `judged`: verdicts of what does not work set the exit code too.
    """

    judged: bool = False

    responses: int = 0
    rejected: int = 0
    findings: Counter[str] = attrs.field(factory=Counter)
    verdicts: Counter[str] = attrs.field(factory=Counter)

    def add(self, result: Result) -> None:
        """Count a result and its findings."""
        self.responses += 1
        for finding in result.findings:
            self.findings[finding.severity] += 1
        self.verdicts[result.verdict] += 1

    def join(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.responses += other.responses
        self.rejected += other.rejected
        self.findings += other.findings
        self.verdicts += other.verdicts

    @property
    def broken(self) -> dict[str, int]:
        """Counts of the verdicts of what does not work; empty unless judged."""
        return {one: self.verdicts[one] for one in BROKEN if self.judged and self.verdicts[one]}

    @property
    def exit_code(self) -> int:
        """1 where an input was rejected, a finding is an error or a judged test does not work, else 0."""
        return int(bool(self.rejected or self.findings["error"] or self.broken))

    def __str__(self) -> str:
        severities = ("error", "warning", "info")
        found = [_counted(self.findings[one], one) for one in severities if self.findings[one]]
        words = [_counted(self.responses, "response"), " and ".join(found) or "no findings"]
        if self.judged:
            broken = [f"{count} {verdict}" for verdict, count in self.broken.items()]
            words.append(" and ".join(broken) or "nothing failed")
        if self.rejected:
            words.append(f"{_counted(self.rejected, 'input')} rejected")
        return ", ".join(words)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"
