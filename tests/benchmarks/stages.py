"""Prints where the time of `normalize` goes: microseconds for each stage and kind of body.

While new bodies are normalized, the timer of the processor's time (`ITIMER_PROF`) looks now
and then which function runs. That function's module names the stage, or that of the nearest
caller that has one: what several stages call counts for the one that calls it. So the engine
runs as it is, and `STAGES` alone knows how it is made.

    python tests/benchmarks/stages.py [SECONDS-PER-KIND]
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import netassay
from benchmarks.generator import fresh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

KINDS = ("aps/ping", "cx/ping", "gateways/iperf", "gateways/http", "aps/traceroute")
#: The stages in the order of the way, and what belongs to each: a package or a module, or the
#: functions of one name in it, behind a colon.
STAGES = {
    "decode": ("core.codec",),
    "id": ("core.codec:canonical", "normalizing.pipeline:_identity"),
    "head": ("normalizing.head", "normalizing.envelope", "normalizing.hints"),
    "identify": ("normalizing.identify",),
    "scan": ("core.lines", "dialects", "normalizing.text"),
    "output": ("core.keys",),
    "compare": ("normalizing.reconcile", "normalizing.rows"),
    "checks": (
        "core.arithmetic",
        "measurements:check",
        "measurements:derive",
        "measurements:complete",
        "measurements:has_totals",
    ),
    "build": ("core.records", "records"),
    "findings": ("core.findings", "core.finding"),
}
#: What no stage has: the functions that call the stages.
REST = "rest"
#: Seconds of the processor between two looks; the kernel's tick may be longer.
INTERVAL = 0.001
#: So many bodies are drawn at once.
BATCH = 200
_STAGE_OF = {place: stage for stage, places in STAGES.items() for place in places}


def stage_of(frame: FrameType | None) -> str:
    """Return the stage that a function belongs to, by the nearest caller that has one."""
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("netassay."):
            stage = _stage_of(module.removeprefix("netassay."), frame.f_code.co_name)
            if stage is not None:
                return stage
        frame = frame.f_back
    return REST


def _stage_of(module: str, function: str) -> str | None:
    while module:
        for place in (f"{module}:{function}", module):
            if place in _STAGE_OF:
                return _STAGE_OF[place]
        module = module.rpartition(".")[0]
    return None


def spent(name: str, seconds: float) -> dict[str, float]:
    """Return the microseconds of each stage for a body of an endpoint, after so many seconds."""
    looks: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        looks[stage_of(frame)] += 1

    before: Any = signal.signal(signal.SIGPROF, look)
    taken, count = 0.0, 0
    try:
        while taken < seconds:
            bodies = list(fresh([name], BATCH, count))
            began = process_time()
            signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
            for _, url, body in bodies:
                netassay.normalize(body, url)
            signal.setitimer(signal.ITIMER_PROF, 0)
            taken += process_time() - began
            count += BATCH
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    each = taken / count * 1e6 / max(1, looks.total())
    return {stage: looks[stage] * each for stage in (*STAGES, REST)}


def table(found: dict[str, dict[str, float]]) -> str:
    """Return a row for each stage and a column for each kind, in microseconds."""
    heads = "".join(f"{name:>17}" for name in found)
    cells = {stage: [each[stage] for each in found.values()] for stage in (*STAGES, REST)}
    cells["all"] = [sum(each.values()) for each in found.values()]
    rows = [f"{stage:10}" + "".join(f"{us:17.1f}" for us in each) for stage, each in cells.items()]
    return "\n".join([f"{'us':10}{heads}", *rows])


def main(words: Sequence[str]) -> None:
    """Print the table."""
    seconds = float(words[0]) if words else 10.0
    for name in KINDS:
        spent(name, 0.01)  # warm
    print(table({name: spent(name, seconds) for name in KINDS}))


if __name__ == "__main__":
    main(sys.argv[1:])
