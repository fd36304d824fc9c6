"""The data of the page, collected while results are read one by one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.codec import encode
from netassay.measurements import TESTS
from netassay.report.chunks import Chunks
from netassay.report.clipping import Clipper, exact, quote
from netassay.report.details import detail, finding_row
from netassay.report.field_paths import field_path, nested_rows
from netassay.report.overview import Overview
from netassay.report.sections import UNKNOWN, section_of
from netassay.report.views import redacted_view, response_view

if TYPE_CHECKING:
    from netassay.core.records.record import Record
    from netassay.normalizing.response import Examination
    from netassay.records.result import Reject
    from netassay.redaction import Redactor
    from netassay.report.field_paths import FieldPath
    from netassay.report.sections import Section
    from netassay.report.views import ResponseView
    from netassay.sources import SavedResponse

__all__ = ["PageData", "SectionRows"]

#: Bytes of compressed details from which texts are left out: the page must fit in a mail.
_ROOM_FOR_TEXTS: Final = 10_000_000
#: Rows of a section's second table, of all results together.
_MOST_ROWS: Final = 50_000


@attrs.define
class SectionRows:
    """The tables of one test: `results` holds a row per result, `rows` one per row of its list."""

    section: Section
    columns: list[FieldPath]
    results: list[list[Any]] = attrs.field(factory=list)
    rows: list[list[Any]] = attrs.field(factory=list)

    @classmethod
    def of(cls, section: Section) -> SectionRows:
        """Return the empty tables of a section."""
        spec = TESTS.get(section.test)
        columns = [field_path(spec.record, path) for path in section.columns] if spec else []
        return cls(section, columns)

    def add(self, number: int, measurement: Record | None) -> int:
        """Add a result; return how many rows of its lists were left out."""
        clipper = Clipper()
        values = [] if measurement is None else [one.of(measurement) for one in self.columns]
        self.results.append([number, *(exact(clipper.plain("", value)) for value in values)])
        if measurement is None or not self.section.rows:
            return 0
        rows = [
            [number, at, *(_brief(row.get(name)) for name in self.section.row_columns)]
            for at, row in nested_rows(measurement, self.section.rows)
        ]
        room = max(0, _MOST_ROWS - len(self.rows))
        self.rows += rows[:room]
        return max(0, len(rows) - room)


def _empty_sections() -> dict[str, SectionRows]:
    """Return a section for each test, and that of responses whose test nothing tells."""
    sections = [*(section_of(spec) for spec in TESTS.values()), UNKNOWN]
    return {section.test: SectionRows.of(section) for section in sections}


@attrs.define
class PageData:
    """Results and rejects in the form that the page holds.

    A `redactor` must have learned all of them; the page then has stand-ins for names and
    addresses.
    """

    redactor: Redactor | None = None
    overview: Overview = attrs.field(factory=Overview)
    chunks: Chunks = attrs.field(factory=Chunks)
    results: list[list[Any]] = attrs.field(factory=list)
    findings: list[list[Any]] = attrs.field(factory=list)
    rejects: list[list[Any]] = attrs.field(factory=list)
    sections: dict[str, SectionRows] = attrs.field(factory=_empty_sections)

    def add(self, item: SavedResponse, examination: Examination) -> None:
        """Add a result, examined with ``trace=True``."""
        view = (
            redacted_view(item, examination, self.redactor)
            if self.redactor
            else response_view(item, examination)
        )
        result, number = view.result, len(self.results)
        details = detail(view, texts=self.chunks.size < _ROOM_FOR_TEXTS)
        section = self.sections[result.test or UNKNOWN.test]
        rows_left_out = section.add(number, result.measurement)
        if rows_left_out:
            details["left_out"].append(f"{rows_left_out:,} rows of the table of all results")
        place = self.chunks.add(encode(details))
        self.results.append([*_head(view), *place])
        self.findings += [[number, *finding_row(finding)] for finding in result.findings]
        self.overview.add(number, result, bool(details["left_out"]))

    def reject(self, item: Reject) -> None:
        """Add a rejected input."""
        item = self.redactor.redact(item) if self.redactor else item
        self.rejects.append([quote(item.source), quote(item.place), quote(item.reason)])

    @property
    def filled_sections(self) -> list[SectionRows]:
        """The sections that have results."""
        return [section for section in self.sections.values() if section.results]

    def index(self) -> dict[str, Any]:
        """Return what the page's script needs before a result is opened."""
        return {
            "results": self.results,
            "findings": self.findings,
            "rejects": self.rejects,
            "sections": {
                one.section.test: {"results": one.results, "rows": one.rows}
                for one in self.filled_sections
            },
        }


def _brief(value: Any) -> Any:
    """Return a value of a row, a long text cut short."""
    return quote(value) if isinstance(value, str) else exact(value)


def _head(view: ResponseView) -> list[Any]:
    """Return the columns that all tables share, in the order that the page's script knows."""
    result = view.result
    weights = Counter(finding.severity for finding in result.findings)
    return [
        quote(view.source),
        result.test,
        result.family,
        None if result.serial_number is None else quote(result.serial_number),
        result.kind,
        None if result.status is None else quote(result.status),
        result.completeness,
        result.verdict,
        quote(result.summary),
        None if result.started_at is None else result.started_at.ns // 10**6,
        None if result.started_at is None else str(result.started_at),
        result.elapsed_s,
        weights["error"],
        weights["warning"],
        weights["info"],
    ]
