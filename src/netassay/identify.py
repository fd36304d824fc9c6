"""Which test and which devices a body is from, where nothing but its shape says so."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from netassay.dialects import DIALECTS
from netassay.measurements import TESTS
from netassay.strangers import STRANGERS

if TYPE_CHECKING:
    from netassay.core.grammar import Dialect
    from netassay.core.spec import Test

__all__ = ["Candidate", "candidates", "dialect_for", "nearest", "refusal"]

#: A test and the family whose devices it ran on.
Candidate = tuple["Test", str]

#: More, or longer, keys than any test has are not worth remembering what they fit.
_MOST_KEYS: Final = 64
_LONGEST_KEYS: Final = 4096


def candidates(
    keys: frozenset[str], text: str | None, test: Test | None, family: str | None
) -> list[Candidate]:
    """Return the tests and families that a body fits best, as far as a hint leaves them open.

    `keys` are those of `output`. A text that shows the signature of a format decides
    between tests and families that the keys leave open.
    """
    ordinary = len(keys) <= _MOST_KEYS and sum(len(str(key)) for key in keys) <= _LONGEST_KEYS
    fitting, telling = (_fitting if ordinary else _fitting.__wrapped__)(keys, test, family)
    shown = [one for dialect, printed in telling if text and dialect.reads(text) for one in printed]
    return [one for one in fitting if one in shown] or list(fitting) or shown


def nearest(found: list[Candidate], output: Any) -> list[Candidate]:
    """Return those of the candidates whose keys `output` fits best, its rows included.

    A cable test and a bounce have the same keys but for those of their results.
    """
    if len(found) < 2 or type(output) is not dict:  # noqa: PLR2004 - nothing to choose, or by
        return found
    readers = [spec.readers.get(family) for spec, family in found]
    apart = [reader.misfit(output) if reader else len(output) for reader in readers]
    least = min(apart)
    return [one for one, misfit in zip(found, apart, strict=True) if misfit == least]


@lru_cache(maxsize=1024)
def _fitting(
    keys: frozenset[str], test: Test | None, family: str | None
) -> tuple[list[Candidate], list[tuple[Dialect, list[Candidate]]]]:
    """Return what fits some keys best, and the formats whose signature would tell between it.

    Best are those that know most of the keys; of these, the ones that lack fewest.
    """
    best: list[Candidate] = []
    best_score = (0, 0)
    for spec in TESTS.values() if test is None else (test,):
        for name, reader in spec.readers.items():
            known = len(reader.keys & keys)
            score = (known - len(keys - reader.keys), -len(reader.keys - keys))
            if (family is not None and name != family) or not known or score < best_score:
                continue
            if score > best_score or not best:
                best, best_score = [], score
            best.append((spec, name))
    return best, _telling(best, test, family)


def _telling(
    fitting: list[Candidate], test: Test | None, family: str | None
) -> list[tuple[Dialect, list[Candidate]]]:
    """Return the formats that some but not all of the candidates print, or any if there is none."""
    telling = []
    for dialect in DIALECTS:
        printed = [
            (TESTS[name], one)
            for name in dialect.tests
            for one in dialect.families
            if test in (None, TESTS[name]) and family in (None, one)
        ]
        common = [one for one in printed if one in fitting]
        if (0 < len(common) < len(fitting)) if fitting else printed:
            telling.append((dialect, printed))
    return telling


def dialect_for(text: str, test: Test, family: str | None) -> Dialect | None:
    """Return the format that reads a text of this test, None where there is none.

    The text's own signature decides: the first line that shows one. A text that shows none
    (it may have been cut off before that) is taken for what the family prints, unless it
    tells of a tool that no format knows.
    """
    signatures, dialects = _signatures(test.name, family)
    if _inline(test.name):
        match = signatures.search(text)
    else:
        match, start = signatures.match(text), 0
        while match is None and (start := text.find("\n", start) + 1):
            match = signatures.match(text, start)
    if match and match.lastindex:
        return dialects[match.lastindex - 1]
    if not dialects or family not in dialects[0].families or _stranger(text, test):
        return None
    return dialects[0]


def refusal(text: str, test: Test) -> str:
    """Return why no format of a test reads a text: what the text is instead, if that shows."""
    reason = f"not a {test.name} text that any dialect reads"
    stranger = _stranger(text, test)
    if stranger:
        return f"{reason}: this is {stranger}"
    for dialect in DIALECTS:
        if test.name not in dialect.tests and dialect.reads(text):
            return f"{reason}: this is a text of {' or '.join(dialect.tests)} ({dialect.name})"
    return reason


@cache
def _signatures(test: str, family: str | None) -> tuple[re.Pattern[str], list[Dialect]]:
    """Return the signatures of a test's formats as one, and whose each group is.

    Of two formats that the same line shows, the one that the family prints goes first.
    """
    fitting = [dialect for dialect in DIALECTS if test in dialect.tests]
    fitting.sort(key=lambda dialect: family not in dialect.families)
    shown = "|".join(f"({dialect.signature})" for dialect in fitting)
    return re.compile(shown or "(?!)", re.MULTILINE | re.ASCII), fitting


@cache
def _inline(test: str) -> bool:
    """Say whether a signature of the test may stand within a line; else lines are looked at."""
    return any(dialect.inline for dialect in DIALECTS if test in dialect.tests)


def _stranger(text: str, test: Test) -> str | None:
    """Return what a text is that resembles a test's and that no format reads."""
    for stranger in STRANGERS:
        if test.name in stranger.tests and re.search(stranger.signature, text, re.MULTILINE):
            return stranger.what
    return None
