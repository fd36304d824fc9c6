"""The lines that iperf3 prints, from 3.0.1 to 3.21, as client and as server.

The sources are outputs of 26 versions and iperf3's formats (``src/iperf_locale.c``). All rows have
one form with optional columns, whatever the protocol. 3.0 and 3.1 print ``Bandwidth``, one
closing UDP row for both ends, and errors to standard output; 3.2 and later ``Bitrate`` and
closing rows of each end; 3.7 and later a role behind the number with ``--bidir``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netassay.core.lines.grammar import Line, Runs
from netassay.core.records.record import numbers
from netassay.core.values.readers import COUNT, Choice, Printed
from netassay.core.values.readings import TEXT
from netassay.core.values.times import HTTP_DATE
from netassay.dialects.iperf3.figures import Amount, OrNothing
from netassay.measurements.iperf.output import BITRATE, SIZE
from netassay.records.iperf import Cpu, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netassay.core.values.readings import Reader

__all__ = ["KINDS", "LINES", "RUNS", "SIGNATURE"]


def _printed(reader: Reader) -> Printed:
    return Printed(Amount(reader), r"-?(?:[0-9.]++|nan|inf) *+(?:[A-Za-z/]++|\(null\)[\w/]*+)")


#: Shares of nothing, as C prints them.
_NO_RATIO: Final = ("nan", "-nan", "inf", "-inf")
_COUNT_ALONE: Final = r"\d++(?![.\d])"
_DEBUG: Final = (
    "send_parameters|get_parameters|send_results|get_results|tcpi_snd_cwnd|State change|"
    "Thread |All threads|Stopped |interval_len|interval forces keep|SNDBUF is|RCVBUF is|"
    r"[Ss]ent \d++ bytes|[Rr]eceived \d++ bytes|Late receive|Write failed|Ctrl |Waiting |"
    "Buffer |Connect |Binding |Sending Connect|ignoring short|No connection request|"
    "sendmmsg|No more data|Server restart|Setting |Client |Control |Congestion algorithm|"
    r"pcount \d|LOST \d|SELECT |State set|Sending |Reading "
)

KINDS: Final[dict[str, Reader | Printed]] = {
    "stream": Printed(OrNothing(COUNT, "SUM"), r"\d++|SUM"),
    "role": Choice("a role", {f"[{role}]": role for role in ("TX-C", "RX-C", "TX-S", "RX-S")}),
    "transferred": _printed(SIZE),
    "bitrate": _printed(BITRATE),
    "cwnd": _printed(SIZE),
    "retransmits": Printed(COUNT, _COUNT_ALONE),
    "lost_datagrams": Printed(OrNothing(COUNT, "Unknown"), r"-?\d++|Unknown"),
    "loss": Printed(OrNothing(numbers(Interval, "loss"), *_NO_RATIO), r"[-+.0-9a-z]++"),
    "omitted": Choice("(omitted)", {"(omitted)": True}),
    "side": Choice("sender or receiver", {"sender": "sent", "receiver": "received"}),
    # A hole that is empty: without the end of its line, a row may have lost its word.
    "no_side": Printed(OrNothing(TEXT, ""), ""),
    "timestamp": Printed(
        HTTP_DATE, r"[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [A-Z]{3}"
    ),
    "share": Printed(OrNothing(numbers(Cpu, "local_total"), *_NO_RATIO), r"[-+.0-9a-z]++"),
    "end_of_cpu": Printed(TEXT, r"(?:local|remote)/\w++"),
    "protocol": Printed(TEXT, r"\w++"),
    "version": Printed(TEXT, r"3[.-][\w.+-]++"),
    "system": Printed(
        TEXT,
        r"(?:Linux|Android|Darwin|[A-Z][A-Za-z]{2,9}?BSD|GNU(?:/kFreeBSD)?+|DragonFly|SunOS|AIX"
        r"|HP-UX|Haiku|QNX|VMkernel|Minix|(?:CYGWIN|MSYS|MINGW|Windows)[\w.-]*+) \S(?:[^\n]*\S)?",
    ),
    "cookie": TEXT,
    "role_header": Printed(TEXT, r"\[Role\]"),
    "id": Printed(TEXT, r"[ \w]++"),
    "figure": Printed(TEXT, r"[0-9.]++"),
    "rate_name": Printed(TEXT, "Bandwidth|Bitrate"),
    "column": Printed(TEXT, "Total|Jitter"),
    "dashes": Printed(TEXT, "[- ]++"),
    "rest": Printed(TEXT, r"[^\n]*+"),
    "all": Printed(TEXT, r"[\s\S]*(?=\n)"),
    "month": Printed(TEXT, "[A-Z][a-z]{2}"),
    "clock": Printed(TEXT, r"\d\d:\d\d:\d\d"),
    "braces": Printed(TEXT, r"[{}\[\]][{}\[\], \t]*+"),
    "debug": Printed(TEXT, rf"(?:{_DEBUG})[^\n]*+"),
    "warning": Printed(TEXT, r"(?i:warning|ignoring)\b[^\n]*+"),
    "outcome": Printed(TEXT, "succeeded|successed|failed"),
}

_SPAN: Final = r"\[(?: *+\d++|SUM)\](?:\[[TR]X-[CS]\])?+[ \t]++\d++\.\d\d-"
#: A row of figures: iperf3 pads both ends of the span to six characters, iperf 2 does not; or the
#: word behind it shows whose it is.
ROW: Final = (
    rf"{_SPAN}(?:\d\d?\.\d\d  |\d{{3,}}+\.\d\d ) *+sec  "
    rf"|{_SPAN}\d++\.\d\d[ \t]++sec[ \t]++\d[^\n]{{1,100}}?[ \t](?:sender|receiver)[ \t\r]*+$"
)
#: Lines that only iperf3 prints; a prefix may stand before them.
SIGNATURE: Final = (
    r"^Perf-test: |^iperf (?:version )?3[.-][\dA-Z]|^iperf3: |Connecting to host \S++, port \d"
    r"|Accepted connection from \S++, port \d|Server listening on \d"
    r"|\[ ID\](?:\[Role\])? Interval {11}Transfer|Starting Test: protocol: "
    r"|iperf3: (?:error|interrupt|parameter error) - |^\[ *+\d++\] local \S++ port \d++ connected to"
    rf"|{ROW}"
)

#: A server prints its banner before each run, and waits behind it for the next.
RUNS: Final = Runs(
    opens=r"Connecting to host \S+, port \d|Accepted connection from \S+, port \d",
    leads=r"iperf (?:version )?3(?:\.\d|-[A-Z])[^\s(]*+(?! \(cJSON)|Server listening on \d|Perf-test: ",
    alone=r"iperf3: error - unable to connect ",
    trails=r"Server listening on |-----",
    once=(
        r"\[(?: *+\d++|SUM)\](?:\[[TR]X-[CS]\])?+(?:(?=[^\n]*[ \t]sender[ \t]*$)|[ \t](?=[^\n]*[ \t]receiver[ \t]*$))"
    ),
    heads=r"iperf (?:version )?3[.-]",
    restarts=(
        r"\[(?: *+\d++|SUM)\](?:\[[TR]X-[CS]\])?+[ \t]++(?:local |[\d.]++-[ \t]*+[\d.]++[ \t]++sec"
        r"(?![^\n]*(?:sender|receiver|out-of-order)[ \t]*$))"
    ),
    resumes=r"Time: |Control connection MSS |Server listening on |-----",
    nests=r"Server (?:JSON )?output:[ \t]*+\n",
)

_ID: Final = "[{_:id}]"
#: The rows go on behind the separator of two intervals; a header makes it that of the summary,
#: and so does a header without a separator, where there was one before.
_SUMMARY: Final = {"separated": "summary", "": "begun", "begun": "summary"}
_ROWS: Final = {"": "intervals", "summary": "totals"}
_FIGURES: Final = (
    "[~{stream}][[{role}]] {start}-~{end} sec {transferred} {bitrate}"
    "[[ {retransmits}[[ {cwnd}]]]]"
    "[[ {jitter} ms {lost_datagrams}/{datagrams}[[ ({loss}%)]]]]"
)
_COLUMNS: Final = "Interval Transfer {_:rate_name}"

LINES: Final[Sequence[Line]] = (
    # A word at its end makes a row one of the totals, as a summary does in which it stands.
    Line(
        "[~{stream}] {start}-~{end} sec {transferred} {bitrate} {retransmits} {cwnd}",
        into=_ROWS,
        sets={"direction": None},
    ),
    Line(f"{_FIGURES}[[ {{omitted}}]]~{{direction:no_side}}", into=_ROWS),
    Line(f"{_FIGURES} {{direction:side}}", into="totals"),
    Line(f"{_ID} local {{local_address}} port {{local_port}} connected to {{_}} port {{_:count}}"),
    # Also printed between intervals of several streams; only a summary then has a header.
    Line("- - -{_:dashes}", opens="separated"),
    Line(
        f"[ ID][[{{_:role_header}}]] {_COLUMNS} {{_:column}} {{_:rest}}",
        opens=_SUMMARY,
        sets={"protocol": "UDP"},
    ),
    Line("[ ID]{_:rest}", opens=_SUMMARY),
    # `derived.derive` gives the count to the row of the same stream.
    Line(
        "[~{stream}][[{role}]] {start}-~{end} sec {out_of_order} datagrams received out-of-order",
        into=_ROWS,
        sets={"direction": None},
    ),
    Line(f"{_ID} Sent {{_:count}} datagrams", sets={"protocol": "UDP"}),
    Line(f"{_ID} (~{{_:side}} statistics not available)"),
    Line("Test Complete. Summary Results:", opens="summary"),
    Line("Connecting to host {server_address}, port {server_port}"),
    Line("iperf Done.", closes=True),
    Line(
        "CPU Utilization: {_:end_of_cpu} {cpu.local_total:share}%"
        " ({cpu.local_user:share}%u/{cpu.local_system:share}%s),"
        " {_:end_of_cpu} {cpu.remote_total:share}%"
        " ({cpu.remote_user:share}%u/{cpu.remote_system:share}%s)"
    ),
    Line(
        "Starting Test: protocol: {protocol}, {streams} streams, {block} byte blocks,"
        " omitting {omit} seconds, {duration} second test[[, tos {tos}]]"
    ),
    Line(
        "Starting Test: protocol: {protocol}, {streams} streams, {block} byte blocks,"
        " omitting {omit} seconds, {requested} bytes to send[[, tos {tos}]]"
    ),
    Line(
        "Starting Test: protocol: {protocol}, {streams} streams, {block} byte blocks,"
        " omitting {omit} seconds, {requested_blocks} blocks to send[[, tos {tos}]]"
    ),
    Line("Reverse mode, remote host {_} is sending", sets={"reverse": True}),
    Line("iperf3: OUT OF ORDER{_:rest}"),
    Line("iperf3: {_:warning}"),
    Line("iperf3: {error:line}", closes=True),
    Line("iperf[[ version]] {version}[[ ({_:line}]]"),
    Line("Cookie: {cookie}"),
    Line("TCP MSS: {mss}[[ (default)]]"),
    Line("Time: {timestamp}"),
    Line("Time: {_:line}"),
    Line("{system}"),
    Line("Control connection MSS {_:count}"),
    Line("Target Bitrate: {_:count}"),
    Line("Setting UDP block size to {_:count}"),
    Line("snd_tcp_congestion {sender_congestion}"),
    Line("rcv_tcp_congestion {receiver_congestion}"),
    Line("Accepted connection from {_}, port {_:count}"),
    Line("Server listening on {server_port}[[ (test #{_:count})]]"),
    Line("-----{_:dashes}"),
    Line("Server output:"),
    Line("Server JSON output:"),
    Line("Finished omit period, starting real test"),
    Line("Optional features available: {_:line}"),
    Line("Authentication {_:outcome}{_:rest}"),
    Line("Sent {_:rest}"),
    Line("OUT OF ORDER{_:rest}"),
    Line("Usage: {_:all}"),
    Line("{_:warning}"),
    Line("Perf-test: {_:line}"),
    Line("{_:month} {_:count} {_:clock} {_:count}"),
    # With -d iperf3 prints each step, and as JSON what it exchanges with the other end.
    Line('"{_:word}{_:rest}'),
    Line("{_:braces}"),
    Line("{_:debug}"),
)
