"""Loads that are killed in all ways, two at a time, into all destinations, for a while.

A pool of files grows. Loads of random slices of it run, two at a time, into the same destination
or into two, and are killed (SIGKILL, SIGTERM, SIGINT), meet a full disk or lose their server. At the
end each destination is loaded with the whole pool once more, undisturbed, and must hold each row
of it once, as `to_arrow` has them, and read = results + rejects. Exits with 1 where one does not.

    python tests/soak/run.py                 thirty minutes
    python tests/soak/run.py 5 --seed 7      five, with other chances
    python tests/soak/run.py 5 --only duckdb --only postgres

It wants a PostgreSQL server's programs, root for the small disks (else no disk is full), and a
server of S3 where there is one.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import netassay
from benchmarks.generator import damaged, lines
from cli.processes import COMMAND, environment
from netassay.export.tables import TABLES
from soak.destinations import LEFT, destinations, keys_of

if TYPE_CHECKING:
    from soak.destinations import Destination

#: What befalls a load, by how often.
EVENTS = {
    "SIGKILL": 3,
    "SIGTERM": 2,
    "SIGINT": 2,
    "full disk": 3,
    "server stopped": 2,
    "nothing": 2,
}
#: Responses of a file at most, and of the pool.
FILE, POOL = 80, 40_000
#: What the command may end with: done, rejects, not done, interrupted, killed.
CODES = {0, 1, 3, 130, -signal.SIGKILL, -signal.SIGTERM}
#: What Python says in a process that has just begun when its parent is killed.
ORPHANED = "EOFError: Ran out of input"
COUNTS = re.compile(r"(\d+) responses read: (\d+) results and (\d+) rejects")


@attrs.define
class Load:
    """A load under way, and what is to befall it."""

    destination: Destination
    process: subprocess.Popen[str]
    event: str


@attrs.define
class Soak:
    """The pool, the chances, and what happened so far."""

    folder: Path
    chance: random.Random
    places: list[Destination]
    files: list[Path] = attrs.field(factory=list)
    responses: int = 0
    #: Seconds that a load takes.
    usual: float = 3.0
    ends: Counter[tuple[str, str, int]] = attrs.field(factory=Counter)
    faults: list[str] = attrs.field(factory=list)

    def grow(self) -> None:
        """Add a file to the pool, or lines to its last one."""
        count = self.chance.randrange(1, FILE)
        data = b"".join(damaged(lines(count, seed=self.chance.randrange(2**31)), one_in=20))
        if self.files and self.chance.random() < 0.3:
            path = self.files[-1]
        else:
            path = self.folder / "pool" / f"{len(self.files):05}.ndjson"
            self.files.append(path)
        with path.open("ab") as file:
            file.write(data)
        self.responses += count

    def begun(
        self, destination: Destination, paths: list[Path], *options: str
    ) -> subprocess.Popen[str]:
        """Begin a load."""
        command = [*COMMAND, "load", *map(str, paths), "--to", destination.to]
        return subprocess.Popen(
            [*command, *destination.options, *options],
            env=environment(destination.environment),
            stderr=subprocess.PIPE,
            text=True,
        )

    def random_load(self, destination: Destination) -> Load:
        """Begin a load of a random slice that something is to befall."""
        paths = self.chance.sample(self.files, self.chance.randint(1, min(30, len(self.files))))
        options = [
            "--batch",
            str(self.chance.choice((7, 50, 400))),
            "--jobs",
            self.chance.choice("112"),
        ]
        options += ["--resume"] if self.chance.random() < 0.5 else []
        (event,) = self.chance.choices(list(EVENTS), weights=list(EVENTS.values()))
        if (event == "full disk" and not destination.can_be_full) or (
            event == "server stopped" and destination.name != "postgres"
        ):
            event = "SIGKILL"
        return Load(destination, self.begun(destination, sorted(paths), *options), event)

    def round(self) -> None:
        """Run two loads at a time, let something befall each, and wait for their ends."""
        one, other = self.chance.choices(self.places, k=2)
        if self.chance.random() < 0.5:
            other = one
        loads = [self.random_load(one), self.random_load(other)]
        for load, share in zip(loads, (0.9, 0.5), strict=True):
            # Most of a short load is its interpreter's beginning.
            time.sleep(self.chance.uniform(0.4, 0.4 + share) * self.usual)
            self.befall(load)
        for load in loads:
            self.ended(load)

    def befall(self, load: Load) -> None:
        """Let happen what is to befall a load; a disk or a server is mended before this returns."""
        if load.event == "full disk":
            with load.destination.full(self.chance.randrange(LEFT)):
                time.sleep(self.chance.uniform(0.1, 3))
        elif load.event == "server stopped":
            load.destination.stop()
            time.sleep(self.chance.uniform(0, 0.5))
            load.destination.start()
        elif load.event != "nothing":
            load.process.send_signal(signal.Signals[load.event])

    def ended(self, load: Load) -> None:
        """Count how a load ended; note what it must not say, and how it must not end."""
        _, said = load.process.communicate(timeout=600)
        code = load.process.returncode
        self.ends[load.destination.name, load.event, code] += 1
        counts = COUNTS.search(said)
        if counts and int(counts[1]) != int(counts[2]) + int(counts[3]):
            self.faults.append(f"{load.destination.name}: {counts[0]}")
        broke = "Traceback" in said and not (code == -signal.SIGKILL and ORPHANED in said)
        if code not in CODES or broke or "fault of netassay" in said:
            self.faults.append(f"{load.destination.name}, {load.event}: {code}: {said[-500:]}")

    def warm_up(self) -> None:
        """Measure how long a load takes here, two at a time."""
        self.grow()
        began = time.monotonic()
        for process in [self.begun(self.places[0], self.files) for _ in range(2)]:
            process.communicate()
        self.usual = time.monotonic() - began

    def check(self, destination: Destination, expected: dict[str, Any]) -> str:
        """Load the whole pool undisturbed; note what is missing or there twice."""
        process = self.begun(destination, self.files)
        _, said = process.communicate(timeout=3600)
        counts = COUNTS.search(said)
        if process.returncode not in (0, 1) or counts is None:
            self.faults.append(f"{destination.name}: the last load: {process.returncode}: {said}")
            return "not loaded"
        found = destination.tables()
        for name in TABLES:
            rows, right = keys_of(found, name), expected[name]
            if rows != right:
                twice = len(rows) - len(set(rows))
                self.faults.append(
                    f"{destination.name}.{name}: {len(rows)} of {len(right)} rows, {twice} twice"
                )
        self.faults += [f"left behind: {name}" for name in destination.left_behind()]
        rows = len(keys_of(found, "results")), len(keys_of(found, "rejects"))
        return f"{counts[0]}; holds {rows[0]} results and {rows[1]} rejects"


def run(minutes: float, seed: int, only: list[str]) -> int:
    """Soak for so many minutes; print the figures, return the exit code."""
    with tempfile.TemporaryDirectory(prefix="netassay-soak-") as name:
        folder = Path(name)
        (folder / "pool").mkdir()
        soak = Soak(folder, random.Random(seed), destinations(folder, only))
        try:
            soak.warm_up()
            until, rounds = time.monotonic() + 60 * minutes, 0
            while time.monotonic() < until:
                if soak.responses < POOL:
                    soak.grow()
                soak.round()
                rounds += 1
            print(f"{rounds} rounds, {len(soak.files)} files of {soak.responses} responses")
            expected = netassay.to_arrow(netassay.read(*soak.files))
            keys = {name: keys_of(expected, name) for name in TABLES}
            for destination in soak.places:
                print(f"{destination.name}: {soak.check(destination, keys)}", flush=True)
        finally:
            for destination in soak.places:
                destination.close()
    for (place, event, code), count in sorted(soak.ends.items()):
        print(f"{count:6} {place}, {event}: exit code {code}")
    for fault in soak.faults:
        print(f"WRONG: {fault}")
    return int(bool(soak.faults))


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("minutes", type=float, nargs="?", default=30.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", action="append", default=[], metavar="DESTINATION")
    asked = options.parse_args()
    sys.exit(run(asked.minutes, asked.seed, asked.only))
