"""What the benchmarks are fed with: bodies and texts that are sound, and new each time."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from benchmarks import generator, soak, stages
from benchmarks.generator import ENDPOINTS, OTHERS, SAMPLES, damaged, fresh, lines
from benchmarks.printed import PRINTED
from benchmarks.texts import PINGS, TRACEROUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("name", ENDPOINTS + OTHERS)
@given(seed=SEEDS)
def test_sound(name: str, seed: int) -> None:
    """A drawn body is what its sample is, and has no finding that the sample has not."""
    ((_, url, body),) = fresh([name], 1, seed)
    there = netassay.normalize((SAMPLES / f"{name}.json").read_bytes(), url)
    result = netassay.normalize(body, url)
    assert {one.code for one in there.findings} >= {one.code for one in result.findings}
    assert not {"disagree", "arithmetic", "bad-value"} & {one.code for one in result.findings}
    assert (there.kind, there.test, there.family) == (result.kind, result.test, result.family)
    assert (there.completeness, []) == (result.completeness, result.unread)


@pytest.mark.parametrize("name", PRINTED)
@given(seed=SEEDS)
def test_both_sides_have_the_same_digits(name: str, seed: int) -> None:
    """A figure with a point in `output` stands in the text just so, as devices send it."""
    ((_, _, data),) = fresh([name], 1, seed)
    body = json.loads(data)
    printed = set(re.findall(r"\d+\.\d+", body["rawOutput"]))
    for leaf in leaves(body["output"]):
        assert printed >= set(re.findall(r"\d+\.\d+", leaf))


def leaves(value: Any) -> Iterator[str]:
    """Give the texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)


@pytest.mark.parametrize("kind", [*PINGS, *TRACEROUTES])
@given(seed=SEEDS)
def test_texts(kind: str, seed: int) -> None:
    """A text is read as the run that it was printed of, with no finding."""
    test, draw = ("ping", PINGS[kind]) if kind in PINGS else ("traceroute", TRACEROUTES[kind])
    check_text(test, draw, seed)


def check_text(test: str, draw: Callable[[random.Random], tuple[Any, str]], seed: int) -> None:
    """Draw a text, and compare what is read of it."""
    run, text = draw(random.Random(seed))
    result: Any = netassay.parse_text(test, text)
    assert ([], []) == (result.findings, result.unread)
    if test == "ping":
        assert (run.transmitted, run.received) == (
            result.measurement.transmitted,
            result.measurement.received,
        )
        assert run.rtt_max_ms == pytest.approx(result.measurement.rtt_max_ms)
        return
    printed, read = (
        [[(one.address, one.rtt_ms) for one in hop.probes] for hop in way.hops]
        for way in (run, result.measurement)
    )
    assert printed == read


def test_nothing_comes_again() -> None:
    """Of many responses no two are alike; few addresses and figures are there twice."""
    made = list(lines(700))
    assert 700 == len(set(made))
    assert made == list(lines(700))
    assert not set(made) & set(lines(700, seed=2))
    for pattern in (rb"\b\d+\.\d+\.\d+\.\d+\b", rb"\b[a-z]+\d+\.example\.\w+"):
        of_lines = [set(re.findall(pattern, line)) for line in made]
        found = [value for values in of_lines for value in values]
        assert len(set(found)) > 0.97 * len(found) > 200


def test_lines() -> None:
    """Each response is a line of its own, of every endpoint some; a damaged one stays a line."""
    made = list(lines(3000))
    bodies = [json.loads(line) for line in made]
    assert {200, 202, 403, 404, 409} == {one["status"] for one in bodies}
    tests = {tuple(one["url"].split("/")[5::2][:2]) for one in bodies}
    assert {tuple(name.split("/")) for name in ENDPOINTS} <= tests
    broken = list(damaged(made, one_in=10))
    assert 200 < sum(one != line for one, line in zip(broken, made, strict=True)) < 400
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 and line.strip() for line in broken)


def test_soak(capsys: pytest.CaptureFixture[str]) -> None:
    """The soak tells the memory after each step."""
    sizes = soak.soaked(300, step=100)
    assert 3 == len(sizes) == len(capsys.readouterr().out.splitlines())
    assert min(sizes) > 10


def test_stages() -> None:
    """The table of stages has a row for each, of modules that there are."""
    for place in (place for places in stages.STAGES.values() for place in places):
        import_module(f"netassay.{place.partition(':')[0]}")
    command = [sys.executable, stages.__file__, "0.05"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    heads, *rows = out.splitlines()
    assert [*stages.STAGES, stages.REST, "all"] == [row.split()[0] for row in rows]
    assert list(stages.KINDS) == heads.split()[1:]
    assert all(float(cell) > 0 for cell in rows[-1].split()[1:])


def test_generator_as_a_program() -> None:
    """Run by hand, the generator writes the same lines."""
    command = [sys.executable, generator.__file__, "40"]
    assert b"".join(lines(40)) == subprocess.run(command, capture_output=True, check=True).stdout
