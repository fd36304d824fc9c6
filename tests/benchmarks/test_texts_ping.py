"""How long the text of a ping takes, and how many real ones are read fully right.

Beside netassay, which makes its whole result, with findings, stand jc, pingparsing and a
small TextFSM template. All read the same texts in turn, so that a change of the machine's
speed meets all. Run with ``pytest tests/benchmarks/test_texts_ping.py``; quote the ratios.
"""

from __future__ import annotations

import json
import re
import warnings
from hashlib import sha256
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import jc
import pingparsing
import pytest

import netassay
from benchmarks.templates import template_reader
from bodies import OUTPUTS, SAMPLES
from netassay.core.records.stored import build
from netassay.records.ping import Ping, Reply
from netassay.records.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyparsing's own

ROUNDS = 200
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
    return text[text.index("PING") :] if text.startswith("COMMAND") else text


READERS: dict[str, tuple[Callable[[str], Any], Callable[[str], Figures]]] = {
    "netassay": (lambda text: netassay.parse_text("ping", text), of_netassay),
    "jc": (lambda text: jc.parse("ping", text, quiet=True), of_jc),
    "pingparsing": (by_pingparsing, of_pingparsing),
    "TextFSM": (READ_BY_TEMPLATE, of_textfsm),
}


def texts() -> dict[str, str]:
    """Return the texts that are timed: an access point's, a CX switch's, the corpus'."""
    found = {}
    for name in ("aps", "cx"):
        body = json.loads((SAMPLES / name / "ping.json").read_bytes())
        found[f"{name}/ping"] = without_command(body["rawOutput"].strip())
    for path in CORPUS:
        saved = json.loads(path.read_bytes())
        if saved["expected"]["status"] == "complete":
            found[path.stem] = saved["stdout"]
    return found


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


def timed(text: str) -> dict[str, float]:
    """Return the median seconds of each reader for a text, called in turn."""
    taken: dict[str, list[float]] = {name: [] for name in READERS}
    for turn in range(ROUNDS):
        for name, (read, _) in READERS.items():
            if name == "pingparsing" and turn % 10:
                continue  # fifty times as slow: a tenth of the turns tells enough
            start = perf_counter()
            read(text)
            taken[name].append(perf_counter() - start)
    return {name: median(times[len(times) // 10 :]) for name, times in taken.items()}


def test_the_least(capsys: pytest.CaptureFixture[str]) -> None:
    """Print what a result of a text of iputils costs by the shortest way, beside the others."""
    path = next(path for path in CORPUS if path.stem.startswith("ok5_iputils"))
    text = json.loads(path.read_bytes())["stdout"]
    assert least(text).measurement == netassay.parse_text("ping", text).measurement
    readers = {"the shortest way": least} | {name: READERS[name][0] for name in ("netassay", "jc")}
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(10 * ROUNDS):
        for name, read in readers.items():
            start = perf_counter()
            read(text)
            taken[name].append(perf_counter() - start)
    times = ", ".join(f"{name} {median(of) * 1e6:.1f} us" for name, of in taken.items())
    with capsys.disabled():
        print(f"\nping, five replies of iputils: {times}")


def readable(text: str) -> bool:
    """Say whether all of the readers take a text at all."""
    try:
        for read, _ in READERS.values():
            read(text)
    except Exception:  # noqa: BLE001 - whatever another library raises
        return False
    return True


def test_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the medians over all texts that every reader takes, and their ratios."""
    rows = {name: timed(text) for name, text in texts().items() if readable(text)}
    assert {"aps/ping", "cx/ping"} <= rows.keys()
    with capsys.disabled():
        print(f"\nping, {len(rows)} texts, median of the medians and of the ratios; aps, cx:")
        for name in READERS:
            times = [row[name] for row in rows.values()]
            ratio = median(row[name] / row["netassay"] for row in rows.values())
            two = [rows[one][name] * 1e6 for one in ("aps/ping", "cx/ping")]
            shown = ", ".join(f"{microseconds:.1f} us" for microseconds in two)
            print(f"  {name:12} {median(times) * 1e6:8.1f} us {ratio:6.2f} x   {shown}")


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
