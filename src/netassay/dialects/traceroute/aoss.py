"""The traceroute of AOS-S switches, which gateways have too.

Columns have a fixed width, so a second router stands right behind the time of the first:
``10.186.128.6          1 ms10.186.128.4          1 ms      1 ms``.
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.dialects.traceroute.closing import closing
from netassay.dialects.traceroute.hops import PrintedProbes
from netassay.dialects.traceroute.unix import CONTINUED, HOP, hop_kinds
from netassay.records.traceroute import Traceroute

__all__ = ["DIALECT"]

_PROBES: Final = PrintedProbes()

DIALECT: Final = Dialect(
    "traceroute_aoss",
    tests=("traceroute",),
    record=Traceroute,
    families=("aos-s", "gateways"),
    signature=r"^[ \t\r]*+traceroute6? to [^\s,()]++(?: ?,[ \t]*+\Z|(?: ?,)?+[ \t]*+[\r\n])",
    opening=r"\s*\d+ hops? min, \d+ hops? max, ",
    runs=Runs(opens=r"traceroute6? to \S+[ \t]*+(?=\n)"),
    kinds=hop_kinds(_PROBES)
    | {
        "refusal": Printed(
            TEXT, r"The destination address is unreachable\.|Target did not respond\."
        )
    },
    lines=(
        HOP,
        Line("traceroute[[6]] to {resolved_address}[[~,]]"),
        Line(
            "{min_hops} hop[[s]] min, {max_hops} hop[[s]] max,"
            " {timeout} sec. timeout, {probes_per_hop} probe[[s]]"
        ),
        Line("traceroute[[6]] {destination}"),
        Line("{error:refusal}"),
        CONTINUED,
    ),
    finish=closing(_PROBES),
)
