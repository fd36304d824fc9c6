"""The ping of CX switches, and of Linux: iputils, since 2010.

The first request is number 1. Round trips are printed with three digits, their totals to the
microsecond. A router's error is printed as ``From ...``. The source of the words is ``ping/ping.c``, ``ping6_common.c`` and ``ping_common.c``.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.core.values.times import UNIX_TIME
from netassay.dialects.ping.bsd import ABOVE_TOTALS, COMMON_KINDS, COMMON_LINES, TOTALS
from netassay.dialects.ping.closing import finish
from netassay.records.ping import Ping

__all__ = ["DIALECT"]


_PRINTED_AT: Final = "[[[{printed_at:unix}] ]]"
_HOST: Final = "[[{name} (]]{address}[[)]]"
_FROM: Final = f"{_PRINTED_AT}{{size}} bytes from {_HOST}: icmp_{{_:seq}}={{sequence}}[[ ident={{identifier}}]]"
_REPLY: Final = f"{_FROM}[[ ttl={{ttl}}]][[ time={{time:ms}}]]"
_ERROR_FROM: Final = f"{_PRINTED_AT}From {_HOST}[[:]][[ icmp_{{_:seq}}={{sequence}}]]"
_NAMED: Final = (
    f"{_PRINTED_AT}{{size}} bytes from {{name:only_name}}: icmp_{{_:seq}}={{sequence}}"
    "[[ ident={identifier}]][[ ttl={ttl}]][[ time={time:ms}]]"
)
_ERROR_NAMED: Final = f"{_PRINTED_AT}From {{name:only_name}}[[:]] icmp_{{_:seq}}={{sequence}}"
_HEAD: Final = "PING[[ {destination}]]~({resolved_address})[[~, flow {_:hex},]]"
_SOURCE: Final = "[[ from {source_address}[[ {interface}]]~:]]"


def _replies(reply: str) -> tuple[Line, ...]:
    """Return the lines of a reply, plain and with what may stand behind it."""
    return (
        Line(reply, into="replies"),
        Line(f"{reply} (DUP!)", into="replies", sets={"duplicate": True}),
        Line(
            f"{reply} (DUP!) (DIFFERENT ADDRESS!)",
            into="replies",
            sets={"duplicate": True, "note": "DIFFERENT ADDRESS!"},
        ),
        Line(f"{reply} (DIFFERENT ADDRESS!)", into="replies", sets={"note": "DIFFERENT ADDRESS!"}),
        Line(f"{reply} (truncated)", into="replies", sets={"note": "truncated"}),
        Line(
            f"{reply}[[ (DUP!)]] (BAD CHECKSUM!)",
            into="replies",
            sets={"outcome": "error", "note": "BAD CHECKSUM!"},
        ),
        Line(f"{reply} {{details*:same}}", into="replies", opens="below"),
    )


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
    runs=Runs(
        once=TOTALS,
        restarts=ABOVE_TOTALS,
        within=r"(?:\[[\d.]+\] )?\d+ bytes from [^\n]*: (?:icmp_)?seq=\d",
    ),
    kinds=COMMON_KINDS
    | {
        "seq": Printed(TEXT, r"seq|req"),
        "hex": Printed(TEXT, r"0x[0-9a-f]++"),
        "interface": Printed(TEXT, r"[^\s:]++"),
        "unix": Printed(UNIX_TIME, r"[0-9]++(?:\.[0-9]{1,9}+)?+"),
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
        *_replies(_REPLY),
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
        # Since 2016 a header may have a name in place of the address, and lines a name alone.
        Line(f"PING {{destination}}~({{_:only_name}}){_SOURCE} {{payload}} data bytes"),
        Line(
            f"PING {{destination}}~({{_:only_name}}){_SOURCE} {{payload}}({{packet}}) bytes of data."
        ),
        *_replies(_NAMED),
        Line(
            f"{_ERROR_NAMED} {{note:unreachable}}", into="replies", sets={"outcome": "unreachable"}
        ),
        Line(f"{_ERROR_NAMED} {{note:words}}", into="replies", sets={"outcome": "error"}),
        Line("--- ping statistics ---"),
        Line("pipe {pipe}"),
        *COMMON_LINES,
    ),
    finish=partial(finish, last_total="total_time"),
)
