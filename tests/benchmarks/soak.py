"""Normalizes new responses in one process, and prints how much memory that holds.

Every so many responses a line: how many there were, and the resident set in MiB. Behind the
first line it is to stay as it is, however many different values there were. Another process
draws the responses (`generator`).

    python tests/benchmarks/soak.py 5000000
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import netassay
from benchmarks import generator

STEP = 100_000


def resident() -> float:
    """Return the resident set of this process, in MiB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def soaked(count: int, step: int = STEP) -> list[float]:
    """Normalize so many responses; print and return the resident set after each step."""
    command = [sys.executable, generator.__file__, str(count)]
    sizes = []
    with subprocess.Popen(command, stdout=subprocess.PIPE) as drawing:
        assert drawing.stdout is not None
        for number, line in enumerate(drawing.stdout, 1):
            netassay.normalize(line)
            if number % step == 0:
                sizes.append(resident())
                print(f"{number:9} {sizes[-1]:8.1f} MiB", flush=True)
    return sizes


if __name__ == "__main__":
    found = soaked(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000)
    print(f"from the first to the last line: {found[-1] - found[0]:+.1f} MiB")
