"""Findings of many responses by code, and verdicts of what does not work, with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.finding import SEVERITIES
from netassay.core.verdicts import BROKEN

if TYPE_CHECKING:
    from netassay.core.finding import Finding
    from netassay.records.result import Result

__all__ = ["Broken", "Example", "Group", "Grouping"]

_WEIGHTS: Final = ("error", "warning", "info")


@attrs.frozen
class Example:
    """A finding with its source and its test."""

    source: str
    test: str
    finding: Finding


@attrs.define
class Group:
    """All findings of one code, of which the first are kept as examples."""

    code: str
    severity: str
    findings: int = 0
    responses: int = 0
    examples: list[Example] = attrs.field(factory=list)


@attrs.define
class Broken:
    """All responses of a verdict; the first are kept, each with its source."""

    verdict: str
    responses: int = 0
    examples: list[tuple[str, Result]] = attrs.field(factory=list)


class Grouping:
    """Counts findings by code, and what does not work by verdict.

    Of each, `most` examples are kept, of as many responses.
    """

    def __init__(self, most: int = 3) -> None:
        self._most = most
        self._groups: dict[str, Group] = {}
        self._broken = {verdict: Broken(verdict) for verdict in BROKEN}

    def add(self, result: Result, source: str) -> None:
        """Count a result's findings, and its verdict."""
        broken = self._broken.get(result.verdict)
        if broken is not None:
            broken.responses += 1
            if len(broken.examples) < self._most:
                broken.examples.append((source, result))
        codes: set[str] = set()
        for finding in result.findings:
            group = self._groups.get(finding.code)
            if group is None:
                group = Group(finding.code, finding.severity)
                self._groups[finding.code] = group
            group.findings += 1
            if finding.code not in codes:
                codes.add(finding.code)
                group.responses += 1
                if len(group.examples) < self._most:
                    group.examples.append(Example(source, result.test or "", finding))

    def broken(self) -> list[Broken]:
        """Return the verdicts of what does not work that have responses."""
        return [one for one in self._broken.values() if one.responses]

    def groups(self) -> list[Group]:
        """Return the groups by severity, then by frequency."""
        codes = list(SEVERITIES)
        return sorted(
            self._groups.values(),
            key=lambda one: (
                _WEIGHTS.index(one.severity),
                -one.findings,
                codes.index(one.code) if one.code in codes else len(codes),
            ),
        )
