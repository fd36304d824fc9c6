"""Long logs of any runs, each with its own prompt, prefix and indentation; any place at which they are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import netassay
from netassay import testing
from netassay.core.lines.grammar import unified
from netassay.normalizing.text_runs import TextRun, runs_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from netassay.testing import Case

pytestmark = pytest.mark.slow
#: All formats whose runs can be told from other text.
FORMATS: Final = [name for name in testing.dialects() if name != "show_text"]
#: Neighbours have neither head nor end, so that what is before or behind them must part them.
OPEN: Final = {"arp_unix"}
PROMPTS: Final = [
    *(
        "user@host:~$ ",
        "[root@host ~]# ",
        "/ # ",
        "bash-5.1$ ",
        "$ ",
        "C:\\Users\\user>",
        "PS C:\\> ",
    ),
    *(
        "switch-1# ",
        "(gw) [mynode] #",
        "(gw) #",
        "Router#",
        "user@r1> ",
        "<HUAWEI>",
        "ProCurve Switch 2530# ",
    ),
]
#: Commands, and what they print.
OTHERS: Final = [
    ("ls -l", "total 4\n-rw-r--r-- 1 user user 12 May 20 13:07 notes.txt\n"),
    ("uptime", " 13:07:48 up 1 day,  2:03,  1 user,  load average: 0.00, 0.00, 0.00\n"),
    ("echo next", "=== next ===\n"),
    ("show version", "Version      : FL.10.13.1000\nBuild Date   : 2024-01-10\n\n"),
    ("cat list", "192.0.2.1 gw.example.com\n2001:db8::1 gw6\n"),
    ("date", "Tue May 20 13:07:48 CEST 2025\n"),
]
#: What stands before each line, by the number of the line.
PREFIXES: Final[list[Callable[[int], str]]] = [
    lambda _: "",
    lambda _: "    ",
    lambda _: "\t",
    lambda _: "> ",
    lambda at: f"2025-05-20T13:07:{at % 60:02}.{at % 1000:03}Z ",
    lambda at: f"2025-05-20 13:07:{at % 60:02},{at % 1000:03} INFO ",
    lambda at: f"May {at % 28 + 1:2} 13:07:{at % 60:02} host ping[{at + 1}]: ",
    lambda at: f"Tue May 20 13:{at % 60:02}:00 CEST 2025: ",
    lambda at: f"[13:07:{at % 60:02}] ",
    lambda at: f"1747742{at % 1000:03}.{at % 1000:06} ",
]


@attrs.frozen
class Piece:
    """A run with what stands before and behind it in a log; `prefix` before each line, the prompt's too."""

    case: Case
    before: str
    behind: str
    prefix: int
    first: int

    @property
    def text(self) -> str:
        """All lines of the piece."""
        lines = f"{self.before}{lines_of(self.case.text)}{self.behind}".splitlines(keepends=True)
        prefix = PREFIXES[self.prefix]
        return "".join(f"{prefix(at)}{line}" for at, line in enumerate(lines, self.first))


def lines_of(text: str) -> str:
    """Return a text as whole lines that end in LF."""
    text = unified(text)
    return text if text.endswith("\n") else f"{text}\n"


def readable(case: Case) -> bool:
    """Say whether a drawn text is read at all: an error alone may be no text of its tool."""
    try:
        return netassay.parse_text(case.test, case.text).measurement is not None
    except netassay.NotAResponse:
        return False


@st.composite
def pieces(draw: st.DrawFn, *, most: int = 8, prefixed: bool = True) -> list[Piece]:
    """Draw runs of any formats, with prompts, prefixes, indents and other lines."""
    drawn: list[Piece] = []
    number = 1
    for name in draw(st.lists(st.sampled_from(FORMATS), min_size=1, max_size=most)):
        case = draw(testing.cases(dialect=name).filter(readable))
        prompt = draw(st.sampled_from(["", *PROMPTS]))
        command, other = draw(st.sampled_from([("", ""), *OTHERS]))
        is_open = bool(drawn) and {name, drawn[-1].case.dialect} <= OPEN
        if is_open and not prompt:
            prompt = PROMPTS[0]
        behind = draw(st.sampled_from(["", "\n"]))
        before = f"{prompt}{command}\n{other}" if prompt and command else other
        before += f"{prompt}run\n" if prompt else ""
        # JSON goes over lines, and iperf3 has prefixes of its own.
        may = prefixed and not name.startswith("iperf3")
        prefix = draw(st.integers(0, len(PREFIXES) - 1)) if may else 0
        piece = Piece(case, before, behind, prefix, number)
        number += piece.text.count("\n")
        drawn.append(piece)
    return drawn


