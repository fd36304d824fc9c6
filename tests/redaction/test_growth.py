"""The time of redaction grows as its input, however many names were learned and whatever is in it."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest

import netassay
from hostile.growth import disproportion

if TYPE_CHECKING:
    from collections.abc import Callable

KB = 1024
RUNS = [
    *('ssid "Blue Lagoon" ', "password ", "key ", "snmp-server host 1.1.1.1 ", "-----BEGIN PRIVATE KEY-----\n"),
    *("-----END PRIVATE KEY-----\n", "AAAA\n", "---- ----\n", "\\n", "\\\\\\\\", "\\u00fc", '{"a":"', "Secret : x, "),
    *("a.b.", "a1:", "10.1.2.3.", "00:11:22:33:44:55-", "sw1(config)# ", "QUJD", "!QUJDREVGR0hJSktM", "$5$a"),
    *("community ", "Passphrase  x  ", "<psk>x", "aabbccddeeff", "user a b portal\n", "1.3.6.1.4.", "é"),
]  # fmt: skip


def names(count: int) -> str:
    """Return a text that tells as many networks, each a name of two words, and says each again."""
    told = [f'ssid "Blue Lagoon{at:05}"\nseen Blue Lagoon{at:05} at noon\n' for at in range(count)]
    return "".join(told)


def redacting(text: str) -> None:
    """Learn a text and redact it."""
    redactor = netassay.Redactor()
    redactor.learn_text(text)
    redactor.text(text)


def one_by_one(text: str) -> None:
    """Redact each line as a result of its own: each adds a name that the next ones are searched for."""
    redactor = netassay.Redactor()
    for line in text.splitlines():
        redactor.learn_text(line)
        redactor.text(line)


@pytest.mark.parametrize("work", [redacting, one_by_one])
def test_many_names_of_two_words(work: Callable[[str], None]) -> None:
    """Sixteen times the names, of the same first word, take sixteen times the time."""
    assert "" == disproportion(work, names, [125, 500, 2000, 8000])


@pytest.mark.parametrize("run", RUNS)
def test_any_text_that_goes_on(run: str) -> None:
    """A text of anything again and again takes time as its length."""
    assert "" == disproportion(
        redacting, lambda size: run * (size // len(run)), [KB, 16 * KB, 128 * KB]
    )


def test_escapes_in_escapes() -> None:
    """JSON in JSON in JSON takes time as its length."""

    def nested(size: int) -> str:
        text = "host name sw1.example.org\n" * (size // 26)
        for _ in range(4):
            text = json.dumps({"a": text})
        return text

    assert "" == disproportion(redacting, nested, [KB, 8 * KB, 64 * KB])


def test_rejects_of_base64() -> None:
    """So does base64 that is damaged everywhere."""

    def damaged(size: int) -> str:
        text = base64.b64encode(b"hostname sw1.example.org\n" * (size // 25)).decode()
        return "!".join(text[at : at + 30] for at in range(0, len(text), 30))

    assert "" == disproportion(redacting, damaged, [KB, 16 * KB, 128 * KB])
