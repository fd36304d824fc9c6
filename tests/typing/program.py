"""A program such as a user writes: it must pass mypy --strict and pyright as it stands."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import assert_never, assert_type

import attrs

import netassay


def slowest(body: dict[str, object]) -> float | None:
    """Narrow by class, read plain numbers and quantities."""
    result = netassay.normalize(body)
    assert_type(result.measurement, netassay.Measurement | None)
    if isinstance(result.measurement, netassay.Ping):
        ping = result.measurement
        times: list[float] = [reply.time_ms for reply in ping.replies if reply.time_ms is not None]
        if ping.rtt_max is not None:
            seconds: float = ping.rtt_max.to("s").magnitude
            print(seconds, result.elapsed_s)
        return max(times, default=None)
    return None


def told(result: netassay.Result) -> str:  # noqa: C901, PLR0911 - a case for each record
    """Match every record; the type checker knows that none is left out."""
    match result.measurement:
        case netassay.Ping(transmitted=sent, received=received):
            return f"{sent}/{received}"
        case netassay.Traceroute(reached=reached, hops=hops):
            return f"{reached} {[probe.rtt_ms for hop in hops for probe in hop.probes]}"
        case netassay.Iperf(sent=netassay.Transfer(bitrate=rate)) if rate is not None:
            return f"{rate.to('Mbit/s').magnitude:.1f} Mbit/s"
        case netassay.Iperf() | netassay.Speedtest() | netassay.PingSweep() | netassay.Http():
            return result.summary
        case netassay.Tcp(host=host, connect_time_ms=time):
            return f"{host} {time}"
        case netassay.CableTest(ports=ports):
            return str({pair.pair: pair.length_m for port in ports for pair in port.pairs})
        case netassay.ShowCommand(responses=responses):
            return str([row.command for row in responses])
        case netassay.ArpTable(entries=entries):
            return str({entry.address: entry.mac for entry in entries})
        case netassay.Bounce() | netassay.Nslookup() | netassay.Aaa():
            return result.verdict
        case None:
            return result.fail_reason or "nothing measured"
        case _:
            assert_never(result.measurement)


def made() -> netassay.Ping:
    """Construct with plain numbers and with quantities, change, compare, pickle."""
    ping = netassay.Ping(transmitted=3, received=2, loss=33.3, rtt_avg=20.5)
    again = attrs.evolve(ping, received=3, replies=[netassay.Reply(sequence=1, time=20.1)])
    other = netassay.Ping(rtt_avg=ping.rtt_avg)
    assert_type(other.rtt_avg_ms, float | None)
    return again


def known(text: bytes) -> None:
    """Tell the test, so that the record is known."""
    result = netassay.normalize(text, test="iperf")
    assert_type(result.measurement, netassay.Iperf | None)
    for run in netassay.parse_texts("PING 192.0.2.1 ..."):
        if isinstance(run.measurement, netassay.Ping):
            print(run.place, run.measurement.rtt_avg_ms)
    parsed = netassay.parse_text("traceroute", "traceroute to 192.0.2.1 ...")
    assert_type(parsed.measurement, netassay.Traceroute | None)
    several: list[netassay.Result] = [result, parsed]
    copies: list[netassay.Result] = pickle.loads(pickle.dumps(several))
    print({copies[0], *several}, Counter(result.verdict for result in several))


def read(*paths: str) -> int:
    """Stream files; what can't be read is data too."""
    rejects = 0
    for item in netassay.read(*paths):
        if isinstance(item, netassay.Reject):
            rejects += 1
        elif item.measurement is not None and item.started_at is not None:
            print(item.started_at.ns, [finding.code for finding in item.findings])
    return rejects


def reported(path: str) -> None:
    """Errors have one root."""
    try:
        print(told(netassay.normalize(path.encode())))
    except netassay.NotAResponse as error:
        print(error.reason, error.place)
    except netassay.NetassayError as error:
        print(error)
