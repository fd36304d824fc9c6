"""The fuzz target: any bytes as a saved body or as a device's text, and what must hold then.

The first byte says what the others are: a body with the URL of one of the endpoints, a
device's text of one of them, or a body without a URL. Nothing but `NetassayError` may
escape, what comes out must be JSON in UTF-8 that fits the schema, and must come back.
"""

from __future__ import annotations

import json
from contextlib import suppress
from zlib import crc32

import netassay
from bodies import SAMPLES, body, url
from exported import validated

ENDPOINTS = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))
_BODIES, _TEXTS = len(ENDPOINTS), 2 * len(ENDPOINTS)
#: One in so many results is read back, and held against the schema, which takes longest.
_READ_BACK, _VALIDATED = 8, 64


def of_body(name: str, data: bytes) -> bytes:
    """Return the input that stands for a body of an endpoint."""
    return bytes([ENDPOINTS.index(name)]) + data


def of_text(name: str, text: str) -> bytes:
    """Return the input that stands for a text of an endpoint."""
    return bytes([_BODIES + ENDPOINTS.index(name)]) + text.encode("utf-8", "surrogateescape")


def of_anything(data: bytes) -> bytes:
    """Return the input that stands for a body that came from nobody knows where."""
    return bytes([_TEXTS]) + data


def one(data: bytes) -> None:
    """Read one input; raise `AssertionError`, or what should not have escaped, where it fails."""
    what, rest = data[0] % (_TEXTS + 1) if data else _TEXTS, data[1:]
    results = []
    with suppress(netassay.NetassayError):
        if what == _TEXTS:
            results.append(netassay.normalize(rest))
        elif what < _BODIES:
            results.append(netassay.normalize(rest, url=url(ENDPOINTS[what])))
        else:
            name = ENDPOINTS[what - _BODIES]
            text = rest.decode("utf-8", "surrogateescape")
            results.append(netassay.normalize(body(name, rawOutput=text), url=url(name)))
            results.append(netassay.parse_text(name.split("/")[1], text))
    for result in results:
        hold(result, crc32(data))


def hold(result: netassay.Result, number: int) -> None:
    """Hold a result against what is promised of all; its number decides how thoroughly."""
    text = netassay.to_json(result)
    json.loads(text.encode("utf-8"))
    if number % _VALIDATED == 0:
        validated(result)
    if number % _READ_BACK == 0:
        assert result == netassay.from_json(text)
