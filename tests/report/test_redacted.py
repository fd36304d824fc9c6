"""A redacted page holds nothing of who and where, not even in what is packed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bodies import body
from netassay.export.json_form import to_dict
from netassay.records.result import Reject
from netassay.redaction import Redactor
from netassay.report import page
from netassay.sources import SavedResponse, examined
from redaction.test_redaction import numbers, sample_names, secrets_of
from report.browsers import open_tab
from report.pages import page_data, samples, unpack

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from netassay.report import PageData

SERIALS = tuple(f"CN-{family}" for family in ("aps", "cx", "aos-s", "gateways"))


def redacted(items: list[SavedResponse | Reject]) -> PageData:
    """Return what a redacted page shows of items."""
    redactor = Redactor()
    for item in items:
        outcome = examined(item)
        redactor.learn(outcome if isinstance(outcome, Reject) else outcome.result)
    return page_data(items, redactor)


def everything(made: PageData) -> str:
    """Return all that a page says, what is packed included; our own scripts are not."""
    html = page(made)
    data = [made.index(), *map(unpack, made.chunks.done)]
    texts = [json.dumps(one, ensure_ascii=False) for one in data]
    return "\n".join([html.split("<script>", 1)[0], *texts])


def test_no_secret_of_the_samples_is_left() -> None:
    """Neither the page nor what is packed in it has an address, a name or a serial number."""
    rejected = Reject("192.0.2.77/x.json", "no response", b"192.0.2.77", "192.0.2.77")
    said = everything(redacted([*samples(), rejected])).lower()
    secrets = set().union(*(secrets_of(body(name)) for name in sample_names()), SERIALS)
    assert 50 < len(secrets)
    assert [] == sorted(one for one in secrets if re.search(rf"{re.escape(one.lower())}\b", said))


def test_measurements_are_the_same() -> None:
    """Each number is what it was, and each value has its sources as before."""
    made = redacted(samples())
    made.chunks.close()
    shown = [one for chunk in made.chunks.done for one in unpack(chunk)]
    plain = page_data(samples())
    plain.chunks.close()
    before = [one for chunk in plain.chunks.done for one in unpack(chunk)]
    for item, one, other in zip(samples(), shown, before, strict=True):
        result: Any = examined(item).result  # type: ignore[union-attr]
        exported = json.loads(json.dumps(to_dict(result)["measurement"]))
        assert numbers(exported) == numbers(one["measurement"])
        assert other["where"].keys() == one["where"].keys()
        assert [row[0] for row in other["where"].values()] == [
            row[0] for row in one["where"].values()
        ]
        assert "response" not in one


def test_short_names_are_hidden_in_sources() -> None:
    """A user of two letters is hidden where the source of that field is quoted."""
    saved = body("cx/aaa")
    saved["output"]["username"] = "bo"
    made = redacted([SavedResponse("a.json", json.dumps(saved).encode(), url="/cx")])
    made.chunks.close()
    (shown,) = unpack(made.chunks.done[0])
    assert shown["measurement"]["username"] == shown["where"]["username"][1] != "bo"


def test_the_page_says_so(browser: Browser, tmp_path: Path) -> None:
    """A reader is told that names are stand-ins, and opens results as ever."""
    file = tmp_path / "report.html"
    file.write_text(page(redacted(samples())), encoding="utf-8")
    with open_tab(browser, file) as tab:
        tab.wait_until_unpacked()
        assert "stand-ins" in tab.text("#overview .note")
        assert "host-" in tab.text("#test-ping .table")
        assert [] == tab.complaints
