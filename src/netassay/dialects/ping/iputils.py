"""The ping of CX switches, and of Linux: iputils, since 2010.

Its first request is number 1. Round trips are printed with three digits, their summary to
the microsecond. What did not answer is told by the router that knows (``From ...``). The
words are those of ``ping/ping.c``, ``ping6_common.c`` and ``ping_common.c``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Final

from netassay.core.lines.grammar import Dialect, Line
from netassay.core.values.readers import Computed, Printed
from netassay.core.values.readings import TEXT, Odd, Reading
from netassay.core.values.times import Timestamp
from netassay.dialects.ping.bsd import COMMON_KINDS, COMMON_LINES, settle
from netassay.records.ping import Ping

__all__ = ["DIALECT"]


def _unix_time(text: str | None) -> Reading | None:
    """Read seconds since 1970, as ``-D`` prints them: ``1712345678.123456``."""
    if text is None:
        return None
    seconds, _, fraction = text.partition(".")
    try:
        whole = datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None).isoformat()
    except (OverflowError, ValueError, OSError):
        message = f"{text[:40]} s since 1970 is no time"
        raise Odd("time-order", message) from None
    return Reading(Timestamp(f"{whole}.{fraction}Z" if fraction else f"{whole}Z"), text)


_STAMP: Final = "[[[{printed_at:unix}] ]]"
_WHO: Final = "[[{name} (]]{address}[[)]]"
_FROM: Final = (
    f"{_STAMP}{{size}} bytes from {_WHO}: icmp_{{_:seq}}={{sequence}}[[ ident={{identifier}}]]"
)
_REPLY: Final = f"{_FROM}[[ ttl={{ttl}}]][[ time={{time:ms}}]]"
_SAID_BY: Final = f"{_STAMP}From {_WHO}[[:]][[ icmp_{{_:seq}}={{sequence}}]]"
_HEAD: Final = "PING[[ {destination}]]~({resolved_address})[[~, flow {_:hex},]]"
_SOURCE: Final = "[[ from {source_address}[[ {interface}]]~:]]"

DIALECT: Final = Dialect(
    "ping_iputils",
    tests=("ping",),
    record=Ping,
    families=("cx",),
    signature=(
        r"^PING [^\s(]*+ ?\((?:\S+ \()?[^\s)]++\)+ ?(?:, flow \S+ )?(?:from [^\n]*: )?"
        r"\d+(?:\(\d+\) bytes of| data bytes)"
        r"|^\d+ packets transmitted, \d+ received|^(?:\[[\d.]+\] )?no answer yet for icmp_seq="
        r"|^(?:\[[\d.]+\] )?From \S+(?: \(\S+\))?:? icmp_[rs]eq=|^\[[\d.]+\] \d+ bytes from "
        r"|^\d+ bytes from [^\n]*: icmp_req="
        # What says little is taken for its own where nothing says more.
        r"|\A\s*+(?>(?:(?:[^\s:]*/)?ping6?|connect|WARNING|[Ww]arning|PATTERN): |\d+/\d+ packets, "
        r"|unknown host|Do you want to ping broadcast"
        r"|\d+ bytes from [^\n]*: icmp_seq=\d)(?![\s\S]*(?:\nPING|\d packets received))"
    ),
    kinds=COMMON_KINDS
    | {
        "seq": Printed(TEXT, r"seq|req"),
        "hex": Printed(TEXT, r"0x[0-9a-f]++"),
        "interface": Printed(TEXT, r"[^\s:]++"),
        "unix": Computed(_unix_time, r"[0-9]++(?:\.[0-9]{1,9}+)?+", "a Unix time"),
    },
    lines=(
        Line(
            "{size} bytes from {address}: icmp_seq={sequence} ttl={ttl} time={time:ms}",
            into="replies",
        ),
        Line(
            "{transmitted} packets transmitted, {received} received[[, +{duplicates} duplicates]]"
            "[[, +{corrupted} corrupted]][[, +{errors} errors]][[, {loss}% packet loss]]"
            "[[, time {total_time}ms]]"
        ),
        Line(
            "rtt min/avg/max/mdev = {rtt_min}/{rtt_avg}/{rtt_max}/{rtt_mdev} ms"
            "[[, pipe {pipe}]][[, ipg/ewma {ipg}/{ewma} ms]]",
            closes=True,
        ),
        Line("--- {destination} ping statistics ---"),
        Line(f"{_HEAD}{_SOURCE} {{payload}}({{packet}}) bytes of data."),
        Line(f"{_HEAD}{_SOURCE} {{payload}} data bytes"),
        Line(_REPLY, into="replies"),
        Line(f"{_REPLY} (DUP!)", into="replies", sets={"duplicate": True}),
        Line(
            f"{_REPLY} (DUP!) (DIFFERENT ADDRESS!)",
            into="replies",
            sets={"duplicate": True, "note": "DIFFERENT ADDRESS!"},
        ),
        Line(f"{_REPLY} (DIFFERENT ADDRESS!)", into="replies", sets={"note": "DIFFERENT ADDRESS!"}),
        Line(f"{_REPLY} (truncated)", into="replies", sets={"note": "truncated"}),
        Line(
            f"{_REPLY}[[ (DUP!)]] (BAD CHECKSUM!)",
            into="replies",
            sets={"outcome": "error", "note": "BAD CHECKSUM!"},
        ),
        Line(f"{_REPLY} {{details*:same}}", into="replies", opens="below"),
        Line(
            f"{_STAMP}no answer yet for icmp_seq={{sequence}}",
            into="replies",
            sets={"outcome": "timeout"},
        ),
        Line(f"{_SAID_BY} {{note:unreachable}}", into="replies", sets={"outcome": "unreachable"}),
        Line(f"{_SAID_BY} {{note:words}}", into="replies", sets={"outcome": "error"}),
        Line(
            f"PING {{destination}}~({{_:name}} ({{resolved_address}})){_SOURCE} {{payload}} data bytes"
        ),
        Line("--- ping statistics ---"),
        Line("pipe {pipe}"),
        *COMMON_LINES,
    ),
    finish=partial(settle, run="total_time"),
)
