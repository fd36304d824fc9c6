"""The ping of 4.3BSD and its children: BusyBox (access points), inetutils, the BSDs, macOS.

One table reads them all, because they differ little: BusyBox prints ``seq=``, inetutils no blank
line before its statistics, macOS ``Request timeout for icmp_seq``, the older IPv6 ping of the
BSDs ``PING6(...)``. The first request is number 0 (inetutils ``ping/ping_echo.c``, FreeBSD ``sbin/ping/ping.c``, KAME ``ping6.c``, BusyBox
``networking/ping.c``). iputils, a child too, shares `COMMON_LINES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.records.record import numbers
from netassay.core.values.readers import HOST, Printed
from netassay.core.values.readings import TEXT
from netassay.dialects.ping.closing import finish
from netassay.dialects.ping.rapid import MARKS, part_marks
from netassay.records.ping import Ping, Reply

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Reader

__all__ = ["ABOVE_TOTALS", "COMMON_KINDS", "COMMON_LINES", "DIALECT", "TOTALS"]

#: The tools' words for ICMP's errors of type destination unreachable.
_UNREACHABLE: Final = (
    r"(?:Dest(?:ination)?+ |Source Route Failed|(?:Source )?Host Isolated|Packet [Ff]iltered"
    r"|Precedence |Network Unknown|Host Unknown|Communication prohibited)(?:[^\n]*[^\s])?"
)
_ADDRESS: Final = r"[0-9]{1,3}+(?:\.[0-9]{1,3}+){3}"
_STAMP: Final = r"-?(?=\.?[0-9])[0-9.]++(?: ms| absolute)?+(?: = 0x[0-9a-f]++)?+(?: not-standard)?+"
#: Lines below a reply: IP options, the packet that an error is about, wrong data.
_BELOW: Final = (
    r"(?:RR:|TS:|[LS]SRR:|IP Hdr Dump:|ICMP6?: |TCP: |UDP: |Vr |#[0-9]++\s|[cd]p:"
    r"|Unrecorded hops: |unknown option |icmp_[a-z]++ = |wrong total length )[^\n]*+|NOP"
    rf"|(?:[^\s()]++ \()?{_ADDRESS}\)?(?:[ \t]++{_STAMP})?+(?:[ \t]++\(truncated route\))?+|{_STAMP}"
    r"|\([0-9]++ overflowing hosts\)|[0-9a-f]{4}+(?: [0-9a-f]{4}+)++"
    r"|[0-9a-f]{1,2}+(?: {1,2}[0-9a-f]{1,2}+)++|[46] ++[0-9a-f]{1,2} [^\n]*+"
)
_PROGRAM: Final = r"(?:[^\s:]*/)?ping6?"
#: Messages about the run, and not about one request.
_MESSAGE: Final = (
    rf"(?:{_PROGRAM}|connect|socket|bind|setsockopt|[Ww]arning|WARNING): [^\n]*[^\s]"
    r"|[0-9]++/[0-9]++ packets(?:, | received )[^\n]*[^\s]|-- somebody[^\n]*[^\s]"
    r"|unknown host(?: [^\n]*[^\s])?|Unable to resolve hostname\.|host address failed because [^\n]*[^\s]|Do you want to ping broadcast[^\n]*[^\s]"
)
_LOCAL: Final = r"(?:local error: |send(?:msg|to|ing packet)?: |recv(?:msg|from): )[^\n]*[^\s]"
_TIME: Final = Printed(numbers(Reply, "time"), r"[0-9]++(?:\.[0-9]*+)?+", behind=" ms")

#: The colon behind an address is not part of it.
_HOST_ADDRESS: Final = r"(?:[0-9A-Fa-f.]++|:(?!\s))++(?:%[\w.-]++)?+"
#: The totals that a run has once, and what stands above those of the next.
TOTALS: Final = r"(?=\d+ packets transmitted, )"
ABOVE_TOTALS: Final = r"-{3,4} ?\S+ (?:ping6? statistics|PING Statistics)|\d+ bytes from "

COMMON_KINDS: Final[dict[str, Reader | Printed]] = {
    "address": Printed(HOST, _HOST_ADDRESS),
    "resolved_address": Printed(HOST, r"[0-9A-Fa-f.:]+(?:%[\w.-]+)?"),
    "source_address": Printed(HOST, _HOST_ADDRESS),
    "destination": Printed(TEXT, r"[^\s(]++"),
    "name": Printed(TEXT, r"[^\s(]++"),
    # A name that stands alone, without its address.
    "only_name": Printed(TEXT, r"[^\s():]++"),
    # The hole reaches to the end of the line, which may be cut off before `(DUP!)`.
    "ms": _TIME,
    "unreachable": Printed(TEXT, _UNREACHABLE),
    "words": Printed(TEXT, r"(?!icmp_|seq=)[A-Za-z][^\n]*[^\s]"),
    "wrong": Printed(TEXT, r"wrong data byte [^\n]*[^\s]"),
    "below": Printed(TEXT, _BELOW),
    "same": Printed(TEXT, r"\([a-z ]++\)"),
    "message": Printed(TEXT, _MESSAGE),
    "program": Printed(TEXT, _PROGRAM),
    "local": Printed(TEXT, _LOCAL),
    "flood": Printed(TEXT, r"[.EC\x08][.EC \x08]*+(?:\^C)?"),
}

#: Lines of all these pings, except replies, errors and totals.
COMMON_LINES: Final = (
    Line("{note:wrong}", onto="replies", opens="below"),
    Line("{details*:below}", onto="replies", opens="below"),
    Line("{_:program}: {note:local}", into="replies", sets={"outcome": "error"}),
    Line("{messages*:message}"),
    Line("PATTERN: {pattern}"),
    Line("{_:flood}"),
    Line("^C"),
    Line("^\\"),
)

_FROM: Final = "{size} bytes from [[{name} (]]{address}[[)]]"
_NAMED: Final = "{size} bytes from {name:only_name}"
_REPLY: Final = (
    f"{_FROM}{{_:colon}} [[icmp_]]seq={{sequence}}[[.]][[ {{_:hops}}={{ttl}}]][[ dst={{_}}]]"
    "[[ time={time:ms}]]"
)
_COUNTS: Final = "{transmitted} packets transmitted, {received} packets received,"
_DOUBLE: Final = "[[ [[+]]{duplicates} duplicates,]]"


def _finish(scan: Scan) -> None:
    """Make replies of the marks of Junos, then do what all these tools need."""
    part_marks(scan)
    finish(scan)


DIALECT: Final = Dialect(
    "ping_bsd",
    tests=("ping",),
    record=Ping,
    families=("aps",),
    signature=(
        r"^COMMAND=ping|^PING6?\([0-9]+=|^Unable to resolve hostname\.|^PING6? [^\s(]+(?: \(\S+\)(?: from \S+)?)?: (?:\d+ (?:data|byte)|\(\d|sending )"
        r"|^\d+ packets transmitted, \d+ packets received,|^Request timeout for icmp_seq "
        r"|^\d+ bytes from [^\n]*(?:: seq=| hlim=)"
    ),
    runs=Runs(
        opens=(
            r"PING6?[ (](?=[^\n]*(?:byte|sending |-->))"
            r"|(?:[^\s:]*/)?ping6?: (?:unknown host|cannot resolve|bad address|connect: "
            r"|[^\s:]+: (?:Name or|Temporary failure|No address|Host name|nodename))"
        ),
        leads=(
            r"COMMAND=ping6?\b|PATTERN: 0x|WARNING: pinging broadcast|Do you want to ping broadcast"
            r"|(?:[^\s:]*/)?ping6?: (?:[Ww]arning|WARNING|sock[46]\.fd|socktype): "
        ),
        once=TOTALS,
        restarts=ABOVE_TOTALS,
        alone=(
            r"unknown host |connect: Network is unreachable|ping6?: sending packet: "
            r"|host address failed because "
            # What a tool says before it gives up, and not of one request or one option.
            r"|(?:[^\s:]*/)?ping6?: (?!send|recv|wrote |packet |local error|=> |ai->|[Uu]sage|[a-z]+ option"
            r"|option |[^\n:]*option --)"
        ),
    ),
    kinds=COMMON_KINDS
    | {
        "colon": Printed(TEXT, "[:,]"),
        "hops": Printed(TEXT, "ttl|hlim"),
        "head": Printed(TEXT, r"[0-9]++\+(?:[0-9]+\+)+"),
        "hex": Printed(TEXT, "0x[0-9a-f]++"),
        "dev": Printed(TEXT, "stddev|std-dev|mdev"),
        "nan": Printed(TEXT, "-?na?n"),
        "dashed": Printed(TEXT, r"[^\s(]+?"),
        "before_colon": Printed(TEXT, r"(?:[^\s(:]|:(?!\s))++"),
        "more": Printed(TEXT, r"(?:mask|ts[ort])=[^\n]*[^\s]"),
        # FortiOS.
        "dots": Printed(TEXT, r" ?\.\.\."),
        "unsent": Printed(TEXT, r"sendto failed"),
        # Junos (`rapid`): a mark for each request; dots alone are those of a flood.
        "marks": Printed(TEXT, MARKS),
    },
    lines=(
        Line(
            "{size} bytes from {address}: icmp_seq={sequence} ttl={ttl} time={time:ms}",
            into="replies",
        ),
        Line(
            "{size} bytes from {address}: seq={sequence} ttl={ttl} time={time:ms}", into="replies"
        ),
        Line(
            f"{_COUNTS}{_DOUBLE}[[ [[+]]{{errors}} errors,]] {{loss}}% packet loss"
            "[[, {late} packets out of wait time]]"
        ),
        Line(f"{_COUNTS}{_DOUBLE}[[ {{messages*:message}}]]"),
        Line(
            "round-trip min/avg/max[[/{_:dev}]] = {rtt_min}/{rtt_avg}/{rtt_max}[[/{rtt_mdev}]]"
            "[[/{_:nan}]] ms",
            closes=True,
        ),
        # Solaris.
        Line(
            "round-trip (ms) min/avg/max[[/{_:dev}]] = {rtt_min}/{rtt_avg}/{rtt_max}[[/{rtt_mdev}]]",
            closes=True,
        ),
        Line("--- {destination} ping[[6]] statistics ---"),
        # AIX.
        Line("PING {destination:before_colon}: ({resolved_address}): {payload} data bytes"),
        Line(
            "PING[[6]] {destination} ({resolved_address})[[ from {source_address}]]:"
            " {payload} data bytes[[, id {_:hex} = {identifier}]]"
        ),
        Line("COMMAND=ping[[6]] {destination}"),
        Line("COMMAND=ping[[6]] {_:line} {destination}"),
        Line(_REPLY, into="replies"),
        Line(f"{_REPLY} (DUP!)", into="replies", sets={"duplicate": True}),
        Line(f"{_REPLY} {{details*:same}}", into="replies", opens="below"),
        Line(f"{_REPLY} {{details*:more}}", into="replies", opens="below"),
        Line(
            "Request timeout for icmp_seq {sequence}", into="replies", sets={"outcome": "timeout"}
        ),
        Line("Request {sequence} timed out", into="replies", sets={"outcome": "timeout"}),
        Line(f"{_FROM}: {{note:unreachable}}", into="replies", sets={"outcome": "unreachable"}),
        Line(f"{_FROM}: {{note:words}}", into="replies", sets={"outcome": "error"}),
        Line("Timeout{_:dots}", into="replies", sets={"outcome": "timeout"}),
        Line("{note:unsent}", into="replies", sets={"outcome": "error"}),
        Line("{note:marks}", into="replies"),
        Line(
            f"{_NAMED}: [[icmp_]]seq={{sequence}} ttl={{ttl}}[[ time={{time:ms}}]]", into="replies"
        ),
        Line(
            f"{_NAMED}: [[icmp_]]seq={{sequence}} ttl={{ttl}}[[ time={{time:ms}}]] (DUP!)",
            into="replies",
            sets={"duplicate": True},
        ),
        Line(f"{_NAMED}: {{note:unreachable}}", into="replies", sets={"outcome": "unreachable"}),
        Line(f"{_NAMED}: {{note:words}}", into="replies", sets={"outcome": "error"}),
        Line("PING {destination} ({resolved_address})[[ from {source_address}]]: {_:line}"),
        Line("PING {destination:before_colon}: {payload} data bytes"),
        # HP-UX, whose packets are counted with the header of ICMP.
        Line("PING {destination:before_colon}: {_:count} byte packets"),
        Line("PING[[6]]({packet}={_:head}{payload} bytes) {source_address} --> {resolved_address}"),
        Line("----{destination:dashed} PING Statistics----"),
        *COMMON_LINES,
    ),
    finish=_finish,
)
