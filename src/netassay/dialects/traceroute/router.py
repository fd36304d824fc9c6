r"""The traceroute of routers and controllers, in the style of Cisco's IOS.

Times are in ``msec``. An annotation stands in place of a time. Each further router of a hop has
a line of its own::

    Type escape sequence to abort.
    Tracing the route to host.example.com (192.0.2.9)
    VRF info: (vrf in name/id, vrf out name/id)
      1 gw.example.com (192.0.2.1) 2 msec *  1 msec
      2 198.51.100.1 [AS 64500] [MPLS: Label 316962 Exp 0] 11 msec
        198.51.100.5 12 msec 11 msec
      3 198.51.100.9 !H  *  !H
"""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.dialects.ping.gateway import DATE
from netassay.dialects.traceroute.closing import closing
from netassay.dialects.traceroute.hops import PrintedProbes
from netassay.dialects.traceroute.unix import CONTINUED, HOP, hop_kinds
from netassay.records.traceroute import Traceroute

__all__ = ["DIALECT"]

_PROBES: Final = PrintedProbes("msec", untimed=True)
#: What the dialogue of IOS asks for (`traceroute` without arguments).
_QUESTION: Final = (
    r"(?:Protocol|Target IP(?:v6)? address|Ingress traceroute|Source address(?: or interface)?|DSCP Value|Numeric display"
    r"|Resolve AS number in[^\n:\[]*+|Timeout in seconds|Probe count|Minimum Time to Live"
    r"|Maximum Time to Live|Port Number|Loose, Strict, Record, Timestamp, Verbose)"
    r"(?:[ \t]*+\[[^\]\n]*+\])?+:"
)
#: The default largest number of hops; these tools do not print it.
_MOST_HOPS: Final = 30

DIALECT: Final = Dialect(
    "traceroute_router",
    tests=("traceroute",),
    record=Traceroute,
    families=(),
    signature=r"^[ \t\r]*+Tracing the route to ",
    opening=r"\s*(?:% Unrecognized host|\d{1,3} [^\n]* \d+ msec\b)",
    runs=Runs(opens=r"Tracing the route to \S", leads=r"Type escape sequence to abort\."),
    kinds=hop_kinds(_PROBES)
    | {
        # Probes without an answer behind one of another router.
        "stars": Printed(_PROBES, r"\*(?:[ \t]++\*)*+"),
        "date": Printed(TEXT, DATE),
        "question": Printed(TEXT, _QUESTION),
        "prompt": Printed(TEXT, r"[^\s#>]*+[#>] ?trace[^\n]*|traceroute [^\n]*"),
    },
    lines=(
        HOP,
        Line("Type escape sequence to abort."),
        Line("Press 'q' to abort."),
        Line("Tracing the route to {destination}[[ ({resolved_address})]]"),
        Line("VRF info: {_:line}"),
        Line('Translating "{_:quoted}"...{_:line}'),
        Line("% {error:message}"),
        Line("{_:prompt}"),
        CONTINUED,
        Line("{probes:stars}", into="hops"),
        Line("{_:date}"),
        Line("{_:question}[[{_:line}]]"),
    ),
    finish=closing(_PROBES, most=_MOST_HOPS),
)
