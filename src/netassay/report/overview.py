"""The overview of all results: counts, the span of time, the worst findings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.verdicts import VERDICTS
from netassay.report.clipping import quote
from netassay.report.sections import UNKNOWN

if TYPE_CHECKING:
    from netassay.core.values.times import Timestamp
    from netassay.records.result import Finding, Result

__all__ = ["FindingGroup", "Overview", "Share"]

_RANKS: Final = {"error": 0, "warning": 1, "info": 2}
#: The width of the bar of verdicts.
_BAR_WIDTH: Final = 1000
_PLACE: Final = re.compile(r"\[\d{1,9}\]")
_WORST: Final = 12
_LINKS: Final = 5


@attrs.define
class FindingGroup:
    """Findings of one kind about one field: how many, in which results, the first of them."""

    finding: Finding
    test: str
    path: str
    count: int = 0
    results: list[int] = attrs.field(factory=list)

    def add(self, number: int) -> None:
        """Count one more finding, in the result of this number."""
        self.count += 1
        if number not in self.results[-1:]:
            self.results.append(number)

    @property
    def message(self) -> str:
        """The message of the first finding."""
        return quote(self.finding.message)

    @property
    def linked(self) -> list[int]:
        """The first results that have it."""
        return self.results[:_LINKS]


@attrs.frozen
class Share:
    """One verdict: its count, its meaning, and its part of the bar."""

    verdict: str
    meaning: str
    count: int
    start: float
    width: float


@attrs.define
class Overview:
    """Counts of results and findings.

    `cells` counts by (test, family) and (test, severity), `verdicts` by (test, verdict); both
    also for ``all`` tests.
    """

    results: int = 0
    clipped: int = 0
    cells: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    verdicts: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    devices: set[str] = attrs.field(factory=set)
    first: Timestamp | None = None
    last: Timestamp | None = None
    groups: dict[tuple[str, str, str], FindingGroup] = attrs.field(factory=dict)

    def add(self, number: int, result: Result, clipped: bool) -> None:  # noqa: FBT001 - a count
        """Count a result."""
        self.results += 1
        self.clipped += clipped
        test = result.test or UNKNOWN.test
        for what in (result.family or "unknown", "all"):
            self.cells[test, what] += 1
            self.cells["all", what] += 1
        for one in (test, "all"):
            self.verdicts[one, result.verdict] += 1
        if result.serial_number:
            self.devices.add(result.serial_number)
        if not _is_doubtful(result):
            self._span(result)
        for finding in result.findings:
            self.cells[test, finding.severity] += 1
            self.cells["all", finding.severity] += 1
            self._group(number, test, finding)

    def _span(self, result: Result) -> None:
        for time in (result.started_at, result.ended_at):
            if time is not None:
                self.first = time if self.first is None or time.ns < self.first.ns else self.first
                self.last = time if self.last is None or time.ns > self.last.ns else self.last

    def _group(self, number: int, test: str, finding: Finding) -> None:
        path = _PLACE.sub("[]", quote(finding.path))
        key = test, finding.code, path
        if key not in self.groups:
            self.groups[key] = FindingGroup(finding, test, path)
        self.groups[key].add(number)

    @property
    def worst(self) -> list[FindingGroup]:
        """The findings that weigh most, of these the most frequent first; remarks are none."""
        loud = [one for one in self.groups.values() if one.finding.severity != "info"]
        return sorted(loud, key=lambda one: (_RANKS[one.finding.severity], -one.count))[:_WORST]

    def columns(self, names: tuple[str, ...]) -> list[str]:
        """Return those of the names that something was counted under."""
        return [name for name in names if self.cells["all", name]]

    @property
    def shares(self) -> list[Share]:
        """The verdicts with results, from passed to unknown, side by side."""
        made: list[Share] = []
        start = 0.0
        for verdict, meaning in VERDICTS.items():
            count = self.verdicts["all", verdict]
            if count:
                width = _BAR_WIDTH * count / self.results
                made.append(Share(verdict, meaning, count, round(start, 2), round(width, 2)))
                start += width
        return made


def _is_doubtful(result: Result) -> bool:
    """Say whether a finding is about the times, which then count for no span."""
    return any(finding.path in ("started_at", "ended_at") for finding in result.findings)
