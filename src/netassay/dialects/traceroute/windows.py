r"""The ``tracert`` of Windows, in English.

A hop has the times first, then the router::

      1    <1 ms    <1 ms    <1 ms  gw.example.com [192.0.2.1]
      2     *       21 ms     *     198.51.100.1
      3     *        *        *     Request timed out.
      4  198.51.100.5  reports: Destination host unreachable.

`rtt` is 1 ms for a round trip below a millisecond, as in pings; the annotation is ``<1 ms``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netassay.core.lines.grammar import Dialect, Line, Runs
from netassay.core.values.readers import Printed
from netassay.core.values.readings import TEXT
from netassay.dialects.traceroute.closing import closing
from netassay.dialects.traceroute.hops import HopReader
from netassay.dialects.traceroute.unix import HOP, hop_kinds
from netassay.measurements.traceroute.probes import REPLIED, ROUND_TRIP, SILENT, router
from netassay.records.traceroute import Traceroute

if TYPE_CHECKING:
    from netassay.core.values.readings import Node

__all__ = ["DIALECT"]

_COLUMNS: Final = r"(?:<?[0-9]++ ms|\*)(?:[ \t]++(?:<?[0-9]++ ms|\*))*+"
_ROUTER: Final = r"[^\s\[\]*<]++(?:[ \t]++\[[^\s\[\]]++\])?+"
_FAILURE: Final = r"General failure\.|Transmit error: code [0-9]++\."
_HOP: Final = re.compile(
    rf"({_COLUMNS})?+[ \t]*+(?:Request timed out\.|({_FAILURE})"
    r"|([^\s\[\]]++)(?:[ \t]++\[([^\s\[\]]++)\])?+(?:[ \t]++reports: ([^\n]++))?+)?+"
)


class _WindowsProbes(HopReader):
    """Reads the probes of a hop, all from the router at the end of the line."""

    pattern = (
        rf"{_COLUMNS}[ \t]++(?:Request timed out\.|{_FAILURE}"
        rf"|{_ROUTER}(?:[ \t]++reports: [^\n]*[^\s])?+)"
        rf"|{_ROUTER}[ \t]++reports: [^\n]*[^\s]|{_FAILURE}"
    )
    has_closing_line = True
    cut = rf"{_COLUMNS}(?:[ \t]++(?:Request timed out\.|{_ROUTER.removesuffix('?+')}))?+"

    def probes_of(self, text: str) -> list[Node]:
        """Return a probe for each column, and one for an error that the router or the tool reports."""
        match = _HOP.match(text)
        columns, failure, host, other, report = match.groups() if match else (None,) * 5
        who = router(other, host) if host else {}
        probes: list[Node] = []
        for column in re.findall(r"<?[0-9]+ ms|\*", columns or ""):
            if column == "*":
                probes.append({**SILENT, "annotation": TEXT[failure]} if failure else SILENT)
            elif column[0] == "<":
                below = {"rtt": ROUND_TRIP[column[1:]], "annotation": TEXT[column]}
                probes.append({**who, "outcome": REPLIED, **below})
            else:
                probes.append({**who, "outcome": REPLIED, "rtt": ROUND_TRIP[column]})
        if report:
            probes.append({**who, "outcome": REPLIED, "annotation": TEXT[report.rstrip()]})
        if failure and not columns:
            probes.append({**SILENT, "annotation": TEXT[failure]})
        return probes


_PROBES: Final = _WindowsProbes()

DIALECT: Final = Dialect(
    "traceroute_windows",
    tests=("traceroute",),
    record=Traceroute,
    families=(),
    signature=r"^[ \t\r]*+Trac(?:ing route to |e complete\.)",
    opening=r"\s*Unable to (?:resolve target|contact)",
    runs=Runs(opens=r"Tracing route to \S|Unable to resolve target "),
    kinds=hop_kinds(_PROBES)
    | {
        "prompt": Printed(TEXT, r"(?:(?:PS )?[A-Za-z]:\\[^>\n]*+> ?)?+tracert(?:\.exe)?"),
        "unresolved": Printed(TEXT, r"Unable to (?:resolve target|contact)[^\n]*[^\s]"),
    },
    lines=(
        HOP,
        Line("Tracing route to {destination} [{resolved_address}]"),
        Line(
            "Tracing route to {destination} [{resolved_address}] over a maximum of {max_hops} hops[[:]]"
        ),
        Line("Tracing route to {destination} over a maximum of {max_hops} hops[[:]]"),
        Line("Tracing route to {destination}"),
        Line("over a maximum of {max_hops} hops[[:]]"),
        Line("Trace complete.", closes=True),
        Line("{error:unresolved}"),
        Line("{_:prompt} {_:line}"),
    ),
    finish=closing(_PROBES),
)
