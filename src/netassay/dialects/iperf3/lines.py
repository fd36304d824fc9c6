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
from netassay.core.values.readings import TEXT, Odd, Reader, Reading
from netassay.measurements.iperf.output import BITRATE, SIZE
from netassay.records.iperf import Cpu, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["KINDS", "LINES", "RUNS", "SIGNATURE"]


class _OrNothing(Reader):
    """Figures of another reader, or a word that iperf3 prints in place of a figure."""

    def __init__(self, reader: Reader, *words: str) -> None:
        super().__init__()
        self.reader = reader
        self.words = words

    def read(self, text: str) -> Reading:
        """Read a figure; one of `words` reads as None."""
        if text in self.words:
            return Reading(None, text)
        reading = self.reader[text]
        if reading is None:
            raise self.reader.bad(text)
        return reading


class _Amount(Reader):
    """A number with its unit, which is ``(null)`` where 3.0 and 3.1 did not know it.

    ``nan`` and ``inf`` are rates over no time, as C prints them.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def read(self, text: str) -> Reading:
        """Read the number, in the canonical unit."""
        if "(" in text:
            message = "iperf3 before 3.2 has no unit for so much (a tebibyte and more)"
            raise Odd("null-text", message)
        if "n" in text.partition(" ")[0]:
            raise Odd("null-text", "a rate over no time")
        reading = self.reader[text]
        if reading is None:
            raise self.reader.bad(text)
        return reading


class _Side(Choice):
    """The end that a closing row is from; rows of intervals have none."""

    def read(self, text: str) -> Reading:
        """Read the word; an empty text reads as None."""
        return self.read_text(text) if text else Reading(None, text)


def _printed(reader: Reader) -> Printed:
    return Printed(_Amount(reader), r"-?(?:[0-9.]++|nan|inf) *+(?:[A-Za-z/]++|\(null\)[\w/]*+)")


#: Shares of nothing, as C prints them.
_NO_RATIO: Final = ("nan", "-nan", "inf", "-inf")
_COUNT_ALONE: Final = r"\d++(?![.\d])"
_DEBUG: Final = (
    "send_parameters|get_parameters|send_results|get_results|tcpi_snd_cwnd|State change|"
    "Thread |All threads|Stopped |interval_len|interval forces keep|SNDBUF is|RCVBUF is|"
    r"[Ss]ent \d++ bytes|[Rr]eceived \d++ bytes|Late receive|Write failed|Ctrl |Waiting |"
    "Buffer |Connect |Binding |Sending Connect|ignoring short|No connection request|"
    "sendmmsg|No more data|Server restart|Setting |Client |Control "
)

KINDS: Final[dict[str, Reader | Printed]] = {
    "stream": Printed(_OrNothing(COUNT, "SUM"), r"\d++|SUM"),
    "role": Choice("a role", {f"[{role}]": role for role in ("TX-C", "RX-C", "TX-S", "RX-S")}),
    "transferred": _printed(SIZE),
    "bitrate": _printed(BITRATE),
    "cwnd": _printed(SIZE),
    "retransmits": Printed(COUNT, _COUNT_ALONE),
    "lost_datagrams": Printed(_OrNothing(COUNT, "Unknown"), r"-?\d++|Unknown"),
    "loss": Printed(_OrNothing(numbers(Interval, "loss"), *_NO_RATIO), r"[-+.0-9a-z]++"),
    "omitted": Choice("(omitted)", {"(omitted)": True}),
    "side": Printed(
        _Side("sender or receiver", {"sender": "sent", "receiver": "received"}),
        "(?:sender|receiver)?+",
    ),
    "share": Printed(_OrNothing(numbers(Cpu, "local_total"), *_NO_RATIO), r"[-+.0-9a-z]++"),
    "end_of_cpu": Printed(TEXT, r"(?:local|remote)/\w++"),
    "protocol": Printed(TEXT, r"\w++"),
    "version": Printed(TEXT, r"3\.[\w.+-]++"),
    "system": Printed(
        TEXT,
        r"(?:Linux|Android|Darwin|\w*+BSD|DragonFly|SunOS|AIX|HP-UX|Haiku|QNX"
        r"|(?:CYGWIN|MSYS|MINGW|Windows)[\w.-]*+) \S(?:[^\n]*\S)?",
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

#: Lines that only iperf3 prints; a prefix may stand before them.
SIGNATURE: Final = (
    r"^Perf-test: |^iperf (?:version )?3\.\d|^iperf3: |Connecting to host \S++, port \d"
    r"|Accepted connection from \S++, port \d|Server listening on \d"
    r"|\[ ID\](?:\[Role\])? Interval {11}Transfer|Starting Test: protocol: "
    r"|iperf3: (?:error|interrupt|parameter error) - |^\[ *+\d++\] local \S++ port \d++ connected to"
)

#: A server prints its banner before each run, and waits behind it for the next.
RUNS: Final = Runs(
    opens=r"Connecting to host \S+, port \d|Accepted connection from \S+, port \d",
    leads=r"iperf (?:version )?3\.\d|Server listening on \d|Perf-test: ",
    alone=r"iperf3: error - unable to connect ",
    trails=r"Server listening on |-----",
    nests=r"Server (?:JSON )?output:[ \t]*+\n",
)

_ID: Final = "[{_:id}]"
_SUMMARY: Final = {"separated": "summary"}
_COLUMNS: Final = "Interval Transfer {_:rate_name}"

LINES: Final[Sequence[Line]] = (
    # Rows belong to the totals once the summary has begun.
    Line(
        "[~{stream}] {start}-~{end} sec {transferred} {bitrate} {retransmits} {cwnd}",
        into={"": "intervals", "summary": "totals"},
        sets={"direction": None},
    ),
    Line(
        "[~{stream}][[{role}]] {start}-~{end} sec {transferred} {bitrate}"
        "[[ {retransmits}[[ {cwnd}]]]]"
        "[[ {jitter} ms {lost_datagrams}/{datagrams}[[ ({loss}%)]]]]"
        "[[ {omitted}]]~{direction:side}",
        into={"": "intervals", "summary": "totals"},
    ),
    Line(f"{_ID} local {{local_address}} port {{local_port}} connected to {{_}} port {{_:count}}"),
    # Also printed between intervals of several streams; only a summary then has a header.
    Line("- - -{_:dashes}", opens="separated"),
    Line(
        f"[ ID][[{{_:role_header}}]] {_COLUMNS} {{_:column}} {{_:rest}}",
        opens=_SUMMARY,
        sets={"protocol": "UDP"},
    ),
    Line("[ ID]{_:rest}", opens=_SUMMARY),
    Line(
        f"{_ID}[[{{_:role}}]] {{_:figure}}-~{{_:figure}} sec"
        " {_:count} datagrams received out-of-order"
    ),
    Line(f"{_ID} Sent {{_:count}} datagrams"),
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
        " omitting {omit} seconds, {duration} second test[[, tos {_:count}]]"
    ),
    Line(
        "Starting Test: protocol: {protocol}, {streams} streams, {block} byte blocks,"
        " omitting {omit} seconds, {_:count} {_:word} to send[[, tos {_:count}]]"
    ),
    Line("Reverse mode, remote host {_} is sending", sets={"reverse": True}),
    Line("iperf3: OUT OF ORDER{_:rest}"),
    Line("iperf3: {_:warning}"),
    Line("iperf3: {error:line}", closes=True),
    Line("iperf[[ version]] {version}[[ ({_:line}]]"),
    Line("Cookie: {cookie}"),
    Line("TCP MSS: {mss}[[ (default)]]"),
    Line("Time: {_:line}"),
    Line("{system}"),
    Line("Control connection MSS {_:count}"),
    Line("Target Bitrate: {_:count}"),
    Line("Setting UDP block size to {_:count}"),
    Line("snd_tcp_congestion {_}"),
    Line("rcv_tcp_congestion {_}"),
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
