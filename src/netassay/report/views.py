"""One response as the page shows it: as it is, or redacted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from netassay.core.credentials import without_credentials
from netassay.normalizing.envelope import opened
from netassay.normalizing.explain import explain
from netassay.normalizing.exported import ExportedResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.normalizing.explain import Explained
    from netassay.normalizing.response import Examination
    from netassay.records.result import Result
    from netassay.redaction import Redactor
    from netassay.sources import SavedResponse

__all__ = ["ResponseView", "redacted_view", "response_view"]

#: Bytes of a response that are indented: the page shows no more of it.
_LONGEST_INDENTED: Final = 1_000_000


@attrs.frozen(eq=False)
class ResponseView:
    """A result with its sources, its text and its response.

    `rows` are the sources of its values, `text` the device's text, `response` the saved
    response (None in a redacted page), `size` the bytes of the response.
    """

    source: str
    size: int
    result: Result
    rows: list[Explained]
    text: str | None
    response: str | None


def response_view(item: SavedResponse, examination: Examination) -> ResponseView:
    """Return the view of a response; `examination` was made with ``trace=True``."""
    return ResponseView(
        source=": ".join(filter(None, (item.source, item.place))),
        size=len(item.data),
        result=examination.result,
        rows=explain(examination),
        text=_printed(item),
        response=None if item.test else _indented(item.data),
    )


def redacted_view(
    item: SavedResponse, examination: Examination, redactor: Redactor
) -> ResponseView:
    """Return the view of a response with stand-ins; the redactor must have learned everything.

    It lacks the saved response: no field tells what each of its strings is.
    """
    plain = response_view(item, examination)
    result = redactor.redact(plain.result)
    rows = explain(attrs.evolve(examination, result=result))
    return attrs.evolve(
        plain,
        source=": ".join(filter(None, (redactor.path(item.source), item.place))),
        result=result,
        rows=list(_with_standins(plain.rows, rows, redactor)),
        text=None if plain.text is None else redactor.text(plain.text),
        response=None,
    )


def _with_standins(
    before: list[Explained], after: list[Explained], redactor: Redactor
) -> Iterator[Explained]:
    """Give the sources of a redacted result with their stated and printed texts redacted.

    A short name is replaced in free text only where its own field holds it.
    """
    names = [list(_names(old.value, new.value)) for old, new in zip(before, after, strict=True)]
    by_line: dict[int | None, list[tuple[str, str]]] = {}
    for row, known in zip(after, names, strict=True):
        by_line.setdefault(row.line, []).extend(known)
    for row, known in zip(after, names, strict=True):
        yield attrs.evolve(
            row,
            stated=_redacted_text(row.stated, known, redactor),
            printed=_redacted_text(row.printed, known, redactor),
            text=_redacted_text(row.text, by_line[row.line], redactor),
        )


def _names(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Give each redacted text with its stand-in."""
    if isinstance(before, list):
        for old, new in zip(before, after, strict=True):
            yield from _names(old, new)
    elif isinstance(before, str) and before and before != after:
        yield before, after


def _redacted_text(
    text: str | None, names: Iterable[tuple[str, str]], redactor: Redactor
) -> str | None:
    if text is None:
        return None
    redacted = redactor.text(text)
    for name, standin in names:
        redacted = re.sub(
            re.escape(name), standin.replace("\\", r"\\"), redacted, flags=re.IGNORECASE
        )
    return redacted


def _printed(item: SavedResponse) -> str | None:
    if item.test:
        return item.text
    try:
        text = opened(item.body, item.url).body.get("rawOutput")
    except ExportedResult:
        return None
    return text if isinstance(text, str) else None


def _indented(data: bytes) -> str:
    """Return a response as it was saved, JSON indented, without the credentials beside it."""
    data = without_credentials(data)
    try:
        return msgspec.json.format(data[:_LONGEST_INDENTED], indent=2).decode()
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return data.decode("utf-8", "backslashreplace")
