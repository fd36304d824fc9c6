"""How long a response takes, beside the least that reading it can cost.

The floor is `json.loads` plus one compiled regular expression over the text that finds
the rows a person would want (``findall``), with nothing done with either. Run with
``pytest tests/benchmarks``; quote the ratios, not the microseconds.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import jc
import pingparsing
import pytest

import netassay
from bodies import SAMPLES, SEEDS, url

FLOORS = {
    "aps/ping": r"(\d+) bytes from (\S+): icmp_seq=(\d+) ttl=(\d+) time=([\d.]+) ms"
    r"|(\d+) packets transmitted, (\d+) packets received, (\d+)% packet loss"
    r"|min/avg/max = ([\d.]+)/([\d.]+)/([\d.]+) ms",
    "gateways/iperf": r"\[ *(\d+)\] +([\d.]+)- *([\d.]+) +sec +([\d.]+ \w+) +([\d.]+ \S+)"
    r"(?: +(\d+))?(?: +([\d.]+ \w+)| +(sender|receiver))?",
    "gateways/http": r"(\d+)> Reply: \[(\d+)/([^]]*)\] bytes=(\d+) time=(\d+)ms Rate=([\d.]+)KB"
    r"|max/avg/min = ([\d.]+)/([\d.]+)/([\d.]+) ms",
}


def measured(benchmark: Any, function: Any, *arguments: Any, **options: Any) -> Any:
    """Time a function warmed up, call by call."""
    return benchmark.pedantic(function, arguments, options, rounds=3000, warmup_rounds=300)


@pytest.fixture(params=SEEDS)
def sample(request: pytest.FixtureRequest, benchmark: Any) -> tuple[str, bytes, str | None]:
    """Return a sample's name, its bytes, and its text."""
    benchmark.group = request.param
    data = (SAMPLES / f"{request.param}.json").read_bytes()
    return request.param, data, json.loads(data).get("rawOutput")


def test_floor(sample: tuple[str, bytes, str | None], benchmark: Any) -> None:
    """The least: decode, and find the rows."""
    name, data, text = sample
    if text is None:
        measured(benchmark, json.loads, data)
        return
    findall = re.compile(FLOORS[name]).findall
    assert findall(text)
    measured(benchmark, lambda: (json.loads(data), findall(text)))


def test_normalize(sample: tuple[str, bytes, str | None], benchmark: Any) -> None:
    """The whole way, without a hint."""
    result = measured(benchmark, netassay.normalize, sample[1])
    assert "complete" == result.completeness


def test_normalize_with_url(sample: tuple[str, bytes, str | None], benchmark: Any) -> None:
    """The whole way, with the URL."""
    result = measured(benchmark, netassay.normalize, sample[1], url(sample[0]))
    assert "complete" == result.completeness


def ping_text() -> str:
    """Return the text of the access point's ping."""
    return json.loads((SAMPLES / "aps/ping.json").read_bytes())["rawOutput"]


@pytest.mark.benchmark(group="aps/ping")
def test_jc_on_the_text_alone(benchmark: Any) -> None:
    """The ping parser of jc, which reads the text and checks nothing."""
    text = ping_text().strip().split("\n", 1)[1]
    parsed = measured(benchmark, jc.parse, "ping", text, quiet=True)
    assert 5 == parsed["packets_transmitted"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # its own, of pyparsing
@pytest.mark.benchmark(group="aps/ping")
def test_pingparsing_on_the_text_alone(benchmark: Any) -> None:
    """pingparsing, likewise."""
    text = ping_text()
    stats = benchmark(lambda: pingparsing.PingParsing().parse(text))
    assert 5 == stats.packet_transmit


@pytest.mark.benchmark(group="aps/ping")
def test_parse_text(benchmark: Any) -> None:
    """The text alone, into a result."""
    result = measured(benchmark, netassay.parse_text, "ping", ping_text())
    assert 5 == result.measurement.transmitted


IMPORTS = {
    "floor": "import attrs, json, re, decimal, datetime",
    "netassay": "import netassay",
    "netassay and all behind it": "import netassay; netassay.normalize",
}


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize("statement", IMPORTS.values(), ids=IMPORTS)
def test_import(statement: str, benchmark: Any) -> None:
    """A new interpreter with one import."""
    benchmark.pedantic(subprocess.run, ([sys.executable, "-c", statement],), rounds=15)
