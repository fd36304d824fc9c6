"""What a disagreement costs: a body with one figure, row or unit changed, beside one without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import netassay
from benchmarks.generator import fresh
from benchmarks.test_kinds import KINDS, Body
from benchmarks.timing import Effort, measured, shown

if TYPE_CHECKING:
    from collections.abc import Callable

#: The list of rows in `output` and the key of a figure in each, by the kind.
ROWS = {
    "aps/ping": ("replies", "sentPacketTimeMilliseconds"),
    "cx/ping": ("replies", "sentPacketTimeMilliseconds"),
    "gateways/iperf": ("metrics", "transferSizeInBytes"),
    "gateways/http": ("responses", "responseTimeMilliseconds"),
    "aps/traceroute": ("hops", "responseTimeMilliseconds"),
}
#: Another unit of a figure, and how many of it make one.
UNITS = {"ms": ("us", 1000), "KBytes": ("Bytes", 1024), "MBytes": ("KBytes", 1024)}


def figure_changed(row: dict[str, Any], key: str) -> None:
    """Let a figure be a quarter more than the text has."""
    number, _, unit = row[key].partition(" ")
    row[key] = f"{float(number) * 1.25 + 1:.6g} {unit}".strip()


def unit_changed(row: dict[str, Any], key: str) -> None:
    """State a figure in another unit, with all digits that the text has."""
    number, _, unit = row[key].partition(" ")
    other, factor = UNITS[unit or "ms"]
    row[key] = f"{float(number) * factor:.10g} {other}"


def row_lost(rows: list[Any]) -> None:
    """Leave out the second row."""
    del rows[1]


def with_change(body: Body, change: str) -> Body:
    """Return a body with one change in `output`, in its first row that has a figure."""
    name, where, data = body
    edited = json.loads(data)
    field, key = ROWS[name]
    rows = edited["output"][field]
    if change == "row":
        row_lost(rows)
    else:
        cells = [probe for row in rows for probe in row.get("probes", [row])]
        cell = next(one for one in cells if one[key] != "*")
        {"figure": figure_changed, "unit": unit_changed}[change](cell, key)
    return name, where, json.dumps(edited).encode()


CHANGES = ("none", "figure", "row", "unit")


def drawn(name: str, count: int) -> Callable[[int], list[dict[str, Body]]]:
    """Return what draws bodies of an endpoint, each with its changed ones beside it."""

    def draw(seed: int) -> list[dict[str, Body]]:
        return [
            {"none": body} | {change: with_change(body, change) for change in CHANGES[1:]}
            for body in fresh([name], count, seed)
        ]

    return draw


def normalizing(change: str) -> Callable[[dict[str, Body]], object]:
    """Return what normalizes the body with that change."""
    return lambda bodies: netassay.normalize(bodies[change][2], bodies[change][1])


def test_changes(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what each change costs, beside bodies of the same form without it."""
    costs = {}
    ways = {change: normalizing(change) for change in CHANGES}
    for name in KINDS:
        (bodies,) = drawn(name, 1)(1)
        found = {change: codes(bodies[change]) for change in CHANGES}
        assert "disagree" in found["figure"] - found["none"]
        assert "only-in-text" in found["row"] - found["none"]
        assert {"unit-conflict"} >= found["unit"] - found["none"]
        costs[name] = measured(ways, drawn(name, effort.count), effort, apart=True)
    show(shown(costs, "none"))


def codes(body: Body) -> set[str]:
    """Return the codes of the findings of a body."""
    return {finding.code for finding in netassay.normalize(body[2], body[1]).findings}
