"""Which test and which devices a body is from, where nothing but its shape says so."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.core.findings import Notes
from netassay.core.lines.grammar import signatures
from netassay.dialects import DIALECTS
from netassay.measurements import TESTS
from netassay.normalizing.unsupported import UNSUPPORTED_TEXTS

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Dialect
    from netassay.core.spec import Test

__all__ = ["Choice", "chosen", "dialect_for", "refusal", "unsupported_at", "unsupported_in"]

#: A test and the family whose devices it ran on.
Candidate = tuple["Test", str]

#: More, or longer, keys than any test has are not worth remembering what they fit.
_MOST_KEYS: Final = 64
_LONGEST_KEYS: Final = 4096


@attrs.frozen(eq=False)
class Choice:
    """What a body is taken for: a test, and how the devices of a family answer it.

    `family` is None where the candidates are of several; `doubt` names them where there is
    more than one.
    """

    test: Test
    outputs_of: str
    family: str | None
    doubt: str


def chosen(output: Any, text: str | None, test: Test | None, family: str | None) -> Choice | None:
    """Return what a body fits best, as far as a hint leaves it open; None where it fits nothing.

    A text that shows the signature of a format decides between tests and families that the
    keys of `output` leave open; then its rows do.
    """
    keys = frozenset(output) if type(output) is dict else frozenset()
    found = _nearest(_candidates(keys, text, test, family), output)
    return _choice(found) if found else None


def _candidates(
    keys: frozenset[str], text: str | None, test: Test | None, family: str | None
) -> tuple[Candidate, ...]:
    fitting, telling = (_fitting if _is_usual(keys) else _fitting.__wrapped__)(keys, test, family)
    if not telling or not text:
        return fitting
    shown = _shown_first(text, telling)
    return tuple(one for one in fitting if one in shown) or fitting or tuple(shown)


def _shown_first(text: str, telling: list[tuple[Dialect, list[Candidate]]]) -> list[Candidate]:
    """Return what prints the format whose signature stands first: others share later lines."""
    places = [(dialect.shown_at(text), printed) for dialect, printed in telling]
    first = min((at for at, _ in places if at is not None), default=None)
    return [one for at, printed in places if at is not None and at == first for one in printed]


def _is_usual(keys: frozenset[str]) -> bool:
    try:
        return len(keys) <= _MOST_KEYS and sum(map(len, keys)) <= _LONGEST_KEYS
    except TypeError:
        # Keys of a caller's own dict that are no texts.
        return False


def _nearest(found: tuple[Candidate, ...], output: Any) -> tuple[Candidate, ...]:
    """Return those of the candidates whose keys `output` fits best, its rows included.

    A cable test, a bounce and a show command have the same keys but for those of their
    results. What is missing tells nothing: any device may leave out what it has not.
    """
    if type(output) is not dict or _are_alike(found):
        return found
    readers = [spec.readers.get(family) for spec, family in found]
    fits = [reader.fit(output) if reader else -len(output) for reader in readers]
    best = max(fits)
    return tuple(one for one, fit in zip(found, fits, strict=True) if fit == best)


@lru_cache(maxsize=1024)
def _are_alike(found: tuple[Candidate, ...]) -> bool:
    """Say whether all candidates have one and the same key table."""
    return len({id(spec.outputs.get(family)) for spec, family in found}) < 2  # noqa: PLR2004


@lru_cache(maxsize=1024)
def _choice(found: tuple[Candidate, ...]) -> Choice:
    test, first = found[0]
    only_test = len({spec.name for spec, _ in found}) == 1
    only_family = len({family for _, family in found}) == 1
    doubt = ""
    if len(found) > 1:
        names = ", ".join(f"{family}/{spec.name}" for spec, family in found)
        doubt = f"the body fits {names}{'' if only_test else f'; taken for {test.name}'}"
    return Choice(test, first, first if only_family else None, doubt)


@lru_cache(maxsize=1024)
def _fitting(
    keys: frozenset[str], test: Test | None, family: str | None
) -> tuple[tuple[Candidate, ...], list[tuple[Dialect, list[Candidate]]]]:
    """Return what fits some keys best, and the formats whose signature would tell between it.

    Best are those that know most of the keys.
    """
    best: list[Candidate] = []
    best_score = 0
    for spec in TESTS.values() if test is None else (test,):
        for name, reader in spec.readers.items():
            known = len(reader.keys & keys)
            score = known - len(keys - reader.keys)
            if (family is not None and name != family) or not known or score < best_score:
                continue
            if score > best_score or not best:
                best, best_score = [], score
            best.append((spec, name))
    # What the smallest table lacks, no device of the candidates need have stated.
    order = list(TESTS)
    best.sort(key=lambda one: (order.index(one[0].name), len(one[0].readers[one[1]].keys - keys)))
    return tuple(best), _telling(best, test, family)


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
        return dialects[match.lastindex - 2] if match.lastindex > 1 else None
    prints = bool(dialects) and (family in dialects[0].families or _is_the_only(dialects, test))
    return None if not prints or unsupported_in(text, test) else dialects[0]


def _is_the_only(dialects: list[Dialect], test: Test) -> bool:
    """Say whether there is one format, and every family that has the test prints it."""
    return len(dialects) == 1 and set(test.outputs) <= set(dialects[0].families)


def refusal(text: str, test: Test) -> str:
    """Return why no format of a test reads a text: what it is instead, or where it goes on otherwise."""
    article = "an" if test.name[0] in "aeiou" or test.name in _SPELT else "a"
    reason = f"not {article} {test.name} text that any dialect reads"
    name = unsupported_in(text, test)
    if name:
        return f"{reason}: this is {name}"
    for dialect in DIALECTS:
        if test.name not in dialect.tests and dialect.reads(text):
            return f"{reason}: this is a text of {' or '.join(dialect.tests)} ({dialect.name})"
    begun = dialect_for(text, test, None)
    unread = begun.scan(text, Notes()).unread if begun is not None else []
    behind = [(number, line) for number, line in unread if number > 1]
    if begun is not None and behind:
        number, line = behind[0]
        shown = f"{line[:_MOST_SHOWN]}..." if len(line) > _MOST_SHOWN else line
        return f"{reason}: it begins as one ({begun.name}), but line {number} is none: {shown!r}"
    return reason


#: Names that are spelt when they are read, with a vowel first.
_SPELT: Final = frozenset(("http", "https", "nslookup"))
_MOST_SHOWN: Final = 60


@cache
def _signatures(test: str, family: str | None) -> tuple[re.Pattern[str], list[Dialect]]:
    """Return the signatures of a test's formats as one, and whose each group behind the first is.

    The first is of tools that no format reads, though lines of theirs may show one.
    Of two formats that the same line shows, the one that the family prints goes first.
    """
    fitting = [dialect for dialect in DIALECTS if test in dialect.tests]
    fitting.sort(key=lambda dialect: family not in dialect.families)
    shown = signatures(fitting)
    others = [one.signature for one in UNSUPPORTED_TEXTS if one.beside and test in one.tests]
    return re.compile(f"({'|'.join(others) or '(?!)'})|{shown.pattern}", shown.flags), fitting


@cache
def _inline(test: str) -> bool:
    """Say whether a signature of the test may stand within a line; else lines are looked at."""
    return any(dialect.inline for dialect in DIALECTS if test in dialect.tests)


@cache
def _beside() -> re.Pattern[str]:
    """Return what shows a text that has lines of a format and that no format reads."""
    shown = "|".join(f"(?:{one.signature})" for one in UNSUPPORTED_TEXTS if one.beside)
    return re.compile(shown, re.MULTILINE)


def unsupported_at(text: str, start: int = 0) -> int | None:
    """Return where a text shows, from `start` on, that it is one whose lines formats know and that none reads."""
    match = _beside().search(text, start)
    return match.start() if match else None


def unsupported_in(text: str, test: Test | None = None) -> str | None:
    """Return the name of a text that resembles a test's, or any, and that no format reads."""
    for one in UNSUPPORTED_TEXTS:
        is_wanted = test is None or test.name in one.tests
        if is_wanted and re.search(one.signature, text, re.MULTILINE):
            return one.name
    return None