def measured(case: Case) -> object:
    """Return what the text of one run alone gives."""
    return netassay.parse_text(case.test, lines_of(case.text)).measurement


def test_a_tools_own_warning_is_no_level() -> None:
    """What iputils says before a run is the run's, behind a time too."""
    lines = [
        *("PING 192.0.2.1 (192.0.2.1): 8 data bytes", "16 bytes from 192.0.2.1: icmp_seq=0 ttl=1"),
        *("", "--- 192.0.2.1 ping statistics ---"),
        "1 packets transmitted, 1 packets received, 0% packet loss",
        *(
            "WARNING: pinging broadcast address",
            "PING 192.0.2.255 (192.0.2.255) 56(84) bytes of data.",
        ),
        *("", "--- 192.0.2.255 ping statistics ---"),
        "1 packets transmitted, 0 received, 100% packet loss, time 0ms",
    ]
    text = "".join(f"2025-05-20T13:07:{at:02}Z {line}\n" for at, line in enumerate(lines))
    first, second = netassay.parse_texts(text)
    assert [] == first.measurement.messages
    assert ["WARNING: pinging broadcast address"] == second.measurement.messages


@given(pieces())
def test_a_log_of_any_lines(log: list[Piece]) -> None:
    """What was printed comes back, exactly and in order, whatever stands between and before each line."""
    results = list(netassay.parse_texts("".join(piece.text for piece in log)))
    assert [measured(piece.case) for piece in log] == [one.measurement for one in results]
    assert [piece.case.test for piece in log] == [one.test for one in results]


@given(pieces())
def test_each_line_is_told(tmp_path_factory: pytest.TempPathFactory, log: list[Piece]) -> None:
    """A line of a file is in one run, in the reject of lines that are of none, or blank."""
    text = "".join(piece.text for piece in log)
    path = tmp_path_factory.getbasetemp() / "all.log"
    path.write_text(text, encoding="utf-8")
    read = list(netassay.read(path))
    rejects = [item for item in read if isinstance(item, netassay.Reject)]
    runs = [item for item in runs_in(text) if isinstance(item, TextRun)]
    assert [f"line {run.line}" for run in runs] == [
        item.place for item in read if isinstance(item, netassay.Result)
    ]
    told = [line for run in runs for line in run.text.split("\n")]
    told += [line for item in rejects for line in item.data.decode().split("\n")]
    assert sorted(filter(str.strip, text.split("\n"))) == sorted(filter(str.strip, told))
    assert len(rejects) < 2


@given(pieces(most=4), st.data())
def test_a_log_that_is_cut_anywhere(log: list[Piece], data: st.DataObject) -> None:
    """All runs that end before the cut are what they are in the whole log, to the last of them."""
    text = "".join(piece.text for piece in log)
    cut = data.draw(st.integers(0, len(text)))
    ends, at = [], 0
    for piece in log:
        at += len(piece.text)
        ends.append(at - len(piece.behind))
    count = sum(end <= cut for end in ends)
    try:
        results = list(netassay.parse_texts(text[:cut]))
    except netassay.NotAResponse:
        results = []
    assert [measured(piece.case) for piece in log[:count]] == [
        one.measurement for one in results[:count]
    ]


@given(st.sampled_from(FORMATS), st.data())
def test_no_final_line_end(name: str, data: st.DataObject) -> None:
    """Without it a text says the same, or tells that its last line may be cut, and keeps it."""
    case = data.draw(testing.cases(dialect=name).filter(readable))
    # The head of a table without an entry, cut in its last line, is nothing yet.
    assume(getattr(case.measurement, "entries", True))
    text = lines_of(case.text).rstrip("\n")
    whole = netassay.parse_text(case.test, f"{text}\n")
    result = netassay.parse_text(case.test, text)
    if "truncated-text" in [finding.code for finding in result.findings]:
        return
    told = [line.text.strip() for line in result.unread]
    last = text.rsplit("\n", 1)[-1].strip()
    assert whole.measurement == result.measurement or last in told
    assert {finding.code for finding in result.findings} <= {f.code for f in whole.findings}
