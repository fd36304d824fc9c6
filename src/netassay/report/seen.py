"""One response as the page shows it: as it is, or with stand-ins for who and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from netassay.normalizing.envelope import opened
from netassay.normalizing.explain import explain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netassay.normalizing.explain import Explained
    from netassay.normalizing.response import Examination
    from netassay.records.result import Result
    from netassay.redaction import Redactor
    from netassay.sources import Saved

__all__ = ["Seen", "redacted", "seen"]

#: JSON is laid out anew up to this size; beyond it only the beginning is shown anyway.
_LONGEST_LAYOUT: Final = 1_000_000


@attrs.frozen(eq=False)
class Seen:
    """A result with all that is shown beside it.

    `rows` say where its values came from, `text` is what the device printed, `response` the
    response as it was saved, None where it is not shown. `size` is that of the response in
    bytes: nothing in here can be much longer.
    """

    source: str
    size: int
    result: Result
    rows: list[Explained]
    text: str | None
    response: str | None


def seen(item: Saved, examination: Examination) -> Seen:
    """Return a response as it is; `examination` was made with ``trace=True``."""
    return Seen(
        source=": ".join(filter(None, (item.source, item.place))),
        size=len(item.data),
        result=examination.result,
        rows=explain(examination),
        text=_printed(item),
        response=_laid_out(item.data),
    )


def redacted(item: Saved, examination: Examination, redactor: Redactor) -> Seen:
    """Return a response with stand-ins; the redactor has learned of everything.

    The response as it was saved is not shown: nothing tells which of its strings is what.
    """
    plain = seen(item, examination)
    result = redactor.redact(plain.result)
    rows = explain(attrs.evolve(examination, result=result))
    return attrs.evolve(
        plain,
        source=redactor.text(plain.source),
        result=result,
        rows=list(_with_standins(plain.rows, rows, redactor)),
        text=None if plain.text is None else redactor.text(plain.text),
        response=None,
    )


def _with_standins(
    before: list[Explained], after: list[Explained], redactor: Redactor
) -> Iterator[Explained]:
    """Give the rows of a redacted result, what was stated and printed redacted as well.

    A short name is replaced in free text only where its own field tells that it is one.
    """
    names = [list(_names(old.value, new.value)) for old, new in zip(before, after, strict=True)]
    by_line: dict[int | None, list[tuple[str, str]]] = {}
    for row, known in zip(after, names, strict=True):
        by_line.setdefault(row.line, []).extend(known)
    for row, known in zip(after, names, strict=True):
        yield attrs.evolve(
            row,
            stated=_hidden(row.stated, known, redactor),
            printed=_hidden(row.printed, known, redactor),
            text=_hidden(row.text, by_line[row.line], redactor),
        )


def _names(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Give each text that a redacted value has another for."""
    if isinstance(before, list):
        for old, new in zip(before, after, strict=True):
            yield from _names(old, new)
    elif isinstance(before, str) and before and before != after:
        yield before, after


def _hidden(text: str | None, names: Iterable[tuple[str, str]], redactor: Redactor) -> str | None:
    if text is None:
        return None
    hidden = redactor.text(text)
    for name, standin in names:
        hidden = re.sub(re.escape(name), standin.replace("\\", r"\\"), hidden, flags=re.IGNORECASE)
    return hidden


def _printed(item: Saved) -> str | None:
    text = opened(item.body, item.url).body.get("rawOutput")
    return text if isinstance(text, str) else None


def _laid_out(data: bytes) -> str:
    """Return a response as it was saved, laid out where it is JSON that msgspec reads."""
    try:
        return msgspec.json.format(data[:_LONGEST_LAYOUT], indent=2).decode()
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return data.decode("utf-8", "backslashreplace")
