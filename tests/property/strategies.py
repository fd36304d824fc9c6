"""Results as devices have them: what was measured, how it is printed, how `output` states it.

Each strategy draws a `Case`: the text that the device prints, the `output` beside it, and
the measurement that both are about, as exported. The printers are written from the tools'
own formats, independently of the grammars.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import Any

import attrs
from hypothesis import strategies as st


@attrs.frozen
class Case:
    """One measurement, in all the ways it can be met."""

    name: str
    text: str
    output: dict[str, Any]
    measurement: dict[str, Any]


ipv4 = st.tuples(st.sampled_from(["192.0.2", "198.51.100"]), st.integers(1, 254)).map(
    lambda parts: f"{parts[0]}.{parts[1]}"
)
hosts = st.from_regex(r"[a-z][a-z0-9-]{0,12}\.example\.(com|org|net)", fullmatch=True)
tenths = st.integers(1, 99_999).map(lambda number: Decimal(number) / 10)


def rounded(number: Decimal, digits: int, mode: str) -> Decimal:
    """Return a number with so many digits behind the point."""
    return number.quantize(Decimal(1).scaleb(-digits), rounding=mode)


roundings = st.sampled_from([ROUND_DOWN, ROUND_HALF_EVEN])


# --- ping ------------------------------------------------------------------------------


@st.composite
def pings(draw: st.DrawFn) -> Case:
    """Draw the ping of an access point."""
    host, address = draw(hosts), draw(ipv4)
    transmitted = draw(st.integers(1, 12))
    lost = draw(st.sets(st.integers(0, transmitted - 1)))
    payload, ttl = draw(st.integers(16, 2000)), draw(st.integers(1, 255))
    replies = [(number, draw(tenths)) for number in range(transmitted) if number not in lost]
    times = [time for _, time in replies]
    loss = 100 * len(lost) // transmitted
    mean = rounded(sum(times) / len(times), 1, draw(roundings)) if times else None
    lines = ["", f"COMMAND=ping {host}", f"PING {address} ({address}): {payload} data bytes"]
    lines += [
        f"{payload + 8} bytes from {address}: icmp_seq={number} ttl={ttl} time={time} ms"
        for number, time in replies
    ]
    lines += [
        "",
        f"--- {address} ping statistics ---",
        f"{transmitted} packets transmitted, {len(replies)} packets received, {loss}% packet loss",
    ]
    output: dict[str, Any] = {
        "destination": host,
        "resolvedIp": address,
        "transmittedPacketsCount": str(transmitted),
        "receivedPacketsCount": str(len(replies)),
        "packetLossPercent": str(loss),
        "minimumRoundTripTimeMilliseconds": str(min(times)) if times else None,
        "averageRoundTripTimeMilliseconds": str(mean) if times else None,
        "maximumRoundTripTimeMilliseconds": str(max(times)) if times else None,
        "replies": [
            {
                "sentPacketAddress": address,
                "sentPacketIcmpSequenceNumber": str(number),
                "sentPacketTimeToLive": str(ttl),
                "sentPacketTimeMilliseconds": str(time),
                "sentPacketSizeBytes": str(payload + 8),
            }
            for number, time in replies
        ],
    }
    if times:
        lines.append(f"round-trip min/avg/max = {min(times)}/{mean}/{max(times)} ms")
    measurement = {
        "destination": host,
        "resolved_address": address,
        "transmitted": transmitted,
        "received": len(replies),
        "loss_percent": float(loss),
        "payload_bytes": payload,
        "rtt_min_ms": float(min(times)) if times else None,
        "rtt_avg_ms": float(mean) if mean is not None else None,
        "rtt_max_ms": float(max(times)) if times else None,
        "lost_sequences": sorted(lost),
        "replies": [
            {
                "sequence": number,
                "address": address,
                "size_bytes": payload + 8,
                "ttl": ttl,
                "time_ms": float(time),
                "outcome": "reply",
                "duplicate": False,
            }
            for number, time in replies
        ],
    }
    return Case("aps/ping", "\n".join(lines) + "\n", output, measurement)


# --- iperf -----------------------------------------------------------------------------


def three_digits(number: Decimal) -> str:
    """Return a number as iperf3 does: 4.2f below 9.995, 4.1f below 99.95, else 4.0f."""
    if number < Decimal("9.995"):
        return str(rounded(number, 2, ROUND_HALF_EVEN))
    digits = 1 if number < Decimal("99.95") else 0
    return str(rounded(number, digits, ROUND_HALF_EVEN))


def scaled(number: Decimal | int, step: int, unit: str) -> tuple[str, Decimal]:
    """Return a number with its prefixed unit as printed, and what that printed text means."""
    value, prefixes = Decimal(number), ["", "K", "M", "G"]
    power = 0
    while value >= step and power < len(prefixes) - 1:
        value /= step
        power += 1
    digits = three_digits(value)
    return f"{digits} {prefixes[power]}{unit}", Decimal(digits) * step**power


def _figures(octets: int, seconds: Decimal) -> tuple[str, str, float, float]:
    size, size_means = scaled(octets, 1024, "Bytes")
    rate, rate_means = scaled(octets * 8 / seconds, 1000, "bits/sec")
    return size, rate, float(size_means), float(rate_means)


@st.composite
def iperfs(draw: st.DrawFn) -> Case:
    """Draw the iperf3 run of a gateway: TCP, one stream, `-V`, version 3.0.11."""
    server, local, host = draw(ipv4), draw(ipv4), draw(hosts)
    port, local_port = draw(st.integers(1, 65535)), draw(st.integers(1024, 65535))
    stream, count = draw(st.integers(1, 128)), draw(st.integers(1, 12))
    mss, block = draw(st.integers(500, 9000)), draw(st.sampled_from([8192, 131072]))
    amounts = [draw(st.one_of(st.just(0), st.integers(0, 10**10))) for _ in range(count)]
    retransmits = [draw(st.integers(0, 999)) for _ in range(count)]
    windows = [draw(st.integers(1, 10**8)) for _ in range(count)]
    arrived = draw(st.integers(0, sum(amounts)))
    cpu = [Decimal(draw(st.integers(0, 999))) / 10 for _ in range(6)]
    lines = [
        "",
        "Perf-test: Finished",
        "",
        "May 20 07:02:29 2025",
        "iperf 3.0.11",
        f"Linux {host} 5.10.209 #1 SMP x86_64 GNU/Linux",
        "Time: Tue, 20 May 2025 14:02:30 GMT",
        f"Connecting to host {server}, port {port}",
        f"      Cookie: {host}.1747749749.92",
        f"      TCP MSS: {mss} (default)",
        f"[{stream:3d}] local {local} port {local_port} connected to {server} port {port}",
        (
            f"Starting Test: protocol: TCP, 1 streams, {block} byte blocks,"
            f" omitting 0 seconds, {count} second test"
        ),
        "[ ID] Interval           Transfer     Bandwidth       Retr  Cwnd",
    ]
    intervals, metrics = [], []
    for at in range(count):
        size, rate, size_means, rate_means = _figures(amounts[at], Decimal(1))
        window, window_means = scaled(windows[at], 1024, "Bytes")
        span = f"{at:.2f}-{at + 1:.2f}"
        lines.append(
            f"[{stream:3d}] {at:6.2f}-{at + 1:<6.2f} sec  {size}  {rate}"
            f"  {retransmits[at]:3d}   {window}       "
        )
        metrics.append(
            {
                "id": f"[{stream:3d}]",
                "intervalInSeconds": span,
                "transferSizeInBytes": size,
                "bandwidthInbps": rate,
            }
        )
        intervals.append(
            {
                "stream": stream,
                "direction": "sent",
                "start_s": float(at),
                "end_s": float(at + 1),
                "transferred_bytes": size_means,
                "bitrate_bps": rate_means,
                "retransmits": retransmits[at],
                "cwnd_bytes": float(window_means),
                "omitted": False,
            }
        )
    sent, received = _figures(sum(amounts), Decimal(count)), _figures(arrived, Decimal(count))
    lines += [
        "- - - - - - - - - - - - - - - - - - - - - - - - -",
        "Test Complete. Summary Results:",
        "[ ID] Interval           Transfer     Bandwidth       Retr",
        (
            f"[{stream:3d}] {0:6.2f}-{count:<6.2f} sec  {sent[0]}  {sent[1]}"
            f"  {sum(retransmits):3d}             sender"
        ),
        (
            f"[{stream:3d}] {0:6.2f}-{count:<6.2f} sec  {received[0]}  {received[1]}"
            "                  receiver"
        ),
        (
            f"CPU Utilization: local/sender {cpu[0]}% ({cpu[1]}%u/{cpu[2]}%s),"
            f" remote/receiver {cpu[3]}% ({cpu[4]}%u/{cpu[5]}%s)"
        ),
        "",
        "iperf Done.",
    ]
    output = {
        "iperfServerAddress": server,
        "senderBandwidth": sent[1],
        "receiverBandwidth": received[1],
        "totalTransferredBytesFromSender": sent[0],
        "totalTransferredBytesFromReceiver": received[0],
        "metrics": metrics,
    }
    ways = {
        "sent": {
            "transferred_bytes": sent[2],
            "bitrate_bps": sent[3],
            "retransmits": sum(retransmits),
        },
        "received": {"transferred_bytes": received[2], "bitrate_bps": received[3]},
    }
    measurement = {
        "version": "3.0.11",
        "protocol": "TCP",
        "server_address": server,
        "server_port": port,
        "local_address": local,
        "local_port": local_port,
        "streams": 1,
        "block_bytes": block,
        "omit_s": 0.0,
        "duration_s": float(count),
        "mss_bytes": mss,
        "reverse": False,
        "cookie": f"{host}.1747749749.92",
        "system": f"Linux {host} 5.10.209 #1 SMP x86_64 GNU/Linux",
        **ways,
        "intervals": intervals,
        "totals": [
            {"stream": stream, "direction": way, "start_s": 0.0, "end_s": float(count)}
            | figures
            | {"omitted": False}
            for way, figures in ways.items()
        ],
        "cpu": {
            f"{side}_{part}_percent": float(cpu[3 * first + second])
            for first, side in enumerate(("local", "remote"))
            for second, part in enumerate(("total", "user", "system"))
        },
        "server_intervals": [],
        "server_totals": [],
    }
    return Case("gateways/iperf", "\n".join(lines) + "\n", output, measurement)


# --- HTTP ------------------------------------------------------------------------------


@st.composite
def https_(draw: st.DrawFn) -> Case:
    """Draw the HTTP ping of a gateway."""
    host, count = draw(hosts), draw(st.integers(1, 8))
    replies = []
    for number in range(1, count + 1):
        size, time = draw(st.integers(0, 10**7)), draw(st.integers(1, 60_000))
        # The device knows the time better than it prints it.
        true = Decimal(time) + Decimal(draw(st.integers(0, 99))) / 100
        status = draw(st.sampled_from(["200/OK", "404/Not Found", "301/Moved Permanently"]))
        rate = rounded(Decimal(size) / true, 2, draw(roundings))
        replies.append((number, size, time, rate, status))
    times = [reply[2] for reply in replies]
    mean = rounded(Decimal(sum(times)) / count, 0, draw(roundings))
    lines = ["", f"Pinging '{host}'", "", "Press 'q' to abort.\r"]
    lines += [
        f"{number}> Reply: [{status}] bytes={size} time={time}ms Rate={rate}KB/sec"
        for number, size, time, rate, status in replies
    ]
    lines += [
        "",
        f"Ping Statistics for {host}",
        f"Packets: Sent : {count} Received : {count} Success Rate is 100 percent ({count}/{count})",
        f"Approximate round trip time : max/avg/min = {max(times)}/{mean}/{min(times)} ms",
    ]
    output = {
        "url": host,
        "sentPacketsCount": str(count),
        "receivedPacketsCount": str(count),
        "successRatePercent": "100",
        "minimumLatencyMilliseconds": str(min(times)),
        "averageLatencyMilliseconds": str(mean),
        "maximumLatencyMilliseconds": str(max(times)),
        "responses": [
            {
                "responseNumber": str(number),
                "responseBytes": str(size),
                "responseTimeMilliseconds": str(time),
                "downloadRate": f"{rate}KB/sec",
                "responseCode": status,
            }
            for number, size, time, rate, status in replies
        ],
    }
    measurement = {
        "url": host,
        "transmitted": count,
        "received": count,
        "success_percent": 100.0,
        "latency_min_ms": float(min(times)),
        "latency_avg_ms": float(mean),
        "latency_max_ms": float(max(times)),
        "responses": [
            {
                "number": number,
                "size_bytes": size,
                "time_ms": float(time),
                "rate_bps": float(rate * 8000),
                "status_code": int(status[:3]),
                "status_text": status[4:],
            }
            for number, size, time, rate, status in replies
        ],
    }
    return Case("gateways/http", "\n".join(lines) + "\n", output, measurement)


cases = st.one_of(pings(), iperfs(), https_())

#: Any JSON value.
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["null", "string", "*", "1e400", "-1", "9" * 5000]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
