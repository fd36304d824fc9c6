"""What the page shows, collected while results are read one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.codec import encode
from netassay.measurements import TESTS
from netassay.report.chunks import Chunks
from netassay.report.clips import Clips, quoted
from netassay.report.columns import column, flattened
from netassay.report.details import detail, finding_row
from netassay.report.overview import Overview
from netassay.report.sections import UNKNOWN, section_of
from netassay.report.seen import redacted, seen

if TYPE_CHECKING:
    from netassay.core.records.record import Record
    from netassay.normalizing.response import Examination
    from netassay.records.result import Reject
    from netassay.redaction import Redactor
    from netassay.report.columns import Column
    from netassay.report.sections import Section
    from netassay.report.seen import Seen
    from netassay.sources import Saved

__all__ = ["Collected", "SectionRows"]

#: The page holds the texts of results until it is this large, in bytes; a mail takes it.
_ROOM_FOR_TEXTS: Final = 10_000_000
#: Rows of a section's further table, of all results together.
_MOST_ROWS: Final = 50_000


@attrs.define
class SectionRows:
    """The rows of one test: `results` with the figures of each, `rows` of its lists."""

    section: Section
    columns: list[Column]
    results: list[list[Any]] = attrs.field(factory=list)
    rows: list[list[Any]] = attrs.field(factory=list)

    @classmethod
    def of(cls, section: Section) -> SectionRows:
        """Return the empty rows of a section."""
        spec = TESTS.get(section.test)
        columns = [column(spec.record, path) for path in section.columns] if spec else []
        return cls(section, columns)

    def add(self, number: int, measurement: Record | None) -> int:
        """Add a result; return how many rows of its lists were left out."""
        clips = Clips()
        values = [] if measurement is None else [one.of(measurement) for one in self.columns]
        self.results.append([number, *(clips.plain("", value) for value in values)])
        if measurement is None or not self.section.rows:
            return 0
        rows = [
            [number, at, *(_brief(row.get(name)) for name in self.section.row_columns)]
            for at, row in flattened(measurement, self.section.rows)
        ]
        room = max(0, _MOST_ROWS - len(self.rows))
        self.rows += rows[:room]
        return max(0, len(rows) - room)


def _empty_sections() -> dict[str, SectionRows]:
    """Return a section for each test, and that of responses whose test nothing tells."""
    sections = [*(section_of(spec) for spec in TESTS.values()), UNKNOWN]
    return {section.test: SectionRows.of(section) for section in sections}


@attrs.define
class Collected:
    """Takes results and rejects one by one and keeps them as the page holds them.

    With a redactor, that has learned of all of them, the page has stand-ins for who and
    where.
    """

    redactor: Redactor | None = None
    overview: Overview = attrs.field(factory=Overview)
    chunks: Chunks = attrs.field(factory=Chunks)
    results: list[list[Any]] = attrs.field(factory=list)
    findings: list[list[Any]] = attrs.field(factory=list)
    rejects: list[list[Any]] = attrs.field(factory=list)
    sections: dict[str, SectionRows] = attrs.field(factory=_empty_sections)

    def add(self, item: Saved, examination: Examination) -> None:
        """Take one result, examined with ``trace=True``."""
        one = (
            redacted(item, examination, self.redactor) if self.redactor else seen(item, examination)
        )
        result, number = one.result, len(self.results)
        made = detail(one, texts=self.chunks.size < _ROOM_FOR_TEXTS)
        section = self.sections[result.test or UNKNOWN.test]
        rows_left_out = section.add(number, result.measurement)
        if rows_left_out:
            made["left_out"].append(f"{rows_left_out:,} rows of the table of all results")
        place = self.chunks.add(encode(made))
        self.results.append([*_head(one), *place])
        self.findings += [[number, *finding_row(finding)] for finding in result.findings]
        self.overview.add(number, result, bool(made["left_out"]))

    def reject(self, item: Reject) -> None:
        """Take an input that is no response."""
        item = self.redactor.redact(item) if self.redactor else item
        self.rejects.append([quoted(item.source), quoted(item.place), quoted(item.reason)])

    @property
    def shown(self) -> list[SectionRows]:
        """The sections of the tests that there are results of."""
        return [section for section in self.sections.values() if section.results]

    def index(self) -> dict[str, Any]:
        """Return what the page's script needs before a result is opened."""
        return {
            "results": self.results,
            "findings": self.findings,
            "rejects": self.rejects,
            "sections": {
                one.section.test: {"results": one.results, "rows": one.rows} for one in self.shown
            },
        }


def _brief(value: Any) -> Any:
    """Return a value of a row; of a long text, such as a response, only the beginning."""
    return quoted(value) if isinstance(value, str) else value


def _head(shown: Seen) -> list[Any]:
    """Return what every table says of a result; the page's script knows the order."""
    result = shown.result
    weights = Counter(finding.severity for finding in result.findings)
    return [
        quoted(shown.source),
        result.test,
        result.family,
        None if result.serial_number is None else quoted(result.serial_number),
        result.kind,
        None if result.status is None else quoted(result.status),
        result.completeness,
        result.verdict,
        quoted(result.summary),
        None if result.started_at is None else result.started_at.ns // 10**6,
        None if result.started_at is None else str(result.started_at),
        result.elapsed_s,
        weights["error"],
        weights["warning"],
        weights["info"],
    ]
