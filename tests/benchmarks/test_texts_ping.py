"""How long the text of a ping takes, and how many real ones are read fully right.

Beside netassay, which makes its whole result, with findings, stand jc, pingparsing and a
small TextFSM template. All read the same texts in turn, each text once. Run with
``pytest tests/benchmarks/test_texts_ping.py``; quote the ratios.
"""

from __future__ import annotations

import json
import random
import re
import warnings
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import jc
import pingparsing
import pytest

import netassay
from benchmarks.templates import template_reader
from benchmarks.texts import PINGS
from benchmarks.timing import Effort, measured, shown
from bodies import OUTPUTS
from netassay.core.records.stored import build
from netassay.records.ping import Ping, Reply
from netassay.records.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyparsing's own

CORPUS = sorted((OUTPUTS / "ping").glob("*.json"))

#: Replies of one line each, and the totals.
TEMPLATE = r"""
Value Filldown TRANSMITTED (\d+)
Value Filldown RECEIVED (\d+)
Value Filldown LOSS ([\d.]+)
Value List SEQUENCE (\d+)
Value List TIME ([\d.]+)
Value MIN ([\d.]+)
Value AVG ([\d.]+)
Value MAX ([\d.]+)

Start
  ^\d+ bytes from .*seq=${SEQUENCE} ttl=\d+ time=${TIME} ms
  ^${TRANSMITTED} packets transmitted, ${RECEIVED} (?:packets )?received,.* ${LOSS}% packet loss
  ^(?:rtt|round-trip) min/avg/max\S* = ${MIN}/${AVG}/${MAX}
"""

#: Totals (transmitted, received, min, avg, max), the loss, and each reply's number and time.
Figures = tuple[list[Any], float | None, list[tuple[int, float | None]]]


def of_netassay(text: str) -> Figures:
    """Return the figures as netassay reads them."""
    ping = netassay.parse_text("ping", text).measurement
    totals = [ping.transmitted, ping.received, ping.rtt_min_ms, ping.rtt_avg_ms, ping.rtt_max_ms]
    rows = [(row.sequence, row.time_ms) for row in ping.replies if row.outcome == "reply"]
    return totals, ping.loss_percent, rows


def of_jc(text: str) -> Figures:
    """Return the figures as jc reads them."""
    ping = jc.parse("ping", without_command(text), quiet=True)
    names = ("packets_transmitted", "packets_received", *(f"round_trip_ms_{x}" for x in SPREAD))
    rows = [
        (row["icmp_seq"], row["time_ms"]) for row in ping["responses"] if row.get("type") == "reply"
    ]
    return [ping.get(name) for name in names], ping.get("packet_loss_percent"), rows


SPREAD = ("min", "avg", "max")


def by_pingparsing(text: str) -> pingparsing.PingStats:
    """Return what pingparsing makes of a text."""
    return pingparsing.PingParsing().parse(text)


def of_pingparsing(text: str) -> Figures:
    """Return the figures as pingparsing reads them."""
    ping = by_pingparsing(text)
    totals = [ping.packet_transmit, ping.packet_receive, ping.rtt_min, ping.rtt_avg, ping.rtt_max]
    rows = [(row["icmp_seq"], row["time"]) for row in ping.icmp_replies if "time" in row]
    return totals, ping.packet_loss_rate, rows


READ_BY_TEMPLATE = template_reader(TEMPLATE)


def of_textfsm(text: str) -> Figures:
    """Return the figures as the template reads them."""
    ((sent, received, loss, numbers, times, *spread), *_) = READ_BY_TEMPLATE(text)
    totals = [int(sent), int(received), *(float(value) if value else None for value in spread)]
    rows = [(int(number), float(time)) for number, time in zip(numbers, times, strict=True)]
    return totals, float(loss), rows


def without_command(text: str) -> str:
    """Return a text from its PING line on: jc can't pass the line before."""
    return text[text.index("PING") :] if text.lstrip().startswith("COMMAND") else text


READERS: dict[str, tuple[Callable[[str], Any], Callable[[str], Figures]]] = {
    "netassay": (lambda text: netassay.parse_text("ping", text), of_netassay),
    "jc": (lambda text: jc.parse("ping", text, quiet=True), of_jc),
    "pingparsing": (by_pingparsing, of_pingparsing),
    "TextFSM": (READ_BY_TEMPLATE, of_textfsm),
}


#: What iputils prints of a run, found by one regular expression.
_FIGURES = re.compile(
    r"(\d+) bytes from (?:(\S+) \()?([^\s():]+)\)?: icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms"
    r"|PING (\S+) \((\S+)\) (\d+)\((\d+)\) bytes"
    r"|(\d+) packets transmitted, (\d+) received, ([\d.]+)% packet loss, time (\d+)ms"
    r"|rtt min/avg/max/mdev = ([\d.]+)/([\d.]+)/([\d.]+)/([\d.]+) ms"
).findall
_HEAD = ("destination", "resolved_address", "payload", "packet")
_COUNTS = ("transmitted", "received", "loss", "total_time")
_SPREAD = ("rtt_min", "rtt_avg", "rtt_max", "rtt_mdev")


