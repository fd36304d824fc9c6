"""The gateway's HTTP ping. Its closing line reads max/avg/min, in that order."""

from __future__ import annotations

from typing import Final

from netassay.core.grammar import Dialect, Line, Scan
from netassay.core.readings import TEXT, Printed, with_unit
from netassay.measurements.http import RATE, Http

__all__ = ["DIALECT"]


DIALECT: Final = Dialect(
    "http_gateway",
    tests=("http", "https"),
    record=Http,
    families=("gateways",),
    signature=r"^Pinging '[^'\n]*'|^\d+> Reply: \[",
    kinds={
        "rate": with_unit(RATE),
        "status_text": Printed(TEXT, r"[^\]\n]*"),
        "quoted": Printed(TEXT, r"[^'\n]*"),
    },
    lines=(
        Line(
            "{number}> Reply: [{status_code}/{status_text}] bytes={size} time={time}ms Rate={rate}",
            into="responses",
        ),
        Line("Pinging '{url:quoted}'"),
        Line("Press 'q' to abort."),
        Line("Ping Statistics for {_:line}"),
        Line(
            "Packets: Sent : {transmitted} Received : {received}"
            " Success Rate is {success} percent ({_:count}/{_:count})"
        ),
        Line(
            "Approximate round trip time : max/avg/min ="
            " {latency_max}/{latency_avg}/{latency_min} ms",
            closes=True,
        ),
    ),
    finish=Scan.close_without_replies,
)
