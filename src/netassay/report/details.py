"""All that the page knows of one result, as plain data for its script.

The values under their exported names, where each came from, the findings, what was not
read, the text that the device printed and the response as it was saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.core.codec import encode
from netassay.core.records.record import fields_of, plain
from netassay.core.values.times import Timestamp
from netassay.report.clips import Clips, quoted

if TYPE_CHECKING:
    from netassay.normalizing.explain import Explained
    from netassay.records.result import Finding, Result
    from netassay.report.seen import Seen

__all__ = ["VERDICTS", "detail", "finding_row"]

#: The verdicts of `explain`, by the number that stands for each in the page.
VERDICTS: Final = ("agree", "disagree", "only output", "only text", "derived")
_NUMBERS: Final = {verdict: number for number, verdict in enumerate(VERDICTS)}
#: In a response of fewer bytes nothing can be too long.
_SHORT: Final = 2_000
_ELSEWHERE: Final = ("measurement", "findings", "extras", "unread")


def detail(shown: Seen, *, texts: bool = True) -> dict[str, Any]:
    """Return one result as the page's script takes it.

    Without `texts` the device's text and the response itself are left out, and `left_out`
    says so.
    """
    result, clips = shown.result, Clips()
    made = {
        "head": _clipped("", _head(result), shown, clips),
        "measurement": _clipped("measurement", plain(result.measurement), shown, clips),
        **_sources(shown.rows, clips),
        "findings": [finding_row(finding) for finding in result.findings],
        "extras": _extras(result, clips),
        "unread": [[row.line, quoted(row.text)] for row in clips.rows("unread", result.unread)],
    }
    if not texts:
        clips.left_out.append("the device's text and the response as it was saved")
    else:
        if shown.text is not None:
            made["text"] = clips.text("text", shown.text)
        if shown.response is not None:
            made["response"] = clips.text("response", shown.response)
    made["left_out"] = clips.left_out
    return made


def finding_row(finding: Finding) -> list[Any]:
    """Return severity, code, path, message, and what was stated and printed."""
    said = (finding.path, finding.message, finding.stated, finding.printed)
    quotes = [None if part is None else quoted(part) for part in said]
    return [finding.severity, finding.code, *quotes]


def _clipped(what: str, data: Any, shown: Seen, clips: Clips) -> Any:
    return data if shown.size <= _SHORT else clips.plain(what, data)


def _head(result: Result) -> dict[str, Any]:
    """Return a result's own fields; its times as plain text, which is quick to encode."""
    return {
        field.exported: str(value) if isinstance(value, Timestamp) else value
        for field in fields_of(type(result))
        if field.name not in _ELSEWHERE and (value := getattr(result, field.exported)) is not None
    }


def _sources(rows: list[Explained], clips: Clips) -> dict[str, Any]:
    """Return what each value was stated and printed as, and the lines that are meant."""
    where: dict[str, list[Any]] = {}
    lines: dict[int, str] = {}
    for row in clips.rows("sources of values", rows):
        stated = None if row.stated is None else quoted(row.stated)
        printed = None if row.printed is None else quoted(row.printed)
        where[row.name] = [_NUMBERS[row.verdict], stated, printed, row.line]
        if row.line is not None and row.text is not None:
            lines[row.line] = quoted(row.text)
    return {"where": where, "lines": lines}


def _extras(result: Result, clips: Clips) -> list[list[str]]:
    kept = clips.rows("extras", list(result.extras.items()))
    return [[quoted(pointer), quoted(encode(value).decode())] for pointer, value in kept]
