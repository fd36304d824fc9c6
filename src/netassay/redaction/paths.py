"""Names of sources: which files they are is told by stand-ins, but for the words of this field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.families import FAMILIES
from netassay.measurements import TESTS
from netassay.redaction.texts import spans_of

if TYPE_CHECKING:
    from netassay.redaction.values import Values

__all__ = ["redact_path"]

_STEP: Final = re.compile(r"[^/\\]++")
_ENDINGS: Final = re.compile(
    r"((?:\.(?:json|ndjson|jsonl|har|md|txt|log|csv|gz|bz2|xz|zst|zip|tar|tgz|html?|parquet|duckdb"
    r"|postman_collection))*+)\Z",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"\.\w+\Z")
_WORD: Final = re.compile(r"[^\W\d_]++|\d++")
_DATE: Final = re.compile(r"(?:19|20)\d{6}(?:\d{2}){0,3}|\d{1,5}")
_OWN: Final = (
    "samples sample responses response results result requests request captures capture collections"
    " collection data input inputs output outputs out in raw saved payloads payload bodies body archive"
    " old new tmp temp home users user var opt srv mnt root work private folder folders day week month"
    " year run runs test tests log logs export exports api v alpha beta json har csv aps ap cx gateway"
    " switch s aos network troubleshooting async operations commands command"
)


def redact_path(path: str, values: Values) -> str:
    """Return the name of a source, with a stand-in for each step that is no word of this field.

    Families, names of tests, dates, endings and small numbers stay.
    """
    if "://" in path:
        spans = spans_of(path, values)
        return _replaced(path, spans)
    return _STEP.sub(lambda match: _redact_step(match[0], values), path)


def _redact_step(step: str, values: Values) -> str:
    stem, ending = step, ""
    while (found := _ENDING.search(stem)) and _ENDINGS.fullmatch(found[0]):
        stem, ending = stem[: found.start()], found[0] + ending
    spans = spans_of(stem, values)
    rest = " ".join(stem[start:end] for start, end in _between(stem, spans))
    if all(map(_is_of_field, _WORD.findall(rest))):
        return _replaced(stem, spans) + ending
    return values.name_standin("part", stem) + ending


def _is_of_field(word: str) -> bool:
    return word.lower() in _WORDS or _DATE.fullmatch(word) is not None


def _between(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    starts = [0, *(end for _, end, _ in spans)]
    ends = [*(start for start, _, _ in spans), len(text)]
    return list(zip(starts, ends, strict=True))


def _replaced(text: str, spans: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, standin in spans:
        pieces += [text[at:start], standin]
        at = end
    return "".join([*pieces, text[at:]])


_NAMES: Final = (
    *FAMILIES,
    *TESTS,
    *(name for test in TESTS.values() for name in (test.endpoint, *test.other_endpoints)),
)
_WORDS: Final = frozenset(
    word.lower() for name in (*_OWN.split(), *_NAMES) for word in (name, *_WORD.findall(name))
)
