"""Makes as many responses as wanted, over all endpoints, the same ones for the same seed.

No two are alike: each has new figures, addresses, names and times, on another device, and
`output` and the device's text of each say the same. A few are what else `v1` answers: tasks
with a reason and without a measurement, several show commands, a 202, an error.

    python tests/benchmarks/generator.py 200000 > responses.ndjson
"""

from __future__ import annotations

import json
import random
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import drawing, shaped
from benchmarks.printed import PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
#: The 35 endpoints, and the samples of what else there is.
ENDPOINTS = tuple(f"{path.parent.name}/{path.stem}" for path in sorted(SAMPLES.glob("*/*.json")))
OTHERS = tuple(f"v1/{path.parent.name}/{path.stem}" for path in sorted(SAMPLES.glob("v1/*/*.json")))
OTHERS_ARE_ONE_IN = 50


def text(name: str, chance: random.Random) -> str:
    """Draw the text that a device prints at an endpoint of `PRINTED`."""
    return PRINTED[name](chance)[1]


def body(name: str, chance: random.Random) -> bytes:
    """Draw a body of an endpoint, or of the form of one of `OTHERS`."""
    if name in PRINTED:
        output, raw = PRINTED[name](chance)
        return _done(chance, {"rawOutput": raw, "output": output})
    if name == "gateways/pingSweep":
        return _done(chance, {"output": shaped.ping_sweep(chance)})
    if name == "aps/speedtest":
        return _done(chance, {"output": shaped.speedtest(chance, _sample(name)["output"])})
    if name == "cx/http":
        return _done(chance, {"output": shaped.switch_http(chance, _sample(name)["output"])})
    return _shape(name).draw(chance).encode()


def _done(chance: random.Random, sides: dict[str, Any]) -> bytes:
    """Return the body of a task that is done."""
    began, ended = drawing.span(chance)
    times = {"startTime": began, "endTime": ended}
    state = {"failReason": None, "progressPercent": 100, "status": "COMPLETED"}
    return json.dumps(times | sides | state).encode()


@cache
def _sample(name: str) -> dict[str, Any]:
    sample: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_bytes())
    return sample


@cache
def _shape(name: str) -> shaped.Shape:
    return shaped.Shape(_sample(name))


def url(name: str, chance: random.Random) -> str:
    """Draw the URL that an endpoint's body answers, of another device and task each time."""
    *_, family, test = name.split("/")
    if family not in ("aps", "cx", "aos-s", "gateways"):
        family, test = "aps", "tcp"
    version = "v1" if name.startswith("v1/") else "v1alpha1"
    place = f"{family}/{drawing.serial(chance)}/{test}/async-operations/{drawing.task(chance)}"
    return f"https://api.example.com/network-troubleshooting/{version}/{place}"


def fresh(names: Sequence[str], count: int, seed: int = 1) -> Iterator[tuple[str, str, bytes]]:
    """Give so many bodies of some endpoints in turn, each with its name and its URL."""
    chance = random.Random(f"{seed} {' '.join(names)}")  # other values for other endpoints
    for number in range(count):
        name = names[number % len(names)]
        yield name, url(name, chance), body(name, chance)


def lines(count: int, seed: int = 1) -> Iterator[bytes]:
    """Give responses as lines of JSON, each with its URL."""
    chance = random.Random(seed)
    for number in range(count):
        some = OTHERS if number % OTHERS_ARE_ONE_IN == 7 else ENDPOINTS
        name = chance.choice(some)
        head = f'{{"url":"{url(name, chance)}","status":{_status(name)},"body":'
        yield head.encode() + body(name, chance) + b"}\n"


def _status(name: str) -> int:
    if name.startswith("v1/errors/"):
        return int(name.rsplit("/", maxsplit=1)[-1][:3])
    return 202 if name.startswith("v1/accepted/") else 200


def damaged(some: Iterable[bytes], one_in: int = 100, seed: int = 2) -> Iterator[bytes]:
    """Give lines of which one in so many is damaged; none is blank or more than one line."""
    chance = random.Random(seed)
    for line in some:
        yield _damaged(line, chance) if chance.randrange(one_in) == 0 else line


def _damaged(line: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(1, len(line) - 1)
    kinds = (
        line[:at] + b"\n",
        b"Traceback (most recent call last):\n",
        b'["other", "JSON"]\n',
        b'{"status": 17, "output": "text", "rawOutput": [1], "startTime": false}\n',
        line[:at] + b"\0" + line[at:],
        line[:at] + b"\xff\xfe" + line[at:],
    )
    return chance.choice(kinds)


if __name__ == "__main__":
    sys.stdout.buffer.writelines(lines(int(sys.argv[1])))
