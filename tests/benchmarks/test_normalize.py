"""How long a response takes, beside the least that reading it can cost.

The floor is that of `floors`. Run with ``pytest tests/benchmarks``; quote the ratios, not
the microseconds.
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
from benchmarks.floors import ALL_OF_IPERF, floor_of
from bodies import SAMPLES, SEEDS, url


def measured(benchmark: Any, function: Any, *arguments: Any, **options: Any) -> Any:
    """Time a function warmed up, call by call."""
    return benchmark.pedantic(function, arguments, options, rounds=3000, warmup_rounds=300)


@pytest.fixture(params=SEEDS)
def sample(request: pytest.FixtureRequest, benchmark: Any) -> tuple[str, bytes]:
    """Return a sample's name and its bytes."""
    benchmark.group = request.param
    return request.param, (SAMPLES / f"{request.param}.json").read_bytes()


def test_floor(sample: tuple[str, bytes], benchmark: Any) -> None:
    """The least: decode, and find the rows."""
    measured(benchmark, floor_of(*sample))


@pytest.mark.benchmark(group="gateways/iperf")
def test_floor_with_all_figures(benchmark: Any) -> None:
    """The least for iperf, with the figures around its rows."""
    data = (SAMPLES / "gateways/iperf.json").read_bytes()
    text, findall = json.loads(data)["rawOutput"], re.compile(ALL_OF_IPERF, re.MULTILINE).findall
    measured(benchmark, lambda: (json.loads(data), findall(text)))


def test_normalize(sample: tuple[str, bytes], benchmark: Any) -> None:
    """The whole way, without a hint."""
    result = measured(benchmark, netassay.normalize, sample[1])
    assert "complete" == result.completeness


def test_normalize_with_url(sample: tuple[str, bytes], benchmark: Any) -> None:
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
