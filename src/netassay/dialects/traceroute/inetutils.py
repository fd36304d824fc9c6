"""The traceroute of CX switches, in the style of inetutils: ``0.529ms`` without a blank."""

from __future__ import annotations

from typing import Final

from netassay.core.lines.grammar import Dialect, Line
from netassay.dialects.traceroute.closing import closing
from netassay.dialects.traceroute.hops import PrintedProbes
from netassay.dialects.traceroute.unix import COMMANDS, ERRORS, HOP, hop_kinds
from netassay.records.traceroute import Traceroute

__all__ = ["DIALECT"]

_PROBES: Final = PrintedProbes()
#: The first hop of a text without its header.
_OPENING: Final = r"\s*+\d{1,3}+[ \t]++[^\s()*]++(?:[ \t]++\([^\s()]++\))?+[ \t]++[\d.]++ms\b"

DIALECT: Final = Dialect(
    "traceroute_inetutils",
    tests=("traceroute",),
    record=Traceroute,
    families=("cx",),
    signature=r"^[ \t\r]*+traceroute6? to [^\n]*\) ?, (?:\d+ hops? min, |\d+ hops max[ \t]*(?:[\r\n]|\Z))",
    opening=_OPENING,
    kinds=hop_kinds(_PROBES),
    lines=(
        HOP,
        Line(
            "traceroute[[6]] to {destination} ({resolved_address})~, {min_hops} hop[[s]] min,"
            " {max_hops} hop[[s]] max, {timeout} sec. timeout, {probes_per_hop} probe[[s]]"
        ),
        # The header of inetutils itself, which access points run too.
        Line("traceroute[[6]] to {destination} ({resolved_address}), {max_hops} hops max"),
        *COMMANDS,
        *ERRORS,
    ),
    finish=closing(_PROBES),
)
