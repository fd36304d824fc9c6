"""The ping of gateways, and of the routers whose style it is: a mark for each request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netassay.testing.printers.ping_text import rtt_text

if TYPE_CHECKING:
    from netassay.records.ping import Ping

__all__ = ["MARKS", "render"]

#: What a mark says: an outcome, and in which words.
MARKS: Final = {
    "!": ("reply", None),
    ".": ("timeout", None),
    "U": ("unreachable", "destination unreachable"),
    "Q": ("error", "source quench: destination too busy"),
    "M": ("error", "could not fragment"),
    "&": ("error", "time to live exceeded"),
    "?": ("error", "unknown kind of packet"),
}
_GATEWAY: Final = (
    "",
    "! - Success  . - Failure  D - Duplicate Response",
    "\rPress 'q' to abort.",
)
_MARK_OF: Final = {said: mark for mark, said in MARKS.items()}


def render(
    measurement: Ping,
    *,
    router: bool = False,
    dated: bool = False,
    decimals: int = 3,
    width: int = 70,
    end: str = "\r\n",
) -> str:
    """Return the text of a ping, by a gateway or by a `router`, with `width` marks to a line.

    `dated`: IOS-XR prints the time first, and no comma before the time-out. Round trips have as many `decimals`; `end` is what ends a line.
    """
    ping: Any = measurement
    lines = ["Wed Mar 13 14:32:11.524 EDT"] if dated else []
    lines += ["Type escape sequence to abort."] if router else [*_GATEWAY]
    lines.append(
        f"Sending {ping.requested}, {ping.packet_bytes}-byte ICMP Echos to {ping.destination}{'' if dated else ','}"
        f" timeout is {ping.timeout_s:.0f} seconds:"
    )
    if ping.source_address:
        lines.append(f"Packet sent with a source address of {ping.source_address}")
    lines += ping.messages
    marks = "".join([_mark(reply) for reply in ping.replies])
    lines += [marks[at : at + width] for at in range(0, len(marks), width)]
    if ping.transmitted is not None:
        lines.append(_closing(ping, decimals))
    return "\n".join([*lines, ""]).replace("\n", end)


def _mark(reply: Any) -> str:
    return "D" if reply.duplicate else _MARK_OF[reply.outcome, reply.note]


def _closing(ping: Any, decimals: int) -> str:
    success = 100 - (ping.loss_percent or 0)
    line = f"Success rate is {success:.0f} percent ({ping.received}/{ping.transmitted})"
    if ping.rtt_min_ms is not None:
        line += f", round-trip min/avg/max = {rtt_text(ping, decimals)} ms"
    return line
