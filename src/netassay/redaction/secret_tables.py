"""Secrets in what `show` prints: behind labels, and in the columns of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.redaction.secret_words import LABEL, is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["in_labels", "in_tables"]

_Span = tuple[int, int]

#: `Shared Secret : x`, `PSK=x`, `WPA Passphrase      x`; a label has few words.
_LABELLED: Final = re.compile(
    r"(?:^|(?<=[,;|>({\[\x1f])|(?<=[#$%>\]] )|(?<=  )|(?<=\t))[ \t]*+[\"'<]?(?P<label>[A-Za-z][\w/-]*+(?: [\w/-]++){0,4}+)[\"'>]?"
    r"(?:[ .]*+[ \t]*+(?P<mark>[:=]|->)[ \t]*+|[ .\t]{2,}+)(?=\S)"
)
#: What a value in a line ends with: a column, or the line.
_TO_END: Final = re.compile(r"\"([^\"]*+)\"|'([^']*+)'(?![^\s,;}\])])|((?:\S++(?: (?=[^\s]))?)++)")
_ONE_WORD: Final = re.compile(r"\"([^\"]*+)\"|'([^']*+)'(?!\S)|([^\s<]++)")
_ELEMENT: Final = re.compile(r"<(?P<label>[\w-]{1,64}+)>(?P<value>[^<>]++)</")
_NUMBER: Final = re.compile(r"\d{1,3}")
_RULE: Final = re.compile(r"^[ \t|+]*+-{3,}[-+| \t=]*+$", re.MULTILINE)
_DASHES: Final = re.compile(r"-{2,}+")
_CELL: Final = re.compile(r"[^\s|]++(?: [^\s|]++)*+")
_WORD: Final = re.compile(r"[^\s|]++")
_MOST_COLUMNS: Final = 200
_FAR: Final = 1 << 30


def in_labels(line: re.Match[str]) -> Iterator[_Span]:
    """Give the values of labels that tell of a secret, in one line."""
    text, start = line[0], line.start()
    at = 0
    while match := _LABELLED.search(text, at):
        label, at = match["label"], match.end()
        if not LABEL.fullmatch(label) or (not match["mark"] and _is_no_label(line, label)):
            continue
        value = (_TO_END if match["mark"] else _ONE_WORD).match(text, match.end())
        at = value.end() if value is not None else at
        if value is not None and not _is_none(label, value[value.lastindex or 0]):
            yield start + value.start(value.lastindex or 0), start + value.end(value.lastindex or 0)
    for match in _ELEMENT.finditer(text):
        if LABEL.fullmatch(match["label"]) and not is_hidden(match["value"]):
            yield start + match.start("value"), start + match.end("value")


def _is_no_label(line: re.Match[str], label: str) -> bool:
    """Say whether words before blanks are those of a configuration, or over a column of a table."""
    return label.islower() or _RULE.match(line.string, line.end() + 1) is not None


def _is_none(label: str, value: str) -> bool:
    """Say whether what stands at a label is no secret: the number of a key, a word that hides one."""
    return is_hidden(value) or (
        label.lower().endswith("key") and _NUMBER.fullmatch(value) is not None
    )


def in_tables(text: str) -> Iterator[_Span]:
    """Give what stands in the columns of secrets, below a line of dashes, up to a blank line."""
    for rule in _RULE.finditer(text):
        start = text.rfind("\n", 0, max(0, rule.start() - 1)) + 1
        header = text[start : max(start, rule.start() - 1)]
        columns = [column for column in _columns(header, rule[0]) if LABEL.fullmatch(column[2])]
        if columns:
            yield from _below(text, rule.end() + 1, columns)


def _columns(header: str, rule: str) -> list[tuple[int, int, str]]:
    """Return where the columns of a table begin and end, with their names."""
    marks = [match.span() for match in _DASHES.finditer(rule)]
    if len(marks) < 2:  # noqa: PLR2004 - one line below all of them
        marks = [match.span() for match in _CELL.finditer(header)]
    starts = [start for start, _ in marks[:_MOST_COLUMNS]]
    ends = [*starts[1:], _FAR][: len(starts)]
    return [
        (start, end, header[start:end].strip(" \t|+\r"))
        for start, end in zip(starts, ends, strict=True)
    ]


def _below(text: str, at: int, columns: list[tuple[int, int, str]]) -> Iterator[_Span]:
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if not line.strip() or _RULE.match(line):
            return
        for first, behind, label in columns:
            # A value that is longer than its column goes on below the next one.
            for word in _WORD.finditer(line, min(first, len(line))):
                if word.start() >= behind:
                    break
                if not _is_none(label, word[0]):
                    yield at + word.start(), at + word.end()
        at = end + 1
