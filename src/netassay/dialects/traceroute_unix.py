"""The traceroute of access points: BusyBox under a ``COMMAND=`` line, or Linux's own.

A hop is its number and its probes: a star for each that nobody answered, else a time,
behind the router that it came from unless that is the one before. Round trips that ended
in an ICMP error have an annotation (BusyBox ``networking/traceroute.c``). The hop's line
and its end are the same for all tools, whose dialects take them from here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netassay.core.grammar import Dialect, Line
from netassay.core.readings import COUNT, TEXT, Odd, Printed, Reader
from netassay.measurements.traceroute import (
    REPLIED,
    ROUND_TRIP,
    SILENT,
    Traceroute,
    arrived,
    ended,
    router,
)

if TYPE_CHECKING:
    from netassay.core.grammar import Scan
    from netassay.core.readings import Node

__all__ = ["DIALECT", "HOP", "KINDS", "close"]

_TIME: Final = r"[0-9]++(?:\.[0-9]++)?+[ \t]*+ms"
_NOTE: Final = r"(?:[ \t]++![^\s*]*+)?+"
_HOST: Final = r"[^\s()*!]++"
# `-v` of BusyBox puts the size of the answer behind the router.
_SIZE: Final = r"(?:[ \t]++[0-9]++ bytes to [^\s()]++)?+"
_ROUTER: Final = rf"{_HOST}(?:[ \t]++\([^\s()]++\))?+{_SIZE}"
_PROBE: Final = rf"(?:\*|(?:{_TIME}|{_ROUTER}[ \t]++{_TIME}){_NOTE})"
_PROBES: Final = rf"{_PROBE}(?:[ \t]*+{_PROBE})*+"
_PIECES: Final = re.compile(
    rf"(\*)|({_TIME})(?:[ \t]++(![^\s*]*+))?+|({_HOST})(?:[ \t]++\(([^\s()]++)\))?+{_SIZE}"
)


class _ProbesOfLine(Reader):
    """The probes of a hop. Lines are much alike: nodes are remembered, shared and never change."""

    pattern = _PROBES

    def read(self, text: str) -> Any:
        """Read probe after probe; a time without a router is from the one before."""
        probes: list[Node] = []
        who: Node = {}
        for star, time, note, host, other in _PIECES.findall(text):
            if star:
                probes.append(SILENT)
            elif time:
                probe = {**who, "outcome": REPLIED, "rtt": ROUND_TRIP[time]}
                if note:
                    probe["annotation"] = TEXT[note]
                probes.append(probe)
            else:
                # BusyBox prints `name (address)`, inetutils `address (name)`.
                who = router(other, host)
        return probes


_READER: Final = _ProbesOfLine()
KINDS: Final[dict[str, Reader | Printed]] = {
    "probes": _READER,
    "number": Printed(COUNT, r"[0-9]{1,3}+"),
    "destination": Printed(TEXT, r"(?!to[ \t\n])[^\s,()]++"),
}
HOP: Final = Line("{hop:number} {probes}", into="hops")
_LAST: Final = re.compile(rf"[ \t]*+([0-9]{{1,3}}+)[ \t]++({_PROBES})")


def close(scan: Scan) -> None:
    """Say whether the text is whole: these tools print no closing line.

    It is, if its last hop is one that no other can follow.
    """
    if scan.cut_line:
        _take_last_line(scan)
    if not scan.cut_line:
        scan.closed = ended(scan.node)


def _take_last_line(scan: Scan) -> None:
    """Read a last line without an end, if it has all of its probes and nothing can follow."""
    match = _LAST.fullmatch(scan.unread[-1][1])
    before = scan.node.get("hops", [])
    if not match:
        return
    try:
        hop: Node = {"hop": COUNT[match[1]], "probes": _READER[match[2]]}
    except Odd:
        return
    probes, count = hop["probes"], scan.node.get("probes_per_hop")
    usual = count.value if count is not None else len(before[0]["probes"]) if before else 0
    node = {**scan.node, "hops": [*before, hop]}
    if len(probes) == usual and ended(node) and (probes[-1] is SILENT or arrived(node)):
        scan.unread.pop()
        scan.cut_line = False
        scan.node["hops"] = node["hops"]


DIALECT: Final = Dialect(
    "traceroute_busybox",
    tests=("traceroute",),
    record=Traceroute,
    families=("aps",),
    signature=r"^traceroute6? to [^\s,()]+ \([^\s()]+\), \d+ hops max, \d+ byte packets",
    kinds=KINDS,
    lines=(
        HOP,
        Line("COMMAND=traceroute[[6]] {destination}"),
        Line("COMMAND=traceroute[[6]] {_:line} {destination}"),
        Line(
            "traceroute[[6]] to {destination} ({resolved_address}),"
            " {max_hops} hops max, {packet} byte packets"
        ),
    ),
    finish=close,
)
