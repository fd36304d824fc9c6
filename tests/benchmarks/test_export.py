"""What a result costs on its way out: as JSON text, and as a line of the command's output."""

from __future__ import annotations

import subprocess
import sys
from os import times
from statistics import median
from typing import TYPE_CHECKING

import netassay
from benchmarks.generator import ENDPOINTS, fresh, lines
from benchmarks.test_kinds import KINDS
from benchmarks.timing import Effort, measured, shown, together

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from netassay.records.result import Result

#: A body's bytes, its URL, and a result of another one.
Done = tuple[bytes, str, "Result"]
WAYS: dict[str, Callable[[Done], object]] = {
    "normalize": lambda done: netassay.normalize(done[0], done[1]),
    "to_json": lambda done: netassay.to_json(done[2]),
}


def drawn(name: str, count: int) -> Callable[[int], list[Done]]:
    """Return what draws bodies of an endpoint, and results of others: no body is read before."""

    def draw(seed: int) -> list[Done]:
        others = fresh([name], count, -seed)
        return [
            (body, url, netassay.normalize(other, at))
            for (_, url, body), (_, at, other) in zip(
                fresh([name], count, seed), others, strict=True
            )
        ]

    return draw


def test_to_json(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what `to_json` takes beside `normalize`: the quoted kinds, and all 35 together."""
    few = effort.of(0.3)
    costs = {name: measured(WAYS, drawn(name, few.count), few) for name in ENDPOINTS}
    quoted = {name: costs[name] for name in KINDS}
    ratio = together(costs, "to_json", "normalize")
    show(f"{shown(quoted, 'normalize')}\n35 endpoints together: to_json is {ratio:.3f} x normalize")


ALONE = """
import sys, netassay
with open(sys.argv[1], "rb") as file:
    for line in file:
        netassay.normalize(line)
"""
COMMAND = "import sys; from netassay.cli import run; sys.exit(run(['normalize', sys.argv[1]]))"


def test_command(effort: Effort, show: Callable[[str], None], tmp_path: Path) -> None:
    """Print what the command `normalize` takes for a file beside `normalize` alone.

    Of both the start is taken off: what each takes for a file of one response.
    """
    counts = (1, 60 * effort.count)
    taken: dict[str, list[list[float]]] = {"alone": [], "command": []}
    for seed in range(effort.seeds):
        for name, program in (("alone", ALONE), ("command", COMMAND)):
            costs = []
            for count in counts:
                path = tmp_path / f"{name}.ndjson"
                path.write_bytes(b"".join(lines(count, seed)))
                costs.append(seconds_of(program, path))
            taken[name].append(costs)
    spent = {
        name: median(many - one for one, many in each) / counts[1] * 1e6
        for name, each in taken.items()
    }
    show(
        f"a response of {counts[1]}: command {spent['command']:.0f} us,"
        f" normalize alone {spent['alone']:.0f} us, {spent['command'] / spent['alone']:.2f} x"
    )


def seconds_of(program: str, path: Path) -> float:
    """Return the seconds that a processor spends on a Python program with one argument."""
    before = times()
    subprocess.run(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.DEVNULL, check=True
    )
    after = times()
    return sum(after[2:4]) - sum(before[2:4])
