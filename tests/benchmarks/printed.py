"""Bodies of tests that print a text: a drawn run, its text, and the `output` that repeats it.

Both sides hold the same digits, as devices send them: ``2.50`` is not ``2.5`` in `output`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks import drawing, runs
from netassay.testing.printers import (
    arp_ap,
    arp_gateway,
    http_gateway,
    iperf3,
    ping_aoss,
    ping_bsd,
    ping_gateway,
    ping_iputils,
    traceroute_aoss,
    traceroute_inetutils,
    traceroute_unix,
)
from netassay.testing.printers.ping_text import three_digits

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

#: `output` and the text of one body.
Sides = tuple[dict[str, Any], str]


def _ap_ping(chance: Random) -> Sides:
    run: Any = runs.ping(chance, digits=1)
    command, host = f"COMMAND=ping {run.resolved_address}\n", run.destination
    text = ping_bsd.render(runs.build_with(run, destination=run.resolved_address), flavour="ap")
    output = (
        _counts(run)
        | _spread(run, "{:.1f}")
        | {"destination": host, "resolvedIp": run.resolved_address}
    )
    rows = [_reply(row, f"{row.time_ms:.1f}") for row in run.replies]
    return output | {"replies": rows}, text.replace(command, f"COMMAND=ping {host}\n", 1)


def _cx_ping(chance: Random) -> Sides:
    elapsed = float(chance.randrange(4000, 4100))
    run: Any = runs.with_deviation(runs.ping(chance, digits=None, first=1, total_time=elapsed))
    output = {"destination": run.destination, "resolvedIp": run.resolved_address}
    output |= _counts(run) | _spread(run, "{:.3f}")
    output |= {
        "standardDeviationRoundTripTimeMilliseconds": f"{run.rtt_mdev_ms:.3f}",
        "totalRoundTripTimeMilliseconds": f"{elapsed:.0f}",
    }
    rows = [_reply(row, three_digits(row.time_ms)) for row in run.replies]
    return output | {"replies": rows}, ping_iputils.render(run)


def _aoss_ping(chance: Random) -> Sides:
    target = drawing.address(chance)
    known = {"destination": target, "resolved_address": target}
    run: Any = runs.with_timeouts(runs.ping(chance, digits=0, first=1, **known), 1)
    run = runs.build_with(run, requested=run.transmitted, rtt_avg=float(int(_mean(run))))
    rows = [
        {
            "sentPacketAddress": row.address,
            "sentPacketIcmpSequenceNumber": str(row.sequence),
            "sentPacketTimeMilliseconds": f"{row.time_ms:.0f}",
        }
        for row in run.replies
        if row.outcome == "reply"
    ]
    return _counts(run) | _spread(run, "{:.0f}") | {"replies": rows}, ping_aoss.render(run)


def _gateway_ping(chance: Random) -> Sides:
    target, wait = drawing.address(chance), chance.randrange(1, 10)
    known = {"destination": target, "timeout": float(wait)}
    run: Any = runs.with_timeouts(runs.ping(chance, digits=3, first=1, **known), 1)
    run = runs.build_with(run, requested=run.transmitted)
    output = {
        "destination": target,
        "packetSizeBytes": str(run.packet_bytes),
        "timeoutSeconds": str(wait),
        "successRatePercent": f"{100 - run.loss_percent:.0f}",
        "sentPacketsCount": str(run.transmitted),
        "receivedPacketsCount": str(run.received),
        "minimumLatencyMilliseconds": f"{run.rtt_min_ms:.3f}",
        "averageLatencyMilliseconds": f"{run.rtt_avg_ms:.3f}",
        "maximumLatencyMilliseconds": f"{run.rtt_max_ms:.3f}",
    }
    return output, ping_gateway.render(run)


def _mean(run: Any) -> float:
    times = [row.time_ms for row in run.replies if row.outcome == "reply"]
    return sum(times) / len(times)


def _counts(run: Any) -> dict[str, str]:
    return {
        "transmittedPacketsCount": str(run.transmitted),
        "receivedPacketsCount": str(run.received),
        "packetLossPercent": f"{run.loss_percent:.0f}",
    }


def _spread(run: Any, form: str) -> dict[str, str]:
    return {
        "minimumRoundTripTimeMilliseconds": form.format(run.rtt_min_ms),
        "averageRoundTripTimeMilliseconds": form.format(run.rtt_avg_ms),
        "maximumRoundTripTimeMilliseconds": form.format(run.rtt_max_ms),
    }


def _reply(row: Any, time: str) -> dict[str, str]:
    return {
        "sentPacketAddress": row.address,
        "sentPacketIcmpSequenceNumber": str(row.sequence),
        "sentPacketTimeToLive": str(row.ttl),
        "sentPacketTimeMilliseconds": time,
        "sentPacketSizeBytes": str(row.size_bytes),
    }


def _ap_traceroute(chance: Random) -> Sides:
    way: Any = runs.traceroute(chance, digits=3)
    numeric = runs.build_with(way, destination=way.resolved_address)
    command = f"traceroute {way.destination}"
    text = traceroute_unix.render(numeric, tool="busybox", named=False, command=command)
    output = {"destination": way.destination, "resolvedIp": way.resolved_address}
    return output | {"hops": _hops(way, "{:.3f} ms")}, f"\n{text}"


def _cx_traceroute(chance: Random) -> Sides:
    way: Any = runs.traceroute(chance, digits=3, min_hops=1, timeout=float(chance.randrange(1, 10)))
    output = {"destination": way.destination, "resolvedIp": way.resolved_address}
    return output | {"hops": _hops(way, "{:.3f}ms")}, traceroute_inetutils.render(way)


def _aoss_traceroute(chance: Random) -> Sides:
    way: Any = runs.traceroute(chance, digits=0, min_hops=1, timeout=float(chance.randrange(1, 10)))
    hops = _hops(way, "{:.0f} ms")
    for hop in hops:
        # Switches and gateways leave out what had no answer.
        hop["probes"] = [one for one in hop["probes"] if one["responseTimeMilliseconds"] != "*"]
    return {"destination": way.destination, "hops": hops}, traceroute_aoss.render(way)


def _hops(way: Any, form: str) -> list[dict[str, Any]]:
    return [
        {
            "hop": str(hop.hop),
            "probes": [
                {
                    "responseTimeMilliseconds": "*"
                    if one.rtt_ms is None
                    else form.format(one.rtt_ms),
                    "ipAddress": "null",
                    "reverseDnsResolution": one.address or "null",
                }
                for one in hop.probes
            ],
        }
        for hop in way.hops
    ]


def _iperf(chance: Random) -> Sides:
    run: Any = runs.iperf(chance)
    sent, received = run.sent, run.received
    output = {
        "iperfServerAddress": run.server_address,
        "senderBandwidth": iperf3.bitrate(sent.bitrate_bps).strip(),
        "receiverBandwidth": iperf3.bitrate(received.bitrate_bps).strip(),
        "totalTransferredBytesFromSender": iperf3.size(sent.transferred_bytes).strip(),
        "totalTransferredBytesFromReceiver": iperf3.size(received.transferred_bytes).strip(),
        "metrics": [
            {
                "id": f"[{row.stream:3d}]",
                "bandwidthInbps": iperf3.bitrate(row.bitrate_bps).strip(),
                "transferSizeInBytes": iperf3.size(row.transferred_bytes).strip(),
                "intervalInSeconds": f"{row.start_s:.2f}-{row.end_s:.2f}",
            }
            for row in run.intervals
        ],
    }
    # What the printer has the same of every run.
    text = iperf3.render(run, frame=True).replace("192.0.2.99", run.server_address)
    when = drawing.moment(chance)
    text = text.replace("Tue, 20 May 2025 14:02:30 GMT", f"{when:%a, %d %b %Y %H:%M:%S GMT}")
    return output, text.replace("May 20 07:02:29 2025", f"{when:%b %d %H:%M:%S %Y}")


def _http(chance: Random, start: str = "") -> Sides:
    run: Any = runs.http(chance, start + drawing.name(chance, "www"))
    output = {
        "url": run.url,
        "sentPacketsCount": "5",
        "receivedPacketsCount": "5",
        "successRatePercent": "100",
        "minimumLatencyMilliseconds": f"{run.latency_min_ms:.0f}",
        "averageLatencyMilliseconds": f"{run.latency_avg_ms:.0f}",
        "maximumLatencyMilliseconds": f"{run.latency_max_ms:.0f}",
        "responses": [
            {
                "responseNumber": str(row.number),
                "responseBytes": str(row.size_bytes),
                "responseTimeMilliseconds": f"{row.time_ms:.0f}",
                "downloadRate": http_gateway.rate_text(row.rate_bps),
                "responseCode": "200/OK",
            }
            for row in run.responses
        ],
    }
    return output, http_gateway.render(run)


def _https(chance: Random) -> Sides:
    return _http(chance, "https://")


def _ap_arp(chance: Random) -> Sides:
    table: Any = runs.arp_table(chance, "br0.{}", hardware_type="0x1", flags="0x2", mask="*")
    keys = {
        "ipAddress": "address",
        "hardwareType": "hardware_type",
        "flags": "flags",
        "macAddress": "mac",
        "mask": "mask",
        "device": "interface",
    }
    return _entries(table, keys), arp_ap.render(table)


def _gateway_arp(chance: Random) -> Sides:
    table: Any = runs.arp_table(chance, "vlan{}", protocol="Internet")
    keys = {
        "protocol": "protocol",
        "address": "address",
        "macAddress": "mac",
        "interfaceAndPort": "interface",
    }
    return _entries(table, keys), arp_gateway.render(table)


def _entries(table: Any, keys: dict[str, str]) -> dict[str, Any]:
    return {
        "entries": [
            {key: getattr(row, field) for key, field in keys.items()} for row in table.entries
        ]
    }


#: By endpoint.
PRINTED: dict[str, Callable[[Random], Sides]] = {
    "aps/ping": _ap_ping,
    "cx/ping": _cx_ping,
    "aos-s/ping": _aoss_ping,
    "gateways/ping": _gateway_ping,
    "aps/traceroute": _ap_traceroute,
    "cx/traceroute": _cx_traceroute,
    "aos-s/traceroute": _aoss_traceroute,
    "gateways/traceroute": _aoss_traceroute,
    "gateways/iperf": _iperf,
    "gateways/http": _http,
    "gateways/https": _https,
    "aps/getArpTable": _ap_arp,
    "gateways/getArpTable": _gateway_arp,
}
