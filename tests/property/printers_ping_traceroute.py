"""Pings and traceroutes as the devices print them, drawn together with what they say.

Written from the tools' own formats (iputils ``ping_common.c``, BusyBox and inetutils
``traceroute.c``) and from what AOS-S switches and gateways were seen to print,
independently of the grammars.
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
ANNOTATIONS = ("!H", "!N", "!P", "!X", "!A", "!F-1400", "!S", "!<13>")

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


# --- traceroute -----------------------------------------------------------------------


@st.composite
def probes(
    draw: st.DrawFn, count: int, goal: str, *, named: bool, digits: int
) -> list[dict[str, Any]]:
    """Draw the probes of a hop that is not the last, maybe of several routers."""
    routers = [
        {"address": address, "name": draw(hosts) if named and draw(st.booleans()) else None}
        for address in draw(
            st.lists(addresses.filter(lambda one: one != goal), min_size=1, max_size=3)
        )
    ]
    drawn = []
    for _ in range(count):
        if draw(seen) == "timeout":
            drawn.append({"outcome": "timeout"})
        else:
            time = rounded(draw(microseconds), digits, ROUND_DOWN)
            drawn.append(draw(st.sampled_from(routers)) | {"rtt_ms": time, "outcome": "reply"})
    return drawn


@st.composite
def ways(
    draw: st.DrawFn, *, named: bool = False, digits: int = 3, notes: bool = True
) -> dict[str, Any]:
    """Draw the way to a host: got there, given up at the last hop, or told to."""
    host, goal, count = draw(hosts), draw(addresses), draw(st.integers(1, 5))
    hops = [
        draw(probes(count, goal, named=named, digits=digits))
        for _ in range(draw(st.integers(0, 5)))
    ]
    ends = ["reached", "given up", "told"] if notes else ["reached", "given up"]
    end = draw(st.sampled_from(ends))
    if end == "given up":
        hops.append(draw(probes(count, goal, named=named, digits=digits)))
    else:
        router = {
            "address": goal if end == "reached" else draw(addresses.filter(lambda one: one != goal))
        }
        times = [rounded(draw(microseconds), digits, ROUND_DOWN) for _ in range(count)]
        hops.append([router | {"name": None, "rtt_ms": time, "outcome": "reply"} for time in times])
    if end == "told":
        for one in hops[-1]:
            one["annotation"] = draw(st.sampled_from(ANNOTATIONS))
    most = len(hops) if end == "given up" else draw(st.integers(len(hops) + 1, 64))
    return {
        "destination": host,
        "resolved_address": goal,
        "max_hops": most,
        "probes_per_hop": count,
        "reached": end == "reached",
        "hops": [{"hop": at, "probes": hop} for at, hop in enumerate(hops, 1)],
    }


def exported(way: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a way as it is exported."""
    hops = [
        {"hop": hop["hop"], "probes": [as_floats(one) for one in hop["probes"]]}
        for hop in way["hops"]
    ]
    return way | {"hops": hops} | more


def called(one: dict[str, Any], style: str) -> str:
    """Return a router as printed: by its address, or with its name."""
    if style == "address" or not one["name"]:
        return f"{one['address']} ({one['address']})" if style == "name" else one["address"]
    pair = one["name"], one["address"]
    return "{} ({})".format(*(pair if style == "name" else reversed(pair)))


def hop_line(hop: dict[str, Any], style: str, unit: str, gap: str, star: str) -> str:
    """Return a hop with the router in front of the times that are its own."""
    line, router = "", None
    for one in hop["probes"]:
        if one["outcome"] == "timeout":
            line += star
            continue
        who = one["address"], one["name"]
        if who != router:
            line += f"{gap}{called(one, style)}"
        router = who
        line += f"{gap}{one['rtt_ms']}{unit}"
        line += f" {one['annotation']}" if "annotation" in one else ""
    return line


@st.composite
def busybox(draw: st.DrawFn) -> Printed:
    """Draw the traceroute of an access point: BusyBox."""
    style = draw(st.sampled_from(["address", "name"]))
    way = draw(ways(named=style == "name"))
    size, command = draw(st.integers(28, 1500)), draw(st.booleans())
    star = draw(st.sampled_from(["  *", " *"]))
    asked = way["resolved_address"] if command else way["destination"]
    text = f"\nCOMMAND=traceroute {way['destination']}\n" * command
    text += f"traceroute to {asked} ({way['resolved_address']}), {way['max_hops']} hops max"
    text += f", {size} byte packets\n"
    for hop in way["hops"]:
        text += f"{hop['hop']:2d}{hop_line(hop, style, ' ms', '  ', star)}\n"
    return printed("traceroute", text, exported(way, packet_bytes=size, probes_per_hop=None))


@st.composite
def inetutils(draw: st.DrawFn) -> Printed:
    """Draw the traceroute of a CX switch."""
    style = draw(st.sampled_from(["address", "other name"]))
    way = draw(ways(named=style != "address"))
    wait = draw(st.integers(1, 9))
    text = (
        f"traceroute to {way['destination']} ({way['resolved_address']}), 1 hops min,"
        f" {way['max_hops']} hops max, {wait} sec. timeout, {way['probes_per_hop']} probes\n"
    )
    for hop in way["hops"]:
        text += f" {hop['hop']:2d}   {hop_line(hop, style, 'ms', '  ', ' * ').lstrip()} \n"
    return printed("traceroute", text, exported(way, min_hops=1, timeout_s=float(wait)))


@st.composite
def fixed_columns(draw: st.DrawFn) -> Printed:
    """Draw the traceroute of an AOS-S switch or a gateway: columns without a gap."""
    way = draw(ways(digits=0, notes=False))
    wait = draw(st.integers(1, 9))
    text = (
        f"\ntraceroute {way['destination']}\ntraceroute to {way['resolved_address']} ,\n"
        f"              1 hop min, {way['max_hops']} hops max, {wait} sec. timeout,"
        f" {way['probes_per_hop']} probes\n"
    )
    for hop in way["hops"]:
        line, router = f"{hop['hop']:2d} ", None
        for one in hop["probes"]:
            if one["outcome"] == "timeout":
                line += " * "
                continue
            line += f"{one['address']:16}" if one["address"] != router else ""
            router = one["address"]
            line += f" {one['rtt_ms']:6} ms"
        text += f"{line}\n"
    return printed("traceroute", f"{text}\n", exported(way, min_hops=1, timeout_s=float(wait)))


texts = st.one_of(iputils(), aos_s(), gateway(), busybox(), inetutils(), fixed_columns())
