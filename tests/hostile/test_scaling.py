"""Reading takes time in proportion to the text, whatever is in it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

import netassay
from hostile.growth import disproportion
from hostile.lines import lines, texts
from netassay.core.findings import Notes
from netassay.dialects import DIALECTS
from netassay.normalizing.unsupported import UNSUPPORTED_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.core.lines.grammar import Dialect
    from netassay.normalizing.unsupported import UnsupportedText

KB = 1024
#: What a line can go on with, again and again.
RUNS = [
    *(
        "0",
        " ",
        "\t",
        "a",
        ".",
        "-",
        "[",
        "(",
        "%",
        "/",
        ":",
        ",",
        "!",
        "*",
        "\n",
        "\u00a0",
        "\uff10",
    ),
    *("0 ", "0.", ": ", "] ", "( ", "0/", "\n0", "1 ms ", "0.0 K"),
]
MOST_LINES, MOST_CUTS = 8, 5


def reading(dialect: Dialect) -> Callable[[str], object]:
    """Return what it takes to tell a text of a dialect and to read it."""
    return lambda text: (dialect.reads(text), dialect.scan(text, Notes()))


def growing(start: str, run: str, end: str) -> Callable[[int], str]:
    """Return what makes texts of two lines that go on with a run: one ends as it should."""

    def text_of(size: int) -> str:
        body = start + run * (size // (2 * len(run)))
        return f"{body}\n{body}{end}\n"

    return text_of


@pytest.mark.slow
def test_the_measure_itself() -> None:
    """Quadratic work is called out, and linear work is not."""
    blanks = growing("", " ", "x")
    assert "in proportion" in disproportion(re.compile(r" +$").search, blanks, [KB, 16 * KB])
    assert "" == disproportion(re.compile(r" ++$").match, blanks, [KB, 16 * KB])


@pytest.mark.slow
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_line_that_goes_on(dialect: Dialect) -> None:
    """Any line of a dialect, going on anywhere with a run of anything, is read in linear time."""
    wrong = []
    for line in ["", *lines(dialect)[:MOST_LINES]]:
        places = sorted({match.start() for match in re.finditer(r"\b|$", line)})
        for cut in places[:: len(places) // MOST_CUTS + 1]:
            for run in [*RUNS, line[cut : cut + 14] or "0"]:
                text_of = growing(line[:cut], run, line[cut:])
                problem = disproportion(reading(dialect), text_of, [KB, 16 * KB])
                wrong += [f"{line[:cut]!r} and {run!r}: {problem}"] * bool(problem)
    assert [] == wrong


@pytest.mark.parametrize("other", UNSUPPORTED_TEXTS, ids=lambda other: other.name)
def test_signatures_of_other_texts(other: UnsupportedText) -> None:
    """Texts that no format reads are told by their signatures in linear time, whatever goes on."""
    search = re.compile(other.signature, re.MULTILINE).search
    wrong = []
    for start in ("", "x ", "PING x\n"):
        for run in RUNS:
            problem = disproportion(search, growing(start, run, "x"), [KB, 32 * KB])
            wrong += [f"{start!r} and {run!r}: {problem}"] * bool(problem)
    assert [] == wrong


#: What was not read in linear time once, by the test and what a text of such a size looks like.
FOUND = {
    "blank lines": ("ping", lambda size: "\n" * size),
    "one sequence after the other": (
        "ping",
        lambda size: (
            f"1 bytes from {': icmp_seq=1' * (size // 22)}\n1 packets received\n{'x' * size}"
        ),
    ),
    "brackets and commas": ("iperf", lambda size: '{"start":' + "[" * size + "," * size),
    "escaped quotes": ("iperf", lambda size: '{"start":"' + '\\"' * size),
}


@pytest.mark.parametrize(("test", "text_of"), FOUND.values(), ids=FOUND)
def test_what_was_found(test: str, text_of: Callable[[int], str]) -> None:
    """What once took quadratic time takes linear time, from the choice of a dialect on."""

    def parsing(text: str) -> None:
        with suppress(netassay.NotAResponse):
            netassay.parse_text(test, text)

    assert "" == disproportion(parsing, text_of, [KB, 8 * KB, 64 * KB])


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_text_that_goes_on(dialect: Dialect) -> None:
    """A text of a dialect, again and again from 1 KB to 4 MB, is read in linear time."""
    shown = "".join(texts(dialect)[-3:]) or "0\n"

    def repeated(size: int) -> str:
        return shown[: size // 2] + shown * (size // (2 * len(shown)))

    sizes = [KB << step for step in range(0, 13, 2)]
    assert "" == disproportion(reading(dialect), repeated, sizes)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_runs_that_go_on(dialect: Dialect) -> None:
    """Runs of anything, in lines that grow with them from 1 KB to 4 MB, are read in linear time."""

    def of_runs(size: int) -> str:
        return "\n".join(run * (size // len(RUNS) // len(run)) for run in RUNS)

    assert "" == disproportion(reading(dialect), of_runs, [KB << step for step in range(0, 13, 2)])
