"""The HTTP ping of gateways. Its closing line has max/avg/min, in that order.

Replies, statuses and totals were seen on devices. The forms of a failed request, an aborted run
and an unknown host are inferred from them and from the gateway's ICMP ping: text behind a
request's number that is no reply is its error.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs, Scan
from netassay.core.records.record import numbers
from netassay.core.values.readers import Printed, with_unit
from netassay.core.values.readings import TEXT
from netassay.measurements.http import RATE
from netassay.records.http import Http, Response

__all__ = ["DIALECT"]

_REPLY: Final = "{number}> Reply: [{status_code}[[/[[{status_text}]]]]]"
_PACKETS: Final = "Packets: Sent : {transmitted} Received : {received}"


def _close(scan: Scan) -> None:
    """Close a text where nothing came back, or where it ends with an error."""
    scan.close_without_replies()
    if "error" in scan.node and not scan.cut_line:
        scan.closed = True


DIALECT: Final = Dialect(
    "http_gateway",
    tests=("http", "https"),
    record=Http,
    families=("gateways",),
    signature=r"^[ \t\r]*+(?:Pinging '[^'\n]*'|\d+> Reply: \[)",
    runs=Runs(opens=r"Pinging '"),
    kinds={
        "rate": with_unit(RATE),
        "duration": with_unit(numbers(Response, "time")),
        "status_text": Printed(TEXT, r"[^\]\n]++"),
        "quoted": Printed(TEXT, r"[^'\n]*"),
        "words": Printed(TEXT, r"[^0-9\s\]][^\]\n]*+"),
        "failure": Printed(TEXT, r"(?!Reply: \[)[^\n]*[^\s]"),
        "abort": Printed(
            TEXT,
            r"(?:(?:HTTPS? )?[Pp]ing |Test |Operation )?[Aa]borted[^\n]*"
            r"|(?:%|Error|Unable to|Could not|Cannot|Failed to|Unknown host|Invalid)[^\n]*[^\s]",
        ),
    },
    lines=(
        # The rate without its unit, as in `output`: equal texts agree at first sight.
        Line(_REPLY + " bytes={size} time={time}ms Rate={rate}", into="responses"),
        Line(
            _REPLY + "[[ bytes={size}]][[ time={time:duration}]][[ Rate={rate}]]", into="responses"
        ),
        Line("{number}> Reply: [{error:words}]", into="responses"),
        Line("{number}> {error:failure}", into="responses"),
        Line("Pinging '{url:quoted}'[[ ({resolved_address})]]"),
        Line("Press 'q' to abort."),
        Line("Ping Statistics for {_:line}"),
        Line(_PACKETS + " Success Rate is {success} percent[[ ({_:count}/{_:count})]]"),
        Line(
            "Approximate round trip time[[s]]~: max/avg/min ="
            " {latency_max}/{latency_avg}/{latency_min} ms",
            closes=True,
        ),
        Line(
            "Approximate round trip time[[s]]~: min/avg/max ="
            " {latency_min}/{latency_avg}/{latency_max} ms",
            closes=True,
        ),
        Line("{error:abort}"),
    ),
    finish=_close,
)
