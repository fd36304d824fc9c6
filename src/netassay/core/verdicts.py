"""Verdicts and summaries: what the rules of the tests share.

A verdict says whether what was tested works, as a person would. The rule of each test is in its
module of `measurements`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BROKEN",
    "VERDICTS",
    "Verdict",
    "by_share",
    "counted",
    "joined",
    "number",
    "of_parts",
    "one_line",
    "rate",
    "volume",
]

Verdict = Literal["passed", "degraded", "failed", "not-run", "pending", "unknown"]

#: What each verdict means.
VERDICTS: Final[dict[Verdict, str]] = {
    "passed": "what was tested works",
    "degraded": "it works in part",
    "failed": "it was tested and does not work",
    "not-run": "nothing was measured",
    "pending": "the task is not finished",
    "unknown": "the measurement does not tell",
}
#: The verdicts of what does not work or was not tested.
BROKEN: Final[tuple[Verdict, ...]] = ("failed", "not-run")


def by_share(good: float, whole: float) -> Verdict:
    """Return the verdict where `good` of `whole` succeeded; `whole` is over 0."""
    if good >= whole:
        return "passed"
    return "degraded" if good > 0 else "failed"


def of_parts(works: Iterable[bool | None]) -> Verdict:
    """Return the verdict of a whole from whether each part works; None is not known."""
    known = [part for part in works if part is not None]
    return by_share(sum(known), len(known)) if known else "unknown"


_PREFIXES: Final = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
#: Characters of a device's text in a summary.
_LONGEST: Final = 160
#: Replaces control characters, lone surrogates and changes of direction.
_UNPRINTABLE: Final = "\N{REPLACEMENT CHARACTER}"


def number(value: float) -> str:
    """Return a number with all its digits, without a trailing ``.0``."""
    text = repr(value)
    return text.removesuffix(".0")


def rate(bits_per_second: float) -> str:
    """Return a bit rate with four digits and a decimal prefix: ``9.58 Mbit/s``."""
    return _scaled(bits_per_second, "bit/s")


def volume(size: float) -> str:
    """Return a volume of bytes with four digits and a decimal prefix: ``1.25 MB``."""
    return _scaled(size, "B")


def _scaled(value: float, unit: str) -> str:
    for factor, prefix in _PREFIXES:
        if abs(value) >= factor:
            return f"{value / factor:.4g} {prefix}{unit}"
    return f"{value:.4g} {unit}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun: ``1 hop``, ``2 hops``."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def joined(parts: Iterable[str | None]) -> str:
    """Return the parts that are not empty, with commas between."""
    return ", ".join([part for part in parts if part])


def one_line(text: str, longest: int = _LONGEST) -> str:
    """Return a text from outside as one printable line, cut to `longest` characters."""
    if len(text) <= longest and text.isprintable() and "  " not in text:
        return text.strip()
    line = " ".join(text[: 4 * longest].split())
    if not line.isprintable():
        line = "".join([one if one.isprintable() else _UNPRINTABLE for one in line])
    return line if len(line) <= longest else f"{line[: longest - 3]}..."
