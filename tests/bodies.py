"""The sample bodies, fresh for each use, and edits of them."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
#: Real outputs of tools with their true values, by the tool.
OUTPUTS = ROOT / "tests" / "corpus" / "outputs"
#: Real bodies, which lie beside some checkouts only.
SHARED = ROOT.parent / "shared"

SEEDS = ("aps/ping", "gateways/iperf", "gateways/http", "cx/http", "aps/speedtest")
WITH_TEXT = ("aps/ping", "gateways/iperf", "gateways/http")


@cache
def _loaded(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / f"{name}.json").read_bytes())


def body(name: str, **changes: Any) -> dict[str, Any]:
    """Return a copy of a sample body, with other values for some of its keys."""
    return copy.deepcopy(_loaded(name)) | changes


def url(name: str, serial: str = "CNXXEXAMPLE", task: str = "task-1") -> str:
    """Return the URL that a sample answers."""
    family, test = name.split("/")
    base = "https://api.example.com/network-troubleshooting/v1alpha1"
    return f"{base}/{family}/{serial}/{test}/async-operations/{task}"


def codes(result: Any) -> list[str]:
    """Return the codes of a result's findings, in order."""
    return [finding.code for finding in result.findings]


def loud(result: Any) -> list[str]:
    """Return the codes of the findings that are more than information."""
    return [finding.code for finding in result.findings if finding.severity != "info"]
