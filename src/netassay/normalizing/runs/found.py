"""The runs in a text, each with its test."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.findings import Notes
from netassay.core.lines.grammar import unified
from netassay.normalizing.runs.marks import formats
from netassay.normalizing.runs.splitting import Others, Run, Splitter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netassay.core.lines.grammar import Dialect

__all__ = ["TextRun", "runs_in", "tests_in_texts", "whole_run"]

#: What a gateway's HTTP ping asks for tells which of two tests it is.
_SCHEME: Final = re.compile(r"\bPinging '(https?):")


@attrs.define
class TextRun:
    """One run of a text: the line at which it begins, from 1, its lines, and its test.

    `first` is the number of the first of its lines, which may be a prompt.
    """

    line: int
    text: str
    test: str
    first: int = 1

    def of(self, test: str) -> TextRun:
        """Return the same run as one of another test."""
        return attrs.evolve(self, test=test)


def runs_in(text: str | Iterable[str]) -> Iterator[TextRun | Others]:
    """Give the runs in a text and the lines of none, in order; a text may come in blocks of lines.

    A text that no line opens as a run, but that is one as a whole, is one.
    """
    blocks = [text.removeprefix("\ufeff")] if isinstance(text, str) else text
    splitter = Splitter()
    whole: str | None = ""
    for number, block in enumerate(blocks):
        lines = unified(block)
        # Only what is held at once can be looked at as a whole.
        whole = None if number else lines
        for piece in splitter.feed(lines):
            whole = None
            yield _run_of(piece)
    held = list(splitter.close())
    alone = None if whole is None else _alone(held, whole)
    yield from map(_run_of, held) if alone is None else [alone]


def _alone(pieces: Sequence[Run | Others], text: str) -> TextRun | None:
    """Return the run that a text is as a whole, blank lines and all; None where it is no one run."""
    if len(pieces) == 1 and isinstance(pieces[0], Run):
        run = pieces[0]
        return TextRun(run.line, text, _test_of(run.dialect, run.text))
    none = all(isinstance(piece, Others) for piece in pieces)
    return whole_run(text) if pieces and none else None


def _run_of(piece: Run | Others) -> TextRun | Others:
    if isinstance(piece, Others):
        return piece
    return TextRun(piece.line, piece.text, _test_of(piece.dialect, piece.text), piece.first)


def _test_of(dialect: Dialect, text: str) -> str:
    if len(dialect.tests) == 1:
        return dialect.tests[0]
    scheme = _SCHEME.search(text)
    return scheme[1] if scheme and scheme[1] in dialect.tests else dialect.tests[0]


@cache
def _shown_at_lines() -> re.Pattern[str]:
    """Return what shows, at the start of a line, any format that is shown there alone."""
    shown = "|".join(dialect.signature for dialect in formats() if not dialect.inline)
    # Alternatives that all begin with the start of a line are tried at each character otherwise.
    return re.compile(f"^(?:{shown})", re.MULTILINE | re.ASCII)


def whole_run(text: str) -> TextRun | None:
    """Return a text as one run where a format reads it as a whole, and more than a message of it."""
    at_lines = _shown_at_lines().search(text) is not None
    for dialect in formats():
        if not at_lines and not dialect.inline:
            continue
        if dialect.reads(text):
            scan = dialect.scan(text, Notes())
            if scan.node.keys() - {"messages", "error"}:
                return TextRun(1, text, _test_of(dialect, text))
    return None


def tests_in_texts() -> list[str]:
    """Return the names of the tests whose runs can be told from other text."""
    return list(dict.fromkeys(test for dialect in formats() for test in dialect.tests))
