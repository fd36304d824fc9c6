"""The ping of iputils: CX switches, Linux (``ping/ping.c``, ``ping/ping_common.c``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.testing.printers.ping_text import details_text, rtt_text, source_text, three_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netassay.records.ping import Ping

__all__ = ["render"]


def render(measurement: Ping, *, old: bool = False, flood: bool = False, end: str = "\n") -> str:
    r"""Return the text of a ping; `old` is that of 2010, `flood` has dots for replies.

    `end` is what ends a line: a terminal gives ``\r\n``.
    """
    ping: Any = measurement
    lines = [*ping.messages]
    if ping.pattern:
        lines.append(f"PATTERN: {ping.pattern}")
    lines.append(_head(ping))
    if flood:
        lines.append(".\b \b" * (ping.received or 0))
    lines += [_line(reply, "icmp_req" if old else "icmp_seq") for reply in ping.replies]
    if ping.transmitted is not None:
        lines += ["", f"--- {ping.destination} ping statistics ---", _totals(ping)]
        lines.append(", ".join(_closing(ping)))
    return "\n".join([*lines, ""]).replace("\n", end)


def _head(ping: Any) -> str:
    source = ""
    if ping.source_address:
        source = f" from {ping.source_address} {ping.interface or ''}:"
    if ":" in str(ping.resolved_address):
        size = f"{ping.payload_bytes} data bytes"
    else:
        size = f"{ping.payload_bytes}({ping.packet_bytes}) bytes of data."
    return f"PING {ping.destination} ({ping.resolved_address}){source} {size}"


def _line(reply: Any, sequence: str) -> str:
    stamp = f"[{reply.printed_at.ns / 10**9:.6f}] " if reply.printed_at else ""
    if reply.outcome == "timeout":
        return f"{stamp}no answer yet for icmp_seq={reply.sequence}"
    if reply.size_bytes is None:
        if reply.sequence is None:
            return f"ping: {reply.note}"
        colon = ":" if reply.note.startswith("Redirect") else ""
        return f"{stamp}From {source_text(reply)}{colon} {sequence}={reply.sequence} {reply.note}"
    line = f"{stamp}{reply.size_bytes} bytes from {source_text(reply)}: {sequence}={reply.sequence}"
    if reply.identifier is not None:
        line += f" ident={reply.identifier}"
    line += "" if reply.ttl is None else f" ttl={reply.ttl}"
    line += "" if reply.time_ms is None else f" time={three_digits(reply.time_ms)} ms"
    line += " (DUP!)" if reply.duplicate else ""
    if reply.note and not reply.note.startswith("wrong"):
        return f"{line} ({reply.note})"
    return (
        f"{line}\n{reply.note}{details_text(reply)}" if reply.note else line + details_text(reply)
    )


def _totals(ping: Any) -> str:
    counts = {
        "duplicates": ping.duplicates,
        "corrupted": ping.corrupted,
        "errors": ping.errors,
    }
    more = "".join(f", +{count} {name}" for name, count in counts.items() if count)
    return (
        f"{ping.transmitted} packets transmitted, {ping.received} received{more},"
        f" {ping.loss_percent:g}% packet loss, time {ping.total_time_ms:.0f}ms"
    )


def _closing(ping: Any) -> Iterator[str]:
    if ping.rtt_min_ms is not None:
        yield f"rtt min/avg/max/mdev = {rtt_text(ping, 3)} ms"
    if ping.pipe is not None:
        yield f"pipe {ping.pipe}"
    if ping.ipg_ms is not None:
        yield f"ipg/ewma {ping.ipg_ms:.3f}/{ping.ewma_ms:.3f} ms"
