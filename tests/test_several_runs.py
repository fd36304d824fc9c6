"""A response whose text holds several runs is the first of them, and nothing of the others is lost."""

from __future__ import annotations

from typing import Any

import pytest

import netassay
from bodies import SAMPLES, body, codes, url

#: The samples with the text of a tool's run.
TEXTS = [
    name
    for path in sorted(SAMPLES.glob("*/*.json"))
    if (name := f"{path.parent.name}/{path.stem}")
    and body(name).get("rawOutput")
    and path.stem not in {"showCommand", "showCommands"}
]
FAILED = (
    "PING 192.0.2.99 (192.0.2.99): 56 data bytes\n\n--- 192.0.2.99 ping statistics ---\n"
    "5 packets transmitted, 0 packets received, 100% packet loss\n"
)


def normalized(name: str, **changes: Any) -> netassay.Result:
    """Return the result of a sample with other values in its body."""
    return netassay.normalize(body(name, **changes), url=url(name))


@pytest.mark.parametrize("changes", [{}, {"output": None}], ids=["both", "text"])
@pytest.mark.parametrize("name", TEXTS)
def test_the_same_run_twice(name: str, changes: dict[str, Any]) -> None:
    """All that is told of one run is told, and that there is another."""
    text = body(name)["rawOutput"].rstrip("\n") + "\n"
    alone = normalized(name, rawOutput=text, **changes)
    twice = normalized(name, rawOutput=text + text, **changes)
    assert alone.measurement == twice.measurement
    assert sorted([*codes(alone), "several-runs"]) == sorted(codes(twice))
    lines = [line for line in text.splitlines() if line.strip()]
    assert [line.strip() for line in lines] == [one.text.strip() for one in twice.unread]


@pytest.mark.parametrize("before", [True, False])
def test_a_failed_run_beside_a_good_one(before: bool) -> None:  # noqa: FBT001 - a case
    """The first run counts, whichever it is."""
    text = body("aps/ping")["rawOutput"].strip("\n") + "\n"
    joined = FAILED + text if before else text + FAILED
    result = normalized("aps/ping", output=None, rawOutput=joined)
    assert ("failed" if before else "degraded") == result.verdict
    assert "several-runs" in codes(result)
    others = text if before else FAILED
    kept = [line.strip() for line in others.splitlines() if line.strip()]
    assert kept == [one.text.strip() for one in result.unread]
    ping = netassay.parse_text("ping", FAILED if before else text).measurement
    assert ping == result.measurement


def test_a_run_of_another_test_behind() -> None:
    """A run of another tool is named as one, too."""
    other = body("cx/traceroute")["rawOutput"]
    alone = normalized("cx/ping")
    result = normalized("cx/ping", rawOutput=body("cx/ping")["rawOutput"] + other)
    assert alone.measurement == result.measurement
    assert [*codes(alone), "several-runs"] == codes(result)
