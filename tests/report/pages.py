"""Pages for the tests: of the samples, and of responses that mean harm."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

from bodies import ROOT, SAMPLES
from netassay.records.result import Reject
from netassay.report import PageData, page
from netassay.sources import SavedResponse, examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from netassay.redaction import Redactor

ATTACK = "</script><img src=x onerror=alert(1)>"
ATTACKS = (
    ATTACK,
    "javascript:alert(1)",
    "\x1b[2J\x1b]0;owned\x07\u202e\u2066\ud800",
    "]]>--><!--<style>*{display:none}</style><svg onload=alert(1)>",
    "{{7*7}}${alert(1)}__proto__",
    "constructor",
)
_PLAIN = re.compile(r"[\d.:TZ%a-fA-F +-]*+|COMPLETED")


def page_data(
    items: Iterable[SavedResponse | Reject], redactor: Redactor | None = None
) -> PageData:
    """Return what the page shows of items as they were saved."""
    made = PageData(redactor)
    for item in items:
        outcome = examined(item, trace=True)
        if isinstance(outcome, Reject):
            made.reject(outcome)
        else:
            made.add(item, outcome)
    return made


def samples() -> list[SavedResponse]:
    """Return the sample bodies as they are saved, each of a device of its own family."""
    found = []
    for path in sorted(SAMPLES.glob("*/*.json")):
        family, test = path.parent.name, path.stem
        url = f"/network-troubleshooting/v1alpha1/{family}/CN-{family}/{test}/async-operations/7"
        found.append(SavedResponse(str(path.relative_to(ROOT)), path.read_bytes(), url=url))
    return found


def write_page(folder: Path, made: PageData) -> Path:
    """Write the page of what was collected; return its file."""
    file = folder / "report.html"
    file.write_text(page(made), encoding="utf-8")
    return file


def unpack(text: str) -> Any:
    """Return the data of one packed element, as the page's script has it."""
    return json.loads(zlib.decompress(base64.b64decode(text)))


def spoil(value: Any, attack: str, *, numbers: bool = False) -> Any:
    """Return JSON with each text in it replaced; numbers and times only where asked."""
    if isinstance(value, dict):
        return {key: spoil(item, attack, numbers=numbers) for key, item in value.items()}
    if isinstance(value, list):
        return [spoil(item, attack, numbers=numbers) for item in value]
    if isinstance(value, str) and (numbers or not _PLAIN.fullmatch(value)):
        return attack
    return value


def hostile() -> Iterator[SavedResponse | Reject]:
    """Give each sample with every attack for all of its texts, and for all but its numbers."""
    for number, item in enumerate(samples()):
        for attack in ATTACKS:
            body = json.loads(item.data)
            for numbers in (True, False) if attack == ATTACK else (False,):
                bad = spoil(body, attack, numbers=numbers) | {attack: {attack: [attack]}}
                url = f"{item.url}{attack}" if number % 2 else item.url
                yield SavedResponse(f"{attack}.json", json.dumps(bad).encode(), attack, url=url)
    yield Reject(ATTACK, ATTACK, ATTACK.encode(), ATTACK)