def least(text: str) -> Result:
    """Make a result by the shortest way: no choice of a dialect, no precision, no check."""
    replies, values = [], {"lost_sequences": [], "messages": []}
    for row in _FIGURES(text):
        if row[0]:
            size, _, address, number, ttl, time = row[:6]
            reply = {"size": int(size), "address": address, "sequence": int(number)}
            replies.append(build(Reply, reply | {"ttl": int(ttl), "time": float(time)}))
        elif row[6]:
            values |= zip(_HEAD, (row[6], row[7], int(row[8]), int(row[9])), strict=True)
        elif row[10]:
            sent, received, loss, time = row[10:14]
            counts = int(sent), int(received), float(loss), float(time)
            values |= zip(_COUNTS, counts, strict=True)
        else:
            values |= zip(_SPREAD, map(float, row[14:]), strict=True)
    measurement = build(Ping, values | {"replies": replies})
    key = sha256(text.encode()).hexdigest()[:32]
    return build(Result, {"id": key, "test": "ping", "measurement": measurement})


def drawn(kind: str, count: int) -> Callable[[int], list[str]]:
    """Return what draws so many texts of a kind with a seed."""

    def draw(seed: int) -> list[str]:
        chance = random.Random(f"{seed} {kind}")  # other values for other kinds
        return [without_command(PINGS[kind](chance)[1]) for _ in range(count)]

    return draw


def test_the_least(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what a result of a text of iputils costs by the shortest way, beside the others."""
    kind = "iputils, CX switches"
    (text,) = drawn(kind, 1)(1)
    here = netassay.parse_text("ping", text).measurement
    assert (here.replies, here.rtt_mdev) == (least(text).measurement.replies, here.rtt_mdev)
    ways = {"the shortest way": least} | {name: READERS[name][0] for name in ("jc", "netassay")}
    show(shown({kind: measured(ways, drawn(kind, effort.count), effort)}, "the shortest way"))


def test_time(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what each reader takes for the kinds that it reads, at least the counts."""
    read = {kind: [name for name in READERS if reads(name, kind)] for kind in PINGS}
    assert all("netassay" in names for names in read.values())
    by_all = [kind for kind, names in read.items() if len(names) == len(READERS)]
    few = effort.of(0.2)  # pingparsing takes milliseconds
    ways = {name: way for name, (way, _) in READERS.items()}
    costs = {kind: measured(ways, drawn(kind, few.count), few) for kind in by_all}
    two = {name: ways[name] for name in ("netassay", "jc")}
    by_jc = {kind: reads("jc", kind, replies=False) for kind in PINGS}
    marked = {
        kind if "jc" in read[kind] else f"{kind} (*)": measured(
            two, drawn(kind, effort.count), effort
        )
        for kind, is_read in by_jc.items()
        if is_read
    }
    assert {"iputils, CX switches (*)", "access points"} <= marked.keys()
    left = ", ".join(kind for kind, is_read in by_jc.items() if not is_read)
    show(
        f"{shown(costs, 'netassay')}\n\n{shown(marked, 'netassay')}\n"
        f"(*) jc reads the counts, but not the replies; it does not read: {left}"
    )


def reads(name: str, kind: str, *, replies: bool = True) -> bool:
    """Say whether a reader gives the counts, and the replies, of a kind as they are printed."""
    chance = random.Random(kind)
    runs = [PINGS[kind](chance) for _ in range(5)]
    return all(gives(READERS[name][1], run, text, replies=replies) for run, text in runs)


def gives(
    figures_of: Callable[[str], Figures], run: Any, text: str, *, replies: bool = True
) -> bool:
    """Say whether a reader gives the counts of a run and the time of each reply in its text."""
    answered = [row for row in run.replies if row.outcome == "reply"]
    try:
        with warnings.catch_warnings(action="ignore"):
            totals, _, rows = figures_of(without_command(text))
    except Exception:  # noqa: BLE001 - whatever another library raises
        return False
    if totals[:2] != [run.transmitted, run.received] or not replies:
        return totals[:2] == [run.transmitted, run.received]
    if len(rows) != len(answered):
        return False
    # A gateway prints a mark for each reply, not its time.
    return all(
        row.sequence == number and (time is None or abs(row.time_ms - time) < 1e-6)
        for row, (number, time) in zip(answered, rows, strict=True)
    )


def test_share_read_right(capsys: pytest.CaptureFixture[str]) -> None:
    """Print how many of the corpus' pings each reads with all totals and replies."""
    cases = [json.loads(path.read_bytes()) for path in CORPUS]
    cases = [one for one in cases if "transmitted" in one.get("printed", {})]
    right = {
        name: [is_right(figures_of, saved) for saved in cases]
        for name, (_, figures_of) in READERS.items()
    }
    with capsys.disabled():
        print(f"\nof {len(cases)} pings of the corpus that print totals, fully right:")
        for name, found in right.items():
            print(f"  {name:12} {sum(found):3d} {sum(found) / len(cases):7.1%}")
    wrong = [saved["id"] for saved, ok in zip(cases, right["netassay"], strict=True) if not ok]
    assert {"de_text", "ts_inetutils"} >= set(wrong)


def is_right(figures_of: Callable[[str], Figures], saved: dict[str, Any]) -> bool:
    """Say whether a reader gives a text's totals and replies; a loss may be rounded."""
    printed = saved["printed"]
    spread = [printed.get("rtt", {}).get(name) for name in SPREAD]
    expected = [printed["transmitted"], printed["received"], *spread]
    rows = [(row["seq"], row["time_ms"]) for row in printed["replies"]]
    try:
        with warnings.catch_warnings(action="ignore"):
            totals, loss, read = figures_of(saved["stdout"])
        return totals == expected and rows == read and abs(loss - printed["loss_percent"]) < 1
    except Exception:  # noqa: BLE001 - whatever another library raises
        return False
