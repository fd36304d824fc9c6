"""Runs of ping, traceroute, iperf3 and HTTP pings as records: new figures each, which add up.

The printers of the testing kit make the texts of them. Figures have the digits that are
printed, so that sums, means and extremes are those of what stands in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks import drawing
from netassay.core.records.stored import build
from netassay.records.arp_table import ArpTable, Entry
from netassay.records.http import Http, Response
from netassay.records.iperf import Cpu, Interval, Iperf, Transfer
from netassay.records.ping import Ping, Reply
from netassay.records.traceroute import Hop, Probe, Traceroute
from netassay.testing.printers.ping_text import three_digits

if TYPE_CHECKING:
    from random import Random

#: One run of three loses a packet.
_LOSES = 0.3


def ping(chance: Random, *, digits: int | None, first: int = 0, **known: Any) -> Ping:
    """Draw a ping of five or ten requests, numbered from `first`.

    Times have so many `digits` behind the point, or three in all where `digits` is None.
    `known` are fields that the tool sets, or that replace drawn ones.
    """
    sent = 10 if chance.random() < 0.25 else 5
    lost = {first + chance.randrange(sent)} if chance.random() < _LOSES else set()
    base = 1 + 249 * chance.random()
    rows = {
        number: _time(base + 20 * chance.random(), digits) for number in range(first, first + sent)
    }
    times = [time for number, time in rows.items() if number not in lost]
    mean = sum(times) / len(times)
    source = known.get("resolved_address") or drawing.address(chance)
    size, ttl = chance.randrange(40, 1400), chance.randrange(30, 129)
    one = {"outcome": "reply", "address": source, "size": size + 8, "ttl": ttl}
    values = {
        "destination": drawing.name(chance),
        "resolved_address": source,
        "payload": size,
        "packet": size + 28,
        "transmitted": sent,
        "received": len(times),
        "loss": float(100 * len(lost) // sent),
        "lost_sequences": sorted(lost),
        "rtt_min": min(times),
        "rtt_avg": round(mean, 3 if digits is None else digits),
        "rtt_max": max(times),
        "replies": [
            build(Reply, one | {"sequence": number, "time": time})
            for number, time in rows.items()
            if number not in lost
        ],
    }
    return build(Ping, values | known)


def build_with(run: Any, **known: Any) -> Any:
    """Return a run with other values of some fields."""
    return build(type(run), run.__dict__ | known)


def with_deviation(run: Any) -> Ping:
    """Return a ping with the deviation of its times."""
    times = [row.time_ms for row in run.replies]
    mean = sum(times) / len(times)
    deviation = (sum((time - mean) ** 2 for time in times) / len(times)) ** 0.5
    return build_with(run, rtt_mdev=round(deviation, 3))


def with_timeouts(run: Any, first: int) -> Ping:
    """Return a ping with a row for each request that got no answer."""
    rows = {row.sequence: row for row in run.replies}
    for number in run.lost_sequences:
        rows[number] = build(Reply, {"sequence": number, "outcome": "timeout"})
    replies = [rows[number] for number in range(first, first + run.transmitted)]
    return build_with(run, replies=replies)


def _time(value: float, digits: int | None) -> float:
    return float(three_digits(value)) if digits is None else round(value, digits)


def traceroute(chance: Random, *, digits: int, **known: Any) -> Traceroute:
    """Draw a route of some hops, of which a few keep silent; its end answers."""
    target = drawing.address(chance)
    last = chance.randrange(4, 16)
    hops = [
        _hop(chance, number, target if number == last else None, digits)
        for number in range(1, last + 1)
    ]
    values = {
        "destination": drawing.name(chance),
        "resolved_address": target,
        "max_hops": chance.randrange(last, 65),
        "probes_per_hop": 3,
        "packet": chance.randrange(38, 1400),
        "hops": hops,
    }
    return build(Traceroute, values | known)


def _hop(chance: Random, number: int, target: str | None, digits: int) -> Hop:
    if target is None and chance.random() < 0.15:
        return build(Hop, {"hop": number, "probes": [_SILENT] * 3})
    router = target or drawing.address(chance)
    base = 1 + 90 * chance.random()
    probes = [
        build(
            Probe,
            {
                "outcome": "reply",
                "address": router,
                "rtt": round(base + 9 * chance.random(), digits),
            },
        )
        for _ in range(3)
    ]
    if target is None and chance.random() < 0.1:
        probes[chance.randrange(3)] = _SILENT
    return build(Hop, {"hop": number, "probes": probes})


_SILENT = build(Probe, {"outcome": "timeout"})


def iperf(chance: Random) -> Iperf:
    """Draw a run of one TCP stream over ten seconds."""
    amounts = [chance.uniform(2e5, 9e7) for _ in range(10)]
    again = [chance.randrange(120) for _ in amounts]
    stream = 2 * chance.randrange(2, 30)
    intervals = [
        build(
            Interval,
            {
                "stream": stream,
                "start": float(at),
                "end": float(at + 1),
                "transferred": amount,
                "bitrate": 8 * amount,
                "retransmits": again[at],
                "cwnd": chance.uniform(5e3, 3e6),
            },
        )
        for at, amount in enumerate(amounts)
    ]
    sent = {"transferred": sum(amounts), "bitrate": 0.8 * sum(amounts), "retransmits": sum(again)}
    share = chance.uniform(0.9, 1)
    received = {name: sent[name] * share for name in ("transferred", "bitrate")}
    whole = {"stream": stream, "start": 0.0, "end": 10.0}
    server = drawing.address(chance)
    values = {
        **_client(chance, server),
        "sent": build(Transfer, sent),
        "received": build(Transfer, received),
        "intervals": intervals,
        "totals": [
            build(Interval, whole | sent | {"direction": "sent"}),
            build(Interval, whole | received | {"direction": "received"}),
        ],
    }
    return build(Iperf, values)


def _client(chance: Random, server: str) -> dict[str, Any]:
    """Draw what the head and the foot of a report say."""
    host = f"gw-{chance.randrange(10**6)}"
    shares = ("total", "user", "system")
    local = [chance.randrange(200) / 10 for _ in shares]
    cpu = {f"local_{name}": share for name, share in zip(shares, local, strict=True)}
    return {
        "version": "3.0.11",
        "protocol": "TCP",
        "server_address": server,
        "server_port": chance.randrange(5000, 60000),
        "local_address": drawing.address(chance),
        "local_port": chance.randrange(30000, 60000),
        "streams": 1,
        "block": 131072,
        "omit": 0.0,
        "duration": 10.0,
        "mss": chance.randrange(1200, 1461),
        "cookie": f"{host}.{chance.randrange(10**9)}.{chance.randrange(100)}",
        "system": f"Linux {host} 5.10.{chance.randrange(300)} #{chance.randrange(10**5)} SMP x86_64",
        "cpu": build(Cpu, cpu | {f"remote_{name}": chance.randrange(99) / 10 for name in shares}),
    }


def http(chance: Random, url: str) -> Http:
    """Draw an HTTP ping of five requests, all answered."""
    rows = [(chance.randrange(900, 60000), chance.randrange(20, 900)) for _ in range(5)]
    times = [time for _, time in rows]
    values = {
        "url": url,
        "transmitted": 5,
        "received": 5,
        "success": 100.0,
        "latency_min": float(min(times)),
        "latency_avg": float(sum(times) // 5),
        "latency_max": float(max(times)),
        "responses": [
            build(
                Response,
                {
                    "number": number,
                    "size": size,
                    "time": float(time),
                    "rate": 8000 * size / time,
                    "status_code": 200,
                    "status_text": "OK",
                },
            )
            for number, (size, time) in enumerate(rows, 1)
        ],
    }
    return build(Http, values)


def arp_table(chance: Random, interfaces: str, **known: Any) -> ArpTable:
    """Draw a table of some hosts behind `interfaces`, a format of a number."""
    entries = [
        build(
            Entry,
            {
                "address": drawing.address(chance),
                "mac": drawing.mac(chance),
                "interface": interfaces.format(chance.randrange(1, 4095)),
            }
            | known,
        )
        for _ in range(chance.randrange(3, 12))
    ]
    return build(ArpTable, {"entries": entries})
