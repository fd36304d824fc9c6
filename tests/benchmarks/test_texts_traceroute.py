"""How long the text of a traceroute takes, and how many real ones are read fully right.

Beside netassay, which makes its whole result, with findings, stand jc and a small TextFSM
template. All read the same texts in turn, each text once. Run with
``pytest tests/benchmarks/test_texts_traceroute.py``; quote the ratios.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import jc

import netassay
from benchmarks.templates import template_reader
from benchmarks.texts import TRACEROUTES
from benchmarks.timing import Effort, measured, shown
from bodies import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

CORPUS = sorted((OUTPUTS / "traceroute").glob("*.json"))

#: The hops of one router each; up to three probes that were answered.
TEMPLATE = r"""
Value Required HOP (\d+)
Value NAME (\S+)
Value ADDRESS ([0-9a-fA-F:.]+)
Value List RTT ([\d.]+)

Start
  ^\s*\d+\s -> Continue.Record
  ^\s*${HOP}\s -> Continue
  ^\s*\d+\s+(?:\*\s+)*${NAME}\s+\(${ADDRESS}\) -> Continue
  ^\s*\d+\s+(?:\*\s+)*${ADDRESS}\s -> Continue
  ^.*?\s${RTT}\s?ms -> Continue
  ^.*?\sms?.*?\s${RTT}\s?ms -> Continue
  ^(?:.*?\s[\d.]+\s?ms){2}.*?\s${RTT}\s?ms -> Continue
"""

#: A probe: who answered, when, and what with; a star is nothing at all.
Probe = tuple[str, float, str | None] | None


def of_netassay(text: str) -> list[tuple[int, list[Probe]]]:
    """Return the hops as netassay reads them."""
    path = netassay.parse_text("traceroute", text).measurement
    return [
        (
            hop.hop,
            [
                (one.address, one.rtt_ms, one.annotation) if one.outcome == "reply" else None
                for one in hop.probes
            ],
        )
        for hop in path.hops
    ]


def of_jc(text: str) -> list[tuple[int, list[Probe]]]:
    """Return the hops as jc reads them; it leaves out stars."""
    path = jc.parse("traceroute", text, quiet=True)
    return [
        (hop["hop"], [(one["ip"], one["rtt"], one["annotation"]) for one in hop["probes"]])
        for hop in path["hops"]
    ]


READ_BY_TEMPLATE = template_reader(TEMPLATE)


def of_textfsm(text: str) -> list[tuple[int, list[Probe]]]:
    """Return the hops as the template reads them."""
    return [
        (int(hop), [(address, float(time), None) for time in times])
        for hop, _, address, times in READ_BY_TEMPLATE(text)
    ]


READERS: dict[str, tuple[Callable[[str], Any], Callable[[str], Any]]] = {
    "netassay": (lambda text: netassay.parse_text("traceroute", text), of_netassay),
    "jc": (lambda text: jc.parse("traceroute", text, quiet=True), of_jc),
    "TextFSM": (READ_BY_TEMPLATE, of_textfsm),
}


def drawn(kind: str, count: int) -> Callable[[int], list[str]]:
    """Return what draws so many texts of a kind with a seed."""

    def draw(seed: int) -> list[str]:
        chance = random.Random(f"{seed} {kind}")  # other values for other kinds
        return [TRACEROUTES[kind](chance)[1] for _ in range(count)]

    return draw


def test_time(effort: Effort, show: Callable[[str], None]) -> None:
    """Print what each reader takes for each kind of text that jc, too, reads right."""
    read = {kind: [name for name in READERS if reads(name, kind)] for kind in TRACEROUTES}
    assert all("netassay" in names for names in read.values())
    kinds = [kind for kind, names in read.items() if "jc" in names]
    assert {"access points", "Linux"} <= set(kinds)
    ways = {name: way for name, (way, _) in READERS.items()}
    costs = {kind: measured(ways, drawn(kind, effort.count), effort) for kind in kinds}
    left = ", ".join(kind for kind in TRACEROUTES if kind not in kinds)
    show(f"{shown(costs, 'netassay')}\njc does not read: {left}")


def reads(name: str, kind: str) -> bool:
    """Say whether a reader gives the answered probes of texts of a kind as they are printed."""
    chance = random.Random(kind)
    ways = [TRACEROUTES[kind](chance) for _ in range(5)]
    return all(gives_probes(READERS[name][1], way, text) for way, text in ways)


def gives_probes(
    hops_of: Callable[[str], list[tuple[int, list[Probe]]]], way: Any, text: str
) -> bool:
    """Say whether a reader gives each hop's number, and address and time of each answer."""
    printed = [
        (
            hop.hop,
            [(one.address, one.rtt_ms) for one in hop.probes if one.outcome == "reply"],
        )
        for hop in way.hops
    ]
    try:
        found = hops_of(text)
    except Exception:  # noqa: BLE001 - whatever another library raises
        return False
    return printed == [(hop, [one[:2] for one in probes if one]) for hop, probes in found]


def test_share_read_right(capsys: pytest.CaptureFixture[str]) -> None:
    """Print how many of the corpus' traceroutes each reads with all probes, stars included."""
    right = dict.fromkeys(READERS, 0)
    cases = [json.loads(path.read_bytes()) for path in CORPUS]
    cases = [one for one in cases if {"hops", "target"} <= one["expected"].keys()]
    for saved in cases:
        expected = [
            (
                hop["ttl"],
                [
                    one and (one["from"], one["rtt_ms"], one.get("annotation"))
                    for one in hop["probes"]
                ],
            )
            for hop in saved["printed"]["hops"]
        ]
        for name, (_, hops_of) in READERS.items():
            right[name] += is_right(hops_of, saved["stdout"], expected)
    with capsys.disabled():
        print(f"\nof {len(cases)} traceroutes of the corpus fully right:")
        for name, count in right.items():
            print(f"  {name:10} {count:3d} {count / len(cases):7.1%}")
    assert len(cases) == right["netassay"]


def is_right(hops_of: Callable[[str], Any], text: str, expected: list[Any]) -> bool:
    """Say whether a reader gives the hops of a text."""
    try:
        return bool(expected == hops_of(text))
    except Exception:  # noqa: BLE001 - whatever another library raises
        return False
