"""The gateway's HTTP ping. Its closing line reads max/avg/min, in that order.

Replies, their statuses and the totals were seen on devices. How a failed request, an
aborted run and an unknown host are told is inferred from that style and from the gateway's
ICMP ping: what stands behind a request's number and is no reply is why there is none.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Scan
from netassay.core.records.record import numbers
from netassay.core.values.readers import Printed, with_unit
from netassay.core.values.readings import TEXT
from netassay.measurements.http import RATE
from netassay.records.http import Http, Response

__all__ = ["DIALECT"]

_REPLY: Final = "{number}> Reply: [{status_code}[[/[[{status_text}]]]]]"
_PACKETS: Final = "Packets: Sent : {transmitted} Received : {received}"


def _close(scan: Scan) -> None:
    """Take a run as whole where nothing came back, or where it says why it ended."""
    scan.close_without_replies()
    if "error" in scan.node and not scan.cut_line:
        scan.closed = True


DIALECT: Final = Dialect(
    "http_gateway",
    tests=("http", "https"),
    record=Http,
    families=("gateways",),
    signature=r"^[ \t\r]*+(?:Pinging '[^'\n]*'|\d+> Reply: \[)",
    kinds={
        "rate": with_unit(RATE),
        "duration": with_unit(numbers(Response, "time")),
        "status_text": Printed(TEXT, r"[^\]\n]++"),
        "quoted": Printed(TEXT, r"[^'\n]*"),
        "words": Printed(TEXT, r"[^0-9\s\]][^\]\n]*+"),
        "failure": Printed(TEXT, r"(?!Reply: \[)[^\n]*[^\s]"),
        "ending": Printed(
            TEXT,
            r"(?:(?:HTTPS? )?[Pp]ing |Test |Operation )?[Aa]borted[^\n]*"
            r"|(?:%|Error|Unable to|Could not|Cannot|Failed to|Unknown host|Invalid)[^\n]*[^\s]",
        ),
    },
    lines=(
        # Just as `output` has it, without the unit: equal texts agree at first sight.
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
        Line("{error:ending}"),
    ),
    finish=_close,
)
