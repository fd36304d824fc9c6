"""The ping of AOS-S switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netassay.testing.printers.ping_text import rtt_text

if TYPE_CHECKING:
    from netassay.records.ping import Ping

__all__ = ["render"]


def render(measurement: Ping, *, end: str = "\n") -> str:
    """Return the text of a ping; `end` is what ends a line.

    One that was not asked for a number of requests is of one, and has no totals.
    """
    ping: Any = measurement
    single = ping.requested is None
    lines = ["", f"ping {ping.destination}" + ("" if single else f" repetitions {ping.requested}")]
    lines += [_line(reply, single=single) for reply in ping.replies]
    if single:
        return "\n".join([*lines, ""]).replace("\n", end)
    if ping.transmitted is not None:
        lines.append(
            f"{ping.transmitted} packets transmitted, {ping.received} packets received,"
            f" {ping.loss_percent:.0f}% packet loss"
        )
    if ping.rtt_min_ms is not None:
        lines.append(f"round-trip (ms) min/avg/max = {rtt_text(ping, 0)}")
    return "\n".join([*lines, "", ""]).replace("\n", end)


def _line(reply: Any, *, single: bool) -> str:
    if reply.outcome == "reply":
        number = "" if single else f" iteration {reply.sequence},"
        return f"{reply.address} is alive,{number} time = {reply.time_ms:.0f} ms"
    return reply.note or "Request timed out."
