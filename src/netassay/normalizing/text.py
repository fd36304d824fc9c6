"""The device's text: what of it is read, by which dialect, and what is kept unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.core.limits import readable_end
from netassay.core.lines.grammar import unified
from netassay.core.records.stored import build
from netassay.core.values.readings import TEXT, ValueProblem
from netassay.records.result import Unread

if TYPE_CHECKING:
    from netassay.core.findings import Notes
    from netassay.core.lines.grammar import Scan
    from netassay.normalizing.response import Response
    from netassay.normalizing.runs.around import FirstRun

__all__ = ["is_stand_in", "note_others", "scan_text", "text_of"]


def text_of(text: Any, notes: Notes) -> str | None:
    """Return the device's text with LF alone at its lines' ends, None for what stands for none."""
    if type(text) is not str:
        notes.problem(TEXT.bad(text), "rawOutput", "/rawOutput", "/rawOutput", text)
        return None
    return None if is_stand_in(text, "rawOutput", notes) else unified(text)


def is_stand_in(value: Any, key: str, notes: Notes) -> bool:
    """Say whether a key of the body holds a text that stands for none, which is noted."""
    if value not in ("null", "string"):
        return False
    try:
        TEXT.refuse_stand_ins(value)
    except ValueProblem as problem:
        notes.problem(problem, key, f"/{key}", f"/{key}", value)
    return True


def scan_text(response: Response, text: str) -> Scan | None:
    """Read a text by the response's dialect; note what is not read and where it is cut off."""
    notes = response.notes
    text, beyond = _readable(text, notes)
    scan = None
    if response.dialect is None:
        unread = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
        loud = unread
    else:
        scan = response.dialect.scan(text, notes, trace=response.trace)
        unread = scan.unread
        loud = unread[:-1] if scan.cut_line else unread
    if loud:
        number, line = loud[0]
        which = f"line {number}" if len(loud) == 1 else f"{len(loud)} lines from line {number}"
        notes.add("unread-text", "", f"no grammar reads {which} of the text", printed=line)
    if scan is not None and not scan.closed:
        last = unread[-1][1] if scan.cut_line else None
        notes.add("truncated-text", "", "the text ends before its summary", printed=last)
    response.scan = scan
    response.unread = [build(Unread, {"line": at, "text": line}) for at, line in unread + beyond]
    return scan


def note_others(response: Response, first: FirstRun) -> None:
    """Keep the lines that do not belong to the first run."""
    shown = first.others[0][1]
    if first.runs > 1:
        several = f"the text holds {first.runs} runs, of which this is the first"
        response.notes.add("several-runs", "", f"{several}; parse_texts reads all", printed=shown)
    else:
        message = "the text holds lines that are none of its run"
        response.notes.add("unread-text", "", message, printed=shown)
    others = [build(Unread, {"line": at, "text": line}) for at, line in first.others]
    response.unread = sorted(response.unread + others, key=lambda one: one.line)


def _readable(text: str, notes: Notes) -> tuple[str, list[tuple[int, str]]]:
    """Return as much of a text as is read, and what is beyond as one line that is not."""
    end = readable_end(text)
    if end == len(text):
        return text, []
    message = f"{len(text) - end} characters behind the first {end} are too much to read"
    notes.add("limit-reached", "", message)
    return text[:end], [(text.count("\n", 0, end) + 1, text[end:].rstrip())]
