"""The details of one result, as plain data for the page's script.

They are its values under their exported names, their sources, findings, unread lines, the
device's text and the saved response.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.codec import encode
from netassay.core.records.record import fields_of
from netassay.core.records.stored import plain
from netassay.core.values.times import Timestamp
from netassay.report.clipping import Clipper, exact, quote

if TYPE_CHECKING:
    from netassay.normalizing.explain import Explained
    from netassay.records.result import Finding, Result
    from netassay.report.views import ResponseView

__all__ = ["VERDICTS", "detail", "finding_row"]

#: The verdicts of `explain`, by the number that stands for each in the page.
VERDICTS: Final = ("agree", "disagree", "only output", "only text", "derived")
_NUMBERS: Final = {verdict: number for number, verdict in enumerate(VERDICTS)}
#: A response of fewer bytes has nothing to clip.
_SMALL: Final = 2_000
_ELSEWHERE: Final = ("measurement", "findings", "extras", "unread")


def detail(view: ResponseView, *, texts: bool = True) -> dict[str, Any]:
    """Return one result as the page's script takes it.

    Without `texts` the device's text and the response itself are left out, and `left_out`
    says so.
    """
    result, clipper = view.result, Clipper()
    details = {
        "head": _clipped("", _head(result), view, clipper),
        "measurement": _clipped("measurement", plain(result.measurement), view, clipper),
        **_sources(view.rows, clipper),
        "findings": [finding_row(finding) for finding in result.findings],
        "extras": _extras(result, clipper),
        "unread": [[row.line, quote(row.text)] for row in clipper.rows("unread", result.unread)],
    }
    if not texts:
        clipper.left_out.append("the device's text and the response as it was saved")
    else:
        if view.text is not None:
            details["text"] = clipper.text("text", view.text)
        if view.response is not None:
            details["response"] = clipper.text("response", view.response)
    details["left_out"] = clipper.left_out
    return details


def finding_row(finding: Finding) -> list[Any]:
    """Return severity, code, path, message, and the stated and printed text."""
    texts = (finding.path, finding.message, finding.stated, finding.printed)
    quotes = [None if text is None else quote(text) for text in texts]
    return [finding.severity, finding.code, *quotes]


def _clipped(what: str, data: Any, view: ResponseView, clipper: Clipper) -> Any:
    return exact(data if view.size <= _SMALL else clipper.plain(what, data))


def _head(result: Result) -> dict[str, Any]:
    """Return a result's own fields; its times as plain text, which is quick to encode."""
    return {
        field.exported: str(value) if isinstance(value, Timestamp) else value
        for field in fields_of(type(result))
        if field.name not in _ELSEWHERE and (value := getattr(result, field.exported)) is not None
    }


def _sources(rows: list[Explained], clipper: Clipper) -> dict[str, Any]:
    """Return the stated and printed form of each value, and the lines of text it is from."""
    where: dict[str, list[Any]] = {}
    lines: dict[int, str] = {}
    for row in clipper.rows("sources of values", rows):
        stated = None if row.stated is None else quote(row.stated)
        printed = None if row.printed is None else quote(row.printed)
        where[row.name] = [_NUMBERS[row.verdict], stated, printed, row.line]
        if row.line is not None and row.text is not None:
            lines[row.line] = quote(row.text)
    return {"where": where, "lines": lines}


def _extras(result: Result, clipper: Clipper) -> list[list[str]]:
    kept = clipper.rows("extras", list(result.extras.items()))
    return [[quote(pointer), quote(encode(value).decode())] for pointer, value in kept]
