"""The ping of 4.3BSD and its children: BusyBox (access points), inetutils, the BSDs, macOS.

One table reads them all, because they differ little: BusyBox prints ``seq=``, inetutils no blank
line before its statistics, macOS ``Request timeout for icmp_seq``, the older IPv6 ping of the
BSDs ``PING6(...)``. The first request is number 0 (inetutils ``ping/ping_echo.c``, FreeBSD ``sbin/ping/ping.c``, KAME ``ping6.c``, BusyBox
``networking/ping.c``). iputils, a child too, shares `COMMON_LINES`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.records.record import numbers
from netassay.core.values.readers import HOST, Printed
from netassay.core.values.readings import TEXT, Reading
from netassay.core.values.rows import any_has
from netassay.dialects.ping.rapid import MARKS, part_marks
from netassay.records.ping import Ping, Reply

if TYPE_CHECKING:
    from netassay.core.lines.grammar import Scan
    from netassay.core.values.readings import Node, Reader

__all__ = ["COMMON_KINDS", "COMMON_LINES", "DIALECT", "TOTALS", "finish", "join_details"]

#: The tools' words for ICMP's errors of type destination unreachable.
_UNREACHABLE: Final = (
    r"(?:Dest(?:ination)?+ |Source Route Failed|(?:Source )?Host Isolated|Packet [Ff]iltered"
    r"|Precedence |Network Unknown|Host Unknown|Communication prohibited)(?:[^\n]*[^\s])?"
)
_ADDRESS: Final = r"[0-9]{1,3}+(?:\.[0-9]{1,3}+){3}"
_STAMP: Final = r"-?[0-9.]++(?: ms| absolute)?+(?: = 0x[0-9a-f]++)?+(?: not-standard)?+"
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
#: Where the totals begin that a run has once.
TOTALS: Final = r"\d+ packets transmitted, "

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

#: The destination in an error of a tool or its resolver: there is no such host.
_UNRESOLVED: Final = re.compile(
    r"unknown host '?([^\s':]+)|cannot resolve ([^\s:]+):|bad address '?([^\s']+)"
    r"|host address failed because the ipv4/v6 address ([^\s]+) is invalid"
    r"|ping6?: ([^\s:]+): (?:Name|Temp|No address|Address family|Host|Unknown|nodename)"
)


def finish(scan: Scan, *, last_total: str = "loss") -> None:
    """Join the details of replies, drop time-outs that were answered later, close whole texts.

    A text without round trips is whole where there can be none: nothing came back, replies are
    too small to carry a time, or the tool never began. `last_total` is the last field of the
    line with the totals.
    """
    node = scan.node
    rows = node.get("replies", [])
    if scan.section == "below":
        join_details(rows)
    if any_has(rows, "outcome"):
        _drop_answered_timeouts(node)
    if not scan.closed and not scan.cut_line:
        scan.closed = _is_whole(node, last_total)


def join_details(rows: list[Node]) -> None:
    """Join the lines below each reply into one text."""
    for row in rows:
        if "details" in row:
            text = "\n".join([line.text for line in row["details"]])
            row["details"] = Reading(text, text)


def _drop_answered_timeouts(node: Node) -> None:
    """Drop the time-outs of requests whose reply came later."""
    rows = node["replies"]
    answered = {row["sequence"].value for row in rows if "outcome" not in row and "sequence" in row}
    node["replies"] = [row for row in rows if not _is_answered_timeout(row, answered)]


def _is_answered_timeout(row: Node, answered: set[int]) -> bool:
    timeout = "outcome" in row and row["outcome"].value == "timeout" and "sequence" in row
    return timeout and row["sequence"].value in answered


def _is_whole(node: Node, last_total: str) -> bool:
    """Say whether a text is whole though it has no round trips."""
    if "transmitted" not in node:
        return _never_began(node) or _gave_up(node) or _died(node)
    if node["transmitted"].value == 0:
        return True
    if last_total not in node or "received" not in node:
        return False
    if node["received"].value == 0:
        return True
    answers = [row for row in node.get("replies", ()) if "outcome" not in row]
    if any(["time" in row for row in answers]):
        return False
    # A truncated reply has no time either, and a note.
    untimed = any(["note" not in row for row in answers])
    return untimed or ("payload" in node and bool(node["payload"].value < _LEAST_TIMED_PAYLOAD))


def _gave_up(node: Node) -> bool:
    """Say whether the first request could not be sent: some tools end there."""
    rows = node.get("replies", ())
    note = rows[0].get("note") if len(rows) == 1 else None
    return note is not None and _NO_ROUTE.match(note.text) is not None


def _died(node: Node) -> bool:
    """Say whether nothing but an error of the tool stands below the header: BusyBox ends there."""
    messages = node.get("messages", ())
    return "replies" not in node and any(
        [_FATAL.match(message.text) and not _NO_ERROR.search(message.text) for message in messages]
    )


_FATAL: Final = re.compile(r"(?:[^\s:]*/)?ping6?: (?!send|recv)")
_NO_ROUTE: Final = re.compile(r"send\w*(?: packet)?: Network (?:is )?unreachable")

#: The least payload that carries the time when it was sent (``struct timeval`` of 64 bits).
_LEAST_TIMED_PAYLOAD: Final = 16


def _never_began(node: Node) -> bool:
    """Say whether a text is only an error; add the destination that the error names."""
    messages = node.get("messages", ())
    if not node.keys() <= {"messages", "destination"}:
        return False
    for message in messages:
        match = _UNRESOLVED.search(message.text)
        if match and match.lastindex:
            node["destination"] = Reading(match[match.lastindex], match[match.lastindex])
    return any([not _NO_ERROR.search(message.text) for message in messages])


#: Messages before a run: warnings, and details of ``-v``.
_NO_ERROR: Final = re.compile(r"[Ww]arning|WARNING|sock[46]\.fd|ai->ai_|/[0-9]+ packets")


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
        r"^COMMAND=ping|^PING6?\([0-9]+=|^Unable to resolve hostname\.|^PING6? [^\s(]+(?: \(\S+\)(?: from \S+)?)?: (?:\d+ data|\(\d|sending )"
        r"|^\d+ packets transmitted, \d+ packets received,|^Request timeout for icmp_seq "
        r"|^\d+ bytes from [^\n]*(?:: seq=| hlim=)"
    ),
    runs=Runs(
        opens=(
            r"PING6?[ (](?=[^\n]*(?:bytes|sending |-->))"
            r"|(?:[^\s:]*/)?ping6?: (?:unknown host|cannot resolve|bad address|connect: "
            r"|[^\s:]+: (?:Name or|Temporary failure|No address|Host name|nodename))"
        ),
        leads=(
            r"COMMAND=ping6?\b|PATTERN: 0x|WARNING: pinging broadcast|Do you want to ping broadcast"
            r"|(?:[^\s:]*/)?ping6?: (?:[Ww]arning|WARNING|sock[46]\.fd): "
        ),
        once=TOTALS,
        alone=(
            r"unknown host |connect: Network is unreachable|ping6?: sending packet: "
            r"|host address failed because "
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
        Line("PING[[6]]({packet}={_:head}{payload} bytes) {source_address} --> {resolved_address}"),
        Line("----{destination:dashed} PING Statistics----"),
        *COMMON_LINES,
    ),
    finish=_finish,
)
