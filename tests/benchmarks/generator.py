"""Makes as many responses as wanted, over all endpoints, the same ones for the same seed.

Each is one of the samples with other figures, on another device, at another time. A figure
that a body says twice changes in both places. A few are answers of other kinds: a task that
still runs, a 202, an error.

    python tests/benchmarks/generator.py 200000 > responses.ndjson
"""

from __future__ import annotations

import json
import random
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
#: Bodies that each sample becomes; and of how many responses one is of another kind.
VARIANTS = 400
OTHERS_ARE_ONE_IN = 50
OTHERS = (
    b'{"status":"RUNNING","progressPercent":40,"startTime":"@START@"}',
    b'{"status":"INITIATED","location":"/network-troubleshooting/v1alpha1/x"}',
    b'{"status":"FAILED","startTime":"@START@","endTime":"@END@","failReason":"Timed Out"}',
    b'{"httpStatusCode":404,"errorCode":"HPE_GL_ERROR_NOT_FOUND","message":"no such task"}',
)
_FIGURE = re.compile(r"(?<![\d.])(\d+\.\d*)(\d)(?![\d.])")
_EPOCH = datetime(2025, 1, 1, tzinfo=UTC)


def lines(count: int, seed: int = 1) -> Iterator[bytes]:
    """Give responses as lines of JSON, each with its URL."""
    chance = random.Random(seed)
    made = [(*sample, _variants(sample[2], chance)) for sample in _samples()]
    for number in range(count):
        family, test, _, variants = chance.choice(made)
        body = chance.choice(OTHERS if number % OTHERS_ARE_ONE_IN == 7 else variants)
        serial = f"CN{chance.randrange(5000):07}"
        began = _EPOCH + timedelta(microseconds=chance.randrange(10**13))
        ended = began + timedelta(microseconds=chance.randrange(10**8))
        body = body.replace(b"@START@", _time(began, chance))
        url = (
            f"/network-troubleshooting/v1alpha1/{family}/{serial}/{test}/async-operations/{number}"
        )
        head = f'{{"url":"https://api.example.com{url}","status":200,"body":'
        yield head.encode() + body.replace(b"@END@", _time(ended, chance)) + b"}\n"


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


def _time(moment: datetime, chance: random.Random) -> bytes:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}{chance.randrange(1000):03}Z".encode()


def _samples() -> list[tuple[str, str, str]]:
    """Return family, test and body of each sample."""
    paths = sorted(SAMPLES.glob("*/*.json"))
    return [(path.parent.name, path.stem, _marked(path)) for path in paths]


def _marked(path: Path) -> str:
    """Return a sample's body in one line, with marks where its times stood."""
    body = json.loads(path.read_bytes())
    return json.dumps(body | {"startTime": "@START@", "endTime": "@END@"})


def _variants(body: str, chance: random.Random) -> list[bytes]:
    return [_varied(body, chance) for _ in range(VARIANTS)]


def _varied(body: str, chance: random.Random) -> bytes:
    """Return a body with another last digit in each figure, the same in equal ones."""
    digits: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        digit = digits.setdefault(match[0], str(chance.randrange(10)))
        return match[1] + digit

    return _FIGURE.sub(other, body).encode()


if __name__ == "__main__":
    sys.stdout.buffer.writelines(lines(int(sys.argv[1])))
