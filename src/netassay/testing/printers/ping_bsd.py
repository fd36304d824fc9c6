"""The ping of BSD and its children, each in its own flavour.

``ap`` is an access point's, ``kame`` the older IPv6 ping of the BSDs and macOS. Written
from BusyBox ``networking/ping.c``, inetutils ``ping/ping_echo.c``, FreeBSD and macOS
``ping.c``, KAME ``ping6.c``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay.testing.printers.ping_text import details_text, rtt_text, source_text

if TYPE_CHECKING:
    from netassay.records.ping import Ping

__all__ = ["FLAVOURS", "Flavour", "render"]


@attrs.frozen
class Flavour:
    """How one of these tools says what all of them say; `rapid`: with a mark for each request."""

    sequence: str = ": icmp_seq="
    hops: str = "ttl"
    decimals: int = 3
    loss: str = "{:.1f}"
    plus: str = "+"
    deviation: str = "/stddev"
    gap: str = "\n"
    tool: str = "ping"
    rapid: bool = False
    timeout: str = "Request timeout for icmp_seq {}"


FLAVOURS: Final = {
    "ap": Flavour(decimals=1, loss="{:.0f}", deviation=""),
    "busybox": Flavour(sequence=": seq=", loss="{:.0f}", plus="", deviation=""),
    "inetutils": Flavour(loss="{:.0f}", gap=""),
    "macos": Flavour(),
    "openbsd": Flavour(deviation="/std-dev"),
    "junos": Flavour(loss="{:.0f}", gap="", rapid=True),
    "fortios": Flavour(decimals=1, loss="{:.0f}", deviation="", timeout="Timeout ..."),
    "kame": Flavour(sequence=", icmp_seq=", hops="hlim", deviation="/std-dev", tool="ping6"),
}


def render(measurement: Ping, *, flavour: str = "macos", end: str = "\n") -> str:
    """Return the text of a ping in one of `FLAVOURS`; `end` is what ends a line."""
    ping: Any = measurement
    style = FLAVOURS[flavour]
    lines = [*ping.messages, f"PATTERN: {ping.pattern}"] if ping.pattern else [*ping.messages]
    if flavour == "ap":
        lines += ["", f"COMMAND=ping {ping.destination}"]
    lines.append(_head(ping, style))
    if style.rapid and ping.replies:
        lines.append("".join("!" if one.outcome == "reply" else "." for one in ping.replies))
    else:
        lines += [_line(reply, style) for reply in ping.replies]
    if ping.transmitted is not None:
        lines.append(f"{style.gap}--- {ping.destination} {style.tool} statistics ---")
        lines.append(_totals(ping, style))
    if ping.rtt_min_ms is not None:
        figures = rtt_text(ping, style.decimals)
        lines.append(f"round-trip min/avg/max{style.deviation} = {figures} ms")
    return "\n".join([*lines, ""]).replace("\n", end)


def _head(ping: Any, style: Flavour) -> str:
    if style.tool == "ping6":
        sizes = f"{ping.packet_bytes}=40+8+{ping.payload_bytes} bytes"
        return f"PING6({sizes}) {ping.source_address} --> {ping.resolved_address}"
    asked = ping.resolved_address if style == FLAVOURS["ap"] else ping.destination
    source = f" from {ping.source_address}" if ping.source_address else ""
    head = f"PING {asked} ({ping.resolved_address}){source}: {ping.payload_bytes} data bytes"
    if ping.identifier is not None:
        head += f", id 0x{ping.identifier:04x} = {ping.identifier}"
    return head


def _line(reply: Any, style: Flavour) -> str:
    if reply.outcome == "timeout":
        return style.timeout.format(reply.sequence)
    if reply.size_bytes is None:
        return reply.note if reply.note == "sendto failed" else f"ping: {reply.note}"
    if reply.outcome != "reply":
        return (
            f"{reply.size_bytes} bytes from {source_text(reply)}: {reply.note}{details_text(reply)}"
        )
    line = f"{reply.size_bytes} bytes from {source_text(reply)}{style.sequence}{reply.sequence}"
    line += f" {style.hops}={reply.ttl}"
    if reply.time_ms is not None:
        line += f" time={reply.time_ms:.{style.decimals}f} ms"
    return f"{line}{' (DUP!)' * reply.duplicate}{details_text(reply)}"


def _totals(ping: Any, style: Flavour) -> str:
    more = f" {style.plus}{ping.duplicates} duplicates," if ping.duplicates else ""
    more += f" +{ping.errors} errors," if ping.errors else ""
    late = f", {ping.late} packets out of wait time" if ping.late else ""
    loss = style.loss.format(ping.loss_percent)
    return (
        f"{ping.transmitted} packets transmitted, {ping.received} packets received,{more}"
        f" {loss}% packet loss{late}"
    )
