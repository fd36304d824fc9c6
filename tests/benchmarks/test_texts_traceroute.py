"""How long the text of a traceroute takes, and how many real ones are read fully right.

Beside netassay, which makes its whole result, with findings, stand jc and a small TextFSM
template. All read the same texts in turn, so that a change of the machine's speed meets
all. Run with ``pytest tests/benchmarks/test_texts_traceroute.py``; quote the ratios.
"""

from __future__ import annotations

import json
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import jc

import netassay
from benchmarks.templates import template_reader
from bodies import OUTPUTS, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

ROUNDS = 200
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


def texts() -> dict[str, str]:
    """Return the texts that are timed: the samples', and those of the corpus."""
    families = ("aps", "cx", "aos-s", "gateways")
    bodies = {
        name: json.loads((SAMPLES / name / "traceroute.json").read_bytes()) for name in families
    }
    found = {f"{name}/traceroute": body["rawOutput"].strip() for name, body in bodies.items()}
    for path in CORPUS:
        saved = json.loads(path.read_bytes())
        if saved["expected"]["status"] == "complete" and saved["expected"].get("target"):
            found[path.stem] = saved["stdout"]
    return found


def timed(text: str) -> dict[str, float]:
    """Return the median seconds of each reader for a text, called in turn."""
    taken: dict[str, list[float]] = {name: [] for name in READERS}
    for _ in range(ROUNDS):
        for name, (read, _) in READERS.items():
            start = perf_counter()
            read(text)
            taken[name].append(perf_counter() - start)
    return {name: median(times[ROUNDS // 10 :]) for name, times in taken.items()}


def readable(text: str) -> bool:
    """Say whether all of the readers take a text at all."""
    try:
        for read, _ in READERS.values():
            read(text)
    except Exception:  # noqa: BLE001 - whatever another library raises
        return False
    return True


def test_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Print the medians over all texts that every reader takes, and their ratios."""
    rows = [timed(text) for text in texts().values() if readable(text)]
    assert rows
    with capsys.disabled():
        print(f"\ntraceroute, {len(rows)} texts, median of the medians and of the ratios:")
        for name in READERS:
            ratios = [row[name] / row["netassay"] for row in rows]
            total = sum(row[name] for row in rows) / sum(row["netassay"] for row in rows)
            print(
                f"  {name:10} {median(row[name] for row in rows) * 1e6:8.1f} us"
                f" {median(ratios):6.2f} x, {total:6.2f} x in all"
            )


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
