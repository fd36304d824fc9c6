"""Pings as the devices print them, drawn together with what they say.

Written from the tools' own formats (iputils ``ping_common.c``) and from what AOS-S switches
and gateways were seen to print, independently of the grammars.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

from property.strategies import hosts, ipv4, rounded, roundings

UNREACHABLE = (
    "Destination Host Unreachable",
    "Destination Net Unreachable",
    "Packet filtered",
    "Time to live exceeded",
)

ipv6 = st.integers(1, 0xFFFF).map(lambda number: f"2001:db8::{number:x}")
addresses = ipv4 | ipv6
microseconds = st.integers(1, 99_999_999).map(lambda number: Decimal(number) / 1000)
seen = st.sampled_from(["reply", "reply", "reply", "timeout"])


@attrs.frozen
class Printed:
    """A text, the measurement it tells of, and how much of it at least is the whole."""

    test: str
    text: str
    measurement: dict[str, Any]
    whole_from: int


def printed(test: str, text: str, measurement: dict[str, Any], last: str | None = None) -> Printed:
    """Return a text that is whole from the end of `last` on, of its own end by default."""
    end = len(text.rstrip()) if last is None else text.rindex(last) + len(last)
    return Printed(test, text, measurement, end)


def totals(sent: int, times: list[Decimal], digits: int, mode: str) -> dict[str, Any]:
    """Return the totals of a run, with the summary of its round trips as printed."""
    counts: dict[str, Any] = {"transmitted": sent}
    if times:
        mean = sum(times) / len(times)
        for name, value in (("min", min(times)), ("avg", mean), ("max", max(times))):
            counts[f"rtt_{name}_ms"] = rounded(value, digits, mode)
    return counts


def as_floats(measurement: dict[str, Any]) -> dict[str, Any]:
    """Return a measurement with its decimals as the floats that are exported."""
    return {
        name: float(value) if isinstance(value, Decimal) else value
        for name, value in measurement.items()
    }


def summary_of(counts: dict[str, Any]) -> str:
    """Return the round trips as all pings print them."""
    return "/".join(str(counts[f"rtt_{name}_ms"]) for name in ("min", "avg", "max"))


# --- ping -----------------------------------------------------------------------------


def three_digits(time: Decimal) -> Decimal:
    """Return a time as iputils prints it in a reply: 0.447, 1.94, 12.2, 912."""
    digits = 3 if time < 1 else 2 if time < 10 else 1 if time < 100 else 0
    return rounded(time, digits, ROUND_HALF_EVEN)


@st.composite
def iputils(draw: st.DrawFn) -> Printed:
    """Draw the ping of a CX switch, with duplicates, errors and requests without an answer."""
    host, address, gateway = draw(hosts), draw(addresses), draw(ipv4)
    payload, ttl, sent = (
        draw(st.integers(16, 2000)),
        draw(st.integers(1, 255)),
        draw(st.integers(1, 9)),
    )
    lines, rows, times = [], [], []
    received = duplicates = errors = 0
    lost = []
    for number in range(1, sent + 1):
        what = draw(st.sampled_from(["reply", "reply", "reply", "twice", "lost", "late", "said"]))
        start = f"{payload + 8} bytes from {address}: icmp_seq={number} ttl={ttl} time="
        answers = {"reply": 1, "twice": 2}.get(what, 0)
        for again in range(answers):
            time = draw(microseconds)
            times.append(time)
            shown = three_digits(time)
            lines.append(f"{start}{shown} ms" + " (DUP!)" * again)
            rows.append(
                {
                    "sequence": number,
                    "address": address,
                    "size_bytes": payload + 8,
                    "ttl": ttl,
                    "time_ms": float(shown),
                    "outcome": "reply",
                    "duplicate": bool(again),
                }
            )
        received += bool(answers)
        duplicates += answers == 2
        if not answers:
            lost.append(number)
        if what == "late":
            lines.append(f"no answer yet for icmp_seq={number}")
            rows.append({"sequence": number, "outcome": "timeout", "duplicate": False})
        if what == "said":
            said = draw(st.sampled_from(UNREACHABLE))
            errors += 1
            lines.append(f"From {gateway} icmp_seq={number} {said}")
            rows.append(
                {
                    "sequence": number,
                    "address": gateway,
                    "outcome": "error" if said.startswith("Time") else "unreachable",
                    "duplicate": False,
                    "note": said,
                }
            )
    loss = Decimal(f"{100 * (sent - received) / sent:.6g}")
    run = draw(st.integers(0, 10**6))
    counts = totals(sent, times, 3, ROUND_DOWN) | {"received": received, "loss_percent": loss}
    more = f" +{duplicates} duplicates," * bool(duplicates) + f" +{errors} errors," * bool(errors)
    v6 = ":" in address
    size = f"{payload} data bytes" if v6 else f"{payload}({payload + 28}) bytes of data."
    closing = (
        f"{sent} packets transmitted, {received} received,{more} {loss}% packet loss, time {run}ms"
    )
    lines = [
        f"PING {host} ({address}) {size}",
        *lines,
        "",
        f"--- {host} ping statistics ---",
        closing,
    ]
    if times:
        mdev = draw(microseconds)
        counts["rtt_mdev_ms"] = mdev
        closing = f"rtt min/avg/max/mdev = {summary_of(counts)}/{mdev:.3f} ms"
        pipe = draw(st.sampled_from(["", ", pipe 2"]))
        lines.append(closing + pipe)
    measurement = counts | {
        "destination": host,
        "resolved_address": address,
        "payload_bytes": payload,
        "packet_bytes": None if v6 else payload + 28,
        "total_time_ms": float(run),
        "duplicates": duplicates or None,
        "errors": errors or None,
        "lost_sequences": lost,
        "replies": rows,
    }
    return printed("ping", "\n".join(lines) + "\n", as_floats(measurement), closing)


FAILED = {
    "Request timed out.": ("timeout", None),
    "Target did not respond.": ("timeout", "Target did not respond."),
    "The destination address is unreachable.": (
        "unreachable",
        "The destination address is unreachable.",
    ),
}


@st.composite
def aos_s(draw: st.DrawFn) -> Printed:
    """Draw the ping of an AOS-S switch."""
    address, sent = draw(addresses), draw(st.integers(1, 9))
    lines, rows, times = ["", f"ping {address} repetitions {sent}"], [], []
    for number in range(1, sent + 1):
        row: dict[str, Any] = {"sequence": number, "outcome": "reply", "duplicate": False}
        if draw(seen) == "reply":
            times.append(Decimal(draw(st.integers(0, 5000))))
            lines.append(f"{address} is alive, iteration {number}, time = {times[-1]} ms")
            row |= {"address": address, "time_ms": float(times[-1])}
        else:
            line = draw(st.sampled_from(sorted(FAILED)))
            lines.append(line)
            row["outcome"], row["note"] = FAILED[line]
        rows.append(row)
    received = len(times)
    loss = 100 * (sent - received) // sent
    counts = totals(sent, times, 0, ROUND_DOWN)
    lines.append(f"{sent} packets transmitted, {received} packets received, {loss}% packet loss")
    if times:
        lines.append(f"round-trip (ms) min/avg/max = {summary_of(counts)}")
    measurement = counts | {
        "destination": address,
        "received": received,
        "loss_percent": float(loss),
        "lost_sequences": [row["sequence"] for row in rows if row["outcome"] != "reply"],
        "replies": rows,
    }
    return printed("ping", "\n".join(lines) + "\n\n", as_floats(measurement))


MARKS: dict[str, dict[str, Any]] = {
    "!": {"outcome": "reply"},
    ".": {"outcome": "timeout"},
    "U": {"outcome": "unreachable", "note": "destination unreachable"},
    "M": {"outcome": "error", "note": "could not fragment"},
    "D": {"outcome": "reply", "duplicate": True},
}


@st.composite
def gateway(draw: st.DrawFn) -> Printed:
    """Draw the ping of a gateway, whose marks may fill several lines."""
    address, size, wait = draw(addresses), draw(st.integers(10, 2000)), draw(st.integers(1, 9))
    marks = draw(
        st.text(st.sampled_from("!!!!.UMD"), min_size=1, max_size=40).filter(lambda m: m.strip("D"))
    )
    width = draw(st.integers(5, 40))
    rows, number = [], 0
    for mark in marks:
        number += mark != "D"
        row = {"sequence": None if mark == "D" else number, "duplicate": False} | MARKS[mark]
        rows.append(row)
    received, duplicates = marks.count("!"), marks.count("D")
    times = [draw(microseconds) for _ in range(received)]
    counts = totals(number, times, draw(st.integers(1, 4)), draw(roundings))
    success = rounded(Decimal(100 * received) / number, 0, draw(roundings))
    closing = f"Success rate is {success} percent ({received}/{number})"
    if times:
        closing += f", round-trip min/avg/max = {summary_of(counts)} ms"
    text = (
        "\r\n! - Success  . - Failure  D - Duplicate Response\r\n\rPress 'q' to abort.\r\n"
        f"Sending {number}, {size}-byte ICMP Echos to {address}, timeout is {wait} seconds:\r\n"
    )
    text += "".join(f"{marks[at : at + width]}\r\n" for at in range(0, len(marks), width))
    measurement = counts | {
        "destination": address,
        "packet_bytes": size,
        "timeout_s": float(wait),
        "received": received,
        "loss_percent": float(100 - success),
        "duplicates": duplicates or None,
        "lost_sequences": [
            row["sequence"] for row in rows if row["outcome"] != "reply" and row["sequence"]
        ],
        "replies": rows,
    }
    return printed("ping", f"{text}{closing}\n\r\n", as_floats(measurement), closing)


texts = st.one_of(iputils(), aos_s(), gateway())
