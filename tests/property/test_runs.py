"""Logs and sessions of any runs: each comes back, in order, and no line is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from bodies import OUTPUTS, SAMPLES, codes
from netassay import testing
from netassay.core.lines.grammar import unified
from netassay.measurements import endpoint_named
from netassay.normalizing.runs.splitting import Others, Run, Splitter, split

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.testing import Case

#: All formats whose runs can be told from other text.
FORMATS: Final = [name for name in testing.dialects() if name != "show_text"]
#: Neighbours have neither head nor end: two tables of them, one behind the other, are one.
OPEN: Final = {"arp_unix"}
PROMPTS: Final = [
    "user@host:~$ ",
    "[root@host ~]# ",
    "switch-1# ",
    "C:\\Users\\user>",
    "(gw) [mynode] #",
]
OTHERS: Final = [
    "total 4\n-rw-r--r-- 1 user user 12 May 20 13:07 notes.txt\n",
    " 13:07:48 up 1 day,  2:03,  1 user,  load average: 0.00, 0.00, 0.00\n",
    "=== next ===\n",
]
#: What stands before each line, by the number of the line.
PREFIXES: Final[list[Callable[[int], str]]] = [
    lambda _: "",
    lambda _: "    ",
    lambda _: "> ",
    lambda at: f"2025-05-20T13:07:{at % 60:02}.{at % 1000:03}Z ",
    lambda at: f"May {at % 28 + 1:2} 13:07:{at % 60:02} host ping[{at + 1}]: ",
    lambda at: f"Tue May 20 13:{at % 60:02}:00 CEST 2025: ",
    lambda at: f"[13:07:{at % 60:02}] ",
]


def readable(case: Case) -> bool:
    """Say whether a drawn text is read at all: an error alone may be no text of its tool."""
    try:
        return netassay.parse_text(case.test, case.text).measurement is not None
    except netassay.NotAResponse:
        return False


@attrs.frozen
class Piece:
    """A run with what stands before and behind it in a log."""

    case: Case
    prompt: str
    behind: str

    @property
    def text(self) -> str:
        """All lines of the piece."""
        return f"{self.prompt}{lines_of(self.case.text)}{self.behind}"


def lines_of(text: str) -> str:
    """Return a text as whole lines that end in LF."""
    text = unified(text)
    return text if text.endswith("\n") else f"{text}\n"


@st.composite
def pieces(draw: st.DrawFn, *, sessions: bool = True) -> list[Piece]:
    """Draw runs of any formats, with prompts and other lines between them."""
    drawn: list[Piece] = []
    for name in draw(st.lists(st.sampled_from(FORMATS), min_size=1, max_size=4)):
        case = draw(testing.cases(dialect=name).filter(readable))
        typed = draw(st.sampled_from(["", *PROMPTS])) if sessions else ""
        behind = draw(st.sampled_from(["", "\n", *OTHERS])) if sessions else ""
        needs = {name, drawn[-1].case.dialect} <= OPEN if drawn else False
        prompt = f"{typed or PROMPTS[0]}show\n" if typed or needs else ""
        drawn.append(Piece(case, prompt, behind))
    return drawn


def measured(case: Case) -> Any:
    """Return what the text of one run alone gives."""
    return netassay.parse_text(case.test, lines_of(case.text)).measurement


@given(pieces())
def test_a_log(log: list[Piece]) -> None:
    """What was printed comes back, in order, whatever stands between."""
    results = list(netassay.parse_texts("".join(piece.text for piece in log)))
    assert [measured(piece.case) for piece in log] == [one.measurement for one in results]


@given(pieces(sessions=False), st.sampled_from(PREFIXES))
def test_a_log_with_a_prefix(log: list[Piece], prefix: Callable[[int], str]) -> None:
    """A prefix that is alike in every line, or an indentation, changes nothing."""
    # JSON goes over lines, and iperf3 has prefixes of its own.
    log = [piece for piece in log if not piece.case.dialect.startswith("iperf3")]
    lines = "".join(piece.text for piece in log).splitlines(keepends=True)
    text = "".join(f"{prefix(at)}{line}" for at, line in enumerate(lines))
    results = list(netassay.parse_texts(text)) if log else []
    assert [measured(piece.case) for piece in log] == [one.measurement for one in results]


@given(pieces())
def test_each_line_is_somewhere(log: list[Piece]) -> None:
    """A line is in one run, or of no run, or blank; the numbers are those of the text."""
    text = "".join(piece.text for piece in log)
    lines = text.split("\n")
    seen: list[int] = []
    for piece in split(text):
        first = piece.first if isinstance(piece, Run) else piece.line
        own = piece.text.removesuffix("\n").split("\n")
        assert own == lines[first - 1 : first - 1 + len(own)]
        seen += range(first, first + len(own))
        if isinstance(piece, Run):
            assert first <= piece.line < first + len(own)
    assert sorted(set(seen)) == seen
    assert {at for at, line in enumerate(lines, 1) if line.strip()} <= set(seen)


@given(pieces(), st.data())
def test_a_log_that_is_cut(log: list[Piece], data: st.DataObject) -> None:
    """A cut anywhere changes no run that ends before it, but for the last of these."""
    text = "".join(piece.text for piece in log)
    cut = data.draw(st.integers(0, len(text)))
    whole = list(starts(text))
    before = [run for run in whole if run.end <= text.count("\n", 0, cut)][:-1]
    assert [run.text for run in before] == [run.text for run in starts(text[:cut])][: len(before)]


def starts(text: str) -> list[Run]:
    """Return the runs of a text."""
    return [piece for piece in split(text) if isinstance(piece, Run)]


@given(pieces(), st.data())
def test_blocks(log: list[Piece], data: st.DataObject) -> None:
    """It does not matter in which blocks of lines a text comes."""
    text = "".join(piece.text for piece in log)
    lines = text.splitlines(keepends=True)
    splitter, parted = Splitter(), list[Run | Others]()
    while lines:
        count = data.draw(st.integers(1, len(lines)))
        parted += splitter.feed("".join(lines[:count]))
        lines = lines[count:]
    parted += splitter.close()
    of_runs = [(run.line, run.text) for run in starts(text)]
    assert of_runs == [(run.line, run.text) for run in parted if isinstance(run, Run)]


@given(pieces())
def test_the_first_of_several(log: list[Piece]) -> None:
    """As a text of one test it is the first run of it; nothing of the others is mixed in or lost."""
    text = "".join(piece.text for piece in log)
    runs = starts(text)
    test = log[0].case.test
    result = netassay.parse_text(test, text)
    assert measured(log[0].case) == result.measurement
    several = [finding for finding in result.findings if finding.code == "several-runs"]
    if len(log) > 1 and not (OPEN & {piece.case.dialect for piece in log}):
        assert 1 == len(several)
        numbers = {at for run in runs[1:] for at in range(run.first, run.end)}
        lines = text.split("\n")
        told = {line.line for line in result.unread}
        assert {at for at in numbers if lines[at - 1].strip()} <= told


# --- What stands around one run ----------------------------------------------------------


def real_texts() -> dict[str, tuple[str, str]]:
    """Return the test and the text of each sample and each output of the corpus that is read."""
    found = {}
    for path in sorted(OUTPUTS.glob("*/*.json")):
        test = {"iperf3": "iperf"}.get(path.parent.name, path.parent.name)
        found[f"{path.parent.name}/{path.stem}"] = (test, json.loads(path.read_bytes())["stdout"])
    for path in sorted(SAMPLES.glob("*/*.json")):
        text = json.loads(path.read_bytes()).get("rawOutput")
        test = endpoint_named(path.stem)
        if isinstance(text, str) and test is not None and test.name != "show_command":
            found[f"{path.parent.name}/{path.stem}"] = (test.name, text)
    return {name: pair for name, pair in found.items() if is_read(*pair)}


def is_read(test: str, text: str) -> bool:
    """Say whether a text is read, as one run."""
    try:
        result = netassay.parse_text(test, text)
    except netassay.NotAResponse:
        return False
    return "several-runs" not in [finding.code for finding in result.findings]


REAL: Final = real_texts()
#: Its second line has its prefix twice, its third none.
PREFIXED: Final = {"iperf3/timestamps_fmt_3_21"}
AROUND: Final[dict[str, Callable[[str], str]]] = {
    "CR LF": lambda text: text.replace("\n", "\r\n"),
    "double spacing": lambda text: text.replace("\n", "\n\n"),
    "trailing blanks": lambda text: text.replace("\n", "  \t\n"),
    "four blanks": lambda text: indented(text, lambda _: "    "),
    "a prompt before": lambda text: f"user@host:~$ tool\n{text}",
    "a prompt behind": lambda text: f"{lines_of(text)}user@host:~$ ",
    "prompts": lambda text: f"switch-1# tool\n{lines_of(text)}switch-1# exit\n",
    "a mark of order": lambda text: f"\ufeff{text}",
    "a date": lambda text: indented(text, PREFIXES[3]),
    "syslog": lambda text: indented(text, PREFIXES[4]),
    "a quote": lambda text: indented(text, PREFIXES[2]),
}


def indented(text: str, prefix: Callable[[int], str]) -> str:
    """Return a text with a prefix before each line."""
    lines = text.splitlines(keepends=True)
    return "".join(f"{prefix(at)}{line}" for at, line in enumerate(lines))


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("name", REAL)
def test_around_a_run(name: str, around: str) -> None:
    """What stands around a run changes neither record nor findings."""
    test, text = REAL[name]
    text = unified(text)
    is_cut = not text.endswith("\n") and "truncated-text" in codes(netassay.parse_text(test, text))
    if is_cut and around in ("a prompt behind", "prompts"):
        pytest.skip("its last line is cut, and another follows")
    if name in PREFIXED and around in ("four blanks", "a date", "syslog", "a quote"):
        pytest.skip("most of its lines, not all, have a prefix")
    check_around(test, text, AROUND[around](text))


@given(st.sampled_from(FORMATS), st.sampled_from(sorted(AROUND)), st.data())
def test_around_a_drawn_run(name: str, around: str, data: st.DataObject) -> None:
    """The same for texts of all formats as they are drawn."""
    case = data.draw(testing.cases(dialect=name).filter(readable))
    if around in ("a date", "syslog", "a quote") and name.startswith("iperf3"):
        return
    text = lines_of(case.text)
    check_around(case.test, text, AROUND[around](text))


def check_around(test: str, text: str, changed: str) -> None:
    """Hold the result of a changed text against that of the text."""
    before, after = netassay.parse_text(test, text), netassay.parse_text(test, changed)
    assert before.measurement == after.measurement
    more = [finding.code for finding in after.findings]
    for finding in before.findings:
        if finding.code in more:
            more.remove(finding.code)
    assert [] == more
