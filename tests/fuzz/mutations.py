"""Seeds of the fuzz target, and a mutator that knows words, lines and JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bodies import SAMPLES, body
from fuzz.target import ENDPOINTS, of_anything, of_body, of_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[0-9.]++|\w++|\n|.', re.DOTALL)
#: What has broken parsers before.
WORDS = [
    *(b"null", b'"null"', b'"string"', b"NaN", b"-1", b"1e400", b"9" * 40, b"9" * 5000, b"1e-400"),
    *(b"{}", b"[]", b'""', b'"\\ud800"', b"\xff", b"\x00", b"\x1b[31m", b"\xef\xbb\xbf", b"\r"),
    *(b"\xef\xbc\x91", b"%s", b"*", b"!H", b"(DUP!)", b"0.00-1.00", b"[SUM]", b"- - -", b"Unknown"),
    *(
        b"\n",
        b"\r\n",
        b"\n\r",
        b" " * 64,
        b"(omitted)",
        b"-nan%",
        b"1/0",
        b"<1ms",
        b"ms",
        b"\xe2\x80\x8b",
    ),
]


_SPLICED = 0.1
#: The most bytes of an input.
LARGEST = 200_000


def seeds() -> list[bytes]:
    """Return the inputs that everything begins with: the samples, their texts, and nothing."""
    found = [b"", of_anything(b"{}")]
    for name in ENDPOINTS:
        data = (SAMPLES / f"{name}.json").read_bytes()
        found += [of_body(name, data), of_anything(data)]
        text = body(name).get("rawOutput")
        if text:
            found.append(of_text(name, text))
    return found


def mutated(data: bytes, others: list[bytes], random: Random) -> bytes:
    """Return an input with a few changes; most keep it nearly what it was."""
    if random.random() < _SPLICED:
        other = random.choice(others)
        data = data[: random.randrange(len(data) + 1)] + other[random.randrange(len(other) + 1) :]
    for _ in range(random.choice([1, 1, 1, 2, 3, 8])):
        # Else what is repeated again and again would be what takes the memory.
        data = random.choice(_WAYS)(data, random)[:LARGEST]
    return data


def _span(data: bytes, random: Random) -> tuple[int, int]:
    """Return where a token stands."""
    if len(data) < 2:
        return len(data), len(data)
    match = _TOKEN.match(data, random.randrange(1, len(data)))
    return match.span() if match else (len(data), len(data))


def _replace(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + random.choice(WORDS) + data[end:]


def _insert(data: bytes, random: Random) -> bytes:
    start, _ = _span(data, random)
    return data[:start] + random.choice(WORDS) + data[start:]


def _remove(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _swap(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    first, last = _span(data, random)
    return data[:start] + data[first:last] + data[end:]


def _flip(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data)) if data else 0
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = sorted((_span(data, random)[0], _span(data, random)[1]))
    return data[:end] + data[start:end] * random.choice([1, 2, 30]) + data[end:]


def _digit(data: bytes, random: Random) -> bytes:
    places = [match.start() for match in re.finditer(rb"[0-9]", data[1:])]
    if not places:
        return data
    at = random.choice(places) + 1
    return data[:at] + random.choice(b"0123456789").to_bytes() + data[at + 1 :]


_WAYS: list[Callable[[bytes, Random], bytes]] = [
    *(_replace, _replace, _insert, _remove, _swap, _swap),
    *(_flip, _cut, _repeat, _digit, _digit),
]
