"""What reading an iperf3 text costs, beside one regular expression; and how that grows.

The regular expressions are those of `floors`: one finds the rows, one all figures, and nothing
is done with what they find.
"""

from __future__ import annotations

import gc
import json
import re
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import netassay
from benchmarks.floors import ALL_OF_IPERF, ROWS
from bodies import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

ROUNDS = 2000
STREAMS = 128
HEADER = "[ ID] Interval           Transfer     Bandwidth       Retr  Cwnd"


def timed(functions: list[Callable[[], object]], rounds: int) -> list[float]:
    """Return the median seconds of each function, called in turn."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, taken in zip(functions, times, strict=True):
            start = perf_counter()
            function()
            taken.append(perf_counter() - start)
    return [median(taken[rounds // 10 :]) for taken in times]


def long_text(seconds: int) -> str:
    """Return what a client with the most streams that the API allows prints in some time."""
    row = (
        "{start:6.2f}-{end:<6.2f} sec  1.00 MBytes  8.39 Mbits/sec  {count:3d}   618 KBytes       "
    )
    total = "{start:6.2f}-{end:<6.2f} sec   128 MBytes  1.07 Gbits/sec  {count:3d}             "
    closing = "  0.00-{seconds:<6.2f} sec  {size} MBytes  {rate} bits/sec                  {side}"
    lines = ["Connecting to host 192.0.2.20, port 5201", HEADER]
    for at in range(seconds):
        span = {"start": at, "end": at + 1, "count": at % 7}
        lines += [f"[{4 + 2 * one:3d}] {row.format(**span)}" for one in range(STREAMS)]
        lines += [f"[SUM] {total.format(**span)}", "- - - - - - - - - - - - -"]
    lines += ["Test Complete. Summary Results:", HEADER]
    for side in ("sender", "receiver"):
        figures = {"seconds": seconds, "size": seconds, "rate": "8.39 M", "side": side}
        last = closing.format(**figures).replace(" M b", " Mb").replace("M bits", "Mbits")
        lines += [f"[{4 + 2 * one:3d}] {last}" for one in range(STREAMS)]
    return "\n".join([*lines, "", "iperf Done.", ""])


def test_twelve_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """Print how many times one regular expression it takes to make a result of a text."""
    text = json.loads((SAMPLES / "gateways/iperf.json").read_bytes())["rawOutput"]
    find_rows = re.compile(ROWS["gateways/iperf"], re.MULTILINE).findall
    find_all = re.compile(ALL_OF_IPERF, re.MULTILINE).findall
    assert (12, 20) == (len(find_rows(text)), len(find_all(text)))
    of_rows, of_all, whole = timed(
        [
            lambda: find_rows(text),
            lambda: find_all(text),
            lambda: netassay.parse_text("iperf", text),
        ],
        ROUNDS,
    )
    with capsys.disabled():
        print(
            f"\niperf3, 12 rows: {whole * 1e6:.1f} us, {whole / of_all:.2f} times one regex that"
            f" finds all figures, {whole / of_rows:.2f} times one for the rows alone"
        )


def test_time_grows_as_the_text_does(capsys: pytest.CaptureFixture[str]) -> None:
    """Print what ten times the text takes: 128 streams, 12 seconds and 120 seconds."""
    texts = [long_text(12), long_text(120)]
    for text in texts:
        result = netassay.parse_text("iperf", text)
        assert ([], []) == (result.findings, result.unread)
        assert text.count("[") - 2 == len(result.measurement.intervals + result.measurement.totals)
    # Else the collector looks through all that the test run holds, more often the more it reads.
    gc.collect()
    gc.freeze()
    short, long = timed([lambda text=text: netassay.parse_text("iperf", text) for text in texts], 7)
    gc.unfreeze()
    with capsys.disabled():
        rows, size = texts[1].count("["), len(texts[1])
        print(
            f"\niperf3, {rows} rows, {size} bytes: {long * 1e3:.0f} ms,"
            f" {long / short:.2f} times a tenth of it"
        )
