"""The ping of Windows, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netassay.records.ping import Ping

__all__ = ["render"]


def render(measurement: Ping, *, old: bool = False, end: str = "\r\n") -> str:
    """Return the text of a ping; `old` leaves out what the first versions do.

    `end` is what ends a line.
    """
    ping: Any = measurement
    named = ping.destination != ping.resolved_address
    host = f"{ping.destination} [{ping.resolved_address}]" if named else ping.destination
    source = f" from {ping.source_address}" if ping.source_address else ""
    lines = [
        "",
        f"Pinging {host}{source} with {ping.payload_bytes} bytes of{'' if old else ' data:'}",
    ]
    lines += [_line(reply) for reply in ping.replies]
    if ping.transmitted is not None:
        lost = ping.transmitted - (ping.received or 0)
        counts = f"Sent = {ping.transmitted}, Received = {ping.received}, Lost = {lost}"
        lines += ["", f"Ping statistics for {ping.resolved_address}:"]
        lines.append(f"    Packets: {counts} ({ping.loss_percent:.0f}% loss){'' if old else ','}")
    if ping.rtt_min_ms is not None:
        lines.append("Approximate round trip times in milli-seconds:")
        lowest, mean, highest = ping.rtt_min_ms, ping.rtt_avg_ms, ping.rtt_max_ms
        lines.append(
            f"    Minimum = {lowest:.0f}ms, Maximum = {highest:.0f}ms, Average = {mean:.0f}ms"
        )
    return "\n".join([*lines, ""]).replace("\n", end)


def _line(reply: Any) -> str:
    if reply.outcome == "timeout":
        return "Request timed out."
    if reply.address is None:
        return str(reply.note)
    line = f"Reply from {reply.address}: "
    if reply.outcome != "reply":
        return line + str(reply.note)
    line += "" if reply.size_bytes is None else f"bytes={reply.size_bytes} "
    line += reply.note or f"time={reply.time_ms:.0f}ms"
    return line + ("" if reply.ttl is None else f" TTL={reply.ttl}")
