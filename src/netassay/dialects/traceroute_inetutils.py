"""The traceroute of CX switches, in the manner of inetutils: ``0.529ms`` without a blank."""

from __future__ import annotations

from typing import Final

from netassay.core.grammar import Dialect, Line
from netassay.dialects.traceroute_busybox import HOP, KINDS, close
from netassay.measurements.traceroute import Traceroute

__all__ = ["DIALECT"]

DIALECT: Final = Dialect(
    "traceroute_inetutils",
    tests=("traceroute",),
    record=Traceroute,
    families=("cx",),
    signature=r"^traceroute6? to [^\s,()]+ \([^\s()]+\), (?:\d+ hops? min, |\d+ hops max[ \t]*$)",
    kinds=KINDS,
    lines=(
        HOP,
        Line(
            "traceroute[[6]] to {destination} ({resolved_address}), {min_hops} hop[[s]] min,"
            " {max_hops} hop[[s]] max, {timeout} sec. timeout, {probes_per_hop} probe[[s]]"
        ),
        # inetutils itself, which access points run too.
        Line("traceroute[[6]] to {destination} ({resolved_address}), {max_hops} hops max"),
        Line("COMMAND=traceroute[[6]] {destination}"),
        Line("COMMAND=traceroute[[6]] {_:line} {destination}"),
    ),
    finish=close,
)
