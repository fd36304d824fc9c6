"""The ping of CX switches, and of Linux: iputils, since 2010.

The first request is number 1. Round trips are printed with three digits, their totals to the
microsecond. A router's error is printed as ``From ...``. The source of the words is ``ping/ping.c``, ``ping6_common.c`` and ``ping_common.c``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Computed, Printed
from netassay.core.values.readings import TEXT, Odd, Reading
from netassay.core.values.times import Timestamp
from netassay.dialects.ping.bsd import COMMON_KINDS, COMMON_LINES, TOTALS, finish
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


_PRINTED_AT: Final = "[[[{printed_at:unix}] ]]"
_HOST: Final = "[[{name} (]]{address}[[)]]"
_FROM: Final = f"{_PRINTED_AT}{{size}} bytes from {_HOST}: icmp_{{_:seq}}={{sequence}}[[ ident={{identifier}}]]"
_REPLY: Final = f"{_FROM}[[ ttl={{ttl}}]][[ time={{time:ms}}]]"
_ERROR_FROM: Final = f"{_PRINTED_AT}From {_HOST}[[:]][[ icmp_{{_:seq}}={{sequence}}]]"
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
        # Lines that other programs print too count where no line of theirs follows.
        r"|\A\s*+(?>(?:(?:[^\s:]*/)?ping6?|connect|WARNING|[Ww]arning|PATTERN): |\d+/\d+ packets, "
        r"|unknown host|Do you want to ping broadcast"
        r"|\d+ bytes from [^\n]*: icmp_seq=\d)(?![\s\S]*(?:\nPING|\d packets received))"
    ),
    runs=Runs(once=TOTALS, within=r"(?:\[[\d.]+\] )?\d+ bytes from [^\n]*: (?:icmp_)?seq=\d"),
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
            f"{_PRINTED_AT}no answer yet for icmp_seq={{sequence}}",
            into="replies",
            sets={"outcome": "timeout"},
        ),
        Line(
            f"{_ERROR_FROM} {{note:unreachable}}", into="replies", sets={"outcome": "unreachable"}
        ),
        Line(f"{_ERROR_FROM} {{note:words}}", into="replies", sets={"outcome": "error"}),
        Line(
            f"PING {{destination}}~({{_:name}} ({{resolved_address}})){_SOURCE} {{payload}} data bytes"
        ),
        Line("--- ping statistics ---"),
        Line("pipe {pipe}"),
        *COMMON_LINES,
    ),
    finish=partial(finish, last_total="total_time"),
)
