"""A result is a function of its response alone, whatever was read before it."""

from __future__ import annotations

import json
import random
from typing import Any

import netassay
from benchmarks import generator
from bodies import SAMPLES, body, url

PINGS = ("aps/ping", "cx/ping")
ENDPOINTS = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))


def with_a_row_twice(chance: random.Random) -> dict[str, Any]:
    """Return a ping in whose `output` a reply stands in the place of another too."""
    saved: dict[str, Any] = json.loads(generator.body(chance.choice(PINGS), chance))
    replies = saved["output"]["replies"]
    replies[chance.randrange(len(replies))] = chance.choice(replies)
    return saved


def test_after_a_thousand_others() -> None:
    """What is told of a response is the same in a young process and in an old one."""
    chance = random.Random(7)
    twice = [with_a_row_twice(chance) for _ in range(50)]
    young = [netassay.to_json(netassay.normalize(one, test="ping")) for one in twice]
    for _ in range(1200):
        netassay.normalize(generator.body(chance.choice(PINGS), chance), test="ping")
    assert young == [netassay.to_json(netassay.normalize(one, test="ping")) for one in twice]


def test_in_any_order() -> None:
    """The samples, read in one order and in another between other responses, come out alike."""
    chance = random.Random(3)
    saved = {name: json.dumps(body(name)) for name in ENDPOINTS}
    first = {
        name: netassay.to_json(netassay.normalize(saved[name], url=url(name))) for name in saved
    }
    for name in chance.sample(ENDPOINTS, len(ENDPOINTS)):
        netassay.normalize(generator.body(name, chance), url=url(name))
        assert first[name] == netassay.to_json(netassay.normalize(saved[name], url=url(name)))
