"""What it costs to part a log into its runs, beside reading them; time and memory of a large log.

Each run is new: figures, addresses and names differ, so that nothing is remembered. Run with
``pytest tests/benchmarks/test_runs.py``; quote the shares. ``NETASSAY_LOG_RUNS=100000`` reads the
log of 200 MB.
"""

from __future__ import annotations

import os
import random
import resource
import sys
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Final

import netassay
from netassay.normalizing.runs.splitting import Run, Splitter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.timing import Effort

#: How many runs a log of this benchmark has for each input of others.
RUNS_A_COUNT: Final = 10
BLOCK: Final = 1 << 20
LOGGED: Final = int(os.environ.get("NETASSAY_LOG_RUNS", "1000"))


def address(drawn: random.Random) -> str:
    """Return an address."""
    return f"198.{drawn.randrange(18, 20)}.{drawn.randrange(256)}.{drawn.randrange(1, 255)}"


def ping(drawn: random.Random, count: int = 25) -> str:
    """Return a ping as iputils prints it."""
    host, times = address(drawn), [drawn.uniform(1, 40) for _ in range(count)]
    ttl = drawn.randrange(40, 64)
    lines = [f"PING {host} ({host}) 56(84) bytes of data."]
    lines += [
        f"64 bytes from {host}: icmp_seq={at} ttl={ttl} time={time:.2f} ms"
        for at, time in enumerate(times, 1)
    ]
    spread = f"{min(times):.3f}/{sum(times) / count:.3f}/{max(times):.3f}"
    lines += [
        "",
        f"--- {host} ping statistics ---",
        f"{count} packets transmitted, {count} received, 0% packet loss, time {1001 * count}ms",
        f"rtt min/avg/max/mdev = {spread}/{drawn.uniform(1, 9):.3f} ms",
    ]
    return "\n".join([*lines, ""])


def traceroute(drawn: random.Random, count: int = 15) -> str:
    """Return a traceroute as Linux prints it."""
    ways = [address(drawn) for _ in range(count)]
    lines = [f"traceroute to {ways[-1]} ({ways[-1]}), 30 hops max, 60 byte packets"]
    for at, host in enumerate(ways, 1):
        times = "  ".join(f"{drawn.uniform(1, 90):.3f} ms" for _ in range(3))
        lines.append(f"{at:2}  {host} ({host})  {times}")
    return "\n".join([*lines, ""])


def iperf(drawn: random.Random, count: int = 10) -> str:
    """Return a client's report of iperf3."""
    host, port = address(drawn), drawn.randrange(30000, 60000)

    def row(begin: int, end: int) -> str:
        sizes = f"{drawn.randrange(100, 999)} MBytes   {drawn.randrange(100, 999)} Mbits/sec"
        return f"[  5]   {begin}.00-{end}.00   sec   {sizes}"

    lines = [
        f"Connecting to host {host}, port 5201",
        f"[  5] local 192.0.2.2 port {port} connected to {host} port 5201",
        "[ ID] Interval           Transfer     Bitrate         Retr  Cwnd",
    ]
    lines += [
        f"{row(at, at + 1)}    {drawn.randrange(9)}   {drawn.uniform(1, 9):.2f} MBytes       "
        for at in range(count)
    ]
    lines += [
        "- - - - - - - - - - - - - - - - - - - - - - - - -",
        "[ ID] Interval           Transfer     Bitrate         Retr",
        f"{row(0, count)}    0             sender",
        f"{row(0, count)}                  receiver",
        "",
        "iperf Done.",
    ]
    return "\n".join([*lines, ""])


PRINTED: Final[dict[str, Callable[[random.Random], str]]] = {
    "ping": ping,
    "traceroute": traceroute,
    "iperf": iperf,
}


def parted(text: str) -> int:
    """Part a text that comes in blocks of whole lines; return how many runs it has."""
    splitter, found, at = Splitter(), 0, 0
    while at < len(text):
        end = text.find("\n", min(at + BLOCK, len(text) - 1)) + 1 or len(text)
        found += sum(isinstance(piece, Run) for piece in splitter.feed(text[at:end]))
        at = end
    return found + sum(isinstance(piece, Run) for piece in splitter.close())


def test_share_of_the_splitting(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what parting costs a run, and its share of what reading the run costs."""
    drawn, shown = random.Random(5), []
    count = effort.count * RUNS_A_COUNT
    for name, printed in PRINTED.items():
        parting, reading = [], []
        for _ in range(effort.seeds):
            runs = [printed(drawn) for _ in range(count)]
            start = process_time()
            assert parted("".join(runs)) == count
            between = process_time()
            for run in runs:
                netassay.parse_text(name, run)
            parting.append((between - start) / count)
            reading.append((process_time() - between) / count)
        share = median(parting) / median(reading)
        shown.append(
            f"  {name:10} {median(parting) * 1e6:6.1f} us a run, {share:6.1%} of"
            f" {median(reading) * 1e6:6.1f} us"
        )
    show("\n".join(["parting a log of fresh runs, beside reading them:", *shown]))


def test_a_large_log(tmp_path: Path, show: Callable[[str], None]) -> None:
    """Print how time and memory grow with a log: each fifth of it, and the most memory so far."""
    drawn, path = random.Random(6), tmp_path / "large.log"
    with path.open("w", encoding="utf-8") as log:
        for at in range(LOGGED):
            log.write(list(PRINTED.values())[at % 3](drawn))
    shown, count, start = [], 0, process_time()
    for result in netassay.read(path):
        assert isinstance(result, netassay.Result)
        count += 1
        if count % (LOGGED // 5) == 0:
            kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            shown.append(f"  {count:7} runs {process_time() - start:7.1f} s {kilobytes >> 10:5} MB")
    assert count == LOGGED
    size = path.stat().st_size >> 20
    show("\n".join([f"a log of {size} MB on {sys.version.split()[0]}:", *shown]))
