"""What reading an iperf3 text costs, beside one regular expression; and how that grows.

The regular expressions are those of `floors`: one finds the rows, one all figures, and nothing
is done with what they find.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import netassay
from benchmarks.floors import ALL_OF_IPERF, ROWS
from benchmarks.generator import text
from benchmarks.timing import Costs, Effort, in_turn, measured, shown
from netassay.testing.printers.iperf3 import bitrate, size

if TYPE_CHECKING:
    from collections.abc import Callable

STREAMS = 128
HEADER = "[ ID] Interval           Transfer     Bandwidth       Retr  Cwnd"


def long_text(chance: random.Random, seconds: int) -> str:
    """Return what a client with the most streams that the API allows prints in some time."""
    numbers = [4 + 2 * one for one in range(STREAMS)]
    bytes_of = dict.fromkeys(numbers, 0)
    lines = ["Connecting to host 192.0.2.20, port 5201", HEADER]
    for at in range(seconds):
        here = {number: chance.randrange(10**5, 10**8) for number in numbers}
        bytes_of = {number: bytes_of[number] + here[number] for number in numbers}
        again = {number: chance.randrange(200) for number in numbers}
        for number, count in here.items():
            window = f"{again[number]:3d}   {size(chance.randrange(10**4, 10**7))}       "
            lines.append(f"[{number:3d}] {row(at, at + 1, count)}  {window}")
        lines.append(f"[SUM] {row(at, at + 1, sum(here.values()))}  {sum(again.values()):3d}")
        lines.append("- - - - - - - - - - - - -")
    lines += ["Test Complete. Summary Results:", HEADER]
    for side in ("sender", "receiver"):
        for number, count in bytes_of.items():
            lines.append(f"[{number:3d}] {row(0, seconds, count)}                  {side}")
    return "\n".join([*lines, "", "iperf Done.", ""])


def row(start: int, end: int, count: int) -> str:
    """Return the span, the amount and the rate of a row."""
    rate = bitrate(8 * count / (end - start))
    return f"{start:6.2f}-{end:<6.2f} sec  {size(count)}  {rate}"


def test_twelve_rows(effort: Effort, show: Callable[[str], None]) -> None:
    """Print how many times one regular expression it takes to make a result of a text."""
    find_rows = re.compile(ROWS["gateways/iperf"], re.MULTILINE).findall
    find_all = re.compile(ALL_OF_IPERF, re.MULTILINE).findall

    def drawn(seed: int) -> list[str]:
        chance = random.Random(seed)
        return [text("gateways/iperf", chance) for _ in range(effort.count)]

    (one, *_) = drawn(1)
    assert (12, 20) == (len(find_rows(one)), len(find_all(one)))
    ways = {
        "regex, rows": find_rows,
        "regex, all figures": find_all,
        "netassay": lambda text: netassay.parse_text("iperf", text),
    }
    show(shown({"iperf3, 12 rows": measured(ways, drawn, effort)}, "regex, all figures"))


def test_time_grows_as_the_text_does(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what ten times the text takes: 128 streams, 12 seconds and 120 seconds."""
    spans = {"a tenth": 12, "whole": 120}
    ways = {name: lambda text: netassay.parse_text("iperf", text) for name in spans}
    taken = []
    for seed in range(effort.seeds):
        chance = random.Random(seed)
        texts = {name: [long_text(chance, span) for _ in range(2)] for name, span in spans.items()}
        taken.append(in_turn(ways, texts))
    result = ways["whole"](texts["whole"][0])
    assert ([], []) == (result.findings, result.unread)
    (rows, size) = texts["whole"][0].count("["), len(texts["whole"][0])
    assert rows - 2 == len(result.measurement.intervals + result.measurement.totals)
    costs = Costs(taken)
    show(
        f"iperf3, {rows} rows, {size} bytes: {costs.us('whole') / 1000:.0f} ms,"
        f" {costs.ratio('whole', 'a tenth'):.2f} times a tenth of it"
    )
