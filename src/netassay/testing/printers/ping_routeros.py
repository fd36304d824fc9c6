"""The ping of MikroTik RouterOS, 6 and 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netassay.records.ping import Ping

__all__ = ["render"]

#: The widths of columns: of hosts, of times with and without microseconds.
_HOST, _TIME, _SHORT_TIME = 40, 10, 5
#: After so many rows the header comes again.
_PAGE: Final = 20


def render(
    measurement: Ping,
    *,
    microseconds: bool = True,
    prompt: str = "[admin@MikroTik] > ",
    end: str = "\r\n",
) -> str:
    """Return the text of a ping.

    RouterOS 6 prints no `microseconds`. With an empty `prompt` the command is missing, too.
    `end` is what ends a line.
    """
    ping: Any = measurement
    lines = []
    if prompt:
        count = "" if ping.requested is None else f" count={ping.requested}"
        lines.append(f"{prompt}ping {ping.destination}{count}")
    lines += _rows(ping.replies, _TIME if microseconds else _SHORT_TIME)
    if ping.transmitted is not None:
        totals = f"{_counts(ping.transmitted, ping.received)} packet-loss={ping.loss_percent:.0f}%"
        times = {"min": ping.rtt_min_ms, "avg": ping.rtt_avg_ms, "max": ping.rtt_max_ms}
        lines.append(totals + _times(times))
    return "\n".join([*lines, ""]).replace("\n", end)


def _counts(sent: int, received: int) -> str:
    return f"    sent={sent} received={received}"


def _rows(replies: list[Any], width: int) -> Iterator[str]:
    """Give the header and the rows, and the totals so far in front of each further header."""
    answered: list[float] = []
    header = f"  SEQ {'HOST':{_HOST}} SIZE TTL {'TIME':{width}} STATUS"
    yield header
    for number, reply in enumerate(replies):
        if number and number % _PAGE == 0:
            lost = 100 * (number - len(answered)) // number
            mean = sum(round(1000 * time) for time in answered) // max(1, len(answered)) / 1000
            times = {"min": min(answered), "avg": mean, "max": max(answered)} if answered else {}
            yield f"{_counts(number, len(answered))} packet-loss={lost}%{_times(times)}"
            yield header
        if reply.outcome == "reply":
            answered.append(reply.time_ms)
        yield _row(reply, width)


def _row(reply: Any, width: int) -> str:
    host = reply.address or ""
    if len(host) > _HOST:
        host = f"{host[: _HOST - 3]}..."
    size, ttl = ("" if value is None else value for value in (reply.size_bytes, reply.ttl))
    time = "" if reply.time_ms is None else _time(reply.time_ms)
    status = "echo reply" if reply.outcome == "reply" and ":" in host else ""
    status = "timeout" if reply.outcome == "timeout" else reply.note or status
    return f"{reply.sequence:5} {host:{_HOST}} {size:>4} {ttl:>3} {time:{width}} {status}"


def _times(times: Mapping[str, float | None]) -> str:
    return "".join(f" {name}-rtt={_time(time)}" for name, time in times.items() if time is not None)


def _time(milliseconds: float) -> str:
    """Return a time without its parts that are 0; what is nothing is ``0ms``."""
    whole, us = divmod(round(1000 * milliseconds), 1000)
    seconds, ms = divmod(whole, 1000)
    parts = {"s": seconds, "ms": ms, "us": us}
    return "".join(f"{number}{unit}" for unit, number in parts.items() if number) or "0ms"
